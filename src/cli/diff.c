#include <stdio.h>
#include <string.h>

#include "cli/agendas.h"
#include "cli/command.h"
#include "cli/message.h"
#include "model/difference.h"
#include "render/difference_json.h"
#include "render/difference_report.h"

/* As those of diff(1), so that scripts can tell "other" from "wrong". */
#define EXIT_STATUS_SAME EXIT_STATUS_OK
#define EXIT_STATUS_DIFFERENT EXIT_STATUS_INPUT
#define EXIT_STATUS_TROUBLE EXIT_STATUS_USAGE

static char *format;

static const GOptionEntry OPTIONS[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, "How to print: text (default) or json",
      "FORMAT" },
    G_OPTION_ENTRY_NULL,
};

/* Opens both before it fails. Status 1 is taken: an agenda with errors is trouble. */
static ExitStatus open_both(char **operands, Revision **out_old, Revision **out_new)
{
    ExitStatus old_status = EXIT_STATUS_OK;
    ExitStatus new_status = EXIT_STATUS_OK;

    *out_old = agendas_open(operands[0], &old_status);
    *out_new = agendas_open(operands[1], &new_status);
    ExitStatus worst = MAX(old_status, new_status);
    return worst == EXIT_STATUS_INPUT ? EXIT_STATUS_TROUBLE : worst;
}

static ExitStatus run(char **operands)
{
    bool as_json = g_strcmp0(format, "json") == 0;
    g_autoptr(Revision) old_revision = NULL;
    g_autoptr(Revision) new_revision = NULL;

    if (format != NULL && !as_json && strcmp(format, "text") != 0) {
        message_error("diff: --format is text or json, not \"%s\"", format);
        return EXIT_STATUS_USAGE;
    }
    ExitStatus status = open_both(operands, &old_revision, &new_revision);
    if (status != EXIT_STATUS_OK) {
        return status;
    }
    if (strcmp(old_revision->agenda->id, new_revision->agenda->id) != 0) {
        message_error("diff: %s is of agenda \"%s\", %s of \"%s\"; the two should be of one agenda",
                      operands[0], old_revision->agenda->id, operands[1], new_revision->agenda->id);
        return EXIT_STATUS_TROUBLE;
    }
    g_autoptr(Difference) difference = difference_new(old_revision->agenda, new_revision->agenda);
    if (as_json) {
        g_autofree char *json = difference_json_dup(difference);
        fputs(json, stdout);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        difference_report_append_text(text, difference);
        fputs(text->str, stdout);
    }
    return difference_is_empty(difference) ? EXIT_STATUS_SAME : EXIT_STATUS_DIFFERENT;
}

const Command command_diff = {
    .name = "diff",
    .arguments = "OLD NEW",
    .summary = "Tell what a new agenda file would change, calendar by calendar",
    .description =
        "OLD and NEW are two files of one agenda. Told are all changes that reach a\n"
        "calendar, clashes that are new or solved, and for each agency what its own\n"
        "calendar would show. Nothing is printed as text if all calendars stay the same.\n\n"
        "Exit status: 0 fine, nothing changes, 1 something does, 2 wrong usage, or an\n"
        "agenda has errors, or they are two agendas, 3 a file could not be read.",
    .options = OPTIONS,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
