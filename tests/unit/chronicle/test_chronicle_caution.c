/* Covers what src/chronicle/chronicle.c holds back. */
#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"

#include "history_support.h"
#include "sketch.h"
#include "support.h"

/* Sessions that everybody sees, and such as their agency alone does; as many as are asked for. */
static Agenda *agenda_of(guint public, guint private)
{
    g_autoptr(GString) sketch = g_string_new(NULL);

    for (guint i = 0; i < public; i++) {
        g_string_append_printf(sketch, "session s%u 07-10 09:00-10:00 with=ilo/chair;", i);
    }
    for (guint i = 0; i < private; i++) {
        g_string_append_printf(
            sketch, "session p%u 07-10 09:00-10:00 with=iom/chair visibility=agency;", i);
    }
    return sketch_agenda(sketch->str);
}

typedef struct Bench {
    char *path;
    History *history;
} Bench;

static int set_up(void **state)
{
    Bench *bench = g_new0(Bench, 1);

    bench->path = history_support_path_new();
    bench->history = history_support_open(bench->path, HISTORY_WRITE);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    Bench *bench = *state;

    history_close(bench->history);
    history_support_remove(bench->path);
    g_free(bench->path);
    g_free(bench);
    return 0;
}

/* What comes of it; left_out is how many sessions are told of as such. */
static void assert_publishes(const Bench *bench, Agenda *take_agenda, Caution caution,
                             PublishOutcome expected, guint left_out)
{
    PublishOptions how = {
        .by = "anna", .now = sketch_stamp("07-01"), .keep_seconds = SKETCH_KEEP, .caution = caution
    };
    g_autoptr(Revision) previous = NULL;
    g_auto(Publication) publication = { 0 };
    guint before;
    guint after;

    assert_true(chronicle_read_last(bench->history, "forum", &previous, NULL));
    assert_true(history_find(bench->history, "forum", G_MAXINT64, &before, NULL));
    assert_int_equal(
        chronicle_publish(bench->history, previous, take_agenda, &how, &publication, NULL),
        expected);
    assert_true(history_find(bench->history, "forum", G_MAXINT64, &after, NULL));
    assert_int_equal(publication.omission != NULL ? publication.omission->gone : 0, left_out);
    if (expected == PUBLISH_HELD || expected == PUBLISH_SAME) {
        assert_null(publication.revision);
        assert_int_equal(after, before);
    }
}

static void what_leaves_out_too_much_is_held_back_until_it_is_accepted(void **state)
{
    const Bench *bench = *state;

    assert_publishes(bench, agenda_of(10, 0), CAUTION_USUAL, PUBLISH_DONE, 0);
    assert_publishes(bench, agenda_of(6, 0), CAUTION_USUAL, PUBLISH_HELD, 4);
    assert_publishes(bench, agenda_of(7, 0), CAUTION_USUAL, PUBLISH_DONE, 0);
    assert_publishes(bench, agenda_of(10, 0), CAUTION_USUAL, PUBLISH_DONE, 0);
    assert_publishes(bench, agenda_of(0, 0), CAUTION_NONE, PUBLISH_DONE, 0);
}

static void what_is_doubted_is_held_back_if_it_says_anything_new(void **state)
{
    const Bench *bench = *state;

    assert_publishes(bench, agenda_of(10, 0), CAUTION_DOUBT, PUBLISH_DONE, 0);
    assert_publishes(bench, agenda_of(10, 0), CAUTION_DOUBT, PUBLISH_SAME, 0);
    assert_publishes(bench, agenda_of(11, 0), CAUTION_DOUBT, PUBLISH_HELD, 0);
    assert_publishes(bench, agenda_of(1, 0), CAUTION_DOUBT, PUBLISH_HELD, 9);
    assert_publishes(bench, agenda_of(11, 0), CAUTION_NONE, PUBLISH_DONE, 0);
}

static void what_is_private_counts_as_well(void **state)
{
    const Bench *bench = *state;

    assert_publishes(bench, agenda_of(2, 10), CAUTION_USUAL, PUBLISH_DONE, 0);
    assert_publishes(bench, agenda_of(2, 4), CAUTION_USUAL, PUBLISH_HELD, 6);
    assert_publishes(bench, agenda_of(2, 8), CAUTION_DOUBT, PUBLISH_HELD, 0);
    assert_publishes(bench, agenda_of(2, 8), CAUTION_USUAL, PUBLISH_DONE, 0);
}

#define CAUTION_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CAUTION_TEST(what_leaves_out_too_much_is_held_back_until_it_is_accepted),
        CAUTION_TEST(what_is_doubted_is_held_back_if_it_says_anything_new),
        CAUTION_TEST(what_is_private_counts_as_well),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
