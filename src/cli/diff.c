#include <stdio.h>
#include <string.h>

#include "chronicle/chronicle_read.h"
#include "cli/command.h"
#include "cli/common/history_file.h"
#include "cli/common/view_differences.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/terminal.h"

/* The exit statuses of diff(1), so that scripts can tell "different" from "wrong". */
#define EXIT_STATUS_SAME EXIT_STATUS_OK
#define EXIT_STATUS_DIFFERENT EXIT_STATUS_INPUT
#define EXIT_STATUS_TROUBLE EXIT_STATUS_USAGE

typedef struct DiffOptions {
    bool as_json;
    const char *history;
} DiffOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_FORMAT, .place = offsetof(DiffOptions, as_json) },
    { .type = OPTION_HISTORY, .place = offsetof(DiffOptions, history) },
};

/* Where both operands are read from. */
typedef struct Source {
    const char *path; /* of the history */
    History *history; /* NULL until a revision is asked for */
    bool was_tried;   /* to open it */
    ExitStatus worst;
} Source;

static Agenda *read_revision(Source *source, const char *operand, ExitStatus *status)
{
    g_auto(RevisionName) name = { 0 };
    g_autoptr(GError) error = NULL;

    /* Opened once at most, and only if an operand needs it: a failure is reported once, too. */
    if (!source->was_tried) {
        source->was_tried = true;
        source->history = history_file_open(source->path, HISTORY_READ, status);
    }
    if (source->history == NULL ||
        !revision_name_resolve(source->history, operand, &name, status)) {
        return NULL;
    }
    Agenda *agenda = chronicle_read_whole(source->history, name.agenda, name.number, &error);
    if (agenda == NULL) {
        *status = command_fail(error);
    }
    return agenda;
}

/* A file wins over a revision of the same name. Status 1 means "different" here, so an agenda with
 * errors counts as trouble. */
static Agenda *read_operand(Source *source, const char *operand)
{
    ExitStatus status = EXIT_STATUS_OK;
    bool is_file = g_file_test(operand, G_FILE_TEST_EXISTS) || !revision_name_is_one(operand);
    Agenda *agenda =
        is_file ? agendas_read(operand, &status) : read_revision(source, operand, &status);

    status = status == EXIT_STATUS_INPUT ? EXIT_STATUS_TROUBLE : status;
    source->worst = MAX(source->worst, status);
    return agenda;
}

static void print(const ViewDifferences *views, bool as_json)
{
    if (as_json) {
        /* JSON escapes control characters by itself; texts need terminal_print(). */
        g_autofree char *json =
            difference_json_dup(view_differences_public(views), view_differences_private(views));
        fputs(json, stdout);
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    view_differences_append_text(text, views);
    terminal_print(text->str);
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const DiffOptions *options = data;
    Source source = { .path = options->history, .worst = EXIT_STATUS_OK };
    g_autoptr(Agenda) old_agenda = read_operand(&source, operands[0]);
    g_autoptr(Agenda) new_agenda = read_operand(&source, operands[1]);
    /* Closed at the end, whatever happens. */
    g_autoptr(History) history = source.history;

    /* Both were read first, so that the faults of both are reported. */
    if (old_agenda == NULL || new_agenda == NULL) {
        return source.worst;
    }
    if (strcmp(old_agenda->id, new_agenda->id) != 0) {
        message_error("diff: %s is of agenda \"%s\", %s of \"%s\"; the two should be of one agenda",
                      operands[0], old_agenda->id, operands[1], new_agenda->id);
        return EXIT_STATUS_TROUBLE;
    }
    g_autoptr(ViewDifferences) views = view_differences_new(old_agenda, new_agenda);
    print(views, options->as_json);
    return view_differences_are_empty(views) ? EXIT_STATUS_SAME : EXIT_STATUS_DIFFERENT;
}

const Command command_diff = {
    .name = "diff",
    .arguments = "OLD NEW",
    .summary = "Report what a new agenda changes, calendar by calendar",
    .description =
        "OLD and NEW are of one agenda, each a file or a revision in the history: a\n"
        "number, or an agenda with one, such as gfmd-2007@12; gfmd-2007@ is the last\n"
        "one. The report lists all changes that reach a calendar, clashes that are new\n"
        "or solved, and for each agency what its own calendar would show, and its\n"
        "private one as \"ILO (private)\". As text, nothing is printed if all calendars\n"
        "stay the same.\n\n"
        "Exit status: 0 fine, nothing changes, 1 something does, 2 wrong usage, or an\n"
        "agenda has errors, or they are two agendas, 3 something could not be read.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(DiffOptions),
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
