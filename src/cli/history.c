#include <stdio.h>
#include <string.h>

#include "base/printable.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_verify.h"
#include "chronicle/soundness.h"
#include "cli/command.h"
#include "cli/common/history_file.h"
#include "cli/common/revision_list.h"
#include "render/report/difference_report.h"
#include "service/message.h"
#include "service/terminal.h"

typedef struct HistoryOptions {
    const char *history;
    bool verify;
    bool as_file;
} HistoryOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_HISTORY, .place = offsetof(HistoryOptions, history) },
    { "verify", 0, OPTION_FLAG, offsetof(HistoryOptions, verify), "Look for damage", NULL, NULL },
    { "file", 0, OPTION_FLAG, offsetof(HistoryOptions, as_file),
      "With show: print the agenda as a file, in JSON", NULL, NULL },
};

/* --- the list ---------------------------------------------------------------------------- */

/* Prints how the source does that an agenda follows, if it does. */
static bool print_source(History *history, const char *agenda, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(256);
    HistorySource source;

    if (!history_find_source(history, agenda, strings, &source, error)) {
        return false;
    }
    if (source.agenda == NULL) {
        return true;
    }
    g_autofree char *checked =
        source.checked > 0 ? civil_stamp_to_text(source.checked) : g_strdup("never");
    g_autofree char *changed =
        source.changed > 0 ? civil_stamp_to_text(source.changed) : g_strdup("never");
    g_autofree char *fault = source.fault != NULL ? printable_dup(source.fault) : NULL;
    printf("%s: its source was last sound %s, and changed %s%s%s\n", agenda, checked, changed,
           fault != NULL ? "; it fails: " : "", fault != NULL ? fault : "");
    return true;
}

static ExitStatus list_agenda(History *history, const char *agenda)
{
    g_autoptr(GError) error = NULL;
    bool any;

    if (!revision_list_print(history, agenda, &any, &error) ||
        (any && !print_source(history, agenda, &error))) {
        return command_fail(error);
    }
    if (any) {
        return EXIT_STATUS_OK;
    }
    if (strcmp(agenda, "show") == 0) {
        message_error("history show: say which revision, as in: history show 12");
        return EXIT_STATUS_USAGE;
    }
    return history_file_say_unknown(history, agenda);
}

/* A damaged agenda does not hide the others. */
static ExitStatus list_named(History *history, const char *agenda)
{
    g_autoptr(GError) error = NULL;

    return soundness_check_name(history, agenda, &error) ? list_agenda(history, agenda)
                                                         : command_fail(error);
}

static ExitStatus list_all(History *history)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, &error);
    ExitStatus status = EXIT_STATUS_OK;

    if (agendas == NULL) {
        return command_fail(error);
    }
    /* Goes on after a failure; the worst status counts. */
    for (guint i = 0; i < agendas->len; i++) {
        ExitStatus of_agenda = list_named(history, agendas->pdata[i]);
        status = MAX(status, of_agenda);
    }
    return status;
}

/* --- one revision ------------------------------------------------------------------------ */

static ExitStatus print_file(History *history, const RevisionName *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = chronicle_read_file(history, name->agenda, name->number, &error);

    if (text == NULL) {
        return command_fail(error);
    }
    fputs(text, stdout);
    return EXIT_STATUS_OK;
}

/* Prints what a revision changed; for a first revision, its size. */
static ExitStatus print_changes(History *history, const RevisionName *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Agenda) after = chronicle_read_agenda(history, name->agenda, name->number, &error);
    g_autoptr(GString) text = g_string_new(NULL);

    if (after == NULL) {
        return command_fail(error);
    }
    if (name->number == 1) {
        printf("\nThe first revision; sessions: %u, agencies: %u", after->sessions->len,
               after->agencies->len);
        if (after->people->len > 0) {
            printf(", people: %u", after->people->len);
        }
        puts(".");
        return EXIT_STATUS_OK;
    }
    g_autoptr(Agenda) before =
        chronicle_read_agenda(history, name->agenda, name->number - 1, &error);
    if (before == NULL) {
        return command_fail(error);
    }
    g_autoptr(Difference) difference = difference_new(before, after);
    difference_report_append_text(text, difference);
    fputs("\n", stdout);
    terminal_print(text->len > 0 ? text->str : "No calendar has changed.\n");
    return EXIT_STATUS_OK;
}

