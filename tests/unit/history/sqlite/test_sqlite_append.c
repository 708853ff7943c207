#include "history/sqlite/sqlite_append.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "history_support.h"
#include "random_agenda.h"
#include "support.h"

/* Writing these must fail like this: PATH and the text. Takes the facts. */
static void assert_refused(History *history, HistoryFacts *take_facts, HistoryError code,
                           const char *text)
{
    g_autoptr(HistoryFacts) facts = take_facts;
    g_autoptr(GError) error = NULL;
    g_autofree char *wanted = g_strconcat(history_name(history), text, NULL);

    assert_false(history_support_try_append(history, facts, &error));
    assert_string_equal(error->message, wanted);
    assert_true(g_error_matches(error, HISTORY_ERROR, (gint)code));
}

static guint last_number(History *history, const char *agenda)
{
    guint number = 0;

    assert_true(history_find(history, agenda, G_MAXINT64, &number, NULL));
    return number;
}

static void who_comes_second_is_told_who_came_first(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *ada = history_support_open(path, HISTORY_WRITE);
    History *bob = history_support_open(path, HISTORY_WRITE);
    HistoryFacts *of_bob = history_support_facts("gfmd-2007", 13);

    for (guint number = 1; number <= 12; number++) {
        history_support_append(ada, history_support_facts("gfmd-2007", number));
    }
    assert_int_equal(last_number(bob, "gfmd-2007"), 12);
    of_bob->entry.by = "Bob";
    of_bob->entry.stamp = 1183968000;
    history_support_append(bob, of_bob);
    assert_refused(ada, history_support_facts("gfmd-2007", 13), HISTORY_ERROR_STALE,
                   ": revision 13 of gfmd-2007 was published meanwhile by Bob at "
                   "2007-07-09T08:00:00Z");
    assert_refused(ada, history_support_facts("gfmd-2007", 12), HISTORY_ERROR_STALE,
                   ": revision 13 of gfmd-2007 was published meanwhile by Bob at "
                   "2007-07-09T08:00:00Z");
    history_support_append(ada, history_support_facts("another", 1));
    assert_int_equal(last_number(ada, "gfmd-2007"), 13);
    history_close(bob);
    history_close(ada);
    history_support_remove(path);
}

static void a_revision_needs_the_one_before(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    assert_refused(history, history_support_facts("a", 2), HISTORY_ERROR_STALE,
                   ": revision 1 of a, on which this one is based, is not there: the last is 0");
    assert_int_equal(last_number(history, "a"), 0);
    history_close(history);
    history_support_remove(path);
}

static void a_revision_is_later_than_the_one_before(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    HistoryFacts *same = history_support_facts("a", 2);

    history_support_append(history, history_support_facts("a", 1));
    same->entry.stamp = 1000;
    assert_refused(history, same, HISTORY_ERROR_FAILED,
                   ": revision 2 of a must be later than the one before, of "
                   "1970-01-01T00:16:40Z");
    history_close(history);
    history_support_remove(path);
}

/* --- nothing remains of what failed ------------------------------------------------------ */

static void a_publication_that_contradicts_itself_leaves_nothing(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    HistoryFacts *first = history_support_facts("a", 1);
    HistoryFacts *twice = history_support_facts("a", 2);
    HistoryFacts *future = history_support_facts("a", 2);

    history_support_record(first, "session", "1", "one");
    history_support_append(history, first);
    history_support_record(twice, "session", "1", "two");
    history_support_record(twice, "session", "1", "three");
    assert_refused(history, twice, HISTORY_ERROR_FAILED, ": CHECK constraint failed: first < last");
    history_support_record(future, "session", "1", NULL);
    history_support_change(future, "agenda.ics", "Gone.\n");
    history_support_departure(future, "1", 2, false);
    assert_refused(history, future, HISTORY_ERROR_FAILED,
                   ": CHECK constraint failed: version < first");

    g_autofree char *text = history_support_read(history, "a", 1);
    g_autofree char *faults = history_support_verify(history);
    assert_non_null(strstr(text, "|one\n"));
    assert_string_equal(faults, "");
    assert_int_equal(last_number(history, "a"), 1);
    history_support_append(history, history_support_facts("a", 2));
    history_close(history);
    history_support_remove(path);
}

static HistoryFacts *large_facts_new(guint number)
{
    HistoryFacts *facts = history_support_facts("a", number);
    g_autofree char *text = g_strnfill(20000, 'x');

    for (guint i = 0; i < 100; i++) {
        g_autofree char *id = g_strdup_printf("%u", i);
        history_support_record(facts, "session", id, text);
    }
    return facts;
}

