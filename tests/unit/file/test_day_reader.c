#include "load_support.h"

#include "file/day_reader.h"

static const Agenda *read_days(LoadSupport *support, const char *yaml)
{
    load_support_init(support);
    load_support_add_records(support);
    support->reader.agenda->tz = support_tz_new();
    Fields fields = load_support_fields(support, &SCHEMA_FILE, "days", yaml);
    fields_read_list(&support->reader, &fields, "days", day_reader_read, NULL);
    return support->reader.agenda;
}

static void assert_told(const char *yaml, const char *expected)
{
    g_auto(LoadSupport) support;

    read_days(&support, yaml);
    load_support_assert_findings(&support, expected);
}

static void a_day_has_slots_and_these_have_sessions(void **state)
{
    g_auto(LoadSupport) support;
    const Agenda *agenda = read_days(
        &support, "- date: 2007-07-10\n"
                  "  title: Tuesday\n"
                  "  slots:\n"
                  "    - {start: '09:00', end: '12:00', sessions: [{id: a, title: A},\n"
                  "       {id: b, title: B, room: gold, round-table: 1, start: '10:00'}]}\n"
                  "    - {all-day: true, plenary: {id: c, title: C}}\n"
                  "- date: 2007-07-09\n");

    load_support_assert_findings(&support, "");
    assert_int_equal(agenda->days->len, 2);
    const Day *day = agenda->days->pdata[0];
    assert_string_equal(text_get(&day->title, NULL), "Tuesday");
    assert_int_equal(day->place.column, 3);
    assert_int_equal(day->slots->len, 2);
    const Slot *morning = day->slots->pdata[0];
    assert_false(morning->all_day);
    assert_int_equal(morning->start, civil_at(day->date, 9 * 3600));
    assert_int_equal(morning->end, civil_at(day->date, 12 * 3600));
    assert_int_equal(morning->place.line, 4);
    assert_int_equal(morning->sessions->len, 2);
    const Session *b = agenda_find_session(agenda, "b");
    assert_ptr_equal(b->slot, morning);
    assert_ptr_equal(b->day, day);
    assert_int_equal(b->kind, SESSION_KIND_SESSION);
    assert_string_equal(b->room->id, "gold");
    assert_string_equal(b->round_table->id, "1");
    assert_int_equal(b->start_utc, support_stamp("2007-07-10T08:00:00Z"));
    assert_int_equal(b->end_utc, support_stamp("2007-07-10T10:00:00Z"));
    const Session *c = agenda_find_session(agenda, "c");
    assert_int_equal(c->kind, SESSION_KIND_PLENARY);
    assert_true(c->slot->all_day);
    assert_int_equal(c->end - c->start, CIVIL_DAY_SECONDS);
    assert_int_equal(((const Day *)agenda->days->pdata[1])->slots->len, 0);
}

#define DAY "- date: 2007-07-10\n  slots:\n"

static void plenaries_and_breaks_lack_some_keys_of_sessions(void **state)
{
    assert_told(
        DAY "  - {start: '09:00', end: '10:00',\n"
            "     plenary: {id: p, title: P, round-table: 1, contributions: []}}\n"
            "  - {start: '09:00', end: '10:00',\n"
            "     break: {id: b, title: B, contributions: []}}\n",
        "4:33 unknown-key: unknown key \"round-table\" in a plenary; expected one of id, source, "
        "title, subtitle, abstract, type, tags, languages, interpretation, room, status, "
        "url, links, join, contact, image, start, end, duration, until, contributions\n"
        "6:31 unknown-key: unknown key \"contributions\" in a break; expected one of id, source, "
        "title, subtitle, abstract, type, tags, languages, interpretation, room, status, "
        "url, links, join, contact, image, start, end, duration, until\n");
}

static void a_slot_holds_exactly_one_kind_of_thing(void **state)
{
    assert_told(DAY "  - {start: '09:00', end: '10:00'}\n"
                    "  - {start: '09:00', end: '10:00', break: {id: b, title: B},\n"
                    "     sessions: [{id: s, title: S}]}\n"
                    "  - {start: '09:00', end: '10:00', sessions: []}\n",
                "3:5 slot-contents: a slot holds one of plenary, break and sessions; found none\n"
                "4:5 slot-contents: a slot holds one of plenary, break and sessions; found "
                "several\n"
                "6:46 empty: the list of sessions is empty; expected one or more\n");
}

