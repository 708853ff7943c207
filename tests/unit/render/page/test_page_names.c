#include "render/page/page_names.h"

#include "support.h"

static void assert_labels(const Agenda *agenda, NamedKind kind, const char *expected)
{
    g_autoptr(GPtrArray) names = page_names_new(agenda, kind);
    g_autoptr(GString) labels = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(labels, "%s%s", i > 0 ? "; " : "",
                               ((const PageName *)names->pdata[i])->label);
    }
    assert_string_equal(labels->str, expected);
}

static Participant *add(Agenda *agenda, const char *id, const char *label, const char *name)
{
    Participant *agency = support_add_agency(agenda, id);

    agency->label = support_text(agenda, label);
    agency->name = name != NULL ? support_text(agenda, name) : (Text){ 0 };
    return agency;
}

static void agencies_are_in_the_order_of_their_names(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    add(agenda, "a", "zeta", NULL);
    add(agenda, "b", "Élan", NULL);
    add(agenda, "c", "Group 10", NULL);
    add(agenda, "d", "group 2", NULL);
    agenda_finish(agenda);
    assert_labels(agenda, NAMED_AGENCY, "Élan; group 2; Group 10; zeta");
}

static void those_who_are_called_the_same_are_told_apart(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    add(agenda, "a", "TET", "Norsk Tet");
    add(agenda, "b", "TET", NULL);
    add(agenda, "c", "TET", "TET");
    add(agenda, "d", "ILO", "International Labour Organization");
    agenda_finish(agenda);
    assert_labels(agenda, NAMED_AGENCY, "ILO; TET (b); TET (c); TET – Norsk Tet");
}

static void rooms_are_in_the_order_of_the_agenda(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    support_add_room(agenda, "z", "Zoo");
    support_add_room(agenda, "a", "Attic");
    agenda_finish(agenda);
    assert_labels(agenda, NAMED_ROOM, "Attic; Zoo");
}

static void what_a_label_does_not_say_is_told_besides(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    add(agenda, "wfp", "WFP", "World Food Programme");
    add(agenda, "act-alliance", "ACT Alliance", NULL);
    agenda_finish(agenda);
    g_autoptr(GPtrArray) names = page_names_new(agenda, NAMED_AGENCY);
    assert_string_equal(((const PageName *)names->pdata[0])->unseen, "");
    assert_string_equal(((const PageName *)names->pdata[1])->unseen, "world food programme");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agencies_are_in_the_order_of_their_names),
        cmocka_unit_test(those_who_are_called_the_same_are_told_apart),
        cmocka_unit_test(rooms_are_in_the_order_of_the_agenda),
        cmocka_unit_test(what_a_label_does_not_say_is_told_besides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
