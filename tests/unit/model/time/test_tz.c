#include "model/time/tz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "file/zone_file.h"
#include "model/time/tzif.h"
#include "tzif_bytes.h"

/* --- zones made by hand ------------------------------------------------------------------ */

#define SUMMER_2001 G_GINT64_CONSTANT(985482000)
#define WINTER_2001 G_GINT64_CONSTANT(1004230800)

static Tz *parse(const TzifBytesSpec *spec, GError **error)
{
    g_autoptr(GByteArray) bytes = tzif_bytes_new(spec);
    /* A copy of just the size, so that a sanitizer sees each octet too far. */
    g_autofree guint8 *exact = g_memdup2(bytes->data, bytes->len);

    return tz_new_from_tzif("Test/Zone", exact, bytes->len, error);
}

static Tz *parse_good(const TzifBytesSpec *spec)
{
    g_autoptr(GError) error = NULL;
    Tz *tz = parse(spec, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    return tz;
}

static void assert_observance(const Tz *tz, gint64 utc, const TzObservance *expected)
{
    TzObservance observance = tz_observance_at(tz, utc);

    assert_int_equal(observance.onset, expected->onset);
    assert_int_equal(observance.end, expected->end);
    assert_int_equal(observance.offset, expected->offset);
    assert_int_equal(observance.offset_before, expected->offset_before);
    assert_int_equal(observance.is_dst, expected->is_dst);
    assert_string_equal(observance.abbreviation, expected->abbreviation);
}

static void before_all_transitions_the_first_type_holds(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance expected = { G_MININT64, -1000000000, 1050, 1050, false, "LMT" };

    assert_string_equal(tz_name(tz), "Test/Zone");
    assert_observance(tz, G_MININT64, &expected);
    assert_observance(tz, -1000000001, &expected);
}

static void transitions_of_the_file_hold_until_the_next(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { -1000000000, TZIF_BYTES_SUMMER, 3600, 1050, false, "CET" };
    TzObservance summer = { TZIF_BYTES_SUMMER, TZIF_BYTES_WINTER, 7200, 3600, true, "CEST" };

    assert_observance(tz, -1000000000, &winter);
    assert_observance(tz, TZIF_BYTES_SUMMER - 1, &winter);
    assert_observance(tz, TZIF_BYTES_SUMMER, &summer);
    assert_observance(tz, TZIF_BYTES_WINTER - 1, &summer);
}

static void after_all_transitions_the_footer_holds(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { TZIF_BYTES_WINTER, SUMMER_2001, 3600, 7200, false, "CET" };
    TzObservance summer = { SUMMER_2001, WINTER_2001, 7200, 3600, true, "CEST" };

    assert_observance(tz, TZIF_BYTES_WINTER, &winter);
    assert_observance(tz, SUMMER_2001 - 1, &winter);
    assert_observance(tz, SUMMER_2001, &summer);
}

static void a_footer_alone_holds_for_ever(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.n_times = 0;
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance summer = { TZIF_BYTES_SUMMER, TZIF_BYTES_WINTER, 7200, 3600, true, "CEST" };

    assert_observance(tz, TZIF_BYTES_SUMMER, &summer);
    assert_int_equal(tz_observance_at(tz, G_MAXINT64).end, G_MAXINT64);
    assert_int_equal(tz_observance_at(tz, G_MININT64).onset, G_MININT64);
}

static void without_a_footer_the_last_transition_holds_for_ever(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.footer = "";
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { TZIF_BYTES_WINTER, G_MAXINT64, 3600, 7200, false, "CET" };

    assert_observance(tz, TZIF_BYTES_WINTER, &winter);
    assert_observance(tz, G_MAXINT64, &winter);
}

static void a_file_of_version_1_has_no_footer(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.version = 0;
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { TZIF_BYTES_WINTER, G_MAXINT64, 3600, 7200, false, "CET" };

    assert_observance(tz, TZIF_BYTES_WINTER, &winter);
    assert_int_equal(tz_observance_at(tz, -1000000001).offset, 1050);
}

static void versions_3_and_4_are_read(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();

    for (spec.version = '3'; spec.version <= '4'; spec.version++) {
        g_autoptr(Tz) tz = parse_good(&spec);
        assert_int_equal(tz_observance_at(tz, TZIF_BYTES_SUMMER).offset, 7200);
    }
}

static void a_transition_that_changes_nothing_is_none(void **state)
{
    static const gint64 times[] = { 100, 200, 300, 400 };
    static const guint8 indices[] = { 0, 1, 3, 1 };
    static const TzifBytesType types[] = {
        { 1050, 0, 0 }, { 3600, 0, 4 }, { 7200, 1, 8 }, { 3600, 0, 4 }
    };
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.n_times = 4;
    spec.times = times;
    spec.indices = indices;
    spec.n_types = 4;
    spec.types = types;
    spec.footer = "CET-1";
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance lmt = { G_MININT64, 200, 1050, 1050, false, "LMT" };
    TzObservance cet = { 200, G_MAXINT64, 3600, 1050, false, "CET" };

    assert_observance(tz, 150, &lmt);
    assert_observance(tz, 250, &cet);
    assert_observance(tz, 500, &cet);
}

/* --- zones of the world ------------------------------------------------------------------ */

static CivilTime at(const char *date, gint hour, gint minute)
{
    CivilDate day;

    assert_true(civil_parse_date(date, &day));
    return civil_at(day, hour * 3600 + minute * 60);
}

static Tz *zone(const char *name)
{
    g_autoptr(GError) error = NULL;
    Tz *tz = zone_file_read(name, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    return tz;
}

/* The offset in minutes at noon UTC. */
static void assert_offset(const char *name, const char *date, gint minutes, bool is_dst)
{
    g_autoptr(Tz) tz = zone(name);
    TzObservance observance = tz_observance_at(tz, at(date, 12, 0));

    assert_int_equal(observance.offset, minutes * 60);
    assert_int_equal(observance.is_dst, is_dst);
}

static void assert_resolved(const char *name, CivilTime local, gint64 utc)
{
    g_autoptr(Tz) tz = zone(name);
    gint64 found = 0;

    assert_int_equal(tz_resolve_local(tz, local, &found), TZ_LOCAL_UNIQUE);
    assert_int_equal(found, utc);
}

/* By RFC 5545 §3.3.5 the offset before the change of clocks counts (in minutes), for a gap as for
 * an overlap. */
static void assert_unresolved(const char *name, CivilTime local, TzLocal outcome, gint minutes)
{
    g_autoptr(Tz) tz = zone(name);
    gint64 found = 0;

    assert_int_equal(tz_resolve_local(tz, local, &found), outcome);
    assert_int_equal(found, local - minutes * 60);
}

/* A file that has all changes of clocks written out, and one that leaves those of the footer out.
 */
static Tz *written_until(guint32 n_times)
{
    static const gint64 TIMES[] = { -1000000000, TZIF_BYTES_SUMMER, TZIF_BYTES_WINTER, 985482000,
                                    1004230800,  1017536400,        1035680400 };
    static const guint8 INDICES[] = { 1, 2, 1, 2, 1, 2, 1 };
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(GError) error = NULL;

    spec.n_times = n_times;
    spec.times = TIMES;
    spec.indices = INDICES;
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    Tz *tz = tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, &error);
    g_assert_no_error(error);
    return tz;
}

static void rules_are_the_same_however_much_is_written_out(void **state)
{
    static const char RULES[] = "3600 0 CET;954032400 7200 1 CEST;CET-1CEST,M3.5.0,M10.5.0/3";

    for (guint32 n_times = 2; n_times <= 7; n_times++) {
        g_autoptr(Tz) tz = written_until(n_times);
        assert_string_equal(tz_rules(tz), RULES);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(Tz) again = tz_new_from_rules("Test/Zone", RULES, &error);
    g_assert_no_error(error);
    assert_string_equal(tz_rules(again), RULES);
    assert_string_equal(tz_name(again), "Test/Zone");
}

/* From 1970 on: earlier changes are not kept. */
static void the_rules_of_every_zone_make_it_again(void **state)
{
    g_auto(GStrv) names = zone_file_list();

    for (char **name = names; *name != NULL; name++) {
        g_autoptr(Tz) tz = zone(*name);
        g_autoptr(Tz) again = tz_new_from_rules(*name, tz_rules(tz), NULL);
        assert_non_null(again);
        assert_string_equal(tz_rules(again), tz_rules(tz));
        for (gint64 utc = 0; utc < at("2199-12-31", 0, 0);) {
            TzObservance here = tz_observance_at(tz, utc);
            TzObservance there = tz_observance_at(again, utc);
            assert_int_equal(here.end, there.end);
            assert_int_equal(here.offset, there.offset);
            assert_int_equal(here.is_dst, there.is_dst);
            assert_string_equal(here.abbreviation, there.abbreviation);
            utc = here.end;
        }
    }
}

static void what_are_no_rules_is_refused(void **state)
{
    static const char *const TEXTS[] = {
        "",
        ";",
        "CET-1",
        "3600 0 CET",
        "3600 0 CET;x",
        "3600 0;CET-1",
        "3600 2 CET;CET-1",
        "3600 0 C;CET-1",
        "3600 0 C\"T;CET-1",
        "1.5 0 CET;CET-1",
        "-90000 0 CET;CET-1",
        "93600 0 CET;CET-1",
        "3600 0 CET;5 7200 1 CEST;4 3600 0 CET;CET-1",
        "3600 0 CET;5 7200 1 CEST;5 3600 0 CET;CET-1",
        "3600 0 CET;5 7200 1 CEST;CET-1",
        "3600 0 CET;576460752303423489 3600 0 CET;CET-1",
        "3600 0 CET;5 7200 1  CEST;CEST-2",
        "3600 0 ABCDEFGHIJKLMNOP;CET-1",
    };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GError) error = NULL;
        if (tz_new_from_rules("Test/Zone", TEXTS[i], &error) != NULL) {
            fail_msg("taken: %s", TEXTS[i]);
        }
        assert_true(g_error_matches(error, TZIF_ERROR, TZIF_ERROR_BAD_FILE));
        assert_string_equal(error->message, "not the rules of a time zone");
    }
}

