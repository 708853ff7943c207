#include "render/ical/categories.h"

#include "support.h"

/* A session of round table 1: the ILO is rapporteur, the World Bank speaks and chairs. */
static Agenda *new_agenda(Session **out_session)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session =
        support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Labour migration");

    session->round_table = support_add_round_table(agenda, "1", "Capital");
    support_contribute(agenda, session, "ilo", "input");
    support_contribute(agenda, session, "ilo", "rapporteur");
    support_contribute(agenda, session, "world-bank", "speaker");
    support_contribute(agenda, session, "world-bank", "chair");
    support_contribute(agenda, session, "unhcr", "input");
    *out_session = session;
    return agenda;
}

static void assert_categories(const Session *session, const Participant *viewpoint,
                              const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    categories_append_session(out, session, viewpoint);
    assert_string_equal(out->str, expected);
}

static void categories_are_round_table_kind_and_each_role_once(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_finish(agenda);
    assert_categories(session, NULL, "Round Table 1,Session,Chair,Rapporteur,Speaker,Input");
    assert_categories(session, agenda_find_agency(agenda, "ilo"),
                      "Round Table 1,Session,Rapporteur,Input");
    assert_categories(session, agenda_find_agency(agenda, "unhcr"), "Round Table 1,Session,Input");
}

static void categories_hold_no_comma_semicolon_or_backslash(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_edit_role(agenda, "chair")->label = support_text(agenda, "Chair, first; \\head");
    agenda_edit_role(agenda, "rapporteur")->label = support_text(agenda, ",;\\");
    agenda_finish(agenda);
    assert_categories(session, NULL, "Round Table 1,Session,Chair first head,Speaker,Input");
}

static void roles_of_one_label_are_one_category(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_edit_role(agenda, "speaker")->label = support_text(agenda, "Chair");
    agenda_edit_role(agenda, "rapporteur")->label = support_text(agenda, "Session");
    agenda_finish(agenda);
    assert_categories(session, NULL, "Round Table 1,Session,Chair,Input");
}

static void plenaries_and_breaks_are_categories_of_their_own(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");

    agenda_finish(agenda);
    session->kind = SESSION_KIND_PLENARY;
    assert_categories(session, NULL, "Plenary");
    session->kind = SESSION_KIND_BREAK;
    assert_categories(session, NULL, "Break");
}

static void categories_are_appended_behind_other_text(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);
    g_autoptr(GString) out = g_string_new("before:");

    agenda_finish(agenda);
    session->round_table = NULL;
    categories_append_session(out, session, NULL);
    assert_string_equal(out->str, "before:Session,Chair,Rapporteur,Speaker,Input");
}

static void a_round_table_is_called_what_the_agenda_calls_it(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    g_ptr_array_set_size(session->contributions, 0);
    agenda->words.round_table.one = support_text(agenda, "Track, or stream");
    agenda_finish(agenda);
    assert_categories(session, NULL, "Track or stream 1,Session");
}

static void a_preparation_has_its_role(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Preparation *preparation = support_add_preparation(agenda, "ilo", "comments", "The note");
    g_autoptr(GString) out = g_string_new(NULL);

    agenda_finish(agenda);
    categories_append_preparation(out, preparation);
    assert_string_equal(out->str, "Preparation,Comments");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(categories_are_round_table_kind_and_each_role_once),
        cmocka_unit_test(categories_hold_no_comma_semicolon_or_backslash),
        cmocka_unit_test(roles_of_one_label_are_one_category),
        cmocka_unit_test(plenaries_and_breaks_are_categories_of_their_own),
        cmocka_unit_test(categories_are_appended_behind_other_text),
        cmocka_unit_test(a_round_table_is_called_what_the_agenda_calls_it),
        cmocka_unit_test(a_preparation_has_its_role),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
