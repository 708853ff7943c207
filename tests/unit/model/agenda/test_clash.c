#include "model/agenda/clash.h"

#include <string.h>

#include "random_agenda.h"
#include "support.h"

/* A clash as text: "agency ilo: a b". */
static char *clash_to_text(const Clash *clash)
{
    GString *out = g_string_new(NULL);
    g_autofree char *start = civil_clock_to_text(clash->start);
    g_autofree char *end = civil_clock_to_text(clash->end);

    g_string_append_printf(
        out, "%s %s %d %s-%s:", clash->kind == CLASH_KIND_ROOM ? "room" : "agency",
        clash->kind == CLASH_KIND_ROOM ? clash->room->id : clash->participant->id,
        civil_date_of(clash->start), start, end);
    for (guint i = 0; i < clash->sessions->len; i++) {
        g_string_append_printf(out, " %s", ((const Session *)clash->sessions->pdata[i])->id);
    }
    return g_string_free(out, FALSE);
}

static char *clashes_to_text(const GPtrArray *clashes)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < clashes->len; i++) {
        g_autofree char *text = clash_to_text(clashes->pdata[i]);
        g_string_append_printf(out, "%s\n", text);
    }
    return g_string_free(out, FALSE);
}

static void assert_clashes(const Agenda *agenda, const char *expected)
{
    g_autoptr(GPtrArray) clashes = clash_list(agenda);
    g_autofree char *text = clashes_to_text(clashes);

    assert_string_equal(text, expected);
}

/* Two sessions of one slot and one room, with ILO as speaker in both. */
static Agenda *new_clashing(Session **out_first, Session **out_second)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");
    const Room *room = support_add_room(agenda, "gold", "Gold Room");
    Session *first = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "T");
    Session *second = support_add_session(agenda, slot, SESSION_KIND_SESSION, "b", "T");

    first->room = second->room = room;
    first->place = (Place){ 20, 3 };
    second->place = (Place){ 10, 3 };
    support_contribute(agenda, first, "ilo", "speaker");
    support_contribute(agenda, second, "ilo", "rapporteur");
    *out_first = first;
    *out_second = second;
    return agenda;
}

