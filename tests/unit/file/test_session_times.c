#include "load_support.h"

#include "file/session_times.h"
#include "tzif_bytes.h"

/* Times as in a file, on one line: 'START', 'END'; "" is a time that is not given. */
typedef struct Clocks {
    ClockValue start;
    ClockValue end;
} Clocks;

static ClockValue clock_of(const Node *node)
{
    ClockValue clock = { 0 };

    if (*node->text == '\0') {
        return clock;
    }
    assert_true(civil_parse_clock(node->text, &clock.seconds));
    clock.node = node;
    return clock;
}

static Clocks parse_clocks(LoadSupport *support, const char *start, const char *end)
{
    g_autofree char *yaml = g_strdup_printf("['%s', '%s']", start, end);
    const Node *list = load_support_parse(support, yaml);

    return (Clocks){ clock_of(node_item(list, 0)), clock_of(node_item(list, 1)) };
}

static DateValue parse_date(LoadSupport *support, const char *date)
{
    return (DateValue){ support_date(date), load_support_parse(support, date) };
}

static const DateValue NO_DAY;

static void init_in_brussels(LoadSupport *support)
{
    load_support_init(support);
    support->reader.agenda->tz = support_tz_new();
}

static SessionTimes slot_of(LoadSupport *support, const char *day, const char *start,
                            const char *end)
{
    DateValue date = parse_date(support, day);
    Clocks clocks = parse_clocks(support, start, end);
    SessionTimes times;

    session_times_of_slot(&support->reader, &date, &clocks.start, &clocks.end, &times);
    return times;
}

static void a_slot_has_its_times_and_their_instants(void **state)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, "2007-07-10", "09:00", "25:30");
    load_support_assert_findings(&support, "");
    assert_int_equal(slot.start, civil_at(support_date("2007-07-10"), 9 * 3600));
    assert_int_equal(slot.end, civil_at(support_date("2007-07-11"), 5400));
    assert_int_equal(slot.start_utc, support_stamp("2007-07-10T07:00:00Z"));
    assert_int_equal(slot.end_utc, support_stamp("2007-07-10T23:30:00Z"));
    assert_string_equal(slot.start_node->text, "09:00");
    assert_string_equal(slot.end_node->text, "25:30");
    assert_true(slot.ordered && slot.resolved);
}

static void assert_slot_refused(const char *day, const char *start, const char *end,
                                const char *expected, bool ordered)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, day, start, end);
    load_support_assert_findings(&support, expected);
    assert_int_equal(slot.ordered, ordered);
    assert_false(slot.resolved);
}

static void a_slot_ends_after_it_starts(void **state)
{
    assert_slot_refused("2007-07-10", "09:00", "09:00",
                        "1:11 wrong-order: the slot ends at 09:00; expected a time after its "
                        "start, 09:00\n",
                        false);
}

static void a_time_after_midnight_is_suggested_unless_the_slot_would_be_long(void **state)
{
    assert_slot_refused("2007-07-10", "21:30", "09:30",
                        "1:11 wrong-order: the slot ends at 09:30; expected a time after its "
                        "start, 21:30 (09:30 on the next day is written \"33:30\")\n",
                        false);
    assert_slot_refused("2007-07-10", "21:30", "09:31",
                        "1:11 wrong-order: the slot ends at 09:31; expected a time after its "
                        "start, 21:30\n",
                        false);
    assert_slot_refused("2007-07-10", "48:00", "01:00",
                        "1:11 wrong-order: the slot ends at 01:00; expected a time after its "
                        "start, 48:00\n",
                        false);
}

static void a_time_that_clocks_skip_or_show_twice_is_told(void **state)
{
    assert_slot_refused("2007-03-25", "02:00", "03:00",
                        "1:2 skipped-time: there is no 02:00 on 2007-03-25 in Europe/Brussels: "
                        "clocks are put forward over it\n",
                        true);
    assert_slot_refused("2007-10-28", "01:59", "02:59",
                        "1:11 repeated-time: 02:59 is there twice on 2007-10-28 in "
                        "Europe/Brussels: clocks are put back over it\n",
                        true);
    assert_slot_refused("2007-03-24", "26:30", "27:00",
                        "1:2 skipped-time: there is no 02:30 on 2007-03-25 in Europe/Brussels: "
                        "clocks are put forward over it\n",
                        true);
}

