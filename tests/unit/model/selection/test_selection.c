#include "model/selection/selection.h"

#include "random_agenda.h"
#include "support.h"

static char *ids_of(const GPtrArray *sessions)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", session->id);
    }
    return g_string_free(out, FALSE);
}

static void assert_selects(const Selection *selection, const Agenda *agenda, const char *expected)
{
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(selection, agenda);
    g_autofree char *ids = ids_of(sessions);

    assert_string_equal(ids, expected);
}

/* Sessions 1.1 (ILO chair, IOM speaker) and 2.1 (ILO input), a plenary with IOM, a break. */
static Agenda *new_agenda(void)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *first = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Slot *second = support_add_slot_on(agenda, "2007-07-10", "10:00", "11:00");
    Slot *third = support_add_slot_on(agenda, "2007-07-11", "09:00", "10:00");
    Session *one = support_add_session(agenda, first, SESSION_KIND_SESSION, "1.1", "T");
    Session *two = support_add_session(agenda, first, SESSION_KIND_SESSION, "2.1", "T");
    Session *plenary = support_add_session(agenda, second, SESSION_KIND_SESSION, "plenary", "T");
    Session *lunch = support_add_session(agenda, third, SESSION_KIND_SESSION, "lunch", "T");

    plenary->kind = SESSION_KIND_PLENARY;
    lunch->kind = SESSION_KIND_BREAK;
    one->round_table = support_add_round_table(agenda, "1", NULL);
    two->round_table = support_add_round_table(agenda, "2", NULL);
    one->room = plenary->room = support_add_room(agenda, "gold", "Gold Room");
    support_contribute(agenda, one, "ilo", "chair");
    support_contribute(agenda, one, "iom", "speaker");
    support_contribute(agenda, two, "ilo", "input");
    support_contribute(agenda, plenary, "iom", "speaker");
    agenda_finish(agenda);
    return agenda;
}

static void a_fresh_selection_is_everything(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    assert_selects(&selection, agenda, "1.1 2.1 plenary lunch");
}

static void values_of_one_name_are_alternatives(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    selection.plenaries = selection.breaks = false;
    selection_add(&selection, SELECTION_AGENCY, agenda_find_agency(agenda, "iom"));
    assert_selects(&selection, agenda, "1.1 plenary");
    selection_add(&selection, SELECTION_AGENCY, agenda_find_agency(agenda, "ilo"));
    assert_selects(&selection, agenda, "1.1 2.1 plenary");
}

static void one_contribution_must_have_both_the_agency_and_the_role(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    selection.plenaries = selection.breaks = false;
    selection_add(&selection, SELECTION_AGENCY, agenda_find_agency(agenda, "ilo"));
    selection_add(&selection, SELECTION_ROLE, agenda_find_role(agenda, "speaker"));
    assert_selects(&selection, agenda, "");
    selection_add(&selection, SELECTION_ROLE, agenda_find_role(agenda, "chair"));
    assert_selects(&selection, agenda, "1.1");
}

static void plenaries_and_breaks_are_for_everybody_but_not_outside_the_day(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    selection_add(&selection, SELECTION_ROUND_TABLE, agenda_find_round_table(agenda, "2"));
    assert_selects(&selection, agenda, "2.1 plenary lunch");
    selection_add(&selection, SELECTION_DAY, agenda_find_day(agenda, support_date("2007-07-10")));
    assert_selects(&selection, agenda, "2.1 plenary");
    selection.plenaries = false;
    assert_selects(&selection, agenda, "2.1");
}

static void rooms_sessions_and_kinds_narrow_everything(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    selection_add(&selection, SELECTION_ROOM, agenda_find_room(agenda, "gold"));
    assert_selects(&selection, agenda, "1.1 plenary");
    selection_add(&selection, SELECTION_KIND, selection_kind_record(SESSION_KIND_PLENARY));
    assert_selects(&selection, agenda, "plenary");
    selection_add(&selection, SELECTION_SESSION, agenda_find_session(agenda, "lunch"));
    assert_selects(&selection, agenda, "");
}

