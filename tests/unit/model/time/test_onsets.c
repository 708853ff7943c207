/* Covers src/model/time/onsets.c, with tests/unit/render/ical/test_vtimezone.c and tests/zones/ */
#include "model/time/onsets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tzif_bytes.h"

#define DAY G_GINT64_CONSTANT(86400)

/* A day in July of 2010. */
#define SUMMER (TZIF_BYTES_SUMMER + (10 * 365 + 100) * DAY)

static Tz *tz_of(const TzifBytesSpec *spec)
{
    g_autoptr(GByteArray) bytes = tzif_bytes_new(spec);
    g_autoptr(GError) error = NULL;
    Tz *tz = tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    return tz;
}

/* The good file, whose footer is replaced. */
static GArray *onsets_with(const char *footer, gint64 first, gint64 last)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();

    spec.footer = footer;
    g_autoptr(Tz) tz = tz_of(&spec);
    return onsets_within(tz, first, last);
}

static void they_say_the_same_only_if_all_of_it_is_the_same(void **state)
{
    g_autoptr(GArray) onsets = onsets_with("CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) again = onsets_with("CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, SUMMER + DAY);
    g_autoptr(GArray) later = onsets_with("CET-1CEST,M3.5.0/3,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) renamed = onsets_with("CET-1SUM,M3.5.0,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) ahead = onsets_with("CET-1CEST-3,M3.5.0,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) none = onsets_with("CET-1", SUMMER, SUMMER);

    assert_int_equal(onsets->len, 2);
    assert_true(onsets_equal(onsets, again));
    assert_false(onsets_equal(onsets, later));
    assert_false(onsets_equal(onsets, renamed));
    assert_false(onsets_equal(onsets, ahead));
    assert_false(onsets_equal(onsets, none));
    /* In this week of this month, and in the last one. */
    g_autoptr(GArray) fourth = onsets_with("CET-1CEST,M3.4.0,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) long_fourth =
        onsets_with("CET-1CEST,M3.4.0,M10.5.0/3", SUMMER, SUMMER + 3 * 365 * DAY);
    assert_true(onsets_equal(onsets, fourth));
    assert_false(onsets_equal(onsets, long_fourth));
    assert_int_equal(g_array_index(long_fourth, Onset, 1).week, 4);
    assert_true(g_array_index(long_fourth, Onset, 1).is_yearly);
}

/* What changes later, or did long before, moves nothing: a calendar must not change for it. */
static void they_depend_on_their_own_days_and_the_two_onsets_before(void **state)
{
    g_autoptr(GArray) onsets = onsets_with("CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, SUMMER);
    g_autoptr(GArray) other_end = onsets_with("CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, SUMMER + DAY);
    gint64 winter = SUMMER + 200 * DAY;
    g_autoptr(GArray) until_winter = onsets_with("CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, winter);
    g_autoptr(GArray) moved = onsets_with("CET-1CEST,M3.5.0,M10.1.0/3", SUMMER, winter);

    assert_true(onsets_equal(onsets, other_end));
    assert_true(onsets_equal(onsets, until_winter));
    assert_false(onsets_equal(onsets, moved));
}

/* As fat files have it, and slim ones. */
static void it_does_not_matter_which_changes_are_written_out(void **state)
{
    static const gint64 TIMES[] = { -1000000000, TZIF_BYTES_SUMMER, TZIF_BYTES_WINTER, 985482000,
                                    1004230800,  1017536400,        1035680400 };
    static const guint8 INDICES[] = { 1, 2, 1, 2, 1, 2, 1 };
    TzifBytesSpec slim = tzif_bytes_good_spec();
    TzifBytesSpec fat = slim;

    fat.n_times = G_N_ELEMENTS(TIMES);
    fat.times = TIMES;
    fat.indices = INDICES;
    g_autoptr(Tz) a = tz_of(&slim);
    g_autoptr(Tz) b = tz_of(&fat);
    for (gint64 utc = 0; utc < SUMMER; utc += 50 * DAY) {
        g_autoptr(GArray) of_slim = onsets_within(a, utc, utc + 100 * DAY);
        g_autoptr(GArray) of_fat = onsets_within(b, utc, utc + 100 * DAY);
        assert_true(onsets_equal(of_slim, of_fat));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_say_the_same_only_if_all_of_it_is_the_same),
        cmocka_unit_test(they_depend_on_their_own_days_and_the_two_onsets_before),
        cmocka_unit_test(it_does_not_matter_which_changes_are_written_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