/* Prints a revision: as a file, or its line in the list and what it changed. */
static ExitStatus show(History *history, const char *text, bool as_file)
{
    g_auto(RevisionName) name = { 0 };
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (!revision_name_resolve(history, text, &name, &status)) {
        return status;
    }
    if (as_file) {
        return print_file(history, &name);
    }
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) entries = history_list(history, name.agenda, strings, &error);
    g_autoptr(GArray) withdrawals =
        entries != NULL ? history_list_withdrawals(history, name.agenda, strings, &error) : NULL;
    if (withdrawals == NULL) {
        return command_fail(error);
    }
    /* The list was read after the name was resolved: another history may have come in between. */
    if (name.number > entries->len) {
        message_error("%s: the history changes while it is read: try again", history_name(history));
        return EXIT_STATUS_ENVIRONMENT;
    }
    revision_list_print_entry(&g_array_index(entries, HistoryEntry, name.number - 1), withdrawals);
    return print_changes(history, &name);
}

/* --- looking for damage ------------------------------------------------------------------ */

/* Prints every fault. Damage is a failure of the environment, not of the input. */
static ExitStatus look_for_damage(History *history)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    /* What is wrong with the file itself would only show up again in the revisions read from it. */
    if (!history_verify(history, faults, &error) ||
        (faults->len == 0 && !chronicle_verify(history, faults, &error))) {
        return command_fail(error);
    }
    for (guint i = 0; i < faults->len; i++) {
        message_error("%s: %s", history_name(history), (const char *)faults->pdata[i]);
    }
    if (faults->len > 0) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    printf("%s: nothing is wrong\n", history_name(history));
    return EXIT_STATUS_OK;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const HistoryOptions *options = data;
    ExitStatus status = EXIT_STATUS_OK;
    bool is_show = operands[0] != NULL && operands[1] != NULL;

    if (is_show && strcmp(operands[0], "show") != 0) {
        message_error("history: \"%s\" is unknown here; did you mean: history show %s", operands[0],
                      operands[1]);
        return EXIT_STATUS_USAGE;
    }
    if (options->verify && (operands[0] != NULL || options->as_file)) {
        message_error("history: --verify looks at the whole history: leave out what else is asked");
        return EXIT_STATUS_USAGE;
    }
    if (options->as_file && !is_show) {
        message_error("history: --file goes with show, as in: history show 12 --file");
        return EXIT_STATUS_USAGE;
    }
    /* Damage is looked for in a copy, so that nobody has to wait meanwhile. */
    g_autoptr(History) history =
        history_file_open(options->history, options->verify ? HISTORY_COPY : HISTORY_READ, &status);
    if (history == NULL) {
        return status;
    }
    if (options->verify) {
        return look_for_damage(history);
    }
    if (is_show) {
        return show(history, operands[1], options->as_file);
    }
    return operands[0] != NULL ? list_agenda(history, operands[0]) : list_all(history);
}

const Command command_history = {
    .name = "history",
    .arguments = "[AGENDA | show REVISION]",
    .summary = "List what has been published, or show a revision",
    .description = "Lists the latest revision first: when, by whom and why it was published. A\n"
                   "REVISION is a number, or an agenda with one, such as gfmd-2007@12; gfmd-2007@\n"
                   "is the last one. show reports what it changed.\n\n"
                   "Exit status: 0 fine, 2 wrong usage, 3 the history cannot be read, or is\n"
                   "damaged.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(HistoryOptions),
    .min_operands = 0,
    .max_operands = 2,
    .run = run,
};
