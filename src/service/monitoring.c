#include "service/monitoring.h"

#include <unistd.h>

#include "file/tz_version.h"
#include "history/holding_store.h"
#include "service/message.h"
#include "service/message_memory.h"

/* How often the list of subscribers is written, if there is news. */
#define SAVE_SECONDS 30

/* How often the access log is checked for lost lines. */
#define LOOK_SECONDS 1

struct Monitoring {
    const MonitoringOptions *options;
    AccessLog *log; /* or NULL */
    Monitor *monitor;
    char *list_path;    /* of the list of subscribers; NULL: there is none */
    HoldingStore *list; /* NULL until it can be opened */
    MessageMemory *memory;
    /* The history cannot be written, which was reported: so the list beside it cannot be either. */
    bool is_known_unwritable;
    bool is_loss_told;
};

/* --- the list of subscribers --------------------------------------------------------------- */

/* Nothing depends on the list: a failure is reported, and writing is tried again. */
static void fail(Monitoring *monitoring, const GError *error)
{
    if (monitoring->is_known_unwritable) {
        return;
    }
    g_autofree char *text =
        g_strdup_printf("%s; who has fetched what is not written there", error->message);

    message_memory_error(monitoring->memory, monitoring->list_path, text);
}

/* Opens the list, which is made if there is none, and takes up what it holds. */
static bool open_list(Monitoring *monitoring, GError **error)
{
    g_autoptr(HoldingStore) list = holding_store_open(monitoring->list_path, HISTORY_WRITE, error);
    g_autoptr(Holdings) holdings = list != NULL ? holding_store_read(list, error) : NULL;

    if (holdings == NULL) {
        return false;
    }
    /* What was noted since the start stays. */
    holding_table_restore(monitor_holdings(monitoring->monitor), holdings);
    monitoring->list = g_steal_pointer(&list);
    return true;
}

static bool write_list(Monitoring *monitoring, const Holdings *holdings, GError **error)
{
    return (monitoring->list != NULL || open_list(monitoring, error)) &&
           holding_store_write(monitoring->list, holdings, error);
}

static void save(Monitoring *monitoring)
{
    HoldingTable *table = monitor_holdings(monitoring->monitor);
    g_autoptr(Holdings) holdings = holding_table_take(table);
    g_autoptr(GError) error = NULL;

    if (holdings_are_none(holdings)) {
        return;
    }
    if (write_list(monitoring, holdings, &error)) {
        message_memory_forget(monitoring->memory, monitoring->list_path);
        return;
    }
    fail(monitoring, error);
    /* What could not be written is written the next time. */
    holding_table_untake(table);
    /* Another file may stand there by then. */
    g_clear_pointer(&monitoring->list, holding_store_close);
}

static gboolean save_now_and_then(gpointer data)
{
    save(data);
    return G_SOURCE_CONTINUE;
}

/* --- the access log ------------------------------------------------------------------------ */

static gboolean look_for_loss(gpointer data)
{
    Monitoring *monitoring = data;

    /* Said once; /metrics has the count. */
    if (!monitoring->is_loss_told && access_log_lost(monitoring->log) > 0) {
        message_error("the access log loses lines: standard output takes them too slowly, or not "
                      "at all");
        monitoring->is_loss_told = true;
    }
    return G_SOURCE_CONTINUE;
}

static void finish_log(Monitoring *monitoring)
{
    guint64 lost = access_log_finish(monitoring->log);

    if (lost > 0) {
        message_error("lines of the access log that were lost: %" G_GUINT64_FORMAT, lost);
    }
}

/* --- the whole ----------------------------------------------------------------------------- */

bool monitoring_options_are_right(const MonitoringOptions *options)
{
    AccessFormat format;

    if (options->access_log != NULL && !access_format_parse(options->access_log, &format)) {
        message_error("--access-log is \"%s\", and should be combined or json",
                      options->access_log);
        return false;
    }
    if (options->subscribers != NULL && options->history_path == NULL) {
        message_error("--subscribers goes with --history");
        return false;
    }
    return true;
}

static char *dup_list_path(const MonitoringOptions *options)
{
    if (options->history_path == NULL) {
        return NULL;
    }
    return options->subscribers != NULL ? g_strdup(options->subscribers)
                                        : holding_store_path_dup(options->history_path);
}

