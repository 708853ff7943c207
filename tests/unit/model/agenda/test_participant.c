#include "support.h"

#include "model/agenda/clash.h"
#include "model/agenda/participant.h"

/* Two agencies, one of them with the id of a person, and three people, of which Jane belongs to the
 * ILO. */
static Agenda *new_agenda(void)
{
    Agenda *agenda = support_agenda_new();

    support_add_agency(agenda, "ilo");
    support_add_agency(agenda, "jane");
    for (guint i = 0; i < 3; i++) {
        static const char *const NAMES[] = { "ann", "jane", "john" };
        agenda_add_person(agenda, NAMES[i])->label = support_text(agenda, NAMES[i]);
    }
    ((Participant *)agenda_find_person(agenda, "jane"))->agency = agenda_find_agency(agenda, "ilo");
    return agenda;
}

static Contributor by(const Agenda *agenda, const char *agency, const char *person)
{
    return (Contributor){ agency != NULL ? agenda_find_agency(agenda, agency) : NULL,
                          person != NULL ? agenda_find_person(agenda, person) : NULL };
}

static void contribute(Agenda *agenda, Session *session, Contributor who, const char *role)
{
    Contribution *contribution = agenda_add_contribution(agenda, session);

    contribution->agency = who.agency;
    contribution->person = who.person;
    contribution->role = agenda_find_role(agenda, role);
}

static void assert_label(Contributor who, const char *expected)
{
    g_autofree char *label = contributor_dup_label(who);

    assert_string_equal(label, expected);
}

static void a_person_is_followed_by_an_agency(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();

    assert_label(by(agenda, "ilo", NULL), "ILO");
    assert_label(by(agenda, NULL, "ann"), "ann");
    /* The one that they contribute for comes before the one that they belong to. */
    assert_label(by(agenda, NULL, "jane"), "jane (ILO)");
    assert_label(by(agenda, "jane", "jane"), "jane (JANE)");
}

static void an_agency_and_a_person_of_one_id_are_two(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    const Participant *agency = agenda_find_agency(agenda, "jane");
    const Participant *person = agenda_find_person(agenda, "jane");
    g_autofree char *key = participant_dup_key(agency);
    g_autofree char *other_key = participant_dup_key(person);

    assert_false(participant_is_same(agency, person));
    assert_false(participant_is_same(agency, NULL));
    assert_false(contributor_is(by(agenda, NULL, "jane"), agency));
    assert_true(contributor_is(by(agenda, "ilo", "jane"), person));
    assert_true(contributor_has_key(by(agenda, "jane", NULL), key));
    assert_false(contributor_has_key(by(agenda, "jane", NULL), other_key));
    assert_ptr_equal(participant_find(agenda, key), agency);
    assert_ptr_equal(participant_find(agenda, other_key), person);
    assert_null(participant_find(agenda, "people/none"));
}

static void naming_somebody_more_covers_what_was_named(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Contributor both = by(agenda, "ilo", "jane");

    assert_true(contributor_covers(both, by(agenda, "ilo", NULL)));
    assert_true(contributor_covers(both, by(agenda, NULL, "jane")));
    assert_false(contributor_covers(by(agenda, "ilo", NULL), both));
    assert_false(contributor_covers(by(agenda, NULL, "jane"), both));
    assert_false(contributor_is_same(both, by(agenda, NULL, "jane")));
    assert_true(contributor_is_same(both, by(agenda, "ilo", "jane")));
}

static void what_differs_is_what_is_read_or_whose_calendar_it_is_in(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();

    assert_false(contributor_differs(by(agenda, "ilo", "jane"), by(agenda, "ilo", "jane")));
    assert_true(contributor_differs(by(agenda, "ilo", NULL), by(agenda, "ilo", "ann")));
    assert_true(contributor_differs(by(agenda, NULL, "ann"), by(agenda, NULL, "john")));
    /* Both read "jane (ILO)". */
    assert_true(contributor_differs(by(agenda, NULL, "jane"), by(agenda, "ilo", "jane")));
}

