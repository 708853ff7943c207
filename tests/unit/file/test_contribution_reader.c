#include "load_support.h"

#include "file/contribution_reader.h"

static Session *init_with_session(LoadSupport *support)
{
    load_support_init(support);
    load_support_add_records(support);
    Slot *slot = support_add_slot_on(support->reader.agenda, "2007-07-10", "09:00", "12:00");
    return agenda_add_session(support->reader.agenda, slot, "s");
}

static void read_contributions(LoadSupport *support, const char *yaml, Session *session)
{
    Fields fields =
        load_support_fields(support, &SCHEMA_SESSIONS[SESSION_KIND_SESSION], "contributions", yaml);

    contribution_reader_read(&support->reader, &fields, session);
}

static void a_contribution_is_confirmed_unless_told(void **state)
{
    g_auto(LoadSupport) support;
    Session *session = init_with_session(&support);

    read_contributions(&support,
                       "- {agency: ilo, role: chair}\n"
                       "- {agency: ilo, role: input, status: offered, note: N}\n",
                       session);
    load_support_assert_findings(&support, "");
    assert_int_equal(session->contributions->len, 2);
    const Contribution *first = session->contributions->pdata[0];
    const Contribution *second = session->contributions->pdata[1];
    assert_ptr_equal(first->session, session);
    assert_string_equal(first->agency->id, "ilo");
    assert_string_equal(first->role->id, "chair");
    assert_int_equal(first->status, CONTRIBUTION_STATUS_CONFIRMED);
    assert_null(text_get(&first->note, NULL));
    assert_int_equal(second->status, CONTRIBUTION_STATUS_OFFERED);
    assert_string_equal(text_get(&second->note, NULL), "N");
    assert_int_equal(second->place.line, 2);
    assert_int_equal(second->place.column, 3);
}

static void an_agency_has_a_role_once_in_a_session_but_in_any_session(void **state)
{
    g_auto(LoadSupport) support;
    Session *session = init_with_session(&support);
    Session *other = agenda_add_session(support.reader.agenda, (Slot *)session->slot, "t");

    read_contributions(&support,
                       "- {agency: ilo, role: chair}\n"
                       "- {agency: ilo, role: chair, status: offered}\n",
                       session);
    read_contributions(&support, "[{agency: ilo, role: chair}]", other);
    load_support_assert_findings(&support, "2:3 duplicate-contribution: the agency \"ilo\" has the "
                                           "role \"chair\" in this session already, on line 1\n");
    assert_int_equal(session->contributions->len, 1);
    assert_int_equal(other->contributions->len, 1);
}

static void a_contribution_of_nobody_or_in_no_role_is_left_out(void **state)
{
    g_auto(LoadSupport) support;
    Session *session = init_with_session(&support);

    read_contributions(&support, "[{agency: ilo}, {role: chair}, 7]", session);
    load_support_assert_findings(
        &support, "1:2 missing-key: a contribution needs the key \"role\"\n"
                  "1:17 missing-key: a contribution needs the key \"agency\" or \"person\"\n"
                  "1:32 wrong-type: expected a contribution, as keys with values, found a text\n");
    assert_int_equal(session->contributions->len, 0);
}

static void a_person_has_a_role_once_for_each_agency_and_once_for_none(void **state)
{
    g_auto(LoadSupport) support;
    Session *session = init_with_session(&support);

    agenda_add_person(support.reader.agenda, "jane");
    read_contributions(&support,
                       "- {person: jane, role: chair}\n"
                       "- {agency: ilo, person: jane, role: chair}\n"
                       "- {agency: ilo, role: chair}\n"
                       "- {person: jane, role: chair}\n"
                       "- {role: chair, person: jane, agency: ilo}\n"
                       "- {person: nobody, role: chair}\n",
                       session);
    load_support_assert_findings(
        &support,
        "4:3 duplicate-contribution: the person \"jane\" has the role \"chair\" in this session "
        "already, on line 1\n"
        "5:3 duplicate-contribution: the person \"jane\" for the agency \"ilo\" has the role "
        "\"chair\" in this session already, on line 2\n"
        "6:12 unknown-reference: unknown person \"nobody\"; expected the id of one in "
        "\"people\"\n");
    assert_int_equal(session->contributions->len, 3);
}