static void the_moment_at_which_clocks_are_put_forward_is_an_end_but_no_start(void **state)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, "2007-03-24", "20:00", "26:00");
    load_support_assert_findings(&support, "");
    assert_true(slot.resolved);
    assert_int_equal(slot.end_utc, support_stamp("2007-03-25T01:00:00Z"));
    assert_int_equal(slot.end, civil_at(support_date("2007-03-25"), 2 * 3600));

    assert_slot_refused("2007-03-24", "26:00", "28:00",
                        "1:2 skipped-time: there is no 02:00 on 2007-03-25 in Europe/Brussels: "
                        "clocks are put forward over it\n",
                        true);
    assert_slot_refused("2007-03-24", "20:00", "26:01",
                        "1:11 skipped-time: there is no 02:01 on 2007-03-25 in Europe/Brussels: "
                        "clocks are put forward over it\n",
                        true);
}

static void without_both_times_nothing_more_is_told(void **state)
{
    assert_slot_refused("2007-03-25", "", "02:30", "", false);
    assert_slot_refused("2007-03-25", "02:30", "", "", false);
}

static void without_a_date_or_a_zone_instants_are_not_looked_at(void **state)
{
    g_auto(LoadSupport) support;
    DateValue no_date = { support_date("2007-03-25"), NULL };
    SessionTimes times;

    load_support_init(&support);
    SessionTimes slot = slot_of(&support, "2007-03-25", "02:00", "03:00");
    assert_true(slot.ordered);
    assert_false(slot.resolved);
    support.reader.agenda->tz = support_tz_new();
    Clocks clocks = parse_clocks(&support, "02:00", "03:00");
    session_times_of_slot(&support.reader, &no_date, &clocks.start, &clocks.end, &times);
    assert_true(times.ordered);
    assert_false(times.resolved);
    load_support_assert_findings(&support, "");
}

/* Local mean time, 17 minutes and 30 seconds ahead, until noon UTC of 10 July 2007, then CET. */
static Tz *tz_with_seconds(void)
{
    static const gint64 TIMES[] = { 1184068800 };
    static const guint8 INDICES[] = { 1 };
    static const TzifBytesType TYPES[] = { { 1050, 0, 0 }, { 3600, 0, 4 } };
    const TzifBytesSpec spec = {
        .version = '2',
        .n_times = 1,
        .times = TIMES,
        .indices = INDICES,
        .n_types = 2,
        .types = TYPES,
        .n_chars = sizeof "LMT\0CET",
        .chars = "LMT\0CET",
        .footer = "CET-1",
    };
    g_autoptr(GByteArray) bytes = tzif_bytes_new(&spec);
    Tz *tz = tz_new_from_tzif("Test/Zone", bytes->data, bytes->len, NULL);

    assert_non_null(tz);
    return tz;
}

static void an_offset_with_seconds_is_told_to_a_day_after_it(void **state)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    support.reader.agenda->tz = tz_with_seconds();
    /* A day after the transition in UTC, which is 13:00 local time, the offset is of the past. */
    assert_true(slot_of(&support, "2007-07-11", "13:00", "14:00").resolved);
    load_support_assert_findings(&support, "");
    assert_false(slot_of(&support, "2007-07-10", "36:59", "37:00").resolved);
    load_support_assert_findings(
        &support, "1:2 zone-seconds: the offset of Test/Zone has seconds on that day, which "
                  "calendars cannot say\n");
}

