#include "load_support.h"

#include <string.h>

#include "file/values.h"
#include "scratch.h"

static void assert_wrong_type(ValueRead *read)
{
    load_support_assert_refused(read, "[a]",
                                "1:1 wrong-type: expected a text for \"key\", found a list\n");
    load_support_assert_refused(
        read, "{a: b}", "1:1 wrong-type: expected a text for \"key\", found keys with values\n");
}

static void a_value_is_a_text_and_neither_list_nor_mapping(void **state)
{
    ValueRead *const READERS[] = {
        values_read_id,    values_read_code,  values_read_count, values_read_bool, values_read_date,
        values_read_clock, values_read_stamp, values_read_zone,  values_read_word,
    };

    for (gsize i = 0; i < G_N_ELEMENTS(READERS); i++) {
        assert_wrong_type(READERS[i]);
    }
}

static void assert_id(ValueRead *read, const char *yaml, const char *expected_error)
{
    g_auto(LoadSupport) support;
    const char *id = NULL;

    load_support_init(&support);
    load_support_read(&support, read, yaml, &id);
    load_support_assert_findings(&support, expected_error);
    assert_string_equal(id, load_support_parse(&support, yaml)->text);
}

static void an_id_is_of_small_letters_digits_and_hyphens(void **state)
{
    assert_id(values_read_id, "gfmd-2007", "");
    assert_id(values_read_id, "'-'", "");
    assert_id(values_read_id, "01", "");
}

static void a_code_may_have_capitals_dots_and_underscores_too(void **state)
{
    assert_id(values_read_code, "1.2", "");
    assert_id(values_read_code, "A_z-0..", "");
}

static void an_id_of_the_wrong_form_is_told_but_kept(void **state)
{
    assert_id(values_read_id, "GFMD",
              "1:1 bad-id: \"GFMD\" cannot be an id; expected small letters (a to z), digits and "
              "\"-\"\n");
    assert_id(values_read_id, "a.b",
              "1:1 bad-id: \"a.b\" cannot be an id; expected small letters (a to z), digits and "
              "\"-\"\n");
    assert_id(values_read_code, "é",
              "1:1 bad-id: \"é\" cannot be an id; expected letters (A to Z, a to z), digits, "
              "\".\", \"_\" and \"-\"\n");
    assert_id(values_read_code, "a/b",
              "1:1 bad-id: \"a/b\" cannot be an id; expected letters (A to Z, a to z), digits, "
              "\".\", \"_\" and \"-\"\n");
    assert_id(values_read_code, "..",
              "1:1 bad-id: the id \"..\" begins with a dot: web servers hide such files\n");
}

static void an_id_has_at_most_64_letters(void **state)
{
    g_autofree char *longest = g_strnfill(64, 'a');
    g_autofree char *longer = g_strnfill(65, 'a');
    g_autofree char *clipped = g_strnfill(60, 'a');
    g_autofree char *error = g_strdup_printf(
        "1:1 bad-id: the id \"%s...\" has 65 letters; expected at most 64\n", clipped);

    assert_id(values_read_id, longest, "");
    assert_id(values_read_id, longer, error);
}

static void an_empty_id_is_none(void **state)
{
    load_support_assert_refused(values_read_id, "''",
                                "1:1 empty: \"key\" is empty; expected small letters (a to z), "
                                "digits and \"-\"\n");
}

static guint count_of(const char *yaml)
{
    g_auto(LoadSupport) support;
    guint count = 0;

    load_support_init(&support);
    load_support_read(&support, values_read_count, yaml, &count);
    load_support_assert_findings(&support, "");
    return count;
}

