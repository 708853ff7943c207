#include "service/printing.h"

#include "support.h"

typedef struct Bench {
    Printing *printing;
    guint times_printed;
} Bench;

static void note_printed(gpointer data)
{
    ((Bench *)data)->times_printed++;
}

static int set_up(void **state)
{
    Bench *bench = g_new0(Bench, 1);

    bench->printing = printing_new(note_printed, bench);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    Bench *bench = *state;

    printing_free(bench->printing);
    g_free(bench);
    return 0;
}

/* Skips a test if the program was built without pango. */
static Bench *bench_of(void **state)
{
    if (!paper_printer_is_there()) {
        skip();
    }
    return *state;
}

static Resource *new_resource(guint n_rows)
{
    Resource *resource =
        resource_new(g_strdup("forum/agenda.pdf"), "application/pdf", g_strdup("forum.pdf"), NULL);

    resource->paper = paper_new();
    resource->paper->facts = g_strdup("");
    for (guint i = 0; i < n_rows; i++) {
        paper_begin(resource->paper, PAPER_DETAIL, NULL);
        paper_say(resource->paper, 0, "Some words");
    }
    paper_end(resource->paper);
    return resource;
}

static PrintingState find(Bench *bench, const char *key, Resource **out_resource)
{
    g_autoptr(GError) error = NULL;

    return printing_find(bench->printing, key, out_resource, &error);
}

static void begin(Bench *bench, const char *key, guint n_rows)
{
    Resource *resource = NULL;

    assert_int_equal(find(bench, key, &resource), PRINTING_IDLE);
    assert_true(printing_begin(bench->printing, key, new_resource(n_rows), NULL));
    assert_int_equal(find(bench, key, &resource), PRINTING_WAITING);
}

static void wait_for_printing(const Bench *bench)
{
    guint times = bench->times_printed;

    while (bench->times_printed == times) {
        g_main_context_iteration(NULL, TRUE);
    }
}

static void assert_is_there(Bench *bench, const char *key)
{
    g_autoptr(Resource) resource = NULL;

    assert_int_equal(find(bench, key, &resource), PRINTING_THERE);
    assert_null(resource->paper);
    assert_memory_equal(g_bytes_get_data(resource->body, NULL), "%PDF", 4);
}

static void what_is_begun_is_printed_and_told_once(void **state)
{
    Bench *bench = bench_of(state);
    Resource *resource = NULL;

    begin(bench, "a", 3);
    wait_for_printing(bench);
    assert_is_there(bench, "a");
    assert_int_equal(find(bench, "a", &resource), PRINTING_IDLE);
}

static void others_wait_while_one_is_printed(void **state)
{
    Bench *bench = bench_of(state);
    Resource *resource = NULL;

    begin(bench, "a", 3);
    assert_int_equal(find(bench, "b", &resource), PRINTING_WAITING);
    wait_for_printing(bench);
    /* It is kept for who asked while the next one is being printed. */
    begin(bench, "b", 3);
    assert_is_there(bench, "a");
    wait_for_printing(bench);
    assert_is_there(bench, "b");
}

static void what_is_forgotten_is_not_told(void **state)
{
    Bench *bench = bench_of(state);
    Resource *resource = NULL;

    begin(bench, "a", 3);
    wait_for_printing(bench);
    begin(bench, "b", 3);
    printing_forget(bench->printing);
    wait_for_printing(bench);
    assert_int_equal(find(bench, "a", &resource), PRINTING_IDLE);
    assert_int_equal(find(bench, "b", &resource), PRINTING_IDLE);
}

/* What would take half a minute is given up at once. */
static void an_end_stops_what_is_being_printed(void **state)
{
    Bench *bench = bench_of(state);
    gint64 began = g_get_monotonic_time();

    begin(bench, "a", 300000);
    g_clear_pointer(&bench->printing, printing_free);
    assert_true(g_get_monotonic_time() - began < 20 * G_TIME_SPAN_SECOND);
    assert_int_equal(bench->times_printed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_begun_is_printed_and_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(others_wait_while_one_is_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_forgotten_is_not_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_end_stops_what_is_being_printed, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
