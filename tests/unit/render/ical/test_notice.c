#include "render/ical/notice.h"

#include <string.h>

#include "ical_lines.h"
#include "support.h"

static void a_notice_tells_the_new_address_on_every_day_of_the_overlap(void **state)
{
    Feed feed = { .kind = FEED_KIND_AGENCY, .path = (char *)"forum/agencies/ilo" };
    CalendarNotice notice = {
        .address = "https://x.example/private/abc.ics",
        .since = support_stamp("2007-07-09T08:00:00Z"),
        .until = support_stamp("2007-07-23T08:00:00Z"),
    };
    g_autoptr(GString) out = g_string_new(NULL);

    notice_append(out, &feed, &notice);
    ical_lines_assert_clean(out->str, out->len);
    ical_lines_assert_has(out->str, "SUMMARY:This calendar has a new address");
    ical_lines_assert_has(out->str,
                          "DESCRIPTION:Subscribe to this calendar at its new address\\, and remove "
                          "the old one:\\nhttps://x.example/private/abc.ics\\n\\nThe old one ends "
                          "after Monday 23 July 2007.");
    ical_lines_assert_has(out->str, "DTSTART;VALUE=DATE:20070709");
    ical_lines_assert_has(out->str, "DTEND;VALUE=DATE:20070724");
    ical_lines_assert_has(out->str, "DTSTAMP:20070709T080000Z");
    ical_lines_assert_has(out->str, "TRANSP:TRANSPARENT");
}

static void a_notice_of_no_time_at_all_stands_on_its_day(void **state)
{
    Feed feed = { .kind = FEED_KIND_AGENCY, .path = (char *)"forum/agencies/ilo" };
    gint64 midnight = support_stamp("2007-07-09T00:00:00Z");
    CalendarNotice notice = { .address = "/private/abc.ics", .since = midnight, .until = midnight };
    g_autoptr(GString) out = g_string_new(NULL);

    notice_append(out, &feed, &notice);
    ical_lines_assert_has(out->str, "DTSTART;VALUE=DATE:20070709");
    ical_lines_assert_has(out->str, "DTEND;VALUE=DATE:20070710");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_tells_the_new_address_on_every_day_of_the_overlap),
        cmocka_unit_test(a_notice_of_no_time_at_all_stands_on_its_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
