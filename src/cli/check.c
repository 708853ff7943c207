#include <stdio.h>

#include "cli/command.h"
#include "file/agenda_file.h"
#include "model/agenda/clash.h"
#include "model/agenda/oddity.h"
#include "render/report/finding_report.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/source/sourced_file.h"

typedef struct CheckOptions {
    bool as_json;
    bool is_strict;
} CheckOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_FORMAT, .place = offsetof(CheckOptions, as_json) },
    { "strict", 0, OPTION_FLAG, offsetof(CheckOptions, is_strict),
      "Fail for warnings as for errors", NULL, NULL },
};

/* A text that was cut off may still be a valid agenda: it shows at the end of its last line. */
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

/* The files that were looked at, and what was found in them. */
typedef struct Check {
    GPtrArray *all_findings; /* Findings *, of each file */
    GPtrArray *ids;          /* char *, of each file's agenda; NULL if it has none */
    gint64 now;              /* Unix seconds */
} Check;

/* Reads one file and appends its findings to the list; false if it could not be read. */
static bool check_file(const char *path, const Check *check)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = sourced_file_read(path, NULL, NULL, &error);

    if (file == NULL) {
        message_error("%s", error->message);
        return false;
    }
    /* A file with errors has no agenda in which to look for clashes. */
    if (file->agenda != NULL) {
        clash_report(file->agenda, file->findings);
        oddity_report(file->agenda, check->now, file->findings);
        report_end(file);
    }
    g_ptr_array_add(check->ids, file->agenda != NULL ? g_strdup(file->agenda->id) : NULL);
    g_ptr_array_add(check->all_findings, g_steal_pointer(&file->findings));
    return true;
}

/* The first other file whose agenda has the id of this one's; `len` if there is none. */
static guint find_twin(const GPtrArray *ids, guint index)
{
    guint twin = 0;

    while (twin < ids->len &&
           (twin == index || g_strcmp0(ids->pdata[twin], ids->pdata[index]) != 0)) {
        twin++;
    }
    return twin;
}

/* Adds an error to each file whose agenda has the id of another's. */
static void report_twins(const Check *check)
{
    for (guint i = 0; i < check->ids->len; i++) {
        const char *id = check->ids->pdata[i];
        guint twin = id != NULL ? find_twin(check->ids, i) : check->ids->len;
        if (twin < check->ids->len) {
            findings_add(check->all_findings->pdata[i], SEVERITY_ERROR, (Place){ 1, 1 }, "same-id",
                         NULL,
                         "the agenda's id is \"%s\", as in %s: none of them is taken while there "
                         "are several",
                         id, findings_file(check->all_findings->pdata[twin]));
        }
    }
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
        /* Findings go to standard output, counts to standard error: keep them in order. */
        fflush(stdout);
        message_info("%s: %u error%s, %u warning%s", findings_file(findings), errors,
                     errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    }
}

static ExitStatus status_of(const GPtrArray *all_findings, bool is_strict)
{
    for (guint i = 0; i < all_findings->len; i++) {
        const Findings *findings = all_findings->pdata[i];
        if (findings_count(findings, SEVERITY_ERROR) > 0 ||
            (is_strict && findings_count(findings, SEVERITY_WARNING) > 0)) {
            return EXIT_STATUS_INPUT;
        }
    }
    return EXIT_STATUS_OK;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const CheckOptions *options = data;
    g_autoptr(GPtrArray) all_findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)findings_free);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Check check = { all_findings, ids, 0 };

    if (!agendas_find_time(&check.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    bool all_read = agendas_list_files(operands, paths);
    for (guint i = 0; i < paths->len; i++) {
        /* Every file is read, even after one that could not be. */
        all_read = check_file(paths->pdata[i], &check) && all_read;
    }
    report_twins(&check);
    for (guint i = 0; i < all_findings->len; i++) {
        /* They come from several passes, and a person reads them by line. */
        findings_sort(all_findings->pdata[i]);
    }
    print_findings(all_findings, options->as_json);
    return all_read ? status_of(all_findings, options->is_strict) : EXIT_STATUS_ENVIRONMENT;
}

const Command command_check = {
    .name = "check",
    .arguments = "FILE-or-FOLDER…",
    .summary = "Report every mistake in agenda files, every clash and oddity",
    .description =
        "Mistakes are errors. Clashes are warnings: a room used twice at once, an agency\n"
        "needed in more parallel sessions than its delegation has people for. So are\n"
        "oddities: names that two have, ids that some web servers or Windows cannot have\n"
        "as files, a \"published\" that is ahead, and a file that ends in the middle of a\n"
        "line: it may not be saved completely. Of a folder, all agendas are looked at;\n"
        "two files whose agendas have one id are an error in both.\n\n"
        "Exit status: 0 fine, 1 errors (with --strict also warnings), 2 wrong usage, 3 a\n"
        "file could not be read.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(CheckOptions),
    .min_operands = 1,
    .max_operands = G_MAXUINT,
    .run = run,
};
