#include "chronicle/soundness.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_verify.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "random_agenda.h"
#include "sketch.h"
#include "support.h"

/* Of "forum", a closed history of three revisions: what ILO was in is removed, with its room. */
static char *history_file_new(void)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 room=gold with=ilo/chair; session t 07-11 all-day;"
        "preparation p ilo/input due=06-20; table 1",
        "session s 07-10 09:00-10:00 room=gold; session t 07-11 all-day;"
        "preparation p iom/input due=06-20; table 1",
        "session t 07-11 all-day title=Other; preparation p iom/input due=06-20; table 1",
    };
    static const char *const TIMES[] = { "06-01", "06-02", "06-03" };

    return chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));
}

typedef struct DamageCase {
    const char *sql;
    const char *fault;
} DamageCase;

static void assert_damaged(const DamageCase *damage)
{
    g_autofree char *path = history_file_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *expected = g_strdup_printf(
        "%s: the history is damaged (%s): restore a copy of it", path, damage->fault);
    g_autofree char *more = g_strconcat(expected, "; \"confeed history --verify\" says more", NULL);

    history_support_tamper(path, damage->sql);
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(Revision) revision = chronicle_read(history, "forum", 3, &error);
    if (revision != NULL) {
        fail_msg("not found: %s", damage->sql);
    }
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    if (strcmp(error->message, expected) != 0 && strcmp(error->message, more) != 0) {
        fail_msg("%s, not %s", error->message, expected);
    }
    history_close(history);
    history_support_remove(path);
}

static void what_cannot_be_of_a_revision_is_told_and_not_read(void **state)
{
    static const DamageCase CASES[] = {
        { "UPDATE record SET place = 'x' WHERE id = 't'",
          "revision 3 of forum: its session \"t\" is malformed" },
        { "UPDATE record SET text = 'x' WHERE kind = 'round-table'",
          "revision 3 of forum: its round-table \"1\" is malformed" },
        { "UPDATE record SET kind = 'ruum' WHERE kind = 'round-table'",
          "revision 3 of forum: its ruum \"1\" is malformed" },
        { "UPDATE record SET text = replace(text, 'forum', 'farum') WHERE kind = 'agenda'",
          "revision 3 of forum: it is not what was published" },
        { "UPDATE revision SET stamp = -1 WHERE number = 3",
          "revision 3 of forum does not follow another" },
        { "DELETE FROM revision WHERE number = 1", "revision 3 of forum does not follow another" },
        { "UPDATE revision SET stamp = 253402300800 WHERE number = 3",
          "revision 3 of forum: its time is none" },
        { "UPDATE revision SET keep = -1 WHERE number = 3",
          "revision 3 of forum: how long it keeps what is cancelled is no time" },
        { "UPDATE revision SET keep = 9223372036854775806 WHERE number = 3",
          "revision 3 of forum: how long it keeps what is cancelled is no time" },
        { "UPDATE event SET created = -1 WHERE key = 't' AND last IS NULL",
          "revision 3 of forum: no stamp is that of its event t" },
        { "UPDATE event SET changed = 253402300800 WHERE key = 't' AND last IS NULL",
          "revision 3 of forum: no stamp is that of its event t" },
        { "UPDATE event SET sequence = 1000000000 WHERE key = 't' AND last IS NULL",
          "database disk image is malformed" },
        { "UPDATE event SET created = changed + 1 WHERE key = 't' AND last IS NULL",
          "revision 3 of forum: no stamp is that of its event t" },
        { "UPDATE event SET changed = 253402300799 WHERE key = 't' AND last IS NULL",
          "revision 3 of forum: no stamp is that of its event t" },
        { "UPDATE revision SET clock = 9223372036854775807 WHERE number = 2",
          "revision 3 of forum: no stamp is that of the event preparations/p, departed from it" },
        { "UPDATE event SET changed = -9223372036854775807 WHERE key = 's' AND first = 1",
          "revision 3 of forum: no stamp is that of the event s, departed from it" },
        { "UPDATE departure SET version = 3 WHERE key = 's' AND version = 2",
          "revision 3 of forum: no stamp is that of the event s, departed from it" },
        { "UPDATE departure SET version = 0 WHERE key = 's' AND version = 2",
          "revision 3 of forum: no stamp is that of the event s, departed from it" },
        { "UPDATE feed SET changed = 253402300799 WHERE path = 'forum/agenda'",
          "revision 3 of forum: its feed forum/agenda is malformed" },
        { "UPDATE feed SET name = 'x' || char(27) WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE change SET words = char(27) || char(10) WHERE path = 'forum/agenda'",
          "revision 3 of forum: what revision 3 changed in forum/agenda is malformed" },
        { "UPDATE departure SET changed = -1 WHERE key = 's'",
          "revision 3 of forum: no stamp is that of the event s, departed from it" },
        { "DELETE FROM event WHERE key = 't'", "revision 3 of forum: its event t has no stamp" },
        { "DELETE FROM event WHERE key = 'preparations/p'",
          "revision 3 of forum: its event preparations/p has no stamp" },
        { "UPDATE departure SET key = 'u' WHERE key = 's' AND version = 2",
          "revision 3 of forum: the event u, departed from it, is not in revision 2" },
        { "UPDATE record SET text = '[]' WHERE id = 's' AND first = 2",
          "revision 2 of forum: its session \"s\" is malformed" },
        { "UPDATE feed SET changed = -1 WHERE path = 'forum/agenda'",
          "revision 3 of forum: its feed forum/agenda is malformed" },
        { "UPDATE feed SET kind = 'x' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE feed SET kind = 'agency' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE feed SET kind = 'agenda' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE feed SET name = NULL WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE feed SET description = NULL WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/s is malformed" },
        { "UPDATE feed SET path = 's' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed s is malformed" },
        { "UPDATE feed SET path = 'other/sessions/s' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed other/sessions/s is malformed" },
        { "UPDATE feed SET path = 'forum/sessions/' WHERE path = 'forum/sessions/s'",
          "revision 3 of forum: its feed forum/sessions/ is malformed" },
        { "UPDATE change SET words = '' WHERE path = 'forum/agenda' AND number = 2",
          "revision 3 of forum: what revision 2 changed in forum/agenda is malformed" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        assert_damaged(&CASES[i]);
    }
}

static void changes_out_of_order_are_told(void **state)
{
    static const HistoryChange CHANGES[] = {
        { 3, 100, "a", "x\n", "[]" },
        { 4, 100, "b", "x\n", "[]" },
        { 2, 100, "b", "x\n", "[]" },
        { 2, 100, "b", "x\n", "[]" },
    };
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    HistoryEntry entry = { .agenda = "forum", .number = 9 };
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(HistoryChange));
    g_autoptr(GError) error = NULL;

    g_array_append_vals(changes, CHANGES, 3);
    assert_true(soundness_check_changes(history, &entry, changes, NULL));
    g_array_append_vals(changes, CHANGES + 3, 1);
    assert_false(soundness_check_changes(history, &entry, changes, &error));
    assert_non_null(
        strstr(error->message, "revision 9 of forum: what revision 2 changed in b is malformed"));
    history_close(history);
    history_support_remove(path);
}

