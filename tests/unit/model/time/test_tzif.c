#include "model/time/tzif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/time/tz.h"
#include "tzif_bytes.h"

static bool parse(const TzifBytesSpec *spec, Tzif *out_tzif, GError **error)
{
    g_autoptr(GByteArray) bytes = tzif_bytes_new(spec);
    /* A copy of just the size, so that a sanitizer sees each octet too far. */
    g_autofree guint8 *exact = g_memdup2(bytes->data, bytes->len);

    return tzif_parse(exact, bytes->len, out_tzif, error);
}

static Tzif parse_good(const TzifBytesSpec *spec)
{
    g_autoptr(GError) error = NULL;
    Tzif tzif;

    if (!parse(spec, &tzif, &error)) {
        fail_msg("%s", error->message);
    }
    return tzif;
}

static void assert_type(const Tzif *tzif, guint index, gint32 offset, bool is_dst,
                        const char *abbreviation)
{
    const TzifType *type = &g_array_index(tzif->types, TzifType, index);

    assert_int_equal(type->offset, offset);
    assert_int_equal(type->is_dst, is_dst);
    assert_string_equal(type->abbreviation, abbreviation);
}

static void assert_transition(const Tzif *tzif, guint index, gint64 at, guint type)
{
    const TzifTransition *transition = &g_array_index(tzif->transitions, TzifTransition, index);

    assert_int_equal(transition->at, at);
    assert_int_equal(transition->type, type);
}

static void the_parts_of_a_file_are_told(void **state)
{
    static const guint8 VERSIONS[] = { 0, '2', '3', '4' };
    TzifBytesSpec spec = tzif_bytes_good_spec();

    for (gsize i = 0; i < G_N_ELEMENTS(VERSIONS); i++) {
        spec.version = VERSIONS[i];
        g_auto(Tzif) tzif = parse_good(&spec);
        assert_int_equal(tzif.types->len, 3);
        assert_type(&tzif, 0, 1050, false, "LMT");
        assert_type(&tzif, 1, 3600, false, "CET");
        assert_type(&tzif, 2, 7200, true, "CEST");
        assert_int_equal(tzif.transitions->len, 3);
        assert_transition(&tzif, 0, -1000000000, 1);
        assert_transition(&tzif, 1, TZIF_BYTES_SUMMER, 2);
        assert_transition(&tzif, 2, TZIF_BYTES_WINTER, 1);
        assert_int_equal(tzif.has_footer, VERSIONS[i] != 0);
        assert_int_equal(tzif.has_footer ? tzif.footer.dst.offset : 0, tzif.has_footer ? 7200 : 0);
    }
}

static void an_empty_footer_is_none(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();

    spec.footer = "";
    g_auto(Tzif) tzif = parse_good(&spec);
    assert_false(tzif.has_footer);
}

static void assert_refused(const TzifBytesSpec *spec, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_auto(Tzif) tzif = { 0 };

    assert_false(parse(spec, &tzif, &error));
    assert_null(tzif.types);
    assert_true(g_error_matches(error, TZIF_ERROR, TZIF_ERROR_BAD_FILE));
    g_autofree char *expected = g_strconcat("not a valid zone file: ", reason, NULL);
    assert_string_equal(error->message, expected);
}

static void every_file_that_is_cut_short_is_refused(void **state)
{
    Tzif tzif;
    static const guint8 versions[] = { 0, '2' };
    TzifBytesSpec spec = tzif_bytes_good_spec();

    for (gsize i = 0; i < G_N_ELEMENTS(versions); i++) {
        spec.version = versions[i];
        g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
        for (guint size = 0; size < bytes->len; size++) {
            g_autofree guint8 *part = g_memdup2(bytes->data, MAX(size, 1));
            g_autoptr(GError) error = NULL;
            assert_false(tzif_parse(part, size, &tzif, &error));
            assert_true(g_error_matches(error, TZIF_ERROR, TZIF_ERROR_BAD_FILE));
        }
    }
}

