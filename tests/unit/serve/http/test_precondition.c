/* Covers src/serve/http/precondition.c */
#include "serve/http/precondition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ETAG "\"abc\""
#define MODIFIED 784111777
#define MODIFIED_TEXT "Sun, 06 Nov 1994 08:49:37 GMT"

static bool by_tag(const char *if_none_match)
{
    return precondition_not_modified(if_none_match, NULL, ETAG, MODIFIED);
}

static bool by_date(const char *if_modified_since)
{
    return precondition_not_modified(NULL, if_modified_since, ETAG, MODIFIED);
}

static void without_a_condition_the_answer_is_whole(void **state)
{
    assert_false(precondition_not_modified(NULL, NULL, ETAG, MODIFIED));
}

static void the_same_tag_is_not_modified(void **state)
{
    assert_true(by_tag("\"abc\""));
    assert_true(by_tag("  \"abc\"\t"));
    assert_false(by_tag("\"abd\""));
    assert_false(by_tag("\"ab\""));
    assert_false(by_tag("\"abcd\""));
    assert_false(by_tag("\"ABC\""));
    assert_false(by_tag("\"\""));
}

static void a_weak_tag_matches_as_well(void **state)
{
    assert_true(by_tag("W/\"abc\""));
    assert_false(by_tag("W/\"abd\""));
    assert_true(precondition_not_modified("\"abc\"", NULL, "W/\"abc\"", MODIFIED));
    assert_true(precondition_not_modified("W/\"abc\"", NULL, "W/\"abc\"", MODIFIED));
}

static void any_tag_of_a_list_may_match(void **state)
{
    assert_true(by_tag("\"x\", \"abc\""));
    assert_true(by_tag("\"abc\",\"x\""));
    assert_true(by_tag("\"x\",W/\"y\"\t,  W/\"abc\" , \"z\""));
    assert_false(by_tag("\"x\", \"y\""));
}

static void empty_elements_of_a_list_do_no_harm(void **state)
{
    assert_true(by_tag(",, \"abc\","));
    assert_true(by_tag("\"x\",,\"abc\""));
    assert_false(by_tag(","));
}

static void a_comma_may_stand_in_a_tag(void **state)
{
    assert_false(by_tag("\"x,\"abc\""));
    assert_true(precondition_not_modified("\"a,b\"", NULL, "\"a,b\"", MODIFIED));
    assert_false(precondition_not_modified("\"a\", \"b\"", NULL, "\"a,b\"", MODIFIED));
}

static void what_apache_compressed_is_still_known(void **state)
{
    assert_true(by_tag("\"abc-gzip\""));
    assert_true(by_tag("W/\"abc-gzip\""));
    assert_true(by_tag("\"abc-br\""));
    assert_true(by_tag("\"x\", \"abc-gzip\""));
    assert_false(by_tag("\"ab-gzip\""));
    assert_false(by_tag("\"abcd-gzip\""));
    assert_false(by_tag("\"abc-\""));
    assert_false(by_tag("\"abc-gzip-gzip\""));
    assert_false(by_tag("\"abc-xyzw\""));
    /* The octets are others: no part of them fits, and nothing may rely on them. */
    assert_true(precondition_failed("\"abc-gzip\"", NULL, ETAG, MODIFIED));
    assert_false(precondition_range_holds("\"abc-gzip\"", ETAG, MODIFIED));
}

static void a_star_matches_whatever_there_is(void **state)
{
    assert_true(by_tag("*"));
    assert_true(by_tag(" * "));
    assert_false(by_tag("\"*\""));
    assert_false(by_tag("*, \"x\""));
}

static void only_the_date_of_the_last_change_is_not_modified(void **state)
{
    assert_true(by_date(MODIFIED_TEXT));
    assert_true(by_date("Sunday, 06-Nov-94 08:49:37 GMT"));
    assert_true(by_date("Sun Nov  6 08:49:37 1994"));
    assert_false(by_date("Sun, 06 Nov 1994 08:49:36 GMT"));
    /* By its own clock a client can have asked before the change, in the same second. */
    assert_false(by_date("Sun, 06 Nov 1994 08:49:38 GMT"));
}

static void to_what_has_no_date_no_date_matters(void **state)
{
    static const char *const DATES[] = { MODIFIED_TEXT, "Thu, 01 Jan 1970 00:00:00 GMT",
                                         "Fri, 31 Dec 9999 23:59:59 GMT" };

    for (gsize i = 0; i < G_N_ELEMENTS(DATES); i++) {
        assert_false(precondition_not_modified(NULL, DATES[i], ETAG, G_MININT64));
        assert_false(precondition_failed(NULL, DATES[i], ETAG, G_MININT64));
        assert_false(precondition_range_holds(DATES[i], ETAG, G_MININT64));
    }
}

static void what_is_no_date_is_as_if_it_were_not_there(void **state)
{
    assert_false(by_date(""));
    assert_false(by_date("yesterday"));
    assert_false(by_date("2026-01-01T00:00:00Z"));
}

static void a_tag_goes_before_a_date(void **state)
{
    assert_false(precondition_not_modified("\"x\"", MODIFIED_TEXT, ETAG, MODIFIED));
    assert_true(
        precondition_not_modified("\"abc\"", "Thu, 01 Jan 1970 00:00:00 GMT", ETAG, MODIFIED));
}