static void a_count_is_a_whole_number_from_1_to_a_million(void **state)
{
    static const char *const WRONG[] = { "0", "-1", "1000001", "1.5", "0x10", "1e3", "ten", "+1" };

    assert_int_equal(count_of("1"), 1);
    assert_int_equal(count_of("1000000"), 1000000);
    assert_int_equal(count_of("'007'"), 7);
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *error = g_strdup_printf("1:1 bad-number: \"%s\" is not good for \"key\"; "
                                                 "expected a whole number from 1 to 1000000\n",
                                                 WRONG[i]);
        load_support_assert_refused(values_read_count, WRONG[i], error);
    }
}

static void truths_are_true_and_false_or_yes_and_no(void **state)
{
    static const char *const WRONG[] = { "Yes", "True", "1", "on" };
    g_auto(LoadSupport) support;
    bool value = false;

    load_support_init(&support);
    load_support_read(&support, values_read_bool, "true", &value);
    assert_true(value);
    load_support_read(&support, values_read_bool, "false", &value);
    assert_false(value);
    load_support_read(&support, values_read_bool, "yes", &value);
    assert_true(value);
    load_support_read(&support, values_read_bool, "no", &value);
    assert_false(value);
    load_support_assert_findings(&support, "");
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *error = g_strdup_printf(
            "1:1 bad-truth: \"%s\" is not good for \"key\"; expected true or false, "
            "or yes or no\n",
            WRONG[i]);
        load_support_assert_refused(values_read_bool, WRONG[i], error);
    }
}

static const char *const WORDS[] = { "agency", "government", "civil-society", NULL };
static const SchemaField KIND = { .key = "kind", .words = WORDS };

static void every_word_of_a_list_is_read(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    for (guint i = 0; WORDS[i] != NULL; i++) {
        guint word = 42;
        load_support_read_row(&support, values_read_word, &KIND, WORDS[i], &word);
        assert_int_equal(word, i);
    }
    load_support_assert_findings(&support, "");
}

static void an_unknown_word_is_told_with_those_expected(void **state)
{
    load_support_assert_row_refused(
        values_read_word, &KIND, "goverment",
        "1:1 unknown-word: unknown kind \"goverment\"; expected one of agency, government, "
        "civil-society (did you mean \"government\"?)\n");
    load_support_assert_row_refused(
        values_read_word, &KIND, "x",
        "1:1 unknown-word: unknown kind \"x\"; expected one of agency, government, "
        "civil-society\n");
}

static void a_date_is_a_day_that_exists(void **state)
{
    g_auto(LoadSupport) support;
    CivilDate date = 0;

    load_support_init(&support);
    load_support_read(&support, values_read_date, "2007-07-10", &date);
    load_support_assert_findings(&support, "");
    assert_int_equal(date, support_date("2007-07-10"));
    load_support_assert_refused(values_read_date, "2007-02-29",
                                "1:1 bad-date: \"2007-02-29\" is not a date; expected "
                                "YYYY-MM-DD, a day that exists in the years 1971 to 2199\n");
}

static void a_clock_counts_seconds_from_midnight(void **state)
{
    g_auto(LoadSupport) support;
    CivilTime clock = 0;

    load_support_init(&support);
    load_support_read(&support, values_read_clock, "'25:30'", &clock);
    load_support_assert_findings(&support, "");
    assert_int_equal(clock, 25 * 3600 + 30 * 60);
}

static void a_nought_before_a_time_is_suggested_where_it_helps(void **state)
{
    load_support_assert_refused(values_read_clock, "9:00",
                                "1:1 bad-time: \"9:00\" is not a time; expected HH:MM from "
                                "\"00:00\" to \"999:59\" (did you mean \"09:00\"?)\n");
    load_support_assert_refused(values_read_clock, "9:60",
                                "1:1 bad-time: \"9:60\" is not a time; expected HH:MM from "
                                "\"00:00\" to \"999:59\"\n");
    load_support_assert_refused(values_read_clock, "'999:60'",
                                "1:1 bad-time: \"999:60\" is not a time; expected HH:MM from "
                                "\"00:00\" to \"999:59\"\n");
}

