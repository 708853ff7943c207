/* Covers src/model/revision/succession.c and src/model/change/, where the rules of a zone change */
#include "model/revision/succession.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "sketch.h"

/* Summer time in 2007 from 25 March until 28 October or, by new rules, 30 September. */
#define SUMMER "zone Europe/Brussels rules=3600_0_CET|1174784400_7200_1_CEST|"
#define OLD_RULES SUMMER "1193533200_3600_0_CET|CET-1; "
#define NEW_RULES SUMMER "1191114000_3600_0_CET|CET-1; "
/* And one that is other only in the years after. */
#define LATER_RULES SUMMER "1193533200_3600_0_CET|CET-1CEST,M3.5.0,M10.5.0/3; "

#define JULY "session july 07-10 09:00-10:00; "
#define OCTOBER "session october 10-10 09:00-10:00; "
#define BANNER "session banner 10-11 all-day; "

static void what_moves_by_new_rules_is_raised_and_nothing_else(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, OLD_RULES JULY OCTOBER BANNER, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, NEW_RULES JULY OCTOBER BANNER, "06-02");

    sketch_assert_stamp(second, "july", "06-01 06-01 0");
    sketch_assert_stamp(second, "october", "06-01 06-02 1");
    sketch_assert_stamp(second, "banner", "06-01 06-01 0");
    sketch_assert_changed(second, "agenda", "06-02");
    sketch_assert_changed(second, "days/2007-07-10", "06-01");
    sketch_assert_changed(second, "days/2007-10-10", "06-02");
    sketch_assert_changed(second, "sessions/july", "06-01");
    /* It names no time of day, but its calendar tells the rules. */
    sketch_assert_changed(second, "sessions/banner", "06-02");
}

static void new_rules_for_other_years_move_nothing(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, OLD_RULES JULY OCTOBER "room gold", "06-01");
    g_autoptr(Revision) second =
        sketch_revision(first, LATER_RULES JULY OCTOBER "room gold", "06-02");

    sketch_assert_stamp(second, "october", "06-01 06-01 0");
    sketch_assert_changed(second, "agenda", "06-01");
    sketch_assert_changed(second, "rooms/gold", "06-01");
}

/* Between the sessions of a feed, none of which moves. */
static void a_change_of_clocks_within_the_days_of_a_feed_changes_that(void **state)
{
    const char *const november = "session november 11-10 09:00-10:00; room gold";
    g_autofree char *before = g_strconcat(OLD_RULES JULY, november, NULL);
    g_autofree char *after = g_strconcat(NEW_RULES JULY, november, NULL);
    g_autoptr(Revision) first = sketch_revision(NULL, before, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, after, "06-02");

    sketch_assert_stamp(second, "july", "06-01 06-01 0");
    /* The onset before it is another. */
    sketch_assert_stamp(second, "november", "06-01 06-02 1");
    sketch_assert_changed(second, "agenda", "06-02");
    sketch_assert_changed(second, "sessions/july", "06-01");
    /* A calendar without sessions tells the rules of all days. */
    sketch_assert_changed(second, "rooms/gold", "06-02");
}

/* Summer time has ended for good: whether rules go on can only be seen in the year after. */
static void a_calendar_is_dated_anew_if_rules_no_longer_govern_the_days(void **state)
{
    const char *const rules = "zone Europe/Brussels rules=3600_0_CET|1143334800_7200_1_CEST|"
                              "1162083600_3600_0_CET|CET-1; room gold; day 01-10; ";
    g_autofree char *longer = g_strconcat(rules, "day 04-10", NULL);
    g_autoptr(Revision) first = sketch_revision(NULL, rules, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, longer, "06-02");

    sketch_assert_changed(second, "rooms/gold", "06-02");
}

static void departures_move_too(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, OLD_RULES JULY OCTOBER BANNER, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, OLD_RULES JULY, "06-02");
    g_autoptr(Revision) third = sketch_revision(second, NEW_RULES JULY, "06-03");
    g_autoptr(Revision) other = sketch_revision(second, LATER_RULES JULY, "06-03");

    sketch_assert_entries(third, "agenda", "july:0 !october@1:2 !banner@1:1");
    sketch_assert_changed(third, "agenda", "06-03");
    sketch_assert_entries(other, "agenda", "july:0 !october@1:1 !banner@1:1");
    sketch_assert_changed(other, "agenda", "06-02");
}

/* The words for all changes, with blanks between. */
static char *words_of(const char *before, const char *after)
{
    g_autoptr(Agenda) old_agenda = sketch_agenda(before);
    g_autoptr(Agenda) new_agenda = sketch_agenda(after);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < difference->changes->len; i++) {
        g_string_append_printf(words, "%s%s", i > 0 ? " " : "",
                               change_word(difference->changes->pdata[i]));
    }
    return g_string_free(words, FALSE);
}

static void assert_words(const char *before, const char *after, const char *expected)
{
    g_autofree char *words = words_of(before, after);

    assert_string_equal(words, expected);
}

static void what_has_moved_is_told(void **state)
{
    assert_words(OLD_RULES JULY OCTOBER, NEW_RULES JULY OCTOBER, "zone-rules retimed");
    assert_words(OLD_RULES JULY OCTOBER, LATER_RULES JULY OCTOBER, "");
    assert_words(OLD_RULES JULY, NEW_RULES JULY, "");
    /* Its window is told otherwise; its instants are the same. */
    assert_words(OLD_RULES "session november 11-10 09:00-10:00",
                 NEW_RULES "session november 11-10 09:00-10:00", "zone-rules");
    /* One that moves on the wall as well is told as moved. */
    assert_words(OLD_RULES OCTOBER, NEW_RULES "session october 10-10 09:00-11:00",
                 "zone-rules moved");
}

/* Where the days decide what a calendar tells of the clocks, that is a change of it. */
static void other_clocks_are_told_of_calendars_without_sessions(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *words;
        guint n_feeds;
    } CASES[] = {
        { "day 07-10; room gold", "day 07-11; room gold", "", 2 },
        { "day 07-10; room gold", "day 07-10; day 02-01; room gold", "clocks", 4 },
        { "room gold", "day 07-10; room gold", "clocks", 3 },
        { "day 07-10; room gold", "room gold", "clocks", 3 },
        { JULY "day 07-10", JULY "day 07-10; day 02-01; room gold", "", 2 },
        { JULY "room gold", JULY "day 02-01; room gold", "clocks", 2 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Agenda) before = sketch_agenda(CASES[i].before);
        g_autoptr(Agenda) after = sketch_agenda(CASES[i].after);
        g_autoptr(Difference) difference = difference_new(before, after);
        assert_words(CASES[i].before, CASES[i].after, CASES[i].words);
        assert_int_equal(difference->feeds->len, CASES[i].n_feeds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_moves_by_new_rules_is_raised_and_nothing_else),
        cmocka_unit_test(new_rules_for_other_years_move_nothing),
        cmocka_unit_test(a_change_of_clocks_within_the_days_of_a_feed_changes_that),
        cmocka_unit_test(a_calendar_is_dated_anew_if_rules_no_longer_govern_the_days),
        cmocka_unit_test(departures_move_too),
        cmocka_unit_test(what_has_moved_is_told),
        cmocka_unit_test(other_clocks_are_told_of_calendars_without_sessions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
