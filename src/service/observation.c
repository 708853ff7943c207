#include "service/observation.h"

#include <unistd.h>

#include "file/tz_version.h"
#include "history/holding_store.h"
#include "service/message.h"
#include "service/told.h"

/* How often the list of subscribers is written, if there is something new. */
#define SAVE_SECONDS 30

/* How often it is looked whether the access log loses lines. */
#define LOOK_SECONDS 1

struct Observation {
    const ObservationOptions *options;
    AccessLog *log; /* or NULL */
    Observer *observer;
    char *list_path;    /* of the list of subscribers; NULL: there is none */
    HoldingStore *list; /* NULL: it could not be opened yet */
    Told *told;
    bool is_known_unwritable; /* the history is, which is told, and so is what stands beside it */
    bool is_loss_told;
};

/* --- the list of subscribers --------------------------------------------------------------- */

/* Nothing depends on it: what goes wrong is told, and tried again. */
static void fail(Observation *observation, const GError *error)
{
    if (observation->is_known_unwritable) {
        return;
    }
    g_autofree char *text =
        g_strdup_printf("%s; who has fetched what is not written there", error->message);

    told_error(observation->told, observation->list_path, text);
}

static bool open_list(Observation *observation, GError **error)
{
    g_autoptr(HoldingStore) list = holding_store_open(observation->list_path, HISTORY_WRITE, error);
    g_autoptr(Holdings) holdings = list != NULL ? holding_store_read(list, error) : NULL;

    if (holdings == NULL) {
        return false;
    }
    fetches_restore(observer_fetches(observation->observer), holdings);
    observation->list = g_steal_pointer(&list);
    return true;
}

static bool write_list(Observation *observation, const Holdings *holdings, GError **error)
{
    return (observation->list != NULL || open_list(observation, error)) &&
           holding_store_write(observation->list, holdings, error);
}

static void save(Observation *observation)
{
    Fetches *fetches = observer_fetches(observation->observer);
    g_autoptr(Holdings) holdings = fetches_take(fetches);
    g_autoptr(GError) error = NULL;

    if (holdings_are_none(holdings)) {
        return;
    }
    if (write_list(observation, holdings, &error)) {
        told_forget(observation->told, observation->list_path);
        return;
    }
    fail(observation, error);
    fetches_untake(fetches);
    /* Another file may stand there the next time. */
    g_clear_pointer(&observation->list, holding_store_close);
}

static gboolean save_now_and_then(gpointer data)
{
    save(data);
    return G_SOURCE_CONTINUE;
}

/* --- the access log ------------------------------------------------------------------------ */

static gboolean look_for_loss(gpointer data)
{
    Observation *observation = data;

    if (!observation->is_loss_told && access_log_lost(observation->log) > 0) {
        message_error("the access log loses lines: standard output takes them too slowly, or not "
                      "at all");
        observation->is_loss_told = true;
    }
    return G_SOURCE_CONTINUE;
}

static void finish_log(Observation *observation)
{
    guint64 lost = access_log_finish(observation->log);

    if (lost > 0) {
        message_error("lines of the access log that were lost: %" G_GUINT64_FORMAT, lost);
    }
}

/* --- the whole ----------------------------------------------------------------------------- */

bool observation_options_are_right(const ObservationOptions *options)
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

static char *dup_list_path(const ObservationOptions *options)
{
    if (options->history_path == NULL) {
        return NULL;
    }
    return options->subscribers != NULL ? g_strdup(options->subscribers)
                                        : holding_store_path_dup(options->history_path);
}

Observation *observation_new(const ObservationOptions *options)
{
    Observation *observation = g_new0(Observation, 1);
    g_autofree char *tz_version = tz_version_dup();
    g_autoptr(GError) error = NULL;
    AccessFormat format;

    observation->options = options;
    observation->told = told_new();
    if (options->access_log != NULL && access_format_parse(options->access_log, &format)) {
        observation->log = access_log_new(format, STDOUT_FILENO);
    }
    observation->observer = observer_new(tz_version, observation->log);
    observation->list_path = dup_list_path(options);
    /* One that is not there yet is made when there is something to be written. */
    if (observation->list_path != NULL && g_file_test(observation->list_path, G_FILE_TEST_EXISTS) &&
        !open_list(observation, &error)) {
        fail(observation, error);
    }
    return observation;
}

void observation_free(Observation *observation)
{
    if (observation == NULL) {
        return;
    }
    observer_free(observation->observer);
    access_log_free(observation->log);
    holding_store_close(observation->list);
    told_free(observation->told);
    g_free(observation->list_path);
    g_free(observation);
}

Observer *observation_observer(const Observation *observation)
{
    return observation->observer;
}

void observation_start(Observation *observation)
{
    if (observation->log != NULL) {
        access_log_start(observation->log);
        g_timeout_add_seconds(LOOK_SECONDS, look_for_loss, observation);
    }
    if (observation->list_path != NULL) {
        g_timeout_add_seconds(SAVE_SECONDS, save_now_and_then, observation);
    }
}

void observation_finish(Observation *observation)
{
    if (observation->log != NULL) {
        finish_log(observation);
    }
    if (observation->list_path != NULL) {
        save(observation);
    }
}

/* --- the agendas ---------------------------------------------------------------------------- */

/* What has been published without being kept is in no history: it counts as changed by the last
 * revision that is. */
static void add_agencies(GArray *agencies, History *history, const Revision *revision)
{
    const char *id = revision->agenda->id;

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        ObservedAgency agency = { .agenda_id = id, .path = feed->feed->path };
        if (feed->feed->kind == FEED_KIND_AGENCY && !feed->is_gone) {
            /* Whoever reads more of it is told what is wrong with it. */
            history_find(history, id, feed->changed, &agency.since, NULL);
            g_array_append_val(agencies, agency);
        }
    }
}

static void observe_agencies(Observation *observation, const Editions *editions)
{
    const GPtrArray *revisions = editions_revisions(editions);
    g_autoptr(GArray) agencies = g_array_new(FALSE, FALSE, sizeof(ObservedAgency));

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        if (revision->has_history && editions_history(editions) != NULL) {
            add_agencies(agencies, editions_history(editions), revision);
        }
    }
    observer_set_agencies(observation->observer, agencies);
}

void observation_note_reading(Observation *observation, const Editions *editions, bool any)
{
    const History *history = editions_history(editions);

    observation->is_known_unwritable =
        history != NULL && !observation->options->manual && history_is_read_only(history);
    if (any) {
        observe_agencies(observation, editions);
    }
    observer_note_reading(observation->observer, editions_are_good(editions));
    observation_note_lack(observation, editions);
}

void observation_note_lack(Observation *observation, const Editions *editions)
{
    observer_set_lack(observation->observer, editions_lack(editions));
}