static void an_empty_agenda_has_no_clash(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    support_add_agency(agenda, "ilo");
    support_add_room(agenda, "gold", "Gold Room");
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void rooms_come_first_then_agencies(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    agenda_finish(agenda);
    assert_clashes(agenda, "room gold 13705 09:00-12:00: a b\n"
                           "agency ilo 13705 09:00-12:00: a b\n");
}

static void what_ends_as_the_next_begins_does_not_clash(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    support_narrow_session(first, "09:00", "10:30");
    support_narrow_session(second, "10:30", "12:00");
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void the_time_of_a_clash_is_when_all_of_it_run(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    support_narrow_session(first, "09:00", "10:31");
    support_narrow_session(second, "10:30", "12:00");
    agenda_finish(agenda);
    assert_clashes(agenda, "room gold 13705 10:30-10:31: a b\n"
                           "agency ilo 13705 10:30-10:31: a b\n");
}

static void what_is_cancelled_clashes_with_nothing(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    second->status = SESSION_STATUS_CANCELLED;
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void what_is_tentative_does_clash(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    second->status = SESSION_STATUS_TENTATIVE;
    second->room = NULL;
    agenda_finish(agenda);
    assert_clashes(agenda, "agency ilo 13705 09:00-12:00: a b\n");
}

static void what_lasts_all_day_clashes_with_nothing(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);
    Slot *banner = support_add_slot_on(agenda, "2007-07-11", NULL, NULL);
    Session *all_day = support_add_session(agenda, banner, SESSION_KIND_SESSION, "c", "T");

    first->status = SESSION_STATUS_CANCELLED;
    all_day->room = second->room;
    support_contribute(agenda, all_day, "ilo", "chair");
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void a_delegation_of_two_can_be_in_two_sessions_but_not_in_three(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);
    Session *third =
        support_add_session(agenda, (Slot *)first->slot, SESSION_KIND_SESSION, "c", "T");

    first->room = NULL;
    support_add_agency(agenda, "ilo")->delegation = 2;
    support_contribute(agenda, third, "ilo", "chair");
    support_narrow_session(third, "11:00", "12:00");
    agenda_finish(agenda);
    assert_clashes(agenda, "agency ilo 13705 11:00-12:00: a b c\n");
}

static void an_agency_with_two_roles_in_one_session_is_there_once(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);

    second->status = SESSION_STATUS_CANCELLED;
    support_contribute(agenda, first, "ilo", "chair");
    support_contribute(agenda, first, "ilo", "input");
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void a_role_that_does_not_need_presence_does_not_clash(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");

    support_contribute(agenda, support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", "T"),
                       "ilo", "input");
    support_contribute(agenda, support_add_session(agenda, slot, SESSION_KIND_SESSION, "b", "T"),
                       "ilo", "speaker");
    agenda_finish(agenda);
    assert_clashes(agenda, "");
}

static void slots_of_different_days_clash_after_midnight(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *night = support_add_slot_on(agenda, "2007-07-10", "22:00", "26:00");
    Slot *early = support_add_slot_on(agenda, "2007-07-11", "01:00", "03:00");

    support_contribute(agenda, support_add_session(agenda, night, SESSION_KIND_SESSION, "a", "T"),
                       "ilo", "speaker");
    support_contribute(agenda, support_add_session(agenda, early, SESSION_KIND_SESSION, "b", "T"),
                       "ilo", "speaker");
    agenda_finish(agenda);
    assert_clashes(agenda, "agency ilo 13705 01:00-02:00: a b\n");
}

static void the_report_names_roles_time_and_place(void **state)
{
    Session *first;
    Session *second;
    g_autoptr(Agenda) agenda = new_clashing(&first, &second);
    g_autoptr(Findings) findings = findings_new("agenda.yaml");

    support_contribute(agenda, second, "ilo", "input");
    support_contribute(agenda, second, "ilo", "chair")->status = CONTRIBUTION_STATUS_OFFERED;
    agenda_finish(agenda);
    clash_report(agenda, findings);
    assert_int_equal(findings_length(findings), 2);
    assert_int_equal(findings_count(findings, SEVERITY_WARNING), 2);
    const Finding *room = findings_get(findings, 0);
    const Finding *agency = findings_get(findings, 1);
    assert_string_equal(room->rule, "room-clash");
    assert_string_equal(room->text, "room gold is used 2 times at once on Wednesday 11 July 2007, "
                                    "09:00–12:00: a, b");
    assert_string_equal(agency->rule, "agency-clash");
    assert_string_equal(agency->text,
                        "ILO is needed in 2 sessions at once on Wednesday 11 July 2007, "
                        "09:00–12:00: a (speaker), b (chair, offered; rapporteur); its "
                        "delegation is 1");
    assert_int_equal(agency->place.line, 20);
    assert_int_equal(agency->place.column, 3);
}

/* --- a reference that knows no sweep: at each start it looks at every session ------------- */

static bool runs_at(const Session *session, gint64 utc)
{
    return !session->slot->all_day && session->status != SESSION_STATUS_CANCELLED &&
           session->start_utc <= utc && utc < session->end_utc;
}

static bool needs(const Session *session, const Clash *owner)
{
    bool needed = owner->room != NULL && session->room == owner->room;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        needed =
            needed || (contribution->agency == owner->participant && contribution->role->present);
    }
    return needed;
}

static void append_expected(GString *out, const Agenda *agenda, Clash *owner, guint limit)
{
    gint64 last = G_MININT64;

    for (guint i = 0; i < agenda->sessions->len; i++) {
        gint64 now = ((const Session *)agenda->sessions->pdata[i])->start_utc;
        g_autoptr(GPtrArray) running = g_ptr_array_new();
        bool begins = false;
        owner->start = G_MININT64;
        owner->end = G_MAXINT64;
        for (guint j = 0; j < agenda->sessions->len && now != last; j++) {
            Session *session = agenda->sessions->pdata[j];
            if (runs_at(session, now) && needs(session, owner)) {
                g_ptr_array_add(running, session);
                begins = begins || session->start_utc == now;
                owner->start = MAX(owner->start, session->start);
                owner->end = MIN(owner->end, session->end);
            }
        }
        last = now;
        if (begins && running->len > limit) {
            owner->sessions = running;
            g_autofree char *text = clash_to_text(owner);
            g_string_append_printf(out, "%s\n", text);
        }
    }
}

static char *expected_clashes(const Agenda *agenda)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < agenda->rooms->len; i++) {
        Clash owner = { .kind = CLASH_KIND_ROOM, .room = agenda->rooms->pdata[i] };
        append_expected(out, agenda, &owner, 1);
    }
    for (guint i = 0; i < agenda->agencies->len; i++) {
        Clash owner = { .kind = CLASH_KIND_AGENCY, .participant = agenda->agencies->pdata[i] };
        append_expected(out, agenda, &owner, owner.participant->delegation);
    }
    return g_string_free(out, FALSE);
}

static void random_agendas_have_the_clashes_that_a_plain_search_finds(void **state)
{
    guint32 seed;
    g_autoptr(GRand) order = random_agenda_rand_new(&seed);
    gsize found = 0;

    for (guint round = 0; round < 300; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(seed + round, order);
        g_autofree char *expected = expected_clashes(agenda);
        assert_clashes(agenda, expected);
        found += strlen(expected);
    }
    assert_true(found > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_agenda_has_no_clash),
        cmocka_unit_test(rooms_come_first_then_agencies),
        cmocka_unit_test(what_ends_as_the_next_begins_does_not_clash),
        cmocka_unit_test(the_time_of_a_clash_is_when_all_of_it_run),
        cmocka_unit_test(what_is_cancelled_clashes_with_nothing),
        cmocka_unit_test(what_is_tentative_does_clash),
        cmocka_unit_test(what_lasts_all_day_clashes_with_nothing),
        cmocka_unit_test(a_delegation_of_two_can_be_in_two_sessions_but_not_in_three),
        cmocka_unit_test(an_agency_with_two_roles_in_one_session_is_there_once),
        cmocka_unit_test(a_role_that_does_not_need_presence_does_not_clash),
        cmocka_unit_test(slots_of_different_days_clash_after_midnight),
        cmocka_unit_test(the_report_names_roles_time_and_place),
        cmocka_unit_test(random_agendas_have_the_clashes_that_a_plain_search_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
