#include <stdio.h>
#include <string.h>
#include <time.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/soundness.h"
#include "cli/command.h"
#include "cli/common/history_file.h"
#include "history/holding_store.h"
#include "render/report/holding_report.h"
#include "service/message.h"
#include "service/terminal.h"

typedef struct SubscribersOptions {
    bool as_json;
    const char *history;
    const char *list;
} SubscribersOptions;

static const Option OPTIONS[] = {
    { .type = OPTION_FORMAT, .place = offsetof(SubscribersOptions, as_json) },
    { .type = OPTION_HISTORY, .place = offsetof(SubscribersOptions, history) },
    { "subscribers", 0, OPTION_PATH, offsetof(SubscribersOptions, list),
      "What serve noted (default: HISTORY.subscribers)", "PATH", NULL },
};

/* What is known, and the reports that are made from it. */
typedef struct Telling {
    History *history;
    Holdings *holdings;
    gint64 now;
    GPtrArray *revisions; /* Revision * */
    GPtrArray *reports;   /* HoldingReport *, each of the revision at the same index */
} Telling;

/* Adds the calendars of all agencies, or all others that were ever fetched. */
static bool add_feeds(const Telling *telling, HoldingReport *report, const Revision *revision,
                      bool of_agencies, GError **error)
{
    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        const CalendarHoldings *holdings = holdings_find(telling->holdings, feed->feed->path);
        guint since = 0;
        if ((feed->feed->kind == FEED_KIND_AGENCY) != of_agencies ||
            (!of_agencies && holdings == NULL)) {
            continue;
        }
        /* The feed is unchanged since the revision that was the last one at that moment. */
        if (!history_find(telling->history, revision->agenda->id, feed->changed, &since, error)) {
            return false;
        }
        holding_report_add(report, feed->feed, since, holdings);
    }
    return true;
}

/* Adds an agenda; one that has no revision adds nothing. */
static bool add_agenda(Telling *telling, const char *id, GError **error)
{
    Revision *revision = NULL;

    if (!soundness_check_name(telling->history, id, error) ||
        !chronicle_read_last(telling->history, id, &revision, error)) {
        return false;
    }
    if (revision == NULL) {
        return true;
    }
    HoldingReport *report = holding_report_new(revision, telling->now);
    /* A report borrows its revision. */
    g_ptr_array_add(telling->revisions, revision);
    g_ptr_array_add(telling->reports, report);
    /* Agencies first, whether or not anybody has fetched their calendars. */
    return add_feeds(telling, report, revision, true, error) &&
           add_feeds(telling, report, revision, false, error);
}

/* Adds one agenda, or all if none is named. */
static bool add_agendas(Telling *telling, const char *only, GError **error)
{
    g_autoptr(GPtrArray) agendas = history_list_agendas(telling->history, error);

    for (guint i = 0; agendas != NULL && i < agendas->len; i++) {
        if ((only == NULL || strcmp(only, agendas->pdata[i]) == 0) &&
            !add_agenda(telling, agendas->pdata[i], error)) {
            return false;
        }
    }
    return agendas != NULL;
}

static void print(const GPtrArray *reports, bool as_json)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (as_json) {
        g_autofree char *json = holding_report_to_json(reports);
        fputs(json, stdout);
        return;
    }
    for (guint i = 0; i < reports->len; i++) {
        g_string_append(text, i > 0 ? "\n" : "");
        holding_report_append_text(text, reports->pdata[i]);
    }
    terminal_print(text->str);
}

static ExitStatus tell(History *history, Holdings *holdings, const char *agenda, bool as_json)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    g_autoptr(GPtrArray) reports =
        g_ptr_array_new_with_free_func((GDestroyNotify)holding_report_free);
    Telling telling = {
        .history = history,
        .holdings = holdings,
        .now = time(NULL),
        .revisions = revisions,
        .reports = reports,
    };
    g_autoptr(GError) error = NULL;

    if (!add_agendas(&telling, agenda, &error)) {
        return command_fail(error);
    }
    /* Every agenda in a history has a revision: if there is none, it is unknown. */
    if (agenda != NULL && reports->len == 0) {
        return history_file_say_unknown(history, agenda);
    }
    print(reports, as_json);
    return EXIT_STATUS_OK;
}

static Holdings *read_list(const char *path, GError **error)
{
    /* Opening it would only say that there is no such file. */
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: not there yet; \"serve --history\" makes it when a calendar is fetched",
                    path);
        return NULL;
    }
    g_autoptr(HoldingStore) list = holding_store_open(path, HISTORY_READ, error);

    return list != NULL ? holding_store_read(list, error) : NULL;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const SubscribersOptions *options = data;
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    g_autoptr(History) history = history_file_open(options->history, HISTORY_READ, &status);
    if (history == NULL) {
        return status;
    }
    g_autofree char *path = options->list != NULL ? g_strdup(options->list)
                                                  : holding_store_path_dup(history_name(history));
    g_autoptr(Holdings) holdings = read_list(path, &error);
    if (holdings == NULL) {
        return command_fail(error);
    }
    return tell(history, holdings, operands[0], options->as_json);
}

const Command command_subscribers = {
    .name = "subscribers",
    .arguments = "[AGENDA]",
    .summary = "Report who holds which revision of a calendar",
    .description =
        "For each agency, and each other calendar that was ever fetched: which revision\n"
        "each family of programs fetched last from \"serve\", when, and whether the\n"
        "calendar still says that. A family that has not looked for 30 days has given\n"
        "up.\n\n"
        "Exit status: 0 fine, 2 wrong usage, 3 the history or the list cannot be read.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(SubscribersOptions),
    .min_operands = 0,
    .max_operands = 1,
    .run = run,
};