static void known_offsets_are_told(void **state)
{
    assert_offset("Europe/Brussels", "2007-07-10", 120, true);
    assert_offset("Europe/Brussels", "2007-12-10", 60, false);
    assert_offset("America/Sao_Paulo", "2014-02-15", -120, true);
    assert_offset("America/Sao_Paulo", "2014-06-12", -180, false);
    assert_offset("Asia/Tehran", "2022-07-01", 270, true);
    assert_offset("Asia/Tehran", "2023-07-01", 210, false);
    assert_offset("Asia/Jerusalem", "2024-03-28", 120, false);
    assert_offset("Asia/Jerusalem", "2024-03-29", 180, true);
    assert_offset("Pacific/Apia", "2011-12-28", -600, true);
    assert_offset("Pacific/Apia", "2012-01-02", 840, true);
    assert_offset("Africa/Casablanca", "2024-03-20", 0, true);
    assert_offset("Africa/Casablanca", "2024-05-20", 60, false);
    assert_offset("Australia/Lord_Howe", "2024-01-15", 660, true);
    assert_offset("Australia/Lord_Howe", "2024-07-15", 630, false);
    assert_offset("America/Nuuk", "2023-01-15", -180, false);
    assert_offset("America/Nuuk", "2024-01-15", -120, false);
    assert_offset("America/Nuuk", "2024-07-15", -60, true);
    assert_offset("Antarctica/Troll", "2024-07-15", 120, true);
    assert_offset("Asia/Kathmandu", "1985-06-01", 330, false);
    assert_offset("Asia/Kathmandu", "1986-06-01", 345, false);
}

