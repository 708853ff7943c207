/* Covers src/model/tz.c and src/model/tzif.c */
#include "model/tz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "load/zone_file.h"
#include "tzif_bytes.h"

/* --- zones made by hand ------------------------------------------------------------------ */

#define SUMMER_2000 G_GINT64_CONSTANT(954032400)
#define WINTER_2000 G_GINT64_CONSTANT(972781200)
#define SUMMER_2001 G_GINT64_CONSTANT(985482000)
#define WINTER_2001 G_GINT64_CONSTANT(1004230800)

static const gint64 TIMES[] = { -1000000000, SUMMER_2000, WINTER_2000 };
static const guint8 INDICES[] = { 1, 2, 1 };
static const TzifBytesType TYPES[] = { { 1050, 0, 0 }, { 3600, 0, 4 }, { 7200, 1, 8 } };

/* A slim file; local mean time first, then CET with one summer, then by the footer. */
static TzifBytesSpec good_spec(void)
{
    return (TzifBytesSpec){
        .version = '2',
        .n_times = G_N_ELEMENTS(TIMES),
        .times = TIMES,
        .indices = INDICES,
        .n_types = G_N_ELEMENTS(TYPES),
        .types = TYPES,
        .n_chars = sizeof("LMT\0CET\0CEST"),
        .chars = "LMT\0CET\0CEST",
        .footer = "CET-1CEST,M3.5.0,M10.5.0/3",
    };
}

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

static void assert_refused(const TzifBytesSpec *spec, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Tz) tz = parse(spec, &error);

    assert_null(tz);
    assert_true(g_error_matches(error, TZ_ERROR, TZ_ERROR_BAD_FILE));
    g_autofree char *expected = g_strconcat("not a valid zone file: ", reason, NULL);
    assert_string_equal(error->message, expected);
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
    TzifBytesSpec spec = good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance expected = { G_MININT64, -1000000000, 1050, 1050, false, "LMT" };

    assert_string_equal(tz_name(tz), "Test/Zone");
    assert_observance(tz, G_MININT64, &expected);
    assert_observance(tz, -1000000001, &expected);
}

static void transitions_of_the_file_hold_until_the_next(void **state)
{
    TzifBytesSpec spec = good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { -1000000000, SUMMER_2000, 3600, 1050, false, "CET" };
    TzObservance summer = { SUMMER_2000, WINTER_2000, 7200, 3600, true, "CEST" };

    assert_observance(tz, -1000000000, &winter);
    assert_observance(tz, SUMMER_2000 - 1, &winter);
    assert_observance(tz, SUMMER_2000, &summer);
    assert_observance(tz, WINTER_2000 - 1, &summer);
}

static void after_all_transitions_the_footer_holds(void **state)
{
    TzifBytesSpec spec = good_spec();
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { WINTER_2000, SUMMER_2001, 3600, 7200, false, "CET" };
    TzObservance summer = { SUMMER_2001, WINTER_2001, 7200, 3600, true, "CEST" };

    assert_observance(tz, WINTER_2000, &winter);
    assert_observance(tz, SUMMER_2001 - 1, &winter);
    assert_observance(tz, SUMMER_2001, &summer);
}

static void a_footer_alone_holds_for_ever(void **state)
{
    TzifBytesSpec spec = good_spec();
    spec.n_times = 0;
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance summer = { SUMMER_2000, WINTER_2000, 7200, 3600, true, "CEST" };

    assert_observance(tz, SUMMER_2000, &summer);
    assert_int_equal(tz_observance_at(tz, G_MAXINT64).end, G_MAXINT64);
    assert_int_equal(tz_observance_at(tz, G_MININT64).onset, G_MININT64);
}

static void without_a_footer_the_last_transition_holds_for_ever(void **state)
{
    TzifBytesSpec spec = good_spec();
    spec.footer = "";
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { WINTER_2000, G_MAXINT64, 3600, 7200, false, "CET" };

    assert_observance(tz, WINTER_2000, &winter);
    assert_observance(tz, G_MAXINT64, &winter);
}

