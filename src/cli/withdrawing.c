#include "cli/withdrawing.h"

#include <stdio.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_withdraw.h"
#include "cli/command.h"
#include "cli/common/history_file.h"
#include "cli/common/user_name.h"
#include "cli/withdrawal_places.h"
#include "file/agenda_file.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/source/sourced_file.h"

#define GOES_ON "the agenda goes on"

/* What was looked for. Neither words nor keys are repeated: a terminal or a log would keep them. */
static const char *const SOUGHT[] = {
    [WITHDRAWAL_SESSION] = "session of that id",
    [WITHDRAWAL_CONTRIBUTION] = "session of that id with an agency or a person of that id",
    [WITHDRAWAL_AGENCY] = "agency of that id",
    [WITHDRAWAL_PERSON] = "person of that id",
    [WITHDRAWAL_PREPARATION] = "preparation of that key (its id, or AGENCY[+PERSON]/ROLE/TITLE)",
    [WITHDRAWAL_TEXT] = "text with these words",
};

static ExitStatus say_unknown(const Withdrawing *work)
{
    if (work->withdrawal->kind == WITHDRAWAL_AGENDA) {
        message_error("%s: all that it says was taken out already", work->agenda);
    } else {
        message_error("%s: there is no %s in the history, or it is withdrawn already; nothing was "
                      "taken out",
                      work->agenda, SOUGHT[work->withdrawal->kind]);
    }
    return EXIT_STATUS_INPUT;
}

static void print_result(const Withdrawing *work, const WithdrawalResult *result)
{
    g_autofree char *stamp = civil_stamp_to_text(result->stamp);

    printf("%s: revision %u, %s: %s withdrawn; what earlier revisions from %u on say is rewritten",
           work->agenda, result->number, stamp, withdrawal_kind_word(work->withdrawal->kind),
           result->since);
    /* Else it is only what is said of their changes. */
    if (result->records > 0) {
        printf(" in %u place%s", result->records, result->records == 1 ? "" : "s");
    }
    puts("");
}

/* Once it is withdrawn, nothing of it may be left in the file. */
static ExitStatus clear(History *history)
{
    g_autoptr(GError) error = NULL;

    if (history_clear(history, &error)) {
        return EXIT_STATUS_OK;
    }
    return command_fail_so(error,
                           "it is withdrawn, but parts of the file that are not in use still "
                           "hold it until the history is opened once more");
}

/* Says where the files that the agenda was published from still have it. */
static void tell_files(const Withdrawing *work, History *history)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) files = history_list_files(history, work->agenda, strings, NULL);

    for (guint i = 0; files != NULL && i < files->len; i++) {
        const char *path = g_array_index(files, HistoryFile, i).path;
        g_autoptr(AgendaFile) file =
            *path != '\0' ? sourced_file_read(path, NULL, NULL, NULL) : NULL;
        if (file != NULL) {
            withdrawal_places_print(work->withdrawal, path, file);
        }
    }
}

static ExitStatus take_out(const Withdrawing *work, History *history, const PublishOptions *how)
{
    WithdrawalResult result;
    g_autoptr(GError) error = NULL;

    if (!chronicle_withdraw(history, work->agenda, work->withdrawal, work->since, how, &result,
                            &error)) {
        return command_fail_so(error, "nothing was taken out");
    }
    if (result.number == 0) {
        return say_unknown(work);
    }
    print_result(work, &result);
    if (work->tells_files) {
        tell_files(work, history);
    }
    return clear(history);
}

static ExitStatus retire(const Withdrawing *work, History *history, const PublishOptions *how)
{
    g_autoptr(Revision) last = NULL;
    g_autoptr(GError) error = NULL;
    guint number;

    if (!chronicle_read_last(history, work->agenda, &last, &error)) {
        return command_fail_so(error, GOES_ON);
    }
    if (last->is_retired) {
        printf("%s: is retired already; its last revision is %u\n", work->agenda, last->number);
        return EXIT_STATUS_OK;
    }
    if (!chronicle_retire(history, work->agenda, how, &number, &error)) {
        return command_fail_so(error, GOES_ON);
    }
    printf("%s: retired with revision %u; its calendars stay, and nothing new is published\n",
           work->agenda, number);
    return EXIT_STATUS_OK;
}

/* Whether the history has the agenda, and the revision from which on it is rewritten. */
static bool check_agenda(const Withdrawing *work, History *history, ExitStatus *out_status)
{
    guint last;

    if (!history_file_find_last(history, work->agenda, &last, out_status)) {
        return false;
    }
    if (work->since > last) {
        message_error("%s has the revisions 1 to %u, and no %u", work->agenda, last, work->since);
        *out_status = EXIT_STATUS_USAGE;
        return false;
    }
    return true;
}

ExitStatus withdrawing_run(const Withdrawing *work)
{
    g_autofree char *user = user_name_dup();
    PublishOptions how = {
        .by = work->options->by != NULL ? work->options->by : user,
        .why = work->options->why,
    };
    ExitStatus status = EXIT_STATUS_OK;

    if (!agendas_find_time(&how.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autoptr(History) history =
        history_file_open_existing(work->options->history, HISTORY_WRITE, &status);
    if (history == NULL || !check_agenda(work, history, &status)) {
        return status;
    }
    return work->withdrawal != NULL ? take_out(work, history, &how) : retire(work, history, &how);
}