static void an_all_day_slot_lasts_from_midnight_to_midnight(void **state)
{
    g_auto(LoadSupport) support;
    SessionTimes slot;

    load_support_init(&support);
    DateValue date = parse_date(&support, "2007-07-09");
    session_times_of_all_day(&support.reader, &date, &NO_DAY, &slot);
    assert_null(slot.start_node);
    assert_null(slot.end_node);
    assert_int_equal(slot.start, civil_at(support_date("2007-07-09"), 0));
    assert_int_equal(slot.end, civil_at(support_date("2007-07-10"), 0));
    assert_int_equal(slot.start_utc, support_stamp("2007-07-09T00:00:00Z"));
    assert_int_equal(slot.end_utc, support_stamp("2007-07-10T00:00:00Z"));
    assert_true(slot.ordered && slot.resolved);
    date.node = NULL;
    session_times_of_all_day(&support.reader, &date, &NO_DAY, &slot);
    assert_true(slot.ordered);
    assert_false(slot.resolved);
}

/* --- sessions ---------------------------------------------------------------------------- */

static SessionTimes session_of(LoadSupport *support, const SessionTimes *slot, const char *day,
                               const char *start, const char *end)
{
    DateValue date = parse_date(support, day);
    Clocks clocks = parse_clocks(support, start, end);
    SessionTimes times;

    session_times_of_session(&support->reader, &date, slot, &clocks.start, &clocks.end, &times);
    return times;
}

static void a_session_has_the_times_of_its_slot_unless_given(void **state)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, "2007-07-10", "09:00", "12:00");
    SessionTimes same = session_of(&support, &slot, "2007-07-10", "", "");
    SessionTimes later = session_of(&support, &slot, "2007-07-10", "10:00", "");
    SessionTimes shorter = session_of(&support, &slot, "2007-07-10", "", "10:00");
    SessionTimes whole = session_of(&support, &slot, "2007-07-10", "09:00", "12:00");

    load_support_assert_findings(&support, "");
    assert_true(same.resolved && later.resolved && shorter.resolved && whole.resolved);
    assert_true(same.start_utc == slot.start_utc && same.end_utc == slot.end_utc);
    assert_int_equal(later.start, slot.start + 3600);
    assert_int_equal(later.start_utc, slot.start_utc + 3600);
    assert_int_equal(later.end_utc, slot.end_utc);
    assert_int_equal(shorter.start_utc, slot.start_utc);
    assert_int_equal(shorter.end, slot.end - 2 * 3600);
    assert_int_equal(shorter.end_utc, slot.end_utc - 2 * 3600);
    assert_true(whole.start_utc == slot.start_utc && whole.end_utc == slot.end_utc);
}

static void assert_session_refused(const char *start, const char *end, const char *expected)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, "2007-10-27", "21:00", "27:00");
    SessionTimes session = session_of(&support, &slot, "2007-10-27", start, end);
    load_support_assert_findings(&support, expected);
    assert_false(session.resolved);
}

static void a_session_lies_within_its_slot(void **state)
{
    assert_session_refused("20:59", "",
                           "1:2 outside-slot: the session starts at 20:59, outside of its slot, "
                           "21:00 to 27:00\n");
    assert_session_refused("27:00", "",
                           "1:2 outside-slot: the session starts at 27:00, outside of its slot, "
                           "21:00 to 27:00\n");
    assert_session_refused("", "27:01",
                           "1:6 outside-slot: the session ends at 27:01, outside of its slot, "
                           "21:00 to 27:00\n");
    assert_session_refused("", "21:00",
                           "1:6 outside-slot: the session ends at 21:00, outside of its slot, "
                           "21:00 to 27:00\n");
}

static void a_session_ends_after_it_starts(void **state)
{
    assert_session_refused("23:00", "23:00",
                           "1:11 wrong-order: the session ends at 23:00; expected a time after "
                           "its start, 23:00\n");
}

static void a_sessions_own_time_is_there_exactly_once_too(void **state)
{
    assert_session_refused("26:30", "",
                           "1:2 repeated-time: 02:30 is there twice on 2007-10-28 in "
                           "Europe/Brussels: clocks are put back over it\n");
    assert_session_refused("", "26:30",
                           "1:6 repeated-time: 02:30 is there twice on 2007-10-28 in "
                           "Europe/Brussels: clocks are put back over it\n");
}