static void a_file_of_version_1_has_no_footer(void **state)
{
    TzifBytesSpec spec = good_spec();
    spec.version = 0;
    g_autoptr(Tz) tz = parse_good(&spec);
    TzObservance winter = { WINTER_2000, G_MAXINT64, 3600, 7200, false, "CET" };

    assert_observance(tz, WINTER_2000, &winter);
    assert_int_equal(tz_observance_at(tz, -1000000001).offset, 1050);
}

static void versions_3_and_4_are_read(void **state)
{
    TzifBytesSpec spec = good_spec();

    for (spec.version = '3'; spec.version <= '4'; spec.version++) {
        g_autoptr(Tz) tz = parse_good(&spec);
        assert_int_equal(tz_observance_at(tz, SUMMER_2000).offset, 7200);
    }
}

static void a_transition_that_changes_nothing_is_none(void **state)
{
    static const gint64 times[] = { 100, 200, 300, 400 };
    static const guint8 indices[] = { 0, 1, 3, 1 };
    static const TzifBytesType types[] = {
        { 1050, 0, 0 }, { 3600, 0, 4 }, { 7200, 1, 8 }, { 3600, 0, 4 }
    };
    TzifBytesSpec spec = good_spec();
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

static void every_file_that_is_cut_short_is_refused(void **state)
{
    static const guint8 versions[] = { 0, '2' };
    TzifBytesSpec spec = good_spec();

    for (gsize i = 0; i < G_N_ELEMENTS(versions); i++) {
        spec.version = versions[i];
        g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
        for (guint size = 0; size < bytes->len; size++) {
            g_autofree guint8 *part = g_memdup2(bytes->data, MAX(size, 1));
            g_autoptr(GError) error = NULL;
            assert_null(tz_new_from_tzif("Test/Zone", part, size, &error));
            assert_true(g_error_matches(error, TZ_ERROR, TZ_ERROR_BAD_FILE));
        }
    }
}

static void assert_octet_refused(gsize position, guint8 octet, const char *reason)
{
    TzifBytesSpec spec = good_spec();
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    g_autoptr(GError) error = NULL;

    bytes->data[position] = octet;
    assert_null(tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, &error));
    assert_non_null(strstr(error->message, reason));
}

static void a_wrong_header_is_refused(void **state)
{
    assert_octet_refused(0, 'X', "it does not begin with TZif");
    assert_octet_refused(44, 'X', "it does not begin with TZif");
    assert_octet_refused(4, '1', "its version is none of 1 to 4");
    assert_octet_refused(4, '5', "its version is none of 1 to 4");
    assert_octet_refused(48, '3', "its headers differ in version");
}

static void counts_beyond_the_file_are_refused(void **state)
{
    /* The highest octet of each count, in the first header and in the second. */
    for (gsize position = 20; position < 44; position += 4) {
        assert_octet_refused(position, 0xff, "it ends within its data");
        assert_octet_refused(44 + position, 0xff, "it ends within its data");
    }
}

static void wrong_counts_are_refused(void **state)
{
    TzifBytesSpec spec = good_spec();
    spec.n_leaps = 1;
    assert_refused(&spec, "it counts leap seconds");

    spec = good_spec();
    spec.n_std = 2;
    assert_refused(&spec, "it has indicators for some kinds of local time only");

    spec = good_spec();
    spec.n_ut = 1;
    assert_refused(&spec, "it has indicators for some kinds of local time only");

    spec = good_spec();
    spec.n_types = 0;
    assert_refused(&spec, "it has 0 kinds of local time, not 1 to 256");
}

static void indicators_that_contradict_each_other_are_refused(void **state)
{
    static const guint8 none[] = { 0, 0, 0 };
    static const guint8 one[] = { 0, 1, 0 };
    static const guint8 two[] = { 0, 2, 0 };
    TzifBytesSpec spec = good_spec();
    spec.n_std = 3;
    spec.n_ut = 3;

    spec.std = one;
    spec.ut = one;
    g_autoptr(Tz) both = parse_good(&spec);
    spec.ut = none;
    g_autoptr(Tz) standard_only = parse_good(&spec);
    spec.std = none;
    spec.ut = one;
    assert_refused(&spec, "its indicators contradict each other");
    spec.std = two;
    assert_refused(&spec, "its indicators contradict each other");
}