/* The limit stands for a full disk: both end a write before its end. */
static void a_write_that_is_cut_short_leaves_nothing(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(HistoryFacts) facts = large_facts_new(2);
    g_autoptr(GError) error = NULL;
    struct rlimit before;

    history_support_append(history, history_support_facts("a", 1));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = { .rlim_cur = 400000, .rlim_max = before.rlim_max };
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool is_written = history_support_try_append(history, facts, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);

    assert_false(is_written);
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_FAILED));
    assert_non_null(strstr(error->message, "history.sqlite: disk I/O error"));
    g_autofree char *faults = history_support_verify(history);
    assert_string_equal(faults, "");
    assert_int_equal(last_number(history, "a"), 1);
    history_support_append(history, large_facts_new(2));
    history_close(history);
    history_support_remove(path);
}

/* Publishes without end, and says so of each publication once it is done. */
G_GNUC_NORETURN static void publish_on(const char *path, int out)
{
    History *history = history_support_open(path, HISTORY_WRITE);

    for (guint number = last_number(history, "a") + 1;; number++) {
        HistoryFacts *facts = history_support_facts("a", number);
        for (guint i = 0; i < 50; i++) {
            g_autofree char *id = g_strdup_printf("%u", i);
            g_autofree char *text = g_strdup_printf("%u", number);
            history_support_record(facts, "session", id, text);
        }
        history_support_append(history, facts);
        if (write(out, "", 1) != 1) {
            _exit(1);
        }
    }
}

/* Starts a publisher and kills it at some time after its first publications; how many of them it
 * has told of. */
static guint kill_publisher(const char *path, GRand *numbers)
{
    int ends[2];
    guint told = 0;
    char octet;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        publish_on(path, ends[1]);
    }
    close(ends[1]);
    for (guint wanted = (guint)g_rand_int_range(numbers, 1, 6); told < wanted; told++) {
        assert_int_equal(read(ends[0], &octet, 1), 1);
    }
    g_usleep((gulong)g_rand_int_range(numbers, 0, 5000));
    assert_int_equal(kill(child, SIGKILL), 0);
    while (read(ends[0], &octet, 1) == 1) {
        told++;
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return told;
}

static void a_publisher_that_is_killed_leaves_whole_revisions(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_support_path_new();
    guint before = 0;

    for (guint round = 0; round < 20; round++) {
        guint told = kill_publisher(path, numbers);
        History *history = history_support_open(path, HISTORY_WRITE);
        guint number = last_number(history, "a");
        g_autoptr(HistoryFacts) facts = history_read(history, "a", number, NULL);
        g_autofree char *text = g_strdup_printf("%u", number);
        g_autofree char *faults = history_support_verify(history);
        assert_in_range(number, before + told, before + told + 1);
        assert_int_equal(facts->records->len, 50);
        for (guint i = 0; i < facts->records->len; i++) {
            assert_string_equal(g_array_index(facts->records, HistoryRecord, i).text, text);
        }
        assert_string_equal(faults, "");
        before = number;
        history_close(history);
    }
    history_support_remove(path);
}

/* --- what a publication costs ------------------------------------------------------------ */

#define PAGE 4096

static HistoryFacts *many_facts_new(guint count)
{
    HistoryFacts *facts = history_support_facts("a", 1);
    g_autofree char *text = g_strnfill(600, 'x');

    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("%06u", i);
        g_autofree char *path = g_strdup_printf("sessions/%06u.ics", i);
        history_support_record(facts, "session", id, text);
        history_support_event(facts, id, 0);
        history_support_feed(facts, path, NULL, false);
    }
    return facts;
}

/* How many pages of the file are others, or new. */
static guint count_other_pages(const char *before, gsize size_before, const char *after, gsize size)
{
    guint count = 0;

    for (gsize at = 0; at + PAGE <= size; at += PAGE) {
        bool is_same = at + PAGE <= size_before && memcmp(before + at, after + at, PAGE) == 0;
        count += is_same ? 0 : 1;
    }
    return count;
}

/* How many pages are written to change one record, with its event and feed, of so many. */
static guint pages_of_a_change(guint count)
{
    g_autofree char *path = history_support_path_new();
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize size_before;
    gsize size;
    HistoryFacts *facts = history_support_facts("a", 2);
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, many_facts_new(count));
    history_close(history);
    assert_true(g_file_get_contents(path, &before, &size_before, NULL));
    history = history_support_open(path, HISTORY_WRITE);
    history_support_record(facts, "session", "000050", "another text");
    history_support_event(facts, "000050", 1);
    history_support_feed(facts, "sessions/000050.ics", NULL, false);
    history_support_append(history, facts);
    history_close(history);
    assert_true(g_file_get_contents(path, &after, &size, NULL));
    history_support_remove(path);
    return count_other_pages(before, size_before, after, size);
}

