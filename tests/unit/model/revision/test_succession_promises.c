/* Covers src/model/revision/succession.c and src/model/revision/feed_succession.c: what a feed
 * promises to those who read it again and again, tried on random walks through agendas. */
#include "model/revision/succession.h"

#include <string.h>

#include "agenda_walk.h"
#include "random_agenda.h"
#include "render/ical/calendar.h"
#include "support.h"

#define N_WALKS 60
#define N_STEPS 14

/* What a reader of a feed knows of one event. */
typedef struct Known {
    char *text; /* the whole event */
    char *key;
    EventStamp stamp;
    gint64 end;
    gint64 told;  /* when an event last changed, unless it has departed */
    guint number; /* of the revision in which it was seen last */
} Known;

static void known_free(gpointer data)
{
    Known *known = data;

    g_free(known->text);
    g_free(known->key);
    g_free(known);
}

/* What a reader of a feed knows of it. */
typedef struct Reader {
    char *text;
    char *text_without_time; /* of change */
    gint64 changed;
    guint number;
    GHashTable *events; /* UID → Known, all that were ever seen */
} Reader;

static void reader_free(gpointer data)
{
    Reader *reader = data;

    g_free(reader->text);
    g_free(reader->text_without_time);
    g_hash_table_unref(reader->events);
    g_free(reader);
}

static char *render(CalendarRenderer *renderer, const RevisionFeed *feed)
{
    g_autoptr(GBytes) body = calendar_render(renderer, feed, &(CalendarForm){ 0 });
    gsize length;
    const char *text = g_bytes_get_data(body, &length);

    return g_strndup(text, length);
}

/* Without the calendar's own LAST-MODIFIED, which is the first. */
static char *without_time(const char *text)
{
    const char *line = strstr(text, "LAST-MODIFIED:");
    g_autofree char *before = g_strndup(text, (gsize)(line - text));

    return g_strconcat(before, strchr(line, '\n'), NULL);
}

/* --- promises of an event ---------------------------------------------------------------- */

static void assert_event(const Known *known, const FeedEntry *entry, const char *text,
                         const char *path)
{
    if (strcmp(known->text, text) == 0) {
        return;
    }
    if (entry->stamp.sequence <= known->stamp.sequence ||
        entry->stamp.changed <= known->stamp.changed) {
        fail_msg("%s: the sequence was not raised from\n%s\nto\n%s", path, known->text, text);
    }
    assert_int_equal(entry->stamp.created, known->stamp.created);
}

/* The events of a calendar, in the order of its entries. */
static char **split_events(const char *text, guint count)
{
    char **parts = g_strsplit(text, "BEGIN:VEVENT\r\n", -1);

    assert_int_equal(g_strv_length(parts), count + 1);
    return parts;
}

static void see_events(Reader *reader, const Revision *revision, const RevisionFeed *feed)
{
    g_autoptr(GArray) entries = revision_dup_entries(revision, feed);
    g_auto(GStrv) parts = split_events(reader->text, entries->len);

    for (guint i = 0; i < entries->len; i++) {
        const FeedEntry *entry = &g_array_index(entries, FeedEntry, i);
        char *text = parts[i + 1];
        g_autofree char *uid = g_strndup(text, strcspn(text, "\r"));
        char *end = strstr(text, "END:VEVENT");
        *end = '\0';
        Known *known = g_hash_table_lookup(reader->events, uid);
        if (known != NULL) {
            assert_int_not_equal(known->number, revision->number);
            assert_event(known, entry, text, feed->feed->path);
        }
        known = g_new0(Known, 1);
        known->text = g_strdup(text);
        known->key = entry->session != NULL ? event_key_of_session(entry->session)
                                            : event_key_of_preparation(entry->preparation);
        known->stamp = entry->stamp;
        known->told = entry->departure != NULL
                          ? entry->departure->told
                          : revision_told(revision, entry->stamp.changed, revision->clock);
        known->end = event_end(entry->session, entry->preparation);
        known->number = revision->number;
        g_hash_table_insert(reader->events, g_steal_pointer(&uid), known);
    }
}

/* Whether the file calls off an event, at a time that is long over. */
static bool is_over(const Revision *revision, const Known *known)
{
    const Session *session = agenda_find_session(revision->agenda, known->key);

    return session != NULL && !revision_shows(revision, session);
}

/* What was there before and is no longer must be over for the time. */
static void assert_nothing_vanished(const Reader *reader, const Revision *revision,
                                    const char *path)
{

    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, reader->events);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Known *known = value;
        if (known->number == revision->number - 1 &&
            revision_keeps(revision, known->end, known->told) && !is_over(revision, known)) {
            fail_msg("%s: in revision %u this has vanished:\n%s", path, revision->number,
                     known->text);
        }
    }
}