static void a_session_of_a_slot_without_order_is_measured_by_nothing(void **state)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    SessionTimes slot = slot_of(&support, "2007-07-10", "09:00", "");
    SessionTimes session = session_of(&support, &slot, "2007-07-10", "08:00", "07:00");
    load_support_assert_findings(&support, "");
    assert_false(session.ordered);
    assert_false(session.resolved);
}

static void in_an_all_day_slot_a_last_day_can_be_given(void **state)
{
    g_auto(LoadSupport) support;
    SessionTimes slot;
    SessionTimes session;

    init_in_brussels(&support);
    DateValue date = parse_date(&support, "2007-07-09");
    DateValue until = parse_date(&support, "2007-07-11");
    DateValue earlier = parse_date(&support, "2007-07-10");
    session_times_of_all_day(&support.reader, &date, &until, &slot);
    assert_int_equal(slot.end, civil_at(support_date("2007-07-12"), 0));
    assert_int_equal(slot.end_utc, slot.end);
    session_times_of_all_day_session(&support.reader, &NO_DAY, &slot, &session);
    assert_true(session.resolved);
    assert_int_equal(session.end_utc, slot.end_utc);
    session_times_of_all_day_session(&support.reader, &earlier, &slot, &session);
    assert_int_equal(session.end_utc, civil_at(support_date("2007-07-11"), 0));
    load_support_assert_findings(&support, "");
}

static void an_end_is_a_clock_of_some_day_or_follows_from_a_duration(void **state)
{
    g_auto(LoadSupport) support;

    init_in_brussels(&support);
    DateValue date = parse_date(&support, "2007-07-09");
    CivilTime start = civil_at(date.date, 9 * 3600);
    const Node *node = date.node;
    SessionEnd none = { 0 };
    SessionEnd clock = { .clock = { 13 * 3600, node } };
    SessionEnd late = { .clock = { 13 * 3600, node }, .until = { date.date + 2, node } };
    SessionEnd length = { .duration = { 5400, node } };

    assert_null(session_times_end(&support.reader, &date, start, &none).node);
    assert_int_equal(session_times_end(&support.reader, &date, start, &clock).seconds, 13 * 3600);
    assert_int_equal(session_times_end(&support.reader, &date, start, &late).seconds, 61 * 3600);
    assert_int_equal(session_times_end(&support.reader, &date, start, &length).seconds, 37800);
    load_support_assert_findings(&support, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slot_has_its_times_and_their_instants),
        cmocka_unit_test(a_slot_ends_after_it_starts),
        cmocka_unit_test(a_time_after_midnight_is_suggested_unless_the_slot_would_be_long),
        cmocka_unit_test(a_time_that_clocks_skip_or_show_twice_is_told),
        cmocka_unit_test(the_moment_at_which_clocks_are_put_forward_is_an_end_but_no_start),
        cmocka_unit_test(without_both_times_nothing_more_is_told),
        cmocka_unit_test(without_a_date_or_a_zone_instants_are_not_looked_at),
        cmocka_unit_test(an_offset_with_seconds_is_told_to_a_day_after_it),
        cmocka_unit_test(an_all_day_slot_lasts_from_midnight_to_midnight),
        cmocka_unit_test(a_session_has_the_times_of_its_slot_unless_given),
        cmocka_unit_test(a_session_lies_within_its_slot),
        cmocka_unit_test(a_session_ends_after_it_starts),
        cmocka_unit_test(a_sessions_own_time_is_there_exactly_once_too),
        cmocka_unit_test(a_session_of_a_slot_without_order_is_measured_by_nothing),
        cmocka_unit_test(in_an_all_day_slot_a_last_day_can_be_given),
        cmocka_unit_test(an_end_is_a_clock_of_some_day_or_follows_from_a_duration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
