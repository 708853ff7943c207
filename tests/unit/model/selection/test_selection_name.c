#include "model/selection/selection_name.h"

#include "sketch.h"
#include "support.h"

#define TERMS "session a 07-10 09:00-10:00 type=t tags=x,y_z languages=pt-BR"

#define SKETCH                                                                            \
    "session 1.2 07-10 09:00-10:00 room=gold table=1 with=ilo/chair; session talk 07-10 " \
    "10:00-11:00 title=A_talk; plenary opening 07-09 all-day"

static void a_name_has_one_word(void **state)
{
    SelectionName parsed;

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        assert_true(selection_name_parse(selection_name_word(name), &parsed));
        assert_int_equal(parsed, name);
    }
    assert_false(selection_name_parse("Agency", &parsed));
    assert_false(selection_name_parse("lang", &parsed));
    assert_false(selection_name_parse("", &parsed));
}

static void assert_label(SelectionName name, const Agenda *agenda, const char *id,
                         const char *expected)
{
    g_autofree char *label = selection_name_label(name, agenda, id);

    assert_string_equal(label, expected);
}

static void values_are_called_what_the_agenda_calls_them(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(SKETCH);

    assert_label(SELECTION_AGENCY, agenda, "ilo", "ILO");
    assert_label(SELECTION_ROLE, agenda, "chair", "Chair");
    assert_label(SELECTION_ROUND_TABLE, agenda, "1", "Round Table 1");
    assert_label(SELECTION_DAY, agenda, "2007-07-10", "Tuesday 10 July 2007");
    assert_label(SELECTION_SESSION, agenda, "1.2", "1.2");
    assert_label(SELECTION_SESSION, agenda, "talk", "A talk");
    assert_label(SELECTION_KIND, agenda, "plenary", "plenaries");
    assert_label(SELECTION_KIND, agenda, "break", "breaks");
    assert_label(SELECTION_AGENCY, agenda, "iom", "iom");
}

static void a_value_means_a_record_or_none(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(SKETCH);

    assert_null(selection_name_find(SELECTION_ROOM, agenda, "silver"));
    assert_null(selection_name_find(SELECTION_DAY, agenda, "2007-7-10"));
    assert_null(selection_name_find(SELECTION_KIND, agenda, "Plenary"));
    assert_ptr_equal(selection_name_find(SELECTION_ROOM, agenda, "gold"),
                     agenda_find_room(agenda, "gold"));
    assert_ptr_equal(selection_name_find(SELECTION_KIND, agenda, "plenary"),
                     selection_kind_record(SESSION_KIND_PLENARY));
}

static void terms_are_found_by_what_they_are_called(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(TERMS);
    g_autofree char *language = selection_name_dup_value(SELECTION_LANGUAGE, "pt-BR");
    g_autofree char *tag = selection_name_dup_value(SELECTION_TAG, "X");

    assert_non_null(selection_name_find(SELECTION_TYPE, agenda, "t"));
    assert_null(selection_name_find(SELECTION_TYPE, agenda, "T"));
    assert_non_null(selection_name_find(SELECTION_TAG, agenda, "y z"));
    assert_null(selection_name_find(SELECTION_TAG, agenda, "t"));
    assert_ptr_equal(selection_name_find(SELECTION_LANGUAGE, agenda, "PT-br"),
                     agenda->languages->pdata[0]);
    assert_null(selection_name_find(SELECTION_LANGUAGE, agenda, "pt"));
    assert_string_equal(language, "pt-br");
    assert_string_equal(tag, "X");
    assert_label(SELECTION_TAG, agenda, "y z", "y z");
    assert_label(SELECTION_LANGUAGE, agenda, "pt-br", "pt-BR");
    assert_label(SELECTION_LANGUAGE, agenda, "EN", "EN");
}

static void a_name_may_say_what_is_left_out(void **state)
{
    SelectionName name;
    bool is_not;

    assert_true(selection_name_parse_either("not-round-table", &name, &is_not));
    assert_true(name == SELECTION_ROUND_TABLE && is_not);
    assert_true(selection_name_parse_either("tag", &name, &is_not));
    assert_true(name == SELECTION_TAG && !is_not);
    assert_false(selection_name_parse_either("not-", &name, &is_not));
    assert_false(selection_name_parse_either("not-not-tag", &name, &is_not));
    assert_false(selection_name_parse_either("nottag", &name, &is_not));
}

static void assert_unknown(SelectionName name, const Agenda *agenda, const char *id, guint max,
                           const char *expected)
{
    g_autofree char *text = selection_name_tell_unknown(name, agenda, id, max);

    assert_string_equal(text, expected);
}

static void what_is_not_there_is_answered_with_what_is(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(SKETCH);

    assert_unknown(SELECTION_AGENCY, agenda, "iloo", 9,
                   "no agency \"iloo\" (did you mean \"ilo\"?); there are: ilo");
    assert_unknown(SELECTION_ROUND_TABLE, agenda, "nine", 9,
                   "no round table \"nine\"; there are: 1");
    assert_unknown(SELECTION_DAY, agenda, "tomorrow", 9,
                   "no day \"tomorrow\"; there are: 2007-07-09, 2007-07-10");
    assert_unknown(SELECTION_SESSION, agenda, "x", 2,
                   "no session \"x\"; there are: opening, 1.2 and 1 more");
}

static void where_there_is_none_it_is_said(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda("session s 07-10 09:00-10:00");

    assert_unknown(SELECTION_ROOM, agenda, "gold", 9, "no room \"gold\"; there is none");
}

static void a_round_table_is_called_what_the_agenda_calls_it(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    agenda->words.round_table.one = support_text(agenda, "Track");
    agenda_finish(agenda);
    assert_label(SELECTION_ROUND_TABLE, agenda, "gone", "Track gone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_found_by_what_they_are_called),
        cmocka_unit_test(a_name_may_say_what_is_left_out),
        cmocka_unit_test(a_name_has_one_word),
        cmocka_unit_test(values_are_called_what_the_agenda_calls_them),
        cmocka_unit_test(a_value_means_a_record_or_none),
        cmocka_unit_test(what_is_not_there_is_answered_with_what_is),
        cmocka_unit_test(where_there_is_none_it_is_said),
        cmocka_unit_test(a_round_table_is_called_what_the_agenda_calls_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