static const GPtrArray *read_preparations(LoadSupport *support, const char *yaml)
{
    load_support_add_records(support);
    support_add_agency(support->reader.agenda, "iom");
    Fields fields = load_support_fields(support, &SCHEMA_FILE, "preparations", yaml);
    fields_read_list(&support->reader, &fields, "preparations",
                     contribution_reader_read_preparation, NULL);
    return support->reader.agenda->preparations;
}

static void a_preparation_takes_place_or_is_due_or_neither(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    const GPtrArray *preparations =
        read_preparations(&support, "- {agency: ilo, role: event, date: 2007-05-15}\n"
                                    "- {agency: ilo, role: comments, due: 2007-06-01}\n"
                                    "- {agency: ilo, role: adviser}\n");
    load_support_assert_findings(&support, "");
    const Preparation *dated = preparations->pdata[0];
    const Preparation *due = preparations->pdata[1];
    const Preparation *undated = preparations->pdata[2];
    assert_int_equal(dated->timing, PREPARATION_DATE);
    assert_int_equal(dated->date, support_date("2007-05-15"));
    assert_int_equal(due->timing, PREPARATION_DUE);
    assert_int_equal(due->date, support_date("2007-06-01"));
    assert_int_equal(undated->timing, PREPARATION_UNDATED);
    assert_int_equal(undated->date, 0);
    assert_null(undated->id);
}

static void assert_preparations_told(const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    read_preparations(&support, yaml);
    load_support_assert_findings(&support, expected);
}

static void date_and_due_exclude_each_other(void **state)
{
    assert_preparations_told(
        "[{agency: ilo, role: event, due: 2007-06-01, date: 2007-05-15}]",
        "1:34 date-and-due: a preparation has \"date\" (it takes place that day) or \"due\" (it "
        "has to be there by that day), not both\n");
}

static void preparations_differ_in_agency_role_or_title(void **state)
{
    assert_preparations_told("- {agency: ilo, role: event, title: A}\n"
                             "- {agency: iom, role: event, title: A}\n"
                             "- {agency: ilo, role: input, title: A}\n"
                             "- {agency: ilo, role: event, title: B}\n"
                             "- {agency: ilo, role: event}\n",
                             "");
    assert_preparations_told("- {agency: ilo, role: event, title: {en: A, fr: B}, note: x}\n"
                             "- {agency: ilo, role: event, title: A, date: 2007-05-15}\n",
                             "2:3 duplicate-preparation: there is a preparation of the same "
                             "agency, role and title already, on line 1: ilo/event/A (an \"id\" "
                             "tells the two apart)\n");
    assert_preparations_told("- {agency: ilo, role: event}\n"
                             "- {agency: ilo, role: event}\n",
                             "2:3 duplicate-preparation: there is a preparation of the same "
                             "agency, role and title already, on line 1: ilo/event/ (an \"id\" "
                             "tells the two apart)\n");
}

static void an_id_tells_preparations_apart(void **state)
{
    assert_preparations_told("- {agency: ilo, role: event, title: A}\n"
                             "- {id: one, agency: ilo, role: event, title: A}\n"
                             "- {id: two, agency: ilo, role: event, title: A}\n",
                             "");
    assert_preparations_told("- {id: one, agency: ilo, role: event}\n"
                             "- {agency: iom, role: input, id: one}\n",
                             "2:34 duplicate-id: there is a preparation \"one\" already, on line "
                             "1\n");
}

static void a_preparation_of_nobody_is_left_out(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    const GPtrArray *preparations = read_preparations(&support, "[{role: event}]");
    load_support_assert_findings(
        &support, "1:2 missing-key: a preparation needs the key \"agency\" or \"person\"\n");
    assert_int_equal(preparations->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contribution_is_confirmed_unless_told),
        cmocka_unit_test(an_agency_has_a_role_once_in_a_session_but_in_any_session),
        cmocka_unit_test(a_person_has_a_role_once_for_each_agency_and_once_for_none),
        cmocka_unit_test(a_contribution_of_nobody_or_in_no_role_is_left_out),
        cmocka_unit_test(a_preparation_takes_place_or_is_due_or_neither),
        cmocka_unit_test(date_and_due_exclude_each_other),
        cmocka_unit_test(preparations_differ_in_agency_role_or_title),
        cmocka_unit_test(an_id_tells_preparations_apart),
        cmocka_unit_test(a_preparation_of_nobody_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