static void a_value_added_twice_counts_once(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;

    selection_init(&selection);
    selection_add(&selection, SELECTION_SESSION, agenda_find_session(agenda, "2.1"));
    selection_add(&selection, SELECTION_SESSION, agenda_find_session(agenda, "2.1"));
    assert_int_equal(selection.values[SELECTION_SESSION]->len, 1);
    assert_selects(&selection, agenda, "2.1");
}

static void undated_preparations_are_in_no_selection(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Preparation *dated = support_add_preparation(agenda, "ilo", "comments", "dated");
    g_auto(Selection) selection;

    support_add_preparation(agenda, "ilo", "comments", "undated");
    dated->timing = PREPARATION_DUE;
    dated->date = support_date("2007-06-01");
    agenda_finish(agenda);
    selection_init(&selection);
    g_autoptr(GPtrArray) all = selection_dup_preparations(&selection, agenda);
    assert_int_equal(all->len, 1);
    assert_ptr_equal(all->pdata[0], dated);
    selection_add(&selection, SELECTION_ROLE, agenda_find_role(agenda, "comments"));
    assert_true(selection_has_preparation(&selection, dated));
    selection_add(&selection, SELECTION_KIND, selection_kind_record(SESSION_KIND_SESSION));
    assert_false(selection_has_preparation(&selection, dated));
    selection_clear(&selection);
    selection_add(&selection, SELECTION_ROLE, agenda_find_role(agenda, "chair"));
    assert_false(selection_has_preparation(&selection, dated));
}

/* --- a reference: the rules again, value by value ----------------------------------------- */

static bool asks(const GPtrArray *values)
{
    return values != NULL && values->len > 0;
}

static bool holds(const GPtrArray *values, gconstpointer value)
{
    for (guint i = 0; asks(values) && i < values->len; i++) {
        if (values->pdata[i] == value) {
            return true;
        }
    }
    return !asks(values);
}

static guint count_matching(const Selection *selection, const Session *session)
{
    guint count = 0;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        count += holds(selection->values[SELECTION_AGENCY], contribution->agency) &&
                         holds(selection->values[SELECTION_ROLE], contribution->role)
                     ? 1
                     : 0;
    }
    return count;
}

/* Whether a name that is left out would name a session by itself. */
static bool is_left_out(const Selection *selection, const Session *session)
{
    GPtrArray *const *out = selection->excluded;
    const gconstpointer records[] = {
        [SELECTION_ROUND_TABLE] = session->round_table,
        [SELECTION_DAY] = session->day,
        [SELECTION_ROOM] = session->room,
        [SELECTION_SESSION] = session,
        [SELECTION_KIND] = selection_kind_record(session->kind),
    };

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        bool is_theirs = holds(selection->values[SELECTION_AGENCY], contribution->agency);
        if ((asks(out[SELECTION_AGENCY]) && holds(out[SELECTION_AGENCY], contribution->agency)) ||
            (asks(out[SELECTION_ROLE]) && is_theirs &&
             holds(out[SELECTION_ROLE], contribution->role))) {
            return true;
        }
    }
    for (SelectionName name = SELECTION_ROUND_TABLE; name <= SELECTION_KIND; name++) {
        if (asks(out[name]) && holds(out[name], records[name])) {
            return true;
        }
    }
    return false;
}

static bool is_expected(const Selection *selection, const Session *session)
{
    bool in_place = holds(selection->values[SELECTION_DAY], session->day) &&
                    holds(selection->values[SELECTION_ROOM], session->room) &&
                    holds(selection->values[SELECTION_SESSION], session);
    bool in_kind = holds(selection->values[SELECTION_KIND], selection_kind_record(session->kind));
    bool narrowed =
        asks(selection->values[SELECTION_AGENCY]) || asks(selection->values[SELECTION_ROLE]);
    bool contributes = count_matching(selection, session) > 0;

    if (is_left_out(selection, session)) {
        return false;
    }
    if (session->kind == SESSION_KIND_PLENARY) {
        return in_place && in_kind &&
               (selection->plenaries ||
                (narrowed && contributes && !asks(selection->values[SELECTION_ROUND_TABLE])));
    }
    if (session->kind == SESSION_KIND_BREAK) {
        return in_place && in_kind && selection->breaks;
    }
    return in_place && in_kind &&
           holds(selection->values[SELECTION_ROUND_TABLE], session->round_table) &&
           (!narrowed || contributes);
}

