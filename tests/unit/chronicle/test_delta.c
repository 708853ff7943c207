#include "chronicle/delta.h"

#include <string.h>

#include "history_support.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"

#define SESSION "session s 07-10 09:00-10:00 with=ilo/chair;"

/* The facts without the line of the revision; the caller's own. */
static char *describe(const HistoryFacts *facts)
{
    g_autofree char *all = history_support_describe(facts);

    return g_strdup(strchr(all, '\n') + 1);
}

static char *describe_all(const Revision *previous, const Revision *revision)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();

    delta_add_events(facts, previous, revision);
    delta_add_departures(facts, previous, revision);
    delta_add_feeds(facts, previous, revision);
    return describe(facts);
}

/* Unix seconds of 07-01 and of the days after it. */
#define T1 "1183248000"
#define T2 "1183334400"
#define T3 "1183420800"

static void of_a_first_revision_everything_is_new(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, SESSION "preparation p ilo/input due=06-01; preparation q ilo/input", "07-01");
    g_autofree char *facts = describe_all(NULL, first);

    assert_string_equal(facts, "event preparations/p|" T1 " " T1 " 0\n"
                               "event s|" T1 " " T1 " 0\n"
                               "feed forum/agencies/ilo|" T1 "|-|-|-\n"
                               "feed forum/agenda|" T1 "|-|-|-\n"
                               "feed forum/days/2007-07-10|" T1 "|-|-|-\n"
                               "feed forum/sessions/s|" T1 "|-|-|-\n");
}

static void of_a_revision_that_is_the_same_nothing_is(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "", "07-03");
    g_autofree char *facts = describe_all(second, third);

    assert_string_equal(facts, "");
}

static void what_departs_and_feeds_that_go_are_told_and_when_departures_are_over(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION "room gold", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, "room gold; agency ilo", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, "room gold; agency ilo", "07-30");
    g_autoptr(HistoryFacts) over = history_facts_new();
    g_autofree char *gone = describe_all(first, second);

    assert_string_equal(gone, "event s|" T1 " " T2 " 1\n"
                              "departure s|1|" T1 " " T2 " 1\n"
                              "feed forum/agencies/ilo|" T2 "|-|-|-\n"
                              "feed forum/agenda|" T2 "|-|-|-\n"
                              "feed forum/days/2007-07-10|" T2
                              "|day|Tuesday 10 July 2007 – FORUM|Forum forum: Tuesday 10 July "
                              "2007.|Tuesday 10 July 2007\n"
                              "feed forum/rooms/gold|" T2 "|-|-|-\n"
                              "feed forum/sessions/s|" T2
                              "|session|s – FORUM|Forum forum: one entry.|s\n");
    delta_add_events(over, second, third);
    delta_add_departures(over, second, third);
    delta_add_feeds(over, second, third);
    assert_int_equal(over->events->len, 0);
    assert_int_equal(over->departures->len, 1);
    assert_true(g_array_index(over->departures, HistoryDeparture, 0).is_over);
    for (guint i = 0; i < over->feeds->len; i++) {
        assert_false(g_array_index(over->feeds, HistoryFeed, i).is_over);
    }
    assert_int_equal(over->feeds->len, 4);
}

static void a_departure_with_another_stamp_is_told_anew(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION "agency ilo", "07-01");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 09:00-10:00; agency ilo", "07-02");
    g_autoptr(Revision) third = sketch_revision(
        second, "session s 07-10 09:00-10:00 status=cancelled; agency ilo", "07-03");
    g_autoptr(HistoryFacts) facts = history_facts_new();

    delta_add_departures(facts, second, third);
    g_autofree char *text = describe(facts);
    assert_string_equal(text, "departure s|1|" T1 " " T3 " 2\n");
}

static void a_feed_that_comes_back_is_told_though_its_time_is_the_same(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, SESSION "room gold", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, SESSION, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, SESSION "room gold", "07-03");
    g_autofree char *gone = describe_all(first, second);
    g_autofree char *back = describe_all(second, third);

    assert_string_equal(gone, "feed forum/rooms/gold|" T1
                              "|room|gold – FORUM|Forum forum: what takes place in gold.|gold\n");
    assert_string_equal(back, "feed forum/rooms/gold|" T1 "|-|-|-\n");
}

/* --- records ----------------------------------------------------------------------------- */

static void assert_records(const AgendaRecord *previous, guint n_previous,
                           const AgendaRecord *records, guint n_records, const char *expected)
{
    g_autoptr(HistoryFacts) facts = history_facts_new();
    g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    g_autoptr(GArray) after = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    g_array_append_vals(before, previous, n_previous);
    g_array_append_vals(after, records, n_records);
    guint count = delta_add_records(facts, before, after);
    g_autofree char *text = describe(facts);
    assert_string_equal(text, expected);
    assert_int_equal(count, facts->records->len);
}

static void records_are_told_if_they_are_new_gone_elsewhere_or_of_another_text(void **state)
{
    static const AgendaRecord BEFORE[] = {
        { "agency", "gone", "", "{1}" },       { "agency", "same", "", "{2}" },
        { "room", "text", "", "{3}" },         { "session", "last", "there", "{4}" },
        { "session", "place", "here", "{5}" },
    };
    static const AgendaRecord AFTER[] = {
        { "agency", "new", "", "{0}" },
        { "agency", "same", "", "{2}" },
        { "role", "x", "", "{6}" },
        { "room", "text", "", "{33}" },
        { "session", "place", "there", "{5}" },
    };
    assert_records(BEFORE, 5, AFTER, 5,
                   "record agency|gone||-\n"
                   "record agency|new||{0}\n"
                   "record role|x||{6}\n"
                   "record room|text||{33}\n"
                   "record session|last|there|-\n"
                   "record session|place|there|{5}\n");
    assert_records(BEFORE, 5, BEFORE, 5, "");
    assert_records(NULL, 0, NULL, 0, "");
    assert_records(BEFORE, 1, NULL, 0, "record agency|gone||-\n");
    assert_records(NULL, 0, BEFORE, 1, "record agency|gone||{1}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_first_revision_everything_is_new),
        cmocka_unit_test(of_a_revision_that_is_the_same_nothing_is),
        cmocka_unit_test(what_departs_and_feeds_that_go_are_told_and_when_departures_are_over),
        cmocka_unit_test(a_departure_with_another_stamp_is_told_anew),
        cmocka_unit_test(a_feed_that_comes_back_is_told_though_its_time_is_the_same),
        cmocka_unit_test(records_are_told_if_they_are_new_gone_elsewhere_or_of_another_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