static void far_years_follow_the_footer(void **state)
{
    assert_offset("Europe/Brussels", "2199-07-10", 120, true);
    assert_offset("Europe/Brussels", "2199-12-10", 60, false);

    g_autoptr(Tz) tz = zone("Europe/Brussels");
    /* 2400-07-01 and 2400-12-01. */
    assert_int_equal(tz_observance_at(tz, 13585017600).offset, 7200);
    assert_int_equal(tz_observance_at(tz, 13598236800).offset, 3600);
}

static void a_time_that_exists_once_is_resolved(void **state)
{
    assert_resolved("Europe/Brussels", at("2007-07-10", 9, 0), 1184050800);
    assert_resolved("Europe/Brussels", at("2007-03-25", 1, 59), at("2007-03-25", 0, 59));
    assert_resolved("Europe/Brussels", at("2007-03-25", 3, 0), at("2007-03-25", 1, 0));
    assert_resolved("Europe/Brussels", at("2007-10-28", 1, 59), at("2007-10-27", 23, 59));
    assert_resolved("Europe/Brussels", at("2007-10-28", 3, 0), at("2007-10-28", 2, 0));
}

static void a_skipped_hour_is_told(void **state)
{
    assert_unresolved("Europe/Brussels", at("2007-03-25", 2, 0), TZ_LOCAL_SKIPPED, 60);
    assert_unresolved("Europe/Brussels", at("2007-03-25", 2, 59), TZ_LOCAL_SKIPPED, 60);
    assert_unresolved("America/Sao_Paulo", at("2014-10-19", 0, 0), TZ_LOCAL_SKIPPED, -180);
    assert_unresolved("Australia/Lord_Howe", at("2024-10-06", 2, 15), TZ_LOCAL_SKIPPED, 630);
    assert_resolved("Australia/Lord_Howe", at("2024-10-06", 2, 30), at("2024-10-05", 15, 30));
    assert_unresolved("Antarctica/Troll", at("2024-03-31", 2, 59), TZ_LOCAL_SKIPPED, 0);
}