/* Adds up to two random records of a name, often none, and sometimes leaves one out. */
static void add_some(GRand *numbers, Selection *selection, SelectionName name,
                     const GPtrArray *records)
{
    gint32 count = g_rand_int_range(numbers, -2, 3);

    for (gint32 i = 0; records->len > 0 && i < count; i++) {
        selection_add(selection, name,
                      records->pdata[g_rand_int_range(numbers, 0, (gint32)records->len)]);
    }
    if (records->len > 0 && g_rand_int_range(numbers, 0, 8) == 0) {
        selection_exclude(selection, name,
                          records->pdata[g_rand_int_range(numbers, 0, (gint32)records->len)]);
    }
}

static void fill_at_random(Selection *selection, GRand *numbers, const Agenda *agenda)
{
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();

    for (SessionKind kind = 0; kind <= SESSION_KIND_BREAK; kind++) {
        g_ptr_array_add(kinds, (gpointer)selection_kind_record(kind));
    }
    selection_init(selection);
    selection->plenaries = g_rand_boolean(numbers);
    selection->breaks = g_rand_boolean(numbers);
    add_some(numbers, selection, SELECTION_KIND, kinds);
    add_some(numbers, selection, SELECTION_AGENCY, agenda->agencies);
    add_some(numbers, selection, SELECTION_ROLE, agenda->roles);
    add_some(numbers, selection, SELECTION_ROUND_TABLE, agenda->round_tables);
    add_some(numbers, selection, SELECTION_DAY, agenda->days);
    add_some(numbers, selection, SELECTION_ROOM, agenda->rooms);
    if (g_rand_int_range(numbers, 0, 4) == 0) {
        add_some(numbers, selection, SELECTION_SESSION, agenda->sessions);
    }
}

static void random_selections_hold_what_the_rules_say_in_the_order_of_the_agenda(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 100; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(seed + round, numbers);
        for (guint i = 0; i < 50; i++) {
            g_auto(Selection) selection;
            g_autoptr(GPtrArray) expected = g_ptr_array_new();
            fill_at_random(&selection, numbers, agenda);
            for (guint j = 0; j < agenda->sessions->len; j++) {
                if (is_expected(&selection, agenda->sessions->pdata[j])) {
                    g_ptr_array_add(expected, agenda->sessions->pdata[j]);
                }
            }
            g_autofree char *ids = ids_of(expected);
            assert_selects(&selection, agenda, ids);
        }
    }
}

static void a_marked_session_is_found_where_it_is_selected(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_auto(Selection) selection;
    guint8 marks[4] = { 0 };

    selection_init(&selection);
    selection.plenaries = selection.breaks = false;
    selection_add(&selection, SELECTION_AGENCY, agenda_find_agency(agenda, "iom"));
    assert_false(selection_has_marked_session(&selection, agenda, marks));
    marks[agenda_find_session(agenda, "2.1")->index] = 1;
    marks[agenda_find_session(agenda, "lunch")->index] = 1;
    assert_false(selection_has_marked_session(&selection, agenda, marks));
    marks[agenda_find_session(agenda, "plenary")->index] = 1;
    assert_true(selection_has_marked_session(&selection, agenda, marks));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_selection_is_everything),
        cmocka_unit_test(values_of_one_name_are_alternatives),
        cmocka_unit_test(one_contribution_must_have_both_the_agency_and_the_role),
        cmocka_unit_test(plenaries_and_breaks_are_for_everybody_but_not_outside_the_day),
        cmocka_unit_test(rooms_sessions_and_kinds_narrow_everything),
        cmocka_unit_test(a_value_added_twice_counts_once),
        cmocka_unit_test(undated_preparations_are_in_no_selection),
        cmocka_unit_test(random_selections_hold_what_the_rules_say_in_the_order_of_the_agenda),
        cmocka_unit_test(a_marked_session_is_found_where_it_is_selected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
