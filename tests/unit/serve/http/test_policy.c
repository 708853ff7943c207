/* Covers src/serve/http/policy.c */
#include "serve/http/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_cache_control(guint max_age, guint stale_if_error, const char *expected)
{
    g_autofree char *text = policy_cache_control_dup(max_age, stale_if_error);

    assert_string_equal(text, expected);
}

static void caches_are_told_for_how_long_they_may_keep_something(void **state)
{
    assert_cache_control(POLICY_MAX_AGE_DEFAULT, POLICY_STALE_IF_ERROR_DEFAULT,
                         "public, max-age=300, stale-if-error=86400, stale-while-revalidate=60");
    assert_cache_control(0, 1, "public, max-age=0, stale-if-error=1");
    assert_cache_control(POLICY_SECONDS_MAX, POLICY_SECONDS_MAX,
                         "public, max-age=31536000, stale-if-error=31536000, "
                         "stale-while-revalidate=6307200");
}

static void what_must_not_stand_in_for_a_failure_is_not_told_to(void **state)
{
    assert_cache_control(60, 0, "public, max-age=60, stale-while-revalidate=12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(caches_are_told_for_how_long_they_may_keep_something),
        cmocka_unit_test(what_must_not_stand_in_for_a_failure_is_not_told_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
