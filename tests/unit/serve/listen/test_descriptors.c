/* Covers src/serve/listen/descriptors.c */
#include "serve/listen/descriptors.h"

#include <sys/resource.h>

#include "support.h"

/* More than is open here, and what is kept free beside. */
#define LITTLE 100

static void set_limits(rlim_t soft, rlim_t hard)
{
    struct rlimit limit = { soft, hard };

    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static struct rlimit limits(void)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    return limit;
}

static void the_soft_limit_is_raised_as_far_as_needed(void **state)
{
    set_limits(LITTLE, limits().rlim_max);
    assert_int_equal(descriptors_make_room(200, 10), 200);
    assert_in_range(limits().rlim_cur, 210, 210 + LITTLE);
}

static void a_limit_that_is_high_enough_is_left(void **state)
{
    set_limits(400, limits().rlim_max);
    assert_int_equal(descriptors_make_room(200, 10), 200);
    assert_int_equal(limits().rlim_cur, 400);
}

/* The last one: who is not the superuser cannot take it back. */
static void under_a_hard_limit_there_is_less_room_or_none(void **state)
{
    set_limits(LITTLE, 2 * LITTLE);
    assert_in_range(descriptors_make_room(1000, 10), LITTLE - 10, 2 * LITTLE - 10);
    assert_int_equal(limits().rlim_cur, 2 * LITTLE);
    assert_int_equal(descriptors_make_room(1000, 2 * LITTLE), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_soft_limit_is_raised_as_far_as_needed),
        cmocka_unit_test(a_limit_that_is_high_enough_is_left),
        cmocka_unit_test(under_a_hard_limit_there_is_less_room_or_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
