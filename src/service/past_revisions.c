#include "service/past_revisions.h"

#include <string.h>

#include "base/thread.h"
#include "chronicle/chronicle_read.h"
#include "serve/listen/main_task.h"

/* How long a revision that could not be read is not tried again, in microseconds. */
#define FAILURE_LASTS G_TIME_SPAN_SECOND

/* Measured estimates: how many octets a record takes beside its texts once it is rendered, and how
 * many copies of its texts there are then. */
#define RECORD_OCTETS 2500
#define TEXT_COPIES 4

typedef struct Name {
    char *agenda;
    guint number;
} Name;

typedef struct Kept {
    Revision *revision;
    gsize octets;
} Kept;

/* A revision that is being read. It belongs to the thread until that is joined. */
typedef struct Reading {
    Name name;
    char *history;
    MainTask *task;
    GThread *thread;
    bool is_unwanted; /* the main thread's, even before */
    Revision *revision;
    GError *error;
} Reading;

struct PastRevisions {
    PastRevisionsListener listener;
    gsize max_octets;
    GQueue kept;    /* Kept *, the most recently used at the end */
    gsize octets;   /* of all that is kept */
    guint trimming; /* an idle source; or 0 */

    MainTask *task;
    Reading *reading; /* or NULL */

    Name failed; /* the last revision that could not be read */
    GError *failure;
    gint64 failed_until; /* monotonic microseconds */
};

static bool is_name(const Name *name, const char *agenda, guint number)
{
    return name->number == number && g_strcmp0(name->agenda, agenda) == 0;
}

/* --- what they take ---------------------------------------------------------------------- */

static gsize octets_of_agenda(const Agenda *agenda)
{
    gsize records = agenda->agencies->len + agenda->people->len + agenda->rooms->len +
                    agenda->sessions->len + agenda->preparations->len;

    return records * RECORD_OCTETS + agenda_text_octets(agenda) * TEXT_COPIES;
}

static gsize octets_of(const Revision *revision)
{
    g_autoptr(GHashTable) pasts = g_hash_table_new(NULL, NULL);
    gsize octets = octets_of_agenda(revision->agenda);

    for (guint i = 0; i < revision->departures->len; i++) {
        const Departure *departure = revision->departures->pdata[i];
        /* Departures may have a past agenda in common, which counts once. */
        if (g_hash_table_add(pasts, departure->past)) {
            octets += octets_of_agenda(departure->past->agenda);
        }
    }
    return octets;
}

/* --- keeping them ------------------------------------------------------------------------ */

static void drop_first(PastRevisions *past)
{
    Kept *kept = g_queue_pop_head(&past->kept);

    past->octets -= kept->octets;
    past->listener.drops(kept->revision, past->listener.data);
    revision_free(kept->revision);
    g_free(kept);
}

/* Drops the least recently used until the rest fits, but keeps at least so many. */
static void trim_to(PastRevisions *past, guint least)
{
    while (past->octets > past->max_octets && past->kept.length > least) {
        drop_first(past);
    }
}

/* Called when there is nothing else to do: whoever waited for a large revision has had it. */
static gboolean trim(gpointer data)
{
    PastRevisions *past = data;

    past->trimming = 0;
    trim_to(past, 0);
    return G_SOURCE_REMOVE;
}

static void keep(PastRevisions *past, Revision *take_revision)
{
    Kept *kept = g_new0(Kept, 1);

    kept->revision = take_revision;
    kept->octets = octets_of(take_revision);
    g_queue_push_tail(&past->kept, kept);
    past->octets += kept->octets;
    /* The new one stays, however large, for those who wait for it. */
    trim_to(past, 1);
    if (past->octets > past->max_octets && past->trimming == 0) {
        past->trimming = g_idle_add(trim, past);
    }
}

/* Finds a revision and moves it to the end of the queue; NULL if it is not kept. */
static const Revision *find_kept(PastRevisions *past, const char *agenda, guint number)
{
    for (GList *link = past->kept.head; link != NULL; link = link->next) {
        const Revision *revision = ((const Kept *)link->data)->revision;
        if (revision->number == number && strcmp(revision->agenda->id, agenda) == 0) {
            g_queue_unlink(&past->kept, link);
            g_queue_push_tail_link(&past->kept, link);
            return revision;
        }
    }
    return NULL;
}