/* --- a file that is damaged anyhow ------------------------------------------------------- */

/* Reads and publishes all that can be, which must do no harm; whether all could be read. */
static bool use(const char *path)
{
    g_autoptr(GError) error = NULL;
    History *history = history_open(path, HISTORY_WRITE, &error);
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    bool is_whole = history != NULL && chronicle_verify(history, faults, &error);

    for (guint number = 1; history != NULL && number <= 3; number++) {
        g_autoptr(Revision) revision = chronicle_read(history, "forum", number, NULL);
        if (revision == NULL) {
            continue;
        }
        g_autofree char *text = chronicle_support_describe(revision);
        PublishOptions how = { .by = "anna", .now = sketch_stamp("06-30"), .keep_seconds = 0 };
        g_auto(Publication) publication = { 0 };
        if (chronicle_publish(history, revision, sketch_agenda("zone Asia/Tokyo"), &how,
                              &publication, NULL) == PUBLISH_DONE) {
            g_autofree char *next = chronicle_support_describe(publication.revision);
        }
    }
    if (error != NULL) {
        assert_true(error->domain == HISTORY_ERROR && *error->message != '\0');
    }
    history_close(history);
    return is_whole && faults->len == 0;
}

/* Texts are where SQLite itself finds nothing wrong. */
static void octets_that_changed_are_survived(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_file_new();
    g_autofree char *octets = NULL;
    guint n_whole = 0;
    gsize size;

    assert_true(g_file_get_contents(path, &octets, &size, NULL));
    assert_true(use(path));
    for (guint round = 0; round < 300; round++) {
        g_autofree char *changed = g_memdup2(octets, size);
        for (gint32 left = g_rand_int_range(numbers, 1, 30); left > 0; left--) {
            gsize at = (gsize)g_rand_int_range(numbers, 0, (gint32)size);
            changed[at] = octets[at] == 0 ? 0 : (char)g_rand_int_range(numbers, 1, 128);
        }
        assert_true(g_file_set_contents(path, changed, (gssize)size, NULL));
        n_whole += use(path) ? 1 : 0;
    }
    print_message("not seen: %u\n", n_whole);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_of_a_revision_is_told_and_not_read),
        cmocka_unit_test(changes_out_of_order_are_told),
        cmocka_unit_test(octets_that_changed_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