static void contributions_are_by_role_then_agency_then_person(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");
    GString *order = g_string_new(NULL);

    contribute(agenda, session, by(agenda, NULL, "ann"), "chair");
    contribute(agenda, session, by(agenda, "jane", NULL), "chair");
    contribute(agenda, session, by(agenda, "ilo", "john"), "chair");
    contribute(agenda, session, by(agenda, "ilo", "ann"), "chair");
    contribute(agenda, session, by(agenda, "ilo", NULL), "chair");
    agenda_finish(agenda);
    for (guint i = 0; i < session->contributions->len; i++) {
        g_autofree char *label =
            contributor_dup_label(contribution_by(session->contributions->pdata[i]));
        g_string_append_printf(order, "%s; ", label);
    }
    assert_string_equal(order->str, "ILO; ann (ILO); john (ILO); JANE; ann; ");
    g_string_free(order, TRUE);
    /* Its title says "Chair" once, though three have that role. */
    const Participant *ilo = agenda_find_agency(agenda, "ilo");
    assert_true(contribution_is_first_in_role(session, 0, ilo));
    assert_false(contribution_is_first_in_role(session, 1, ilo));
    assert_false(contribution_is_first_in_role(session, 3, ilo));
    assert_true(session_is_first_of_contributor(session, 1));
}

static void assert_preparation_key(const Agenda *agenda, Contributor who, const char *title,
                                   const char *expected)
{
    Preparation preparation = { .agency = who.agency,
                                .person = who.person,
                                .role = agenda_find_role(agenda, "input"),
                                .title = support_text((Agenda *)agenda, title) };
    g_autofree char *key = preparation_dup_key(&preparation);

    assert_string_equal(key, expected);
}

static void no_two_preparations_have_one_key(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();

    assert_preparation_key(agenda, by(agenda, "ilo", NULL), "T", "ilo/input/T");
    assert_preparation_key(agenda, by(agenda, "ilo", "jane"), "T", "ilo+jane/input/T");
    assert_preparation_key(agenda, by(agenda, NULL, "jane"), "T", "+jane/input/T");
    assert_preparation_key(agenda, by(agenda, "jane", NULL), "T", "jane/input/T");
}

static void nobody_is_at_two_places_at_once(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *first = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");
    Session *second = support_add_session(agenda, slot, SESSION_KIND_SESSION, "t", "T");
    Session *third = support_add_session(agenda, slot, SESSION_KIND_SESSION, "u", "U");
    g_autoptr(Findings) findings = findings_new("a.yaml");

    contribute(agenda, first, by(agenda, NULL, "john"), "chair");
    contribute(agenda, second, by(agenda, "jane", "john"), "speaker");
    /* A paper needs nobody in the room. */
    contribute(agenda, third, by(agenda, NULL, "john"), "background-paper");
    contribute(agenda, third, by(agenda, NULL, "ann"), "chair");
    agenda_finish(agenda);
    clash_report(agenda, findings);
    assert_int_equal(findings_count(findings, SEVERITY_WARNING), 1);
    assert_string_equal(findings_get(findings, 0)->rule, "person-clash");
    assert_string_equal(findings_get(findings, 0)->text,
                        "john is needed in 2 sessions at once on Tuesday 10 July 2007, "
                        "09:00–12:00: s (chair), t (speaker)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_is_followed_by_an_agency),
        cmocka_unit_test(an_agency_and_a_person_of_one_id_are_two),
        cmocka_unit_test(naming_somebody_more_covers_what_was_named),
        cmocka_unit_test(what_differs_is_what_is_read_or_whose_calendar_it_is_in),
        cmocka_unit_test(contributions_are_by_role_then_agency_then_person),
        cmocka_unit_test(no_two_preparations_have_one_key),
        cmocka_unit_test(nobody_is_at_two_places_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
