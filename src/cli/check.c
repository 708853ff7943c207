#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "file/agenda_file.h"
#include "model/agenda/clash.h"
#include "render/report/finding_report.h"
#include "service/message.h"

static char *format;
static gboolean strict;

static const GOptionEntry OPTIONS[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, "How to print: text (default) or json",
      "FORMAT" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, "Let warnings fail as errors do", NULL },
    G_OPTION_ENTRY_NULL,
};

/* A text that is cut may be a valid agenda: it shows in the end of its last line. */
static void report_end(const AgendaFile *file)
{
    const Extent *extent = file->extent;

    if (extent_doubt(extent, NULL) == EXTENT_DOUBT_OPEN_LINE) {
        findings_add(file->findings, SEVERITY_WARNING, (Place){ extent->n_breaks + 1, 1 },
                     "open-line", NULL,
                     "the last line has no end: if the file is whole, end it with a line break, "
                     "else it is not published without --accept");
    }
}

/* Reads one file and adds what was found to the list; false if it could not be read. */
static bool check_file(const char *path, GPtrArray *all_findings)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);

    if (file == NULL) {
        message_error("%s", error->message);
        return false;
    }
    if (file->agenda != NULL) {
        clash_report(file->agenda, file->findings);
        report_end(file);
    }
    findings_sort(file->findings);
    g_ptr_array_add(all_findings, g_steal_pointer(&file->findings));
    return true;
}

static void print_findings(const GPtrArray *all_findings, bool as_json)
{
    if (as_json) {
        g_autofree char *json = finding_report_to_json(all_findings);
        fputs(json, stdout);
        return;
    }
    for (guint i = 0; i < all_findings->len; i++) {
        const Findings *findings = all_findings->pdata[i];
        guint errors = findings_count(findings, SEVERITY_ERROR);
        guint warnings = findings_count(findings, SEVERITY_WARNING);
        g_autoptr(GString) text = g_string_new(NULL);
        finding_report_append_text(text, findings);
        fputs(text->str, stdout);
        fflush(stdout);
        message_info("%s: %u error%s, %u warning%s", findings_file(findings), errors,
                     errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    }
}

static ExitStatus status_of(const GPtrArray *all_findings)
{
    for (guint i = 0; i < all_findings->len; i++) {
        const Findings *findings = all_findings->pdata[i];
        if (findings_count(findings, SEVERITY_ERROR) > 0 ||
            (strict && findings_count(findings, SEVERITY_WARNING) > 0)) {
            return EXIT_STATUS_INPUT;
        }
    }
    return EXIT_STATUS_OK;
}

static ExitStatus run(char **operands)
{
    bool as_json = g_strcmp0(format, "json") == 0;

    if (format != NULL && !as_json && strcmp(format, "text") != 0) {
        message_error("check: --format is text or json, not \"%s\"", format);
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(GPtrArray) all_findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)findings_free);
    bool all_read = true;
    for (char **path = operands; *path != NULL; path++) {
        all_read = check_file(*path, all_findings) && all_read;
    }
    print_findings(all_findings, as_json);
    return all_read ? status_of(all_findings) : EXIT_STATUS_ENVIRONMENT;
}

const Command command_check = {
    .name = "check",
    .arguments = "FILE…",
    .summary = "Report every mistake in agenda files, every clash and oddity",
    .description =
        "Mistakes are errors. Clashes are warnings: a room used twice at once, an agency\n"
        "needed in more parallel sessions than its delegation has people for. A file\n"
        "that ends in the middle of a line is a warning, too: it may not be all saved.\n\n"
        "Exit status: 0 fine, 1 errors (with --strict also warnings), 2 wrong usage,\n"
        "3 a file could not be read.",
    .options = OPTIONS,
    .min_operands = 1,
    .max_operands = G_MAXUINT,
    .run = run,
};