static void malformed_tags_are_as_if_they_were_not_there(void **state)
{
    static const char *const texts[] = {
        "",           "abc",       "\"abc",      "abc\"",           "\"",
        "W/",         "w/\"abc\"", "W/ \"abc\"", "\"abc\" \"abc\"", "\"abc\" x",
        "\"abc\", x", "\"a bc\"",  "**",         "\"abc\x7f\"",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (by_tag(texts[i])) {
            fail_msg("%s is taken for a match", texts[i]);
        }
        if (!precondition_not_modified(texts[i], MODIFIED_TEXT, ETAG, MODIFIED)) {
            fail_msg("%s hides the date", texts[i]);
        }
    }
}

static void octets_beyond_ascii_may_stand_in_a_tag(void **state)
{
    assert_true(precondition_not_modified("\"\xc3\xa9\"", NULL, "\"\xc3\xa9\"", MODIFIED));
}

static bool fails_by_tag(const char *if_match)
{
    return precondition_failed(if_match, NULL, ETAG, MODIFIED);
}

static bool fails_by_date(const char *if_unmodified_since)
{
    return precondition_failed(NULL, if_unmodified_since, ETAG, MODIFIED);
}

static void another_tag_than_those_asked_for_fails(void **state)
{
    assert_false(precondition_failed(NULL, NULL, ETAG, MODIFIED));
    assert_false(fails_by_tag("\"abc\""));
    assert_false(fails_by_tag("\"x\",, \"abc\" ,"));
    assert_false(fails_by_tag("W/\"abc\", \"abc\""));
    assert_false(fails_by_tag(" * "));
    assert_true(fails_by_tag("\"x\""));
    assert_true(fails_by_tag("\"x\", \"ABC\""));
}

static void a_weak_tag_is_never_the_same_in_the_strong_comparison(void **state)
{
    assert_true(fails_by_tag("W/\"abc\""));
    assert_true(precondition_failed("\"abc\"", NULL, "W/\"abc\"", MODIFIED));
    assert_true(precondition_failed("W/\"abc\"", NULL, "W/\"abc\"", MODIFIED));
    assert_false(precondition_failed("*", NULL, "W/\"abc\"", MODIFIED));
}

static void a_change_after_the_date_fails(void **state)
{
    assert_false(fails_by_date(MODIFIED_TEXT));
    assert_false(fails_by_date("Sun, 06 Nov 1994 08:49:38 GMT"));
    assert_true(fails_by_date("Sun, 06 Nov 1994 08:49:36 GMT"));
    assert_true(fails_by_date("Sunday, 06-Nov-94 08:49:36 GMT"));
    assert_false(fails_by_date(""));
    assert_false(fails_by_date("yesterday"));
}

static void a_tag_to_be_matched_goes_before_a_date(void **state)
{
    static const char BEFORE[] = "Thu, 01 Jan 1970 00:00:00 GMT";

    assert_false(precondition_failed("\"abc\"", BEFORE, ETAG, MODIFIED));
    assert_true(precondition_failed("\"x\"", MODIFIED_TEXT, ETAG, MODIFIED));
    assert_true(precondition_failed("\"x", BEFORE, ETAG, MODIFIED));
    assert_false(precondition_failed("\"x", MODIFIED_TEXT, ETAG, MODIFIED));
}

static bool range_holds(const char *if_range)
{
    return precondition_range_holds(if_range, ETAG, MODIFIED);
}

static void a_range_holds_for_just_what_would_be_sent(void **state)
{
    assert_true(range_holds(NULL));
    assert_true(range_holds("\"abc\""));
    assert_true(range_holds(MODIFIED_TEXT));
    assert_true(range_holds("Sunday, 06-Nov-94 08:49:37 GMT"));
}

static void a_range_of_anything_else_does_not_hold(void **state)
{
    static const char *const texts[] = {
        "",    "\"abd\"",          "\"abc",
        "abc", "\"abc\", \"abc\"", "\"x\", \"abc\"",
        "*",   "yesterday",        "Sun, 06 Nov 1994 08:49:36 GMT",
        "W/",  "W/\"abc\"",        "Sun, 06 Nov 1994 08:49:38 GMT",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (range_holds(texts[i])) {
            fail_msg("%s is taken for a match", texts[i]);
        }
    }
    assert_false(precondition_range_holds("W/\"abc\"", "W/\"abc\"", MODIFIED));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_condition_the_answer_is_whole),
        cmocka_unit_test(the_same_tag_is_not_modified),
        cmocka_unit_test(a_weak_tag_matches_as_well),
        cmocka_unit_test(any_tag_of_a_list_may_match),
        cmocka_unit_test(empty_elements_of_a_list_do_no_harm),
        cmocka_unit_test(a_comma_may_stand_in_a_tag),
        cmocka_unit_test(what_apache_compressed_is_still_known),
        cmocka_unit_test(a_star_matches_whatever_there_is),
        cmocka_unit_test(only_the_date_of_the_last_change_is_not_modified),
        cmocka_unit_test(to_what_has_no_date_no_date_matters),
        cmocka_unit_test(what_is_no_date_is_as_if_it_were_not_there),
        cmocka_unit_test(a_tag_goes_before_a_date),
        cmocka_unit_test(malformed_tags_are_as_if_they_were_not_there),
        cmocka_unit_test(octets_beyond_ascii_may_stand_in_a_tag),
        cmocka_unit_test(another_tag_than_those_asked_for_fails),
        cmocka_unit_test(a_weak_tag_is_never_the_same_in_the_strong_comparison),
        cmocka_unit_test(a_change_after_the_date_fails),
        cmocka_unit_test(a_tag_to_be_matched_goes_before_a_date),
        cmocka_unit_test(a_range_holds_for_just_what_would_be_sent),
        cmocka_unit_test(a_range_of_anything_else_does_not_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