static void assert_octet_refused(gsize position, guint8 octet, const char *reason)
{
    Tzif tzif;
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    g_autoptr(GError) error = NULL;

    bytes->data[position] = octet;
    assert_false(tzif_parse(bytes->data, bytes->len, &tzif, &error));
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
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.n_leaps = 1;
    assert_refused(&spec, "it counts leap seconds");

    spec = tzif_bytes_good_spec();
    spec.n_std = 2;
    assert_refused(&spec, "it has indicators for some kinds of local time only");

    spec = tzif_bytes_good_spec();
    spec.n_ut = 1;
    assert_refused(&spec, "it has indicators for some kinds of local time only");

    spec = tzif_bytes_good_spec();
    spec.n_types = 0;
    assert_refused(&spec, "it has 0 kinds of local time, not 1 to 256");
}

static void indicators_that_contradict_each_other_are_refused(void **state)
{
    static const guint8 none[] = { 0, 0, 0 };
    static const guint8 one[] = { 0, 1, 0 };
    static const guint8 two[] = { 0, 2, 0 };
    TzifBytesSpec spec = tzif_bytes_good_spec();
    spec.n_std = 3;
    spec.n_ut = 3;

    spec.std = one;
    spec.ut = one;
    g_auto(Tzif) both = parse_good(&spec);
    spec.ut = none;
    g_auto(Tzif) standard_only = parse_good(&spec);
    spec.std = none;
    spec.ut = one;
    assert_refused(&spec, "its indicators contradict each other");
    spec.std = two;
    assert_refused(&spec, "its indicators contradict each other");
}

static void wrong_transitions_are_refused(void **state)
{
    static const gint64 backwards[] = { 0, -1, TZIF_BYTES_SUMMER };
    static const gint64 twice[] = { 0, TZIF_BYTES_SUMMER, TZIF_BYTES_SUMMER };
    static const gint64 early[] = { -((gint64)1 << 59) - 1, 0, TZIF_BYTES_WINTER };
    static const gint64 late[] = { 0, TZIF_BYTES_SUMMER, ((gint64)1 << 59) + 1 };
    static const guint8 beyond[] = { 1, 3, 1 };
    TzifBytesSpec spec = tzif_bytes_good_spec();

    spec.times = backwards;
    assert_refused(&spec, "its transitions are not in order");
    spec.times = twice;
    assert_refused(&spec, "its transitions are not in order");
    spec.times = early;
    assert_refused(&spec, "a transition is out of bounds");
    spec.times = late;
    assert_refused(&spec, "a transition is out of bounds");
    spec.times = tzif_bytes_good_spec().times;
    spec.indices = beyond;
    assert_refused(&spec, "a transition leads to a kind of local time that is not there");
}

static void assert_type_refused(TzifBytesType type, const char *reason)
{
    TzifBytesType types[] = { type, tzif_bytes_good_spec().types[1],
                              tzif_bytes_good_spec().types[2] };
    TzifBytesSpec spec = tzif_bytes_good_spec();

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
    TzifBytesSpec spec = tzif_bytes_good_spec();

    spec.n_chars--;
    assert_refused(&spec, "an abbreviation does not end");
}

static void an_abbreviation_of_other_characters_is_refused(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();

    spec.chars = "L\rT\0CET\0CEST";
    assert_refused(&spec, "an abbreviation holds more than letters, digits, + and -");
    spec.chars = "LM\xe9\0CET\0CEST";
    assert_refused(&spec, "an abbreviation holds more than letters, digits, + and -");
}

static void a_wrong_footer_is_refused(void **state)
{
    TzifBytesSpec spec = tzif_bytes_good_spec();

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
    Tzif tzif;
    TzifBytesSpec spec = tzif_bytes_good_spec();
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    spec.version = 0;
    g_autoptr(GByteArray) old = tzif_bytes_new(&spec);

    g_byte_array_append(bytes, (const guint8 *)"x", 1);
    assert_false(tzif_parse(bytes->data, bytes->len, &tzif, NULL));
    g_byte_array_append(old, (const guint8 *)"\n", 1);
    assert_false(tzif_parse(old->data, old->len, &tzif, NULL));
}

static void a_file_that_is_too_large_is_refused(void **state)
{
    Tzif tzif;
    g_autofree guint8 *data = g_malloc0(TZIF_MAX_SIZE + 1);
    g_autoptr(GError) error = NULL;

    assert_false(tzif_parse(data, TZIF_MAX_SIZE + 1, &tzif, &error));
    assert_string_equal(error->message, "not a valid zone file: it is larger than 65536 octets");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_of_a_file_are_told),
        cmocka_unit_test(an_empty_footer_is_none),
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