/* --- promises of a feed ------------------------------------------------------------------ */

/* Without a session a feed has the zone of the days of the agenda. */
static bool has_session(const Revision *revision, const RevisionFeed *feed)
{
    g_autoptr(GArray) entries = revision_dup_entries(revision, feed);

    return entries->len > 0 && g_array_index(entries, FeedEntry, 0).session != NULL;
}

static void assert_feed(const Reader *reader, const Revision *revision, const RevisionFeed *feed,
                        const char *text)
{
    g_autofree char *rest = without_time(text);
    bool is_same = strcmp(rest, reader->text_without_time) == 0;

    assert_true(feed->changed <= revision->stamp);
    if (feed->changed < reader->changed || (feed->changed == reader->changed && !is_same)) {
        fail_msg("%s has changed from\n%s\nto\n%s", feed->feed->path, reader->text, text);
    }
    if (is_same && feed->changed != reader->changed && has_session(revision, feed)) {
        fail_msg("%s is said to have changed in revision %u, and has not:\n%s", feed->feed->path,
                 revision->number, text);
    }
}

static void read_feed(GHashTable *readers, const Revision *revision, const RevisionFeed *feed,
                      CalendarRenderer *renderer)
{
    g_autofree char *text = render(renderer, feed);
    Reader *reader = g_hash_table_lookup(readers, feed->feed->path);

    if (reader == NULL) {
        reader = g_new0(Reader, 1);
        reader->events = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_free);
        g_hash_table_insert(readers, g_strdup(feed->feed->path), reader);
    } else if (reader->number == revision->number - 1) {
        assert_feed(reader, revision, feed, text);
    }
    g_free(reader->text);
    g_free(reader->text_without_time);
    reader->text = g_steal_pointer(&text);
    reader->text_without_time = without_time(reader->text);
    reader->changed = feed->changed;
    reader->number = revision->number;
    see_events(reader, revision, feed);
    assert_nothing_vanished(reader, revision, feed->feed->path);
}

/* A feed may go only when all that was in it is over for the time. */
static void assert_no_feed_vanished(GHashTable *readers, const Revision *revision)
{
    GHashTableIter iter;
    gpointer path;
    gpointer reader;

    g_hash_table_iter_init(&iter, readers);
    while (g_hash_table_iter_next(&iter, &path, &reader)) {
        if (((const Reader *)reader)->number == revision->number - 1) {
            assert_nothing_vanished(reader, revision, path);
        }
    }
}

static void read_all(GHashTable *readers, const Revision *revision)
{
    CalendarOptions options = { .public_url = "https://x.example" };
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &options);

    for (guint i = 0; i < revision->feeds->len; i++) {
        read_feed(readers, revision, revision->feeds->pdata[i], renderer);
    }
    assert_no_feed_vanished(readers, revision);
}

/* --- walks ------------------------------------------------------------------------------- */

static Revision *follow(const Revision *previous, Agenda *take_agenda, gint64 now, gint64 keep)
{
    if (previous == NULL) {
        return succession_first(take_agenda, SUPPORT_OCCASION(now, keep));
    }
    g_autoptr(Difference) difference = difference_new(previous->agenda, take_agenda);
    return succession_next(previous, take_agenda, difference, SUPPORT_OCCASION(now, keep));
}

/* Agendas that are edited from 18 days before they begin until long after. */
static void walk(guint32 seed)
{
    g_autoptr(GRand) numbers = g_rand_new_with_seed(seed);
    g_autoptr(AgendaWalk) agendas = agenda_walk_new(seed);
    g_autoptr(GHashTable) readers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, reader_free);
    g_autoptr(Revision) revision = NULL;
    gint64 keep = g_rand_int_range(numbers, 0, 20) * CIVIL_DAY_SECONDS;
    gint64 now = support_stamp("2007-06-20T00:00:00Z");

    for (guint step = 0; step < N_STEPS; step++) {
        Agenda *agenda = agenda_walk_next(agendas);
        Revision *next = follow(revision, agenda, now, keep);
        revision_free(revision);
        revision = next;
        read_all(readers, revision);
        now += g_rand_int_range(numbers, -3600, 9 * (gint32)CIVIL_DAY_SECONDS);
    }
}

static void nothing_vanishes_and_every_change_is_told_with_a_higher_sequence(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint i = 0; i < N_WALKS; i++) {
        walk(seed + i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_vanishes_and_every_change_is_told_with_a_higher_sequence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