static void a_slot_takes_all_day_or_has_a_start_and_an_end(void **state)
{
    assert_told(DAY "  - {break: {id: a, title: A}}\n"
                    "  - {all-day: false, start: '09:00', end: ~, break: {id: b, title: B}}\n"
                    "  - {all-day: true, start: '09:00', end: ~, break: {id: c, title: C}}\n",
                "3:5 missing-key: a slot needs the key \"start\", or all-day: true\n"
                "3:5 missing-key: a slot needs the key \"end\" or \"duration\", or all-day: true\n"
                "4:5 missing-key: a slot needs the key \"end\" or \"duration\", or all-day: true\n"
                "5:28 time-in-all-day: \"start\" cannot be given: the slot takes all day\n");
}

static void an_id_is_used_once_in_all_days_and_kinds_whatever_its_case(void **state)
{
    assert_told(DAY "  - {all-day: true, plenary: {id: One, title: T}}\n"
                    "  - {all-day: true, break: {id: One, title: T}}\n"
                    "- date: 2007-07-11\n"
                    "  slots: [{all-day: true, sessions: [{id: oNE, title: T}]}]\n",
                "4:33 duplicate-id: there is a session, plenary or break \"One\" already, on line "
                "3\n"
                "6:43 duplicate-id: \"oNE\" differs from \"One\" on line 3 only in small and "
                "capital letters\n");
}

static void the_rest_of_a_session_without_a_good_id_is_looked_at(void **state)
{
    assert_told(DAY "  - {all-day: true, sessions: [{id: a, title: T},\n"
                    "     {id: a, title: T, contributions: [{agency: ilo}]},\n"
                    "     {title: T, contributions: [{agency: ilo}]}]}\n",
                "4:11 duplicate-id: there is a session, plenary or break \"a\" already, on line "
                "3\n"
                "4:40 missing-key: a contribution needs the key \"role\"\n"
                "5:6 missing-key: a session needs the key \"id\"\n"
                "5:33 missing-key: a contribution needs the key \"role\"\n");
}

static void a_date_is_there_once_and_the_rest_of_the_day_is_looked_at(void **state)
{
    assert_told("- {date: 2007-07-10}\n"
                "- {date: 2007-07-10, slots: [x]}\n"
                "- {slots: [x]}\n"
                "- {date: July, slots: [x]}\n",
                "2:10 duplicate-date: the day 2007-07-10 is there already, on line 1\n"
                "2:30 wrong-type: expected a slot, as keys with values, found a text\n"
                "3:3 missing-key: a day needs the key \"date\"\n"
                "3:12 wrong-type: expected a slot, as keys with values, found a text\n"
                "4:10 bad-date: \"July\" is not a date; expected YYYY-MM-DD, a day that exists in "
                "the years 1971 to 2199\n"
                "4:24 wrong-type: expected a slot, as keys with values, found a text\n");
}

static void a_time_is_not_looked_up_on_a_day_without_a_date(void **state)
{
    assert_told("- slots: [{start: '02:30', end: '03:00', break: {id: b, title: B}}]\n",
                "1:3 missing-key: a day needs the key \"date\"\n");
}

static void what_is_no_list_of_days_is_told(void **state)
{
    assert_told("{date: 2007-07-10}",
                "1:1 wrong-type: expected a list of days, found keys with values\n");
    assert_told("[2007-07-10]",
                "1:2 wrong-type: expected a day, as keys with values, found a text\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_slots_and_these_have_sessions),
        cmocka_unit_test(plenaries_and_breaks_lack_some_keys_of_sessions),
        cmocka_unit_test(a_slot_holds_exactly_one_kind_of_thing),
        cmocka_unit_test(a_slot_takes_all_day_or_has_a_start_and_an_end),
        cmocka_unit_test(an_id_is_used_once_in_all_days_and_kinds_whatever_its_case),
        cmocka_unit_test(the_rest_of_a_session_without_a_good_id_is_looked_at),
        cmocka_unit_test(a_date_is_there_once_and_the_rest_of_the_day_is_looked_at),
        cmocka_unit_test(a_time_is_not_looked_up_on_a_day_without_a_date),
        cmocka_unit_test(what_is_no_list_of_days_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
