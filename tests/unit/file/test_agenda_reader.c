#include "load_support.h"

#include "file/agenda_reader.h"
#include "file/yaml/node_tree.h"

#include <string.h>

#define HEAD "agenda: {id: a-b-2007, title: T, timezone: Europe/Brussels}\n"

/* The tree is gone when the agenda is handed back: whatever that kept of it would be seen. */
static Agenda *read_agenda(const char *yaml)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) tree = node_tree_parse(yaml, strlen(yaml), findings);
    Agenda *agenda = agenda_reader_read(node_tree_root(tree), NULL, findings);

    if (agenda == NULL) {
        fail_msg("%s", findings_get(findings, 0)->text);
    }
    return agenda;
}

static void assert_told(const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    assert_null(agenda_reader_read(load_support_parse(&support, yaml), NULL, support.findings));
    load_support_assert_findings(&support, expected);
}

static void the_agenda_is_finished_and_keeps_nothing_of_the_file(void **state)
{
    g_autoptr(Agenda) agenda =
        read_agenda("agencies: [{id: b, short: B, url: 'http://b/'}, {id: a, short: A}]\n"
                    "days: [{date: 2007-07-11}, {date: 2007-07-10}]\n" HEAD);

    assert_string_equal(agenda->id, "a-b-2007");
    assert_string_equal(text_get(&agenda->title, NULL), "T");
    assert_string_equal(tz_name(agenda->tz), "Europe/Brussels");
    const Participant *b = agenda_find_agency(agenda, "b");
    assert_int_equal(b->index, 1);
    assert_int_equal(b->place.line, 1);
    assert_int_equal(b->place.column, 12);
    assert_string_equal(b->url, "http://b/");
    assert_int_equal(((const Day *)agenda->days->pdata[0])->date, support_date("2007-07-10"));
}

static void what_is_left_out_has_its_default(void **state)
{
    g_autoptr(Agenda) agenda =
        read_agenda(HEAD "days: []\nagencies: [{id: a, short: A}]\nrooms: [{id: r, name: R}]\n"
                         "round-tables: [{id: 1}]\n");
    const Participant *agency = agenda_find_agency(agenda, "a");

    assert_string_equal(agenda->short_name, "A B 2007");
    assert_false(agenda->has_published);
    assert_null(agenda->url);
    assert_null(agenda_location(agenda));
    assert_int_equal(agency->delegation, 1);
    assert_int_equal(agency->kind, AGENCY_KIND_AGENCY);
    assert_null(agency->name.variants);
    assert_int_equal(agenda_find_room(agenda, "r")->capacity, 0);
    assert_null(text_get(&agenda_find_round_table(agenda, "1")->title, NULL));
}

static void a_built_in_role_keeps_what_is_not_changed(void **state)
{
    g_autoptr(Agenda) agenda = read_agenda(HEAD "days: []\nroles:\n"
                                                "  - {id: chair, present: false}\n"
                                                "  - {id: input, label: Paper}\n");
    const Role *chair = agenda_find_role(agenda, "chair");
    const Role *input = agenda_find_role(agenda, "input");

    assert_string_equal(text_get(&chair->label, NULL), "Chair");
    assert_false(chair->present);
    assert_int_equal(chair->place.line, 4);
    assert_string_equal(text_get(&input->label, NULL), "Paper");
    assert_false(input->present);
    assert_int_equal(agenda_find_role(agenda, "speaker")->place.line, 0);
}

static void a_new_role_needs_all_its_keys(void **state)
{
    assert_told(HEAD "days: []\nroles:\n  - {id: scribe}\n",
                "4:5 missing-key: a new role needs the key \"label\"\n"
                "4:5 missing-key: a new role needs the key \"present\"\n");
}

static void each_record_has_an_id_of_its_own_kind(void **state)
{
    assert_told(HEAD "days: []\n"
                     "roles: [{id: chair}, {id: chair},\n"
                     "  {id: x, label: X, present: true}, {id: x}]\n"
                     "agencies: [{id: x, short: X}, {id: x, short: X}]\n"
                     "rooms: [{id: x, name: X}, {id: x, name: X}]\n"
                     "round-tables: [{id: x}, {id: x}]\n",
                "3:27 duplicate-id: there is a role \"chair\" already, on line 3\n"
                "4:42 duplicate-id: there is a role \"x\" already, on line 4\n"
                "5:36 duplicate-id: there is an agency \"x\" already, on line 5\n"
                "6:32 duplicate-id: there is a room \"x\" already, on line 6\n"
                "7:30 duplicate-id: there is a round table \"x\" already, on line 7\n");
}

static void a_record_with_a_wrong_id_is_not_told_again_where_it_is_named(void **state)
{
    assert_told(HEAD "days: []\nagencies: [{id: ILO, short: ILO}]\n"
                     "preparations: [{agency: ILO, role: event}]\n",
                "3:17 bad-id: \"ILO\" cannot be an id; expected small letters (a to z), digits "
                "and \"-\"\n");
}

static void a_file_needs_its_head_and_its_days(void **state)
{
    assert_told("rooms: []\n", "1:1 missing-key: an agenda file needs the key \"agenda\"\n"
                               "1:1 missing-key: an agenda file needs the key \"days\"\n");
    assert_told("agenda: {}\ndays: []\n", "1:9 missing-key: the agenda needs the key \"id\"\n"
                                          "1:9 missing-key: the agenda needs the key \"title\"\n"
                                          "1:9 missing-key: the agenda needs the key "
                                          "\"timezone\"\n");
}

static void a_wrong_head_does_not_hide_what_else_is_wrong(void **state)
{
    assert_told("agenda: x\nrooms: [{id: r}]\ndays: {}\n",
                "1:9 wrong-type: expected the agenda, as keys with values, found a text\n"
                "2:9 missing-key: a room needs the key \"name\"\n"
                "3:7 wrong-type: expected a list of days, found keys with values\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_agenda_is_finished_and_keeps_nothing_of_the_file),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(a_built_in_role_keeps_what_is_not_changed),
        cmocka_unit_test(a_new_role_needs_all_its_keys),
        cmocka_unit_test(each_record_has_an_id_of_its_own_kind),
        cmocka_unit_test(a_record_with_a_wrong_id_is_not_told_again_where_it_is_named),
        cmocka_unit_test(a_file_needs_its_head_and_its_days),
        cmocka_unit_test(a_wrong_head_does_not_hide_what_else_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
