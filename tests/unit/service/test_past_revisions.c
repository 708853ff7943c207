#include "service/past_revisions.h"

#include <string.h>

#include "chronicle_support.h"
#include "history_support.h"
#include "sketch.h"
#include "support.h"

#define N_REVISIONS 3
#define ROOMY ((gsize)64 * 1024 * 1024)

/* A history of "forum", what is kept of it, and what was told of that. */
typedef struct Bench {
    char *path;
    PastRevisions *past;
    guint times_read;
    GString *dropped; /* the numbers */
} Bench;

static void note_read(gpointer data)
{
    ((Bench *)data)->times_read++;
}

static void note_dropped(const Revision *revision, gpointer data)
{
    g_string_append_printf(((Bench *)data)->dropped, "%u ", revision->number);
}

static void begin(Bench *bench, gsize max_octets)
{
    PastRevisionsListener listener = { note_read, note_dropped, bench };

    g_clear_pointer(&bench->past, past_revisions_free);
    bench->past = past_revisions_new(&listener, max_octets);
}

static int set_up(void **state)
{
    static const char *const SKETCHES[N_REVISIONS] = {
        "session s 07-10 09:00-10:00",
        "session s 07-10 10:00-11:00",
        "session s 07-10 11:00-12:00",
    };
    static const char *const TIMES[N_REVISIONS] = { "07-01", "07-02", "07-03" };
    Bench *bench = g_new0(Bench, 1);

    bench->path = chronicle_support_history_new(SKETCHES, TIMES, N_REVISIONS);
    bench->dropped = g_string_new(NULL);
    begin(bench, ROOMY);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    Bench *bench = *state;

    past_revisions_free(bench->past);
    history_support_remove(bench->path);
    g_string_free(bench->dropped, TRUE);
    g_free(bench->path);
    g_free(bench);
    return 0;
}

static PastState find(Bench *bench, guint number, const Revision **out_revision, GError **error)
{
    return past_revisions_find(bench->past, bench->path, "forum", number, out_revision, error);
}

/* Runs the main loop until something more has been read. */
static void wait_for_reading(const Bench *bench)
{
    guint times = bench->times_read;

    while (bench->times_read == times) {
        g_main_context_iteration(NULL, TRUE);
    }
}

static void run_what_is_left(void)
{
    while (g_main_context_iteration(NULL, FALSE)) {
    }
}

static void assert_is_there(Bench *bench, guint number)
{
    const Revision *revision = NULL;

    assert_int_equal(find(bench, number, &revision, NULL), PAST_THERE);
    assert_int_equal(revision->number, number);
}

static void read_one(Bench *bench, guint number)
{
    const Revision *revision;

    assert_int_equal(find(bench, number, &revision, NULL), PAST_BEGUN);
    wait_for_reading(bench);
}

static void what_is_asked_for_is_read_and_then_there(void **state)
{
    Bench *bench = *state;
    const Revision *revision = NULL;

    assert_int_equal(find(bench, 2, &revision, NULL), PAST_BEGUN);
    assert_null(revision);
    wait_for_reading(bench);
    assert_int_equal(find(bench, 2, &revision, NULL), PAST_THERE);
    assert_int_equal(revision->number, 2);
    assert_int_equal(revision->stamp, sketch_stamp("07-02"));
    sketch_assert_entries(revision, "agenda", "s:1");
}

static void one_is_read_at_a_time(void **state)
{
    Bench *bench = *state;
    const Revision *revision;

    assert_int_equal(find(bench, 1, &revision, NULL), PAST_BEGUN);
    assert_int_equal(find(bench, 1, &revision, NULL), PAST_WAITING);
    assert_int_equal(find(bench, 2, &revision, NULL), PAST_WAITING);
    wait_for_reading(bench);
    assert_is_there(bench, 1);
    read_one(bench, 2);
    assert_is_there(bench, 2);
    assert_is_there(bench, 1);
    assert_int_equal(bench->times_read, 2);
}

