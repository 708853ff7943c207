/* Covers src/model/agenda/agenda_order.c */
#include "model/agenda/agenda.h"

#include "random_agenda.h"
#include "support.h"

static void ids_are_ordered_as_people_count(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    static const char *const IDS[] = { "10", "9", "1", "01", "b", "a10", "a9", "B" };

    for (gsize i = 0; i < G_N_ELEMENTS(IDS); i++) {
        support_add_agency(agenda, IDS[i]);
        support_add_room(agenda, IDS[i], "Room");
        support_add_round_table(agenda, IDS[i], NULL);
    }
    agenda_finish(agenda);
    support_assert_ids(agenda->agencies, "01 1 9 10 B a9 a10 b");
    support_assert_ids(agenda->rooms, "01 1 9 10 B a9 a10 b");
    support_assert_ids(agenda->round_tables, "01 1 9 10 B a9 a10 b");
    for (guint i = 0; i < agenda->agencies->len; i++) {
        assert_int_equal(((const Participant *)agenda->agencies->pdata[i])->index, i);
        assert_int_equal(((const Room *)agenda->rooms->pdata[i])->index, i);
        assert_int_equal(((const RoundTable *)agenda->round_tables->pdata[i])->index, i);
    }
}

static void own_roles_come_after_the_built_in_ones(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    agenda_add_role(agenda, "zeal");
    agenda_add_role(agenda, "advocate");
    agenda_edit_role(agenda, "chair")->present = false;
    agenda_finish(agenda);
    assert_int_equal(agenda_find_role(agenda, "event")->index, 18);
    assert_int_equal(agenda_find_role(agenda, "advocate")->index, 19);
    assert_int_equal(agenda_find_role(agenda, "zeal")->index, 20);
    assert_int_equal(agenda_find_role(agenda, "chair")->index, 0);
    assert_false(agenda_find_role(agenda, "chair")->present);
}

static void sessions_are_ordered_by_start_then_all_day_first_then_id(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *second = support_add_slot_on(agenda, "2007-07-11", "00:00", "01:00");
    Slot *late = support_add_slot_on(agenda, "2007-07-10", "24:00", "25:00");
    Slot *morning = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Slot *banner = support_add_slot_on(agenda, "2007-07-11", NULL, NULL);

    support_add_session(agenda, second, SESSION_KIND_SESSION, "b-midnight", "T");
    support_add_session(agenda, late, SESSION_KIND_SESSION, "a-midnight", "T");
    support_add_session(agenda, morning, SESSION_KIND_SESSION, "1.10", "T");
    support_add_session(agenda, morning, SESSION_KIND_SESSION, "1.9", "T");
    support_narrow_session(
        support_add_session(agenda, morning, SESSION_KIND_SESSION, "0-later", "T"), "09:30",
        "10:00");
    support_add_session(agenda, banner, SESSION_KIND_SESSION, "z-banner", "T");
    agenda_finish(agenda);
    support_assert_ids(agenda->sessions, "1.9 1.10 0-later z-banner a-midnight b-midnight");
    support_assert_ids(morning->sessions, "1.9 1.10 0-later");
}

static void slots_are_ordered_by_all_day_start_end_and_what_they_hold(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *with_b = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Slot *with_a = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Slot *empty = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Slot *shorter = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Slot *banner = support_add_slot_on(agenda, "2007-07-10", NULL, NULL);
    const Slot *expected[] = { banner, shorter, empty, with_a, with_b };

    support_add_session(agenda, with_b, SESSION_KIND_SESSION, "b", "T");
    support_add_session(agenda, with_a, SESSION_KIND_SESSION, "a", "T");
    agenda_finish(agenda);
    const Day *day = agenda->days->pdata[0];
    assert_int_equal(day->slots->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < day->slots->len; i++) {
        assert_ptr_equal(day->slots->pdata[i], expected[i]);
    }
}

static void contributions_are_ordered_by_role_then_by_agency(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");
    static const char *const EXPECTED[] = { "chair a10", "speaker a9", "speaker a10", "input a9" };

    support_contribute(agenda, session, "a9", "input");
    support_contribute(agenda, session, "a10", "speaker");
    support_contribute(agenda, session, "a9", "speaker");
    support_contribute(agenda, session, "a10", "chair");
    agenda_finish(agenda);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        g_autofree char *text =
            g_strdup_printf("%s %s", contribution->role->id, contribution->agency->id);
        assert_string_equal(text, EXPECTED[i]);
    }
}

