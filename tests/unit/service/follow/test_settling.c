#include "service/follow/settling.h"

#include "support.h"

#define SECONDS(n) ((gint64)(n)*G_TIME_SPAN_SECOND)
#define STILL SETTLING_STILL_SECONDS
#define PATIENCE SETTLING_PATIENCE_SECONDS

static const FileLook HERE = { .size = 10, .modified = 1 };
static const FileLook SHARED = { .size = 10, .modified = 1, .is_shared = true };

static int set_up(void **state)
{
    *state = settling_new(0);
    return 0;
}

static int tear_down(void **state)
{
    settling_free(*state);
    return 0;
}

/* At a second, what is said of the file "a" on a disk of this machine. */
static void assert_looks(Settling *settling, guint second, gint64 expected)
{
    assert_int_equal(settling_look(settling, "a", &HERE, SECONDS(second)), expected);
}

static void assert_overdue(Settling *settling, guint second, const char *expected)
{
    g_autoptr(GPtrArray) names = settling_list_overdue(settling, SECONDS(second));
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        g_string_append(text, names->pdata[i]);
    }
    assert_string_equal(text->str, expected);
}

static void what_nothing_was_told_of_is_whole(void **state)
{
    assert_looks(*state, 0, 0);
}

static void what_is_written_is_whole_when_it_is_closed_however_long_that_takes(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    assert_looks(*state, 1, SETTLING_NEVER);
    assert_looks(*state, 100000, SETTLING_NEVER);
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(100001));
    assert_looks(*state, 100001, SETTLING_NEVER);
    settling_note(*state, "a", SETTLING_CLOSED, SECONDS(100002));
    assert_looks(*state, 100002, 0);
}

static void another_file_in_its_place_is_whole(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    settling_note(*state, "a", SETTLING_REPLACED, SECONDS(2));
    assert_looks(*state, 2, 0);
}

static void other_files_do_not_wait_for_it(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    assert_int_equal(settling_look(*state, "b", &HERE, SECONDS(1)), 0);
}

static void it_is_said_once_that_a_file_stays_open(void **state)
{
    assert_int_equal(settling_next_overdue(*state), SETTLING_NEVER);
    settling_note(*state, "b", SETTLING_WRITTEN, SECONDS(10));
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(10));
    settling_note(*state, "c", SETTLING_WRITTEN, SECONDS(20));
    /* More of it does not count as a new beginning. */
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(PATIENCE));
    assert_int_equal(settling_next_overdue(*state), SECONDS(10 + PATIENCE));
    assert_overdue(*state, 9 + PATIENCE, "");
    assert_overdue(*state, 10 + PATIENCE, "ab");
    assert_int_equal(settling_next_overdue(*state), SECONDS(20 + PATIENCE));
    assert_overdue(*state, 11 + PATIENCE, "");
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(12 + PATIENCE));
    assert_overdue(*state, 100 * PATIENCE, "c");
    assert_looks(*state, 100 * PATIENCE, SETTLING_NEVER);
    assert_int_equal(settling_next_overdue(*state), SETTLING_NEVER);
}

static void after_a_close_it_is_said_again(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(0));
    assert_overdue(*state, PATIENCE, "a");
    settling_note(*state, "a", SETTLING_CLOSED, SECONDS(PATIENCE + 1));
    assert_overdue(*state, 3 * PATIENCE, "");
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(3 * PATIENCE));
    assert_overdue(*state, 4 * PATIENCE - 1, "");
    assert_overdue(*state, 4 * PATIENCE, "a");
}

static void where_others_write_it_has_to_stand_still(void **state)
{
    FileLook look = SHARED;

    assert_int_equal(settling_look(*state, "a", &look, SECONDS(5)), SECONDS(5 + STILL));
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(6)), SECONDS(5 + STILL));
    look.size++;
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(7)), SECONDS(7 + STILL));
    look.changed++;
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(8)), SECONDS(8 + STILL));
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(8 + STILL)), 0);
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(100)), 0);
    look.size--;
    assert_int_equal(settling_look(*state, "a", &look, SECONDS(101)), SECONDS(101 + STILL));
}

static void where_others_write_a_close_is_waited_for_as_well(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    assert_int_equal(settling_look(*state, "a", &SHARED, SECONDS(50)), SETTLING_NEVER);
    settling_note(*state, "a", SETTLING_CLOSED, SECONDS(51));
    assert_int_equal(settling_look(*state, "a", &SHARED, SECONDS(51)), SECONDS(51 + STILL));
    assert_int_equal(settling_look(*state, "a", &SHARED, SECONDS(51 + STILL)), 0);
}

static void after_a_loss_each_file_has_to_stand_still_once(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    settling_lose_sight(*state);
    assert_looks(*state, 10, SECONDS(10 + STILL));
    assert_overdue(*state, 10 * PATIENCE, "");
    assert_looks(*state, 10 + STILL, 0);
    assert_looks(*state, 11 + STILL, 0);
    assert_int_equal(settling_look(*state, "b", &HERE, SECONDS(20)), SECONDS(20 + STILL));
    settling_note(*state, "b", SETTLING_CLOSED, SECONDS(20));
    assert_int_equal(settling_look(*state, "b", &HERE, SECONDS(20)), 0);
}

static void a_file_that_is_doubted_has_to_stand_still_once(void **state)
{
    assert_looks(*state, 1, 0);
    settling_doubt(*state, "a");
    assert_looks(*state, 2, SECONDS(2 + STILL));
    assert_int_equal(settling_look(*state, "b", &HERE, SECONDS(2)), 0);
    assert_looks(*state, 2 + STILL, 0);
}

static void what_is_forgotten_is_not_waited_for(void **state)
{
    settling_note(*state, "a", SETTLING_WRITTEN, SECONDS(1));
    settling_note(*state, "x/a", SETTLING_WRITTEN, SECONDS(1));
    settling_forget(*state, "x/");
    assert_int_equal(settling_look(*state, "x/a", &HERE, SECONDS(2)), 0);
    assert_overdue(*state, 10 * PATIENCE, "a");
}

#define SETTLING_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SETTLING_TEST(what_nothing_was_told_of_is_whole),
        SETTLING_TEST(what_is_written_is_whole_when_it_is_closed_however_long_that_takes),
        SETTLING_TEST(another_file_in_its_place_is_whole),
        SETTLING_TEST(other_files_do_not_wait_for_it),
        SETTLING_TEST(it_is_said_once_that_a_file_stays_open),
        SETTLING_TEST(after_a_close_it_is_said_again),
        SETTLING_TEST(where_others_write_it_has_to_stand_still),
        SETTLING_TEST(where_others_write_a_close_is_waited_for_as_well),
        SETTLING_TEST(after_a_loss_each_file_has_to_stand_still_once),
        SETTLING_TEST(a_file_that_is_doubted_has_to_stand_still_once),
        SETTLING_TEST(what_is_forgotten_is_not_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
