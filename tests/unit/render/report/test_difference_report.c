#include "render/report/difference_report.h"

#include "sketch.h"
#include "support.h"

/* A session of ILO's in the Gold Room, from 09:00 on, and one of IOM's that runs then. */
static Agenda *new_agenda(const char *start, ContributionStatus status)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    const Room *gold = support_add_room(agenda, "gold", "Gold Room");
    Slot *slot = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");
    Session *first = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "First");
    Session *second = support_add_session(agenda, slot, SESSION_KIND_SESSION, "b", "Second");

    first->room = second->room = gold;
    support_narrow_session(first, start, NULL);
    support_narrow_session(second, NULL, "10:00");
    support_add_contribution(agenda, first, "ilo", "speaker", status);
    support_contribute(agenda, second, "iom", "chair");
    agenda_finish(agenda);
    return agenda;
}

static void assert_report(const Agenda *before, const Agenda *after, const char *expected)
{
    g_autoptr(Difference) difference = difference_new(before, after);
    g_autoptr(GString) out = g_string_new("before\n");
    g_autofree char *whole = g_strconcat("before\n", expected, NULL);

    difference_report_append_text(out, difference);
    assert_string_equal(out->str, whole);
}

static void an_empty_difference_is_no_text(void **state)
{
    g_autoptr(Agenda) before = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED);
    g_autoptr(Agenda) after = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED);

    assert_report(before, after, "");
}

static void an_agency_is_told_first_of_its_own_role_and_last_of_its_clashes(void **state)
{
    g_autoptr(Agenda) before = new_agenda("10:00", CONTRIBUTION_STATUS_REQUESTED);
    g_autoptr(Agenda) after = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED);

    assert_report(before, after,
                  "Agenda\n"
                  "  First (a): moved from Wednesday 11 July 2007 10:00–12:00 to 09:00–12:00; "
                  "ILO now confirmed as Speaker (was requested)\n"
                  "\n"
                  "New clashes\n"
                  "  Gold Room on Wednesday 11 July 2007 09:00–10:00: a, b\n"
                  "\n"
                  "ILO\n"
                  "  First (a): now confirmed as Speaker (was requested); "
                  "moved from Wednesday 11 July 2007 10:00–12:00 to 09:00–12:00; "
                  "now clashes with b in Gold Room\n"
                  "\n"
                  "Other calendars: Wednesday 11 July 2007, Gold Room\n");
}

static void a_clash_that_is_solved_is_told_as_such(void **state)
{
    g_autoptr(Agenda) before = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED);
    g_autoptr(Agenda) after = new_agenda("10:00", CONTRIBUTION_STATUS_CONFIRMED);

    assert_report(before, after,
                  "Agenda\n"
                  "  First (a): moved from Wednesday 11 July 2007 09:00–12:00 to 10:00–12:00\n"
                  "\n"
                  "Solved clashes\n"
                  "  Gold Room on Wednesday 11 July 2007 09:00–10:00: a, b\n"
                  "\n"
                  "ILO\n"
                  "  First (a): moved from Wednesday 11 July 2007 09:00–12:00 to 10:00–12:00; "
                  "no longer clashes with b in Gold Room\n"
                  "\n"
                  "Other calendars: Wednesday 11 July 2007, Gold Room\n");
}

static void what_reaches_every_calendar_is_told_once(void **state)
{
    g_autoptr(Agenda) before = new_agenda("10:00", CONTRIBUTION_STATUS_CONFIRMED);
    g_autoptr(Agenda) after = new_agenda("10:00", CONTRIBUTION_STATUS_CONFIRMED);

    after->location = support_text(after, "Brussels");
    assert_report(before, after, "Agenda\n  Place (every session): now \"Brussels\"\n");
}

static void assert_private(const char *before, const char *after, const char *expected)
{
    g_autoptr(Agenda) old_agenda = sketch_agenda(before);
    g_autoptr(Agenda) new_agenda = sketch_agenda(after);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);
    g_autoptr(GString) out = g_string_new("before\n");
    g_autofree char *whole = g_strconcat("before\n", expected, NULL);

    difference_report_append_private(out, difference, "ilo");
    assert_string_equal(out->str, whole);
}

static void a_private_calendar_has_a_section_of_its_own(void **state)
{
    assert_private("agency ilo; session s 07-10 09:00-10:00 with=ilo/chair,ilo/speaker",
                   "agency ilo; session s 07-10 09:00-10:00 with=ilo/chair,+ilo/speaker "
                   "visibility=agency",
                   "\nILO (private)\n  s (s): as Speaker: now private; now private\n");
    assert_private("agency ilo; preparation p ilo/comments due=06-01 visibility=agency",
                   "agency ilo; preparation p ilo/comments due=06-01",
                   "\nILO (private)\n  p: as Comments: no longer private\n");
    assert_private("agency ilo; session s 07-10 09:00-10:00 with=+iom/chair",
                   "agency ilo; session s 07-10 09:00-10:00 with=iom/chair", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_private_calendar_has_a_section_of_its_own),
        cmocka_unit_test(an_empty_difference_is_no_text),
        cmocka_unit_test(an_agency_is_told_first_of_its_own_role_and_last_of_its_clashes),
        cmocka_unit_test(a_clash_that_is_solved_is_told_as_such),
        cmocka_unit_test(what_reaches_every_calendar_is_told_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