static void a_publication_writes_as_much_as_it_changes(void **state)
{
    guint of_few = pages_of_a_change(100);
    guint of_many = pages_of_a_change(10000);

    print_message("pages to change one of 100: %d, of 10000: %d\n", (int)of_few, (int)of_many);
    assert_true(of_few > 0);
    assert_true(of_many <= of_few + 8);
    assert_true(of_many <= 24);
}

/* --- streams ----------------------------------------------------------------------------- */

static HistoryFacts *facts_with_session(const char *stream, guint number, const char *text)
{
    HistoryFacts *facts = history_support_facts(stream, number);

    history_support_record(facts, "session", "s", text);
    history_support_event(facts, "s", number);
    history_support_feed(facts, "forum/agenda", NULL, false);
    return facts;
}

/* Takes them. */
static bool append_two(History *history, HistoryFacts *take_first, HistoryFacts *take_second,
                       GError **error)
{
    g_autoptr(GPtrArray) both = g_ptr_array_new_with_free_func((GDestroyNotify)history_facts_free);

    g_ptr_array_add(both, take_first);
    g_ptr_array_add(both, take_second);
    return history_append_all(history, both, NULL, error);
}

static void several_streams_are_written_together_or_not_at_all(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GError) error = NULL;

    assert_true(append_two(history, facts_with_session("forum@", 1, "{}"),
                           facts_with_session("forum", 1, "{}"), NULL));
    assert_false(append_two(history, facts_with_session("forum@", 2, "{}"),
                            facts_with_session("forum", 1, "{}"), &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE));
    assert_int_equal(last_number(history, "forum@"), 1);
    assert_int_equal(last_number(history, "forum"), 1);
    history_close(history);
    history_support_remove(path);
}

static void a_new_stream_goes_on_where_its_origin_is(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, facts_with_session("forum", 1, "{1}"));
    history_support_append(history, facts_with_session("forum", 2, "{2}"));
    HistoryFacts *private = facts_with_session("forum@ilo", 3, "{private}");
    private->origin = "forum";
    history_support_append(history, private);
    for (guint number = 1; number <= 2; number++) {
        g_autofree char *origin = history_support_read(history, "forum", number);
        g_autofree char *copy = history_support_read(history, "forum@ilo", number);
        assert_string_equal(strchr(copy, '|'), strchr(origin, '|'));
    }
    assert_int_equal(last_number(history, "forum"), 2);
    g_autofree char *last = history_support_read(history, "forum@ilo", 3);
    assert_non_null(strstr(last, "{private}"));
    g_autofree char *faults = history_support_verify(history);
    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

static void a_new_stream_is_stale_if_its_origin_has_gone_on(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    history_support_append(history, facts_with_session("forum", 1, "{1}"));
    history_support_append(history, facts_with_session("forum", 2, "{2}"));
    HistoryFacts *private = facts_with_session("forum@ilo", 2, "{private}");
    private->origin = "forum";
    assert_refused(history, private, HISTORY_ERROR_STALE,
                   ": revision 2 of forum was published meanwhile by Ada at 1970-01-01T00:33:20Z");
    assert_int_equal(last_number(history, "forum@ilo"), 0);
    history_close(history);
    history_support_remove(path);
}

static void streams_are_listed_with_their_agenda_alone(void **state)
{
    static const char *const STREAMS[] = { "forum", "forum-2", "forum-2@ilo", "forum@",
                                           "forum@ilo" };
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    for (gsize i = 0; i < G_N_ELEMENTS(STREAMS); i++) {
        history_support_append(history, facts_with_session(STREAMS[i], 1, "{}"));
    }
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, NULL);
    g_autoptr(GPtrArray) streams = history_list_streams(history, "forum", NULL);
    assert_int_equal(agendas->len, 2);
    assert_string_equal(agendas->pdata[1], "forum-2");
    assert_int_equal(streams->len, 2);
    assert_string_equal(streams->pdata[0], "forum@");
    assert_string_equal(streams->pdata[1], "forum@ilo");
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_streams_are_written_together_or_not_at_all),
        cmocka_unit_test(a_new_stream_goes_on_where_its_origin_is),
        cmocka_unit_test(a_new_stream_is_stale_if_its_origin_has_gone_on),
        cmocka_unit_test(streams_are_listed_with_their_agenda_alone),
        cmocka_unit_test(who_comes_second_is_told_who_came_first),
        cmocka_unit_test(a_revision_needs_the_one_before),
        cmocka_unit_test(a_revision_is_later_than_the_one_before),
        cmocka_unit_test(a_publication_that_contradicts_itself_leaves_nothing),
        cmocka_unit_test(a_write_that_is_cut_short_leaves_nothing),
        cmocka_unit_test(a_publisher_that_is_killed_leaves_whole_revisions),
        cmocka_unit_test(a_publication_writes_as_much_as_it_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
