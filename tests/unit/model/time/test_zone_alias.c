/* Covers src/model/time/zone_alias.c; tests/zones/test_names.py compares it with tzdata */
#include "model/time/zone_alias.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void an_old_name_is_resolved(void **state)
{
    assert_string_equal(zone_alias_resolve("Europe/Kiev"), "Europe/Kyiv");
    assert_string_equal(zone_alias_resolve("US/Eastern"), "America/New_York");
    assert_string_equal(zone_alias_resolve("Asia/Calcutta"), "Asia/Kolkata");
    /* The first and the last. */
    assert_string_equal(zone_alias_resolve("Africa/Asmera"), "Africa/Asmara");
    assert_string_equal(zone_alias_resolve("W-SU"), "Europe/Moscow");
    /* The place counts, not the zone whose rules it shares. */
    assert_string_equal(zone_alias_resolve("Iceland"), "Atlantic/Reykjavik");
}

static void any_other_name_is_its_own(void **state)
{
    static const char *const NAMES[] = {
        "Europe/Kyiv", "Europe/Amsterdam", "UTC", "Etc/UTC", "GMT", "EST", "CET", "", "A", "Zulu",
        "zz",          "Europe/kiev"
    };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        assert_string_equal(zone_alias_resolve(NAMES[i]), NAMES[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_old_name_is_resolved),
        cmocka_unit_test(any_other_name_is_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