static void what_was_asked_for_least_recently_makes_room(void **state)
{
    Bench *bench = *state;

    /* Two have room, and three have not: each has one session and few words. */
    begin(bench, 9000);
    read_one(bench, 1);
    read_one(bench, 2);
    run_what_is_left();
    assert_string_equal(bench->dropped->str, "");
    assert_is_there(bench, 1);
    read_one(bench, 3);
    assert_string_equal(bench->dropped->str, "2 ");
    assert_is_there(bench, 1);
    assert_is_there(bench, 3);
}

static void one_that_is_too_large_is_there_until_nothing_else_is_to_be_done(void **state)
{
    Bench *bench = *state;
    const Revision *revision;

    begin(bench, 10);
    read_one(bench, 1);
    assert_is_there(bench, 1);
    assert_string_equal(bench->dropped->str, "");
    run_what_is_left();
    assert_string_equal(bench->dropped->str, "1 ");
    assert_int_equal(find(bench, 1, &revision, NULL), PAST_BEGUN);
}

static void what_cannot_be_read_is_told_and_tried_again_later(void **state)
{
    Bench *bench = *state;
    const Revision *revision;
    g_autoptr(GError) error = NULL;
    gint64 limit = g_get_monotonic_time() + 60 * G_TIME_SPAN_SECOND;
    PastState later;

    history_support_tamper(bench->path, "UPDATE record SET text = '{}' WHERE kind = 'session'");
    read_one(bench, 1);
    assert_int_equal(find(bench, 1, &revision, &error), PAST_FAILED);
    assert_true(g_str_has_prefix(error->message, bench->path));
    while ((later = find(bench, 1, &revision, NULL)) == PAST_FAILED) {
        assert_true(g_get_monotonic_time() < limit);
        g_usleep(10000);
    }
    assert_int_equal(later, PAST_BEGUN);
}

static void a_history_that_is_gone_is_a_failure(void **state)
{
    Bench *bench = *state;
    g_autofree char *path = g_strconcat(bench->path, "-gone", NULL);
    const Revision *revision;
    g_autoptr(GError) error = NULL;

    assert_int_equal(past_revisions_find(bench->past, path, "forum", 1, &revision, NULL),
                     PAST_BEGUN);
    wait_for_reading(bench);
    assert_int_equal(past_revisions_find(bench->past, path, "forum", 1, &revision, &error),
                     PAST_FAILED);
    assert_non_null(strstr(error->message, "there is no history"));
}

static void what_is_forgotten_is_dropped_and_so_is_what_is_being_read(void **state)
{
    Bench *bench = *state;
    const Revision *revision;

    read_one(bench, 1);
    assert_int_equal(find(bench, 2, &revision, NULL), PAST_BEGUN);
    past_revisions_forget(bench->past);
    assert_string_equal(bench->dropped->str, "1 ");
    wait_for_reading(bench);
    assert_int_equal(find(bench, 2, &revision, NULL), PAST_BEGUN);
    wait_for_reading(bench);
    assert_is_there(bench, 2);
}

static void it_can_end_while_something_is_being_read(void **state)
{
    Bench *bench = *state;
    const Revision *revision;

    for (guint i = 0; i < 20; i++) {
        assert_int_equal(find(bench, i % N_REVISIONS + 1, &revision, NULL), PAST_BEGUN);
        begin(bench, ROOMY);
    }
    run_what_is_left();
    assert_int_equal(bench->times_read, 0);
}

#define PAST_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAST_TEST(what_is_asked_for_is_read_and_then_there),
        PAST_TEST(one_is_read_at_a_time),
        PAST_TEST(what_was_asked_for_least_recently_makes_room),
        PAST_TEST(one_that_is_too_large_is_there_until_nothing_else_is_to_be_done),
        PAST_TEST(what_cannot_be_read_is_told_and_tried_again_later),
        PAST_TEST(a_history_that_is_gone_is_a_failure),
        PAST_TEST(what_is_forgotten_is_dropped_and_so_is_what_is_being_read),
        PAST_TEST(it_can_end_while_something_is_being_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