/* --- reading them ------------------------------------------------------------------------ */

/* Runs in a thread. A connection of its own is one to the file that is there now, and closing it
 * costs nothing as long as the main thread has another. Nothing here touches libical. */
static gpointer read_one(gpointer data)
{
    Reading *reading = data;
    g_autoptr(History) history = history_open(reading->history, HISTORY_READ, &reading->error);

    if (history != NULL) {
        reading->revision =
            chronicle_read(history, reading->name.agenda, reading->name.number, &reading->error);
    }
    main_task_wake(reading->task);
    return NULL;
}

/* Sets the error if the system has no thread to give; end_reading() must be called even then. */
static bool begin_reading(PastRevisions *past, const char *history, const char *agenda,
                          guint number, GError **error)
{
    Reading *reading = g_new0(Reading, 1);

    reading->name = (Name){ .agenda = g_strdup(agenda), .number = number };
    reading->history = g_strdup(history);
    reading->task = past->task;
    reading->thread = thread_try_new("past revision", read_one, reading, error);
    past->reading = reading;
    return reading->thread != NULL;
}

/* Takes over what was read, after waiting for it if need be. */
static void end_reading(PastRevisions *past)
{
    Reading *reading = g_steal_pointer(&past->reading);

    if (reading->thread != NULL) {
        g_thread_join(reading->thread);
    }
    /* Everything was dropped after this reading had begun. */
    if (reading->is_unwanted) {
        g_clear_pointer(&reading->revision, revision_free);
    } else if (reading->revision != NULL) {
        keep(past, reading->revision);
    } else if (reading->error != NULL) {
        g_free(past->failed.agenda);
        g_clear_error(&past->failure);
        past->failed = reading->name;
        past->failure = g_steal_pointer(&reading->error);
        past->failed_until = g_get_monotonic_time() + FAILURE_LASTS;
        reading->name.agenda = NULL;
    }
    g_clear_error(&reading->error);
    g_free(reading->name.agenda);
    g_free(reading->history);
    g_free(reading);
}

static void take_read(gpointer data)
{
    PastRevisions *past = data;

    end_reading(past);
    past->listener.has_read(past->listener.data);
}

PastState past_revisions_find(PastRevisions *past, const char *history, const char *agenda,
                              guint number, const Revision **out_revision, GError **error)
{
    const Revision *revision = find_kept(past, agenda, number);

    if (revision != NULL) {
        *out_revision = revision;
        return PAST_THERE;
    }
    if (past->reading != NULL) {
        return PAST_WAITING;
    }
    if (is_name(&past->failed, agenda, number) && g_get_monotonic_time() < past->failed_until) {
        g_propagate_error(error, g_error_copy(past->failure));
        return PAST_FAILED;
    }
    if (!begin_reading(past, history, agenda, number, error)) {
        /* Only frees it: there is no thread to wait for. */
        end_reading(past);
        return PAST_FAILED;
    }
    return PAST_BEGUN;
}

/* --- all of them ------------------------------------------------------------------------- */

PastRevisions *past_revisions_new(const PastRevisionsListener *listener, gsize max_octets)
{
    PastRevisions *past = g_new0(PastRevisions, 1);

    past->listener = *listener;
    past->max_octets = max_octets;
    g_queue_init(&past->kept);
    past->task = main_task_new(take_read, past);
    return past;
}

void past_revisions_forget(PastRevisions *past)
{
    while (past->kept.length > 0) {
        drop_first(past);
    }
    past->failed_until = 0;
    /* A thread cannot be stopped; what it reads is thrown away. */
    if (past->reading != NULL) {
        past->reading->is_unwanted = true;
    }
}

void past_revisions_free(PastRevisions *past)
{
    if (past == NULL) {
        return;
    }
    past_revisions_forget(past);
    if (past->reading != NULL) {
        end_reading(past);
    }
    if (past->trimming != 0) {
        g_source_remove(past->trimming);
    }
    main_task_free(past->task);
    g_free(past->failed.agenda);
    g_clear_error(&past->failure);
    g_free(past);
}