static void a_repeated_hour_is_told(void **state)
{
    assert_unresolved("Europe/Brussels", at("2007-10-28", 2, 0), TZ_LOCAL_REPEATED, 120);
    assert_unresolved("Europe/Brussels", at("2007-10-28", 2, 59), TZ_LOCAL_REPEATED, 120);
    assert_unresolved("America/Sao_Paulo", at("2014-02-15", 23, 30), TZ_LOCAL_REPEATED, -120);
    assert_unresolved("Australia/Lord_Howe", at("2024-04-07", 1, 45), TZ_LOCAL_REPEATED, 660);
    assert_unresolved("Europe/Dublin", at("2024-10-27", 1, 30), TZ_LOCAL_REPEATED, 60);
}

static void a_whole_day_may_be_skipped(void **state)
{
    assert_unresolved("Pacific/Apia", at("2011-12-30", 0, 0), TZ_LOCAL_SKIPPED, -600);
    assert_unresolved("Pacific/Apia", at("2011-12-30", 23, 59), TZ_LOCAL_SKIPPED, -600);
    assert_resolved("Pacific/Apia", at("2011-12-29", 23, 59), at("2011-12-30", 9, 59));
    assert_resolved("Pacific/Apia", at("2011-12-31", 0, 0), at("2011-12-30", 10, 0));
    assert_unresolved("Pacific/Kwajalein", at("1993-08-21", 12, 0), TZ_LOCAL_SKIPPED, -720);
    assert_resolved("Pacific/Kwajalein", at("1993-08-22", 0, 0), at("1993-08-21", 12, 0));
}

/* Morocco made its summer time the standard on 2018-10-28, without touching a clock. */
static void a_transition_that_turns_no_clock_skips_and_repeats_nothing(void **state)
{
    g_autoptr(Tz) tz = zone("Africa/Casablanca");
    gint64 onset = at("2018-10-28", 2, 0);

    assert_true(tz_observance_at(tz, onset - 1).is_dst);
    assert_false(tz_observance_at(tz, onset).is_dst);
    assert_int_equal(tz_observance_at(tz, onset).onset, onset);
    for (gint minute = 0; minute < 240; minute += 10) {
        CivilTime local = at("2018-10-28", 1, minute);
        assert_resolved("Africa/Casablanca", local, local - 3600);
    }
}

static void a_zone_is_shared_by_count(void **state)
{
    Tz *tz = zone("UTC");

    assert_ptr_equal(tz_ref(tz), tz);
    tz_unref(tz);
    assert_string_equal(tz_name(tz), "UTC");
    tz_unref(tz);
    tz_unref(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_all_transitions_the_first_type_holds),
        cmocka_unit_test(transitions_of_the_file_hold_until_the_next),
        cmocka_unit_test(after_all_transitions_the_footer_holds),
        cmocka_unit_test(a_footer_alone_holds_for_ever),
        cmocka_unit_test(without_a_footer_the_last_transition_holds_for_ever),
        cmocka_unit_test(a_file_of_version_1_has_no_footer),
        cmocka_unit_test(versions_3_and_4_are_read),
        cmocka_unit_test(a_transition_that_changes_nothing_is_none),
        cmocka_unit_test(rules_are_the_same_however_much_is_written_out),
        cmocka_unit_test(the_rules_of_every_zone_make_it_again),
        cmocka_unit_test(what_are_no_rules_is_refused),
        cmocka_unit_test(known_offsets_are_told),
        cmocka_unit_test(far_years_follow_the_footer),
        cmocka_unit_test(a_time_that_exists_once_is_resolved),
        cmocka_unit_test(a_skipped_hour_is_told),
        cmocka_unit_test(a_repeated_hour_is_told),
        cmocka_unit_test(a_whole_day_may_be_skipped),
        cmocka_unit_test(a_transition_that_turns_no_clock_skips_and_repeats_nothing),
        cmocka_unit_test(a_zone_is_shared_by_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
