/* Covers src/model/change/difference.c, by the calendars themselves. */
#include "model/change/difference.h"

#include <string.h>

#include "draft.h"
#include "model/view/translation.h"
#include "random_agenda.h"
#include "render/ical/calendar.h"
#include "support.h"

/* Path → the calendar's octets. */
static GHashTable *render_all(const Revision *revision)
{
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &(CalendarOptions){ 0 });
    GHashTable *calendars =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        g_hash_table_insert(calendars, g_strdup(feed->feed->path),
                            calendar_render(renderer, feed, &(CalendarForm){ 0 }));
    }
    return calendars;
}

/* Paths at which the octets differ, or that only one of them has. */
static void add_differing_paths(GHashTable *paths, GHashTable *before, GHashTable *after)
{
    GHashTableIter iter;
    gpointer path;
    gpointer body;

    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &path, &body)) {
        GBytes *other = g_hash_table_lookup(before, path);
        if (other == NULL || !g_bytes_equal(body, other)) {
            g_hash_table_add(paths, path);
        }
    }
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &path, &body)) {
        if (!g_hash_table_contains(after, path)) {
            g_hash_table_add(paths, path);
        }
    }
}

/* A session's own feed holds its event alone, in the general wording: what is in it between BEGIN
 * and END. */
static char *event_in(GHashTable *calendars, const char *id)
{
    g_autofree char *path = g_strdup_printf("forum/sessions/%s", id);
    GBytes *body = g_hash_table_lookup(calendars, path);

    if (body == NULL) {
        return g_strdup("");
    }
    gsize size;
    const char *calendar = g_bytes_get_data(body, &size);
    const char *event = g_strstr_len(calendar, (gssize)size, "BEGIN:VEVENT");
    assert_non_null(event);
    return g_strndup(event, size - (gsize)(event - calendar));
}

/* All calendars of a draft, in each of its languages. */
typedef struct Calendars {
    GHashTable *of[2];
} Calendars;

static void calendars_init(Calendars *calendars, const Draft *draft)
{
    static const char *const FRENCH_ALONE[] = { "fr", NULL };
    g_autoptr(Revision) revision = revision_new(draft_build(draft, false), 1184198400);
    g_autoptr(Revision) french = translation_new(revision, FRENCH_ALONE);

    calendars->of[0] = render_all(revision);
    calendars->of[1] = render_all(french);
}

static void calendars_clear(Calendars *calendars)
{
    g_hash_table_unref(calendars->of[0]);
    g_hash_table_unref(calendars->of[1]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Calendars, calendars_clear)

static bool event_differs(const Calendars *before, const Calendars *after, const char *id)
{
    bool differs = false;

    for (gsize i = 0; i < G_N_ELEMENTS(before->of); i++) {
        g_autofree char *old_event = event_in(before->of[i], id);
        g_autofree char *new_event = event_in(after->of[i], id);
        differs = differs || strcmp(old_event, new_event) != 0;
    }
    return differs;
}

/* Returns how many calendars differ. */
static guint compare_with_calendars(const Draft *before, const Draft *after)
{
    g_autoptr(Agenda) old_agenda = draft_build(before, false);
    g_autoptr(Agenda) new_agenda = draft_build(after, true);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);
    g_auto(Calendars) old_calendars;
    g_auto(Calendars) new_calendars;

    calendars_init(&old_calendars, before);
    calendars_init(&new_calendars, after);
    g_autoptr(GHashTable) differing = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(old_calendars.of); i++) {
        add_differing_paths(differing, old_calendars.of[i], new_calendars.of[i]);
    }
    for (guint i = 0; i < difference->feeds->len; i++) {
        const char *path = feed_change_feed(difference->feeds->pdata[i])->path;
        if (!g_hash_table_contains(differing, path)) {
            fail_msg("%s is told, and is the same", path);
        }
    }
    assert_int_equal(difference->feeds->len, g_hash_table_size(differing));
    for (guint i = 0; i < difference->events->len; i++) {
        const EventPair *event = difference->events->pdata[i];
        if (event->old_session == NULL && event->new_session == NULL) {
            continue;
        }
        assert_int_equal(event->differs, event_differs(&old_calendars, &new_calendars, event->id));
    }
    return difference->feeds->len;
}

static void calendars_differ_in_octets_just_where_the_difference_says(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);
    Draft draft = draft_plain();
    guint differing = 0;

    for (guint round = 0; round < 1500; round++) {
        Draft edited = draft;
        guint edits = 1 + (guint)g_rand_int_range(numbers, 0, round % 3 == 0 ? 12 : 1);
        for (guint i = 0; i < edits; i++) {
            draft_edit(&edited, numbers);
        }
        differing += compare_with_calendars(&draft, &edited);
        draft = edited;
    }
    print_message("%u calendars differed in 1500 rounds\n", differing);
    assert_true(differing > 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendars_differ_in_octets_just_where_the_difference_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