static void wrong_transitions_are_refused(void **state)
{
    static const gint64 backwards[] = { 0, -1, SUMMER_2000 };
    static const gint64 twice[] = { 0, SUMMER_2000, SUMMER_2000 };
    static const gint64 early[] = { -((gint64)1 << 59) - 1, 0, WINTER_2000 };
    static const gint64 late[] = { 0, SUMMER_2000, G_MAXINT64 };
    static const guint8 beyond[] = { 1, 3, 1 };
    TzifBytesSpec spec = good_spec();

    spec.times = backwards;
    assert_refused(&spec, "its transitions are not in order");
    spec.times = twice;
    assert_refused(&spec, "its transitions are not in order");
    spec.times = early;
    assert_refused(&spec, "a transition is out of bounds");
    spec.times = late;
    assert_refused(&spec, "a transition is out of bounds");
    spec.times = TIMES;
    spec.indices = beyond;
    assert_refused(&spec, "a transition leads to a kind of local time that is not there");
}

static void assert_type_refused(TzifBytesType type, const char *reason)
{
    TzifBytesType types[] = { type, TYPES[1], TYPES[2] };
    TzifBytesSpec spec = good_spec();

    spec.types = types;
    assert_refused(&spec, reason);
}

static void wrong_types_are_refused(void **state)
{
    assert_type_refused((TzifBytesType){ -90000, 0, 0 },
                        "an offset of -90000 seconds is out of bounds");
    assert_type_refused((TzifBytesType){ 93600, 0, 0 },
                        "an offset of 93600 seconds is out of bounds");
    assert_type_refused((TzifBytesType){ G_MININT32, 0, 0 },
                        "an offset of -2147483648 seconds is out of bounds");
    assert_type_refused((TzifBytesType){ 0, 2, 0 }, "a DST indicator is neither 0 nor 1");
    assert_type_refused((TzifBytesType){ 0, 0, 13 }, "an abbreviation lies outside of it");
    assert_type_refused((TzifBytesType){ 0, 0, 255 }, "an abbreviation lies outside of it");
    assert_type_refused((TzifBytesType){ 0, 0, 1 },
                        "an abbreviation has 2 characters, not 3 to 15");
    assert_type_refused((TzifBytesType){ 0, 0, 3 },
                        "an abbreviation has 0 characters, not 3 to 15");
}

static void an_abbreviation_that_does_not_end_is_refused(void **state)
{
    TzifBytesSpec spec = good_spec();

    spec.n_chars--;
    assert_refused(&spec, "an abbreviation does not end");
}

static void an_abbreviation_of_other_characters_is_refused(void **state)
{
    TzifBytesSpec spec = good_spec();

    spec.chars = "L\rT\0CET\0CEST";
    assert_refused(&spec, "an abbreviation holds more than letters, digits, + and -");
    spec.chars = "LM\xe9\0CET\0CEST";
    assert_refused(&spec, "an abbreviation holds more than letters, digits, + and -");
}

static void a_wrong_footer_is_refused(void **state)
{
    TzifBytesSpec spec = good_spec();

    spec.footer = "CET";
    assert_refused(&spec, "its footer is no POSIX TZ string");
    spec.footer = "CET-1\n";
    assert_refused(&spec, "its footer is no POSIX TZ string");
    spec.footer = "CET-2CEST,M3.5.0,M10.5.0/3";
    assert_refused(&spec, "its footer contradicts its last transition");
    spec.footer = "MEZ-1";
    assert_refused(&spec, "its footer contradicts its last transition");
    spec.footer = "XXX0CET-1,0/0,J365/25";
    assert_refused(&spec, "its footer contradicts its last transition");
}