Monitoring *monitoring_new(const MonitoringOptions *options)
{
    Monitoring *monitoring = g_new0(Monitoring, 1);
    g_autofree char *tz_version = tz_version_dup();
    g_autoptr(GError) error = NULL;
    AccessFormat format;

    monitoring->options = options;
    monitoring->memory = message_memory_new();
    /* Checked before, by monitoring_options_are_right(). */
    if (options->access_log != NULL && access_format_parse(options->access_log, &format)) {
        monitoring->log = access_log_new(format, STDOUT_FILENO);
    }
    monitoring->monitor = monitor_new(tz_version, monitoring->log);
    monitoring->list_path = dup_list_path(options);
    /* A list that does not exist yet is made when there is something to write. */
    if (monitoring->list_path != NULL && g_file_test(monitoring->list_path, G_FILE_TEST_EXISTS) &&
        !open_list(monitoring, &error)) {
        fail(monitoring, error);
    }
    return monitoring;
}

void monitoring_free(Monitoring *monitoring)
{
    if (monitoring == NULL) {
        return;
    }
    /* Before the log, which it borrows. */
    monitor_free(monitoring->monitor);
    access_log_free(monitoring->log);
    holding_store_close(monitoring->list);
    message_memory_free(monitoring->memory);
    g_free(monitoring->list_path);
    g_free(monitoring);
}

Monitor *monitoring_monitor(const Monitoring *monitoring)
{
    return monitoring->monitor;
}

void monitoring_start(Monitoring *monitoring)
{
    if (monitoring->log != NULL) {
        access_log_start(monitoring->log);
        g_timeout_add_seconds(LOOK_SECONDS, look_for_loss, monitoring);
    }
    if (monitoring->list_path != NULL) {
        g_timeout_add_seconds(SAVE_SECONDS, save_now_and_then, monitoring);
    }
}

void monitoring_finish(Monitoring *monitoring)
{
    if (monitoring->log != NULL) {
        finish_log(monitoring);
    }
    if (monitoring->list_path != NULL) {
        save(monitoring);
    }
}

/* --- the agendas ---------------------------------------------------------------------------- */

/* A revision that was published without being kept is in no history: its feeds count as changed by
 * the last revision that is. */
static void add_agencies(GArray *agencies, History *history, const Revision *revision)
{
    const char *id = revision->agenda->id;

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        MonitoredAgency agency = { .agenda_id = id, .path = feed->feed->path };
        if (feed->feed->kind == FEED_KIND_AGENCY && !feed->is_gone) {
            /* A failure is reported by those who read more of the history. */
            history_find(history, id, feed->changed, &agency.since, NULL);
            g_array_append_val(agencies, agency);
        }
    }
}

static void observe_agencies(Monitoring *monitoring, const Editions *editions)
{
    const GPtrArray *revisions = editions_revisions(editions);
    g_autoptr(GArray) agencies = g_array_new(FALSE, FALSE, sizeof(MonitoredAgency));

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        if (revision->has_history && editions_history(editions) != NULL) {
            add_agencies(agencies, editions_history(editions), revision);
        }
    }
    monitor_set_agencies(monitoring->monitor, agencies);
}

void monitoring_note_reading(Monitoring *monitoring, const Editions *editions, bool any)
{
    const History *history = editions_history(editions);

    monitoring->is_known_unwritable =
        history != NULL && !monitoring->options->manual && history_is_read_only(history);
    if (any) {
        observe_agencies(monitoring, editions);
    }
    g_autoptr(GPtrArray) without_file = editions_list_without_file(editions);
    monitor_set_without_file(monitoring->monitor, without_file);
    monitor_note_reading(monitoring->monitor, editions_are_good(editions));
}

void monitoring_note_lack(Monitoring *monitoring, const char *lack)
{
    monitor_set_lack(monitoring->monitor, lack);
}

void monitoring_note_sources(Monitoring *monitoring, const GArray *states)
{
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts));

    for (guint i = 0; i < states->len; i++) {
        const SourceState *state = &g_array_index(states, SourceState, i);
        SourceFacts facts = {
            /* The address may hold what is not for everybody. */
            .agenda_id = state->id != NULL ? state->id : "",
            .checked = state->checked,
            .changed = state->changed,
            .is_good = state->fault == NULL && state->checked > 0,
        };
        g_array_append_val(sources, facts);
    }
    monitor_set_sources(monitoring->monitor, sources);
}