static void a_stamp_is_an_instant(void **state)
{
    g_auto(LoadSupport) support;
    gint64 stamp = 0;

    load_support_init(&support);
    load_support_read(&support, values_read_stamp, "2007-07-12T02:00:00+02:00", &stamp);
    load_support_assert_findings(&support, "");
    assert_int_equal(stamp, support_stamp("2007-07-12T00:00:00Z"));
    load_support_assert_refused(values_read_stamp, "2007-07-12",
                                "1:1 bad-stamp: \"2007-07-12\" is not a time stamp; expected one "
                                "such as 2007-07-12T00:00:00Z or 2007-07-12T02:00:00+02:00\n");
}

static void a_zone_is_the_callers_own(void **state)
{
    g_autoptr(Tz) tz = NULL;
    g_auto(LoadSupport) support;

    load_support_init(&support);
    load_support_read(&support, values_read_zone, "Europe/Brussels", &tz);
    load_support_assert_findings(&support, "");
    load_support_clear(&support);
    load_support_init(&support);
    assert_string_equal(tz_name(tz), "Europe/Brussels");
}

static void the_region_of_a_city_or_a_like_name_is_suggested(void **state)
{
    load_support_assert_refused(values_read_zone, "brussels",
                                "1:1 unknown-zone: unknown time zone \"brussels\"; expected an "
                                "IANA name such as Europe/Brussels (did you mean "
                                "\"Europe/Brussels\"?)\n");
    load_support_assert_refused(values_read_zone, "Europe/Brusels",
                                "1:1 unknown-zone: unknown time zone \"Europe/Brusels\"; expected "
                                "an IANA name such as Europe/Brussels (did you mean "
                                "\"Europe/Brussels\"?)\n");
    load_support_assert_refused(values_read_zone, "../../etc/passwd",
                                "1:1 unknown-zone: unknown time zone \"../../etc/passwd\"; "
                                "expected an IANA name such as Europe/Brussels\n");
}

static void a_zone_file_that_cannot_be_read_is_not_an_unknown_zone(void **state)
{
    g_autofree char *folder = scratch_new();
    g_autofree char *expected = g_strdup_printf(
        "1:1 unreadable-zone: the time zone \"Europe/Brussels\": %s/Europe/Brussels: not a valid "
        "zone file: it ends within a header\n",
        folder);

    scratch_write(folder, "Europe/Brussels", "TZif?");
    g_setenv("TZDIR", folder, TRUE);
    load_support_assert_refused(values_read_zone, "Europe/Brussels", expected);
    g_unsetenv("TZDIR");
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_a_text_and_neither_list_nor_mapping),
        cmocka_unit_test(an_id_is_of_small_letters_digits_and_hyphens),
        cmocka_unit_test(a_code_may_have_capitals_dots_and_underscores_too),
        cmocka_unit_test(an_id_of_the_wrong_form_is_told_but_kept),
        cmocka_unit_test(an_id_has_at_most_64_letters),
        cmocka_unit_test(an_empty_id_is_none),
        cmocka_unit_test(a_count_is_a_whole_number_from_1_to_a_million),
        cmocka_unit_test(truths_are_true_and_false_or_yes_and_no),
        cmocka_unit_test(every_word_of_a_list_is_read),
        cmocka_unit_test(an_unknown_word_is_told_with_those_expected),
        cmocka_unit_test(a_date_is_a_day_that_exists),
        cmocka_unit_test(a_clock_counts_seconds_from_midnight),
        cmocka_unit_test(a_nought_before_a_time_is_suggested_where_it_helps),
        cmocka_unit_test(a_stamp_is_an_instant),
        cmocka_unit_test(a_zone_is_the_callers_own),
        cmocka_unit_test(the_region_of_a_city_or_a_like_name_is_suggested),
        cmocka_unit_test(a_zone_file_that_cannot_be_read_is_not_an_unknown_zone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
