#include "serve/watch/traffic_kind.h"

#include "support.h"

static void assert_kind(const char *path, const char *expected)
{
    assert_string_equal(traffic_kind_word(traffic_kind_of_path(path)), expected);
}

static void each_calendar_is_of_the_kind_of_its_feed(void **state)
{
    assert_kind("forum/agenda.ics", "agenda");
    assert_kind("forum/agencies/ilo.ics", "agency");
    assert_kind("forum/round-tables/1.ics", "round-table");
    assert_kind("forum/days/2007-07-10.ics", "day");
    assert_kind("forum/rooms/gold.ics", "room");
    assert_kind("forum/sessions/1.2.ics", "session");
    assert_kind("forum/select.ics", "select");
}

static void all_else_is_a_list_of_changes_or_a_page(void **state)
{
    assert_kind("forum/agenda.atom", "changes");
    assert_kind("forum/agencies/ilo.changes.txt", "changes");
    assert_kind("forum/agencies/ilo.changes.json", "changes");
    assert_kind("index.html", "page");
    assert_kind("forum/index.html", "page");
    assert_kind("forum/agencies/ilo.html", "page");
    assert_kind("style.css", "page");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_calendar_is_of_the_kind_of_its_feed),
        cmocka_unit_test(all_else_is_a_list_of_changes_or_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