static void what_follows_the_end_is_refused(void **state)
{
    TzifBytesSpec spec = good_spec();
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    spec.version = 0;
    g_autoptr(GByteArray) old = tzif_bytes_new(&spec);

    g_byte_array_append(bytes, (const guint8 *)"x", 1);
    assert_null(tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, NULL));
    g_byte_array_append(old, (const guint8 *)"\n", 1);
    assert_null(tz_new_from_tzif("Test/Zone", old->data, old->len, NULL));
}

static void a_file_that_is_too_large_is_refused(void **state)
{
    g_autofree guint8 *data = g_malloc0(TZ_MAX_FILE_SIZE + 1);
    g_autoptr(GError) error = NULL;

    assert_null(tz_new_from_tzif("Test/Zone", data, TZ_MAX_FILE_SIZE + 1, &error));
    assert_string_equal(error->message, "not a valid zone file: it is larger than 65536 octets");
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

static void assert_unresolved(const char *name, CivilTime local, TzLocal outcome)
{
    g_autoptr(Tz) tz = zone(name);
    gint64 untouched = 42;

    assert_int_equal(tz_resolve_local(tz, local, &untouched), outcome);
    assert_int_equal(untouched, 42);
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
    assert_unresolved("Europe/Brussels", at("2007-03-25", 2, 0), TZ_LOCAL_SKIPPED);
    assert_unresolved("Europe/Brussels", at("2007-03-25", 2, 59), TZ_LOCAL_SKIPPED);
    assert_unresolved("America/Sao_Paulo", at("2014-10-19", 0, 0), TZ_LOCAL_SKIPPED);
    assert_unresolved("Australia/Lord_Howe", at("2024-10-06", 2, 15), TZ_LOCAL_SKIPPED);
    assert_resolved("Australia/Lord_Howe", at("2024-10-06", 2, 30), at("2024-10-05", 15, 30));
    assert_unresolved("Antarctica/Troll", at("2024-03-31", 2, 59), TZ_LOCAL_SKIPPED);
}

static void a_repeated_hour_is_told(void **state)
{
    assert_unresolved("Europe/Brussels", at("2007-10-28", 2, 0), TZ_LOCAL_REPEATED);
    assert_unresolved("Europe/Brussels", at("2007-10-28", 2, 59), TZ_LOCAL_REPEATED);
    assert_unresolved("America/Sao_Paulo", at("2014-02-15", 23, 30), TZ_LOCAL_REPEATED);
    assert_unresolved("Australia/Lord_Howe", at("2024-04-07", 1, 45), TZ_LOCAL_REPEATED);
    assert_unresolved("Europe/Dublin", at("2024-10-27", 1, 30), TZ_LOCAL_REPEATED);
}

static void a_whole_day_may_be_skipped(void **state)
{
    assert_unresolved("Pacific/Apia", at("2011-12-30", 0, 0), TZ_LOCAL_SKIPPED);
    assert_unresolved("Pacific/Apia", at("2011-12-30", 23, 59), TZ_LOCAL_SKIPPED);
    assert_resolved("Pacific/Apia", at("2011-12-29", 23, 59), at("2011-12-30", 9, 59));
    assert_resolved("Pacific/Apia", at("2011-12-31", 0, 0), at("2011-12-30", 10, 0));
    assert_unresolved("Pacific/Kwajalein", at("1993-08-21", 12, 0), TZ_LOCAL_SKIPPED);
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
        cmocka_unit_test(every_file_that_is_cut_short_is_refused),
        cmocka_unit_test(a_wrong_header_is_refused),
        cmocka_unit_test(counts_beyond_the_file_are_refused),
        cmocka_unit_test(wrong_counts_are_refused),
        cmocka_unit_test(indicators_that_contradict_each_other_are_refused),
        cmocka_unit_test(wrong_transitions_are_refused),
        cmocka_unit_test(wrong_types_are_refused),
        cmocka_unit_test(an_abbreviation_that_does_not_end_is_refused),
        cmocka_unit_test(an_abbreviation_of_other_characters_is_refused),
        cmocka_unit_test(a_wrong_footer_is_refused),
        cmocka_unit_test(what_follows_the_end_is_refused),
        cmocka_unit_test(a_file_that_is_too_large_is_refused),
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
