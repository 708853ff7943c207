#include "render/ical/ical_value.h"

#include <string.h>

#include "ical_lines.h"
#include "support.h"

static void assert_written(icaltimetype value, const char *expected)
{
    char *written = icaltime_as_ical_string_r(value);

    assert_string_equal(written, expected);
    icalmemory_free_buffer(written);
}

static void an_instant_is_a_utc_date_time(void **state)
{
    icaltimetype value = ical_value_utc(support_stamp("2007-07-12T23:59:58Z"));

    assert_true(icaltime_is_utc(value));
    assert_written(value, "20070712T235958Z");
    assert_written(ical_value_utc(0), "19700101T000000Z");
    assert_written(ical_value_utc(G_GINT64_CONSTANT(253402300799)), "99991231T235959Z");
}

static void a_local_time_has_no_zone(void **state)
{
    CivilDate date = support_date("2008-02-28");
    icaltimetype value = ical_value_local(civil_at(date, 9 * 3600 + 5 * 60));

    assert_null(value.zone);
    assert_false(value.is_date);
    assert_written(value, "20080228T090500");
    /* 25:30 */
    assert_written(ical_value_local(civil_at(date, 25 * 3600 + 30 * 60)), "20080229T013000");
}

static void a_date_has_no_time(void **state)
{
    icaltimetype value = ical_value_date(support_date("2007-07-09"));

    assert_true(icaltime_is_date(value));
    assert_null(value.zone);
    assert_written(value, "20070709");
}

static void a_property_is_appended_as_a_line(void **state)
{
    g_autoptr(GString) out = g_string_new("BEGIN:VEVENT\r\n");

    ical_value_append_property(out, icalproperty_new_summary("one; two"));
    assert_string_equal(out->str, "BEGIN:VEVENT\r\nSUMMARY:one\\; two\r\n");
}

static void a_property_is_folded_whatever_its_length(void **state)
{
    g_autoptr(GString) title = g_string_new(NULL);

    for (guint length = 1; length <= 300; length++) {
        g_string_append_c(title, 'x');
        g_autofree char *lines = ical_value_property_to_text(icalproperty_new_summary(title->str));
        g_autofree char *expected = g_strconcat("SUMMARY:", title->str, "\r\n", NULL);
        g_autofree char *unfolded = ical_lines_unfold(lines);
        ical_lines_assert_clean(lines, strlen(lines));
        assert_string_equal(unfolded, expected);
    }
}

static void a_property_keeps_its_parameters(void **state)
{
    g_autofree char *lines = ical_value_property_to_text(
        icalproperty_new_dtstart(ical_value_date(support_date("2007-07-09"))));

    assert_string_equal(lines, "DTSTART;VALUE=DATE:20070709\r\n");
}

static void assert_escaped(const char *text, const char *expected)
{
    g_autofree char *escaped = ical_value_escape_text(text);

    assert_string_equal(escaped, expected);
}

static void a_text_is_escaped_where_rfc_5545_says_so(void **state)
{
    assert_escaped("", "");
    assert_escaped("a,b;c\\d", "a\\,b\\;c\\\\d");
    assert_escaped("one\ntwo\n", "one\\ntwo\\n");
    assert_escaped("\\n", "\\\\n");
    assert_escaped("12:00 \"noon\" ^n", "12:00 \"noon\" ^n");
    assert_escaped("Zürich – 会議 🎉", "Zürich – 会議 🎉");
}

static void an_escaped_text_is_appended_as_it_is(void **state)
{
    g_autoptr(GString) out = g_string_new("VERSION:2.0\r\n");

    ical_value_append_text(out, "X-WR-CALNAME", "ILO\\, GFMD");
    ical_value_append_text(out, "X-WR-CALDESC", "");
    assert_string_equal(out->str, "VERSION:2.0\r\nX-WR-CALNAME:ILO\\, GFMD\r\nX-WR-CALDESC:\r\n");
}

static void an_escaped_text_is_folded_after_75_octets(void **state)
{
    g_autofree char *fits = g_strnfill(75 - strlen("NAME:"), 'x');
    g_autofree char *expected = g_strconcat("NAME:", fits, "\r\nNAME:", fits, "\r\n y\r\n", NULL);
    g_autofree char *longer = g_strconcat(fits, "y", NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    ical_value_append_text(out, "NAME", fits);
    ical_value_append_text(out, "NAME", longer);
    assert_string_equal(out->str, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_is_a_utc_date_time),
        cmocka_unit_test(a_local_time_has_no_zone),
        cmocka_unit_test(a_date_has_no_time),
        cmocka_unit_test(a_property_is_appended_as_a_line),
        cmocka_unit_test(a_property_is_folded_whatever_its_length),
        cmocka_unit_test(a_property_keeps_its_parameters),
        cmocka_unit_test(a_text_is_escaped_where_rfc_5545_says_so),
        cmocka_unit_test(an_escaped_text_is_appended_as_it_is),
        cmocka_unit_test(an_escaped_text_is_folded_after_75_octets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
