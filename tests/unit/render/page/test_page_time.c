#include "render/page/page_time.h"

#include "support.h"

static void a_time_of_day_tells_its_instant(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gint64 utc = support_stamp("2007-07-10T13:00:00Z");

    page_time_append_span(out, utc + 7200, utc, utc - 12600, utc);
    assert_string_equal(out->str, "<time datetime=\"2007-07-10T15:00+02:00\">15:00</time>–"
                                  "<time datetime=\"2007-07-10T09:30-03:30\">09:30</time>");
}

static void midnight_ends_the_day_before(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "22:00", "24:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "A");

    agenda_finish(agenda);
    page_time_append_hours(out, session);
    assert_string_equal(out->str, "<time datetime=\"2007-07-10T22:00+02:00\">22:00</time>–"
                                  "<time datetime=\"2007-07-11T00:00+02:00\">24:00</time>");
}

static void what_is_all_day_has_no_hours(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", NULL, NULL);
    Session *session = support_add_session(agenda, slot, SESSION_KIND_PLENARY, "a", "A");

    agenda_finish(agenda);
    page_time_append_hours(out, session);
    assert_string_equal(out->str, "all day");
}

static void a_moment_is_that_of_the_conference(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    g_autoptr(GString) out = g_string_new(NULL);

    agenda_finish(agenda);
    page_time_append_moment(out, agenda, support_stamp("2007-12-01T23:30:00Z"));
    assert_string_equal(out->str, "<time datetime=\"2007-12-02\">Sunday 2 December 2007</time> "
                                  "<time datetime=\"2007-12-02T00:30+01:00\">00:30</time>");
}

static void assert_span(const char *first, const char *last, const char *expected)
{
    CivilDate from;
    CivilDate to;

    assert_true(civil_parse_date(first, &from) && civil_parse_date(last, &to));
    g_autofree char *span = page_time_dup_span(from, to);
    assert_string_equal(span, expected);
}

static void a_span_says_nothing_twice(void **state)
{
    assert_span("2007-07-09", "2007-07-11", "9–11 July 2007");
    assert_span("2007-06-30", "2007-07-02", "30 June – 2 July 2007");
    assert_span("2007-12-30", "2008-01-02", "30 December 2007 – 2 January 2008");
    assert_span("2007-07-09", "2007-07-09", "Monday 9 July 2007");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_of_day_tells_its_instant),
        cmocka_unit_test(midnight_ends_the_day_before),
        cmocka_unit_test(what_is_all_day_has_no_hours),
        cmocka_unit_test(a_moment_is_that_of_the_conference),
        cmocka_unit_test(a_span_says_nothing_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