static void preparations_are_ordered_by_date_with_the_undated_first(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    const char *expected[] = { "undated", "a", "b", "of z" };
    Preparation *later = support_add_preparation(agenda, "a9", "comments", "b");
    Preparation *of_z = support_add_preparation(agenda, "z", "adviser", "of z");
    Preparation *earlier = support_add_preparation(agenda, "a9", "comments", "a");

    support_add_preparation(agenda, "z", "event", "undated");
    later->timing = of_z->timing = PREPARATION_DUE;
    earlier->timing = PREPARATION_DATE;
    later->date = of_z->date = earlier->date = support_date("2007-05-15");
    agenda_finish(agenda);
    for (guint i = 0; i < agenda->preparations->len; i++) {
        const Preparation *preparation = agenda->preparations->pdata[i];
        assert_string_equal(text_get(&preparation->title, NULL), expected[i]);
        assert_int_equal(preparation->index, i);
    }
}

static void preparations_of_one_date_are_ordered_by_agency_role_title_and_id(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Preparation *preparations[] = {
        support_add_preparation(agenda, "b", "chair", "A"),
        support_add_preparation(agenda, "a9", "event", "B"),
        support_add_preparation(agenda, "a9", "event", "B"),
        support_add_preparation(agenda, "a9", "event", "A"),
        support_add_preparation(agenda, "a9", "adviser", "Z"),
    };
    static const char *const IDS[] = { "5", "4", "3", "2", "1" };

    for (gsize i = 0; i < G_N_ELEMENTS(preparations); i++) {
        preparations[i]->id = IDS[i];
    }
    agenda_finish(agenda);
    support_assert_ids(agenda->preparations, "1 2 3 4 5");
}

static void lists_by_owner_hold_each_session_once(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *twice = support_add_session(agenda, slot, SESSION_KIND_SESSION, "2", "T");
    Session *plenary = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1", "T");

    plenary->kind = SESSION_KIND_PLENARY;
    twice->room = support_add_room(agenda, "gold", "Gold Room");
    support_contribute(agenda, twice, "ilo", "speaker");
    support_contribute(agenda, twice, "iom", "speaker");
    support_contribute(agenda, twice, "ilo", "chair");
    support_contribute(agenda, plenary, "ilo", "chair");
    support_add_agency(agenda, "idle");
    support_add_room(agenda, "empty", "Empty");
    agenda_finish(agenda);
    support_assert_ids(agenda_sessions_of_participant(agenda, agenda_find_agency(agenda, "ilo")),
                       "1 2");
    support_assert_ids(agenda_sessions_of_participant(agenda, agenda_find_agency(agenda, "iom")),
                       "2");
    support_assert_ids(agenda_sessions_of_participant(agenda, agenda_find_agency(agenda, "idle")),
                       "");
    support_assert_ids(agenda_sessions_of_room(agenda, agenda_find_room(agenda, "gold")), "2");
    support_assert_ids(agenda_sessions_of_room(agenda, agenda_find_room(agenda, "empty")), "");
    support_assert_ids(agenda_sessions_of_day(agenda, agenda->days->pdata[0]), "1 2");
    support_assert_ids(agenda_common_sessions(agenda), "1");
}

static void the_same_agenda_in_another_order_is_the_same(void **state)
{
    guint32 seed;
    g_autoptr(GRand) order = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 50; round++) {
        g_autoptr(Agenda) straight = random_agenda_new(seed + round, NULL);
        g_autoptr(Agenda) shuffled = random_agenda_new(seed + round, order);
        g_autofree char *expected = support_ids(straight->sessions);
        support_assert_ids(shuffled->sessions, expected);
        assert_int_equal(straight->preparations->len, shuffled->preparations->len);
        for (guint i = 0; i < straight->preparations->len; i++) {
            const Preparation *a = straight->preparations->pdata[i];
            const Preparation *b = shuffled->preparations->pdata[i];
            assert_string_equal(text_get(&a->title, NULL), text_get(&b->title, NULL));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_ordered_as_people_count),
        cmocka_unit_test(own_roles_come_after_the_built_in_ones),
        cmocka_unit_test(sessions_are_ordered_by_start_then_all_day_first_then_id),
        cmocka_unit_test(slots_are_ordered_by_all_day_start_end_and_what_they_hold),
        cmocka_unit_test(contributions_are_ordered_by_role_then_by_agency),
        cmocka_unit_test(preparations_are_ordered_by_date_with_the_undated_first),
        cmocka_unit_test(preparations_of_one_date_are_ordered_by_agency_role_title_and_id),
        cmocka_unit_test(lists_by_owner_hold_each_session_once),
        cmocka_unit_test(the_same_agenda_in_another_order_is_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
