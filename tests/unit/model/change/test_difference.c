#include "model/change/difference.h"

#include <string.h>

#include "draft.h"
#include "support.h"

/* --- each kind of change ----------------------------------------------------------------- */

/* "kind event agency role old>new": what each change holds, in a line. */
static char *changes_to_text(const Difference *difference)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < difference->changes->len; i++) {
        const Change *change = difference->changes->pdata[i];
        assert_int_equal(change->index, i);
        g_string_append_printf(out, "%s %s %s %s %s>%s\n", change_word(change),
                               change->event != NULL         ? change->event->id
                               : change->room != NULL        ? change->room->id
                               : change->round_table != NULL ? change->round_table->id
                                                             : "-",
                               change->agency != NULL ? change->agency->id : "-",
                               change->role != NULL ? change->role->id : "-",
                               change->old_text != NULL ? change->old_text : "",
                               change->new_text != NULL ? change->new_text : "");
    }
    return g_string_free(out, FALSE);
}

static char *feeds_to_text(const Difference *difference)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        const char *path = feed_change_feed(feed)->path + strlen("forum/");
        g_string_append_printf(out, "%s%s%s", i > 0 ? " " : "",
                               feed->old_feed == NULL   ? "+"
                               : feed->new_feed == NULL ? "-"
                                                        : "",
                               path);
    }
    return g_string_free(out, FALSE);
}

static void assert_difference(const Draft *before, const Draft *after, const char *changes,
                              const char *feeds)
{
    g_autoptr(Agenda) old_agenda = draft_build(before, false);
    g_autoptr(Agenda) new_agenda = draft_build(after, true);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);
    g_autofree char *actual_changes = changes_to_text(difference);
    g_autofree char *actual_feeds = feeds_to_text(difference);

    assert_string_equal(actual_changes, changes);
    assert_string_equal(actual_feeds, feeds);
}

/* One number is changed to 1, or from 1 to 0. */
typedef struct KindCase {
    gsize offset;
    guint value;
    const char *changes;
    const char *feeds;
} KindCase;

#define ALL                                                                     \
    "agenda agencies/a0 agencies/a1 agencies/a2 round-tables/0 round-tables/1 " \
    "days/2007-07-10 rooms/r0 rooms/r1 sessions/0.0 sessions/1.1"
#define OF_FIRST "agenda agencies/a0 round-tables/0 days/2007-07-10 rooms/r0 sessions/0.0"

static const KindCase CASES[] = {
    { offsetof(Draft, title), 1, "title - - - Title 0.1>Title 0.2\n", ALL },
    { offsetof(Draft, short_name), 1, "short-name - - - Short 0.1>Short 0.2\n", ALL },
    { offsetof(Draft, description), 1, "description - - - >Description 0.1\n", "agenda" },
    { offsetof(Draft, url), 1, "homepage - - - >https://example.org/1\n", ALL },
    { offsetof(Draft, location), 1, "location - - - >Place 0.1\n",
      "agenda agencies/a0 round-tables/0 round-tables/1 days/2007-07-10 rooms/r0 rooms/r1 "
      "sessions/0.0 sessions/1.1" },
    { offsetof(Draft, shorts[0]), 1, "agency-short-name - a0 - A 0.1>A 0.2\n", OF_FIRST },
    { offsetof(Draft, names[0]), 1, "agency-name - a0 - >Agency 0.1\n", "agencies/a0" },
    { offsetof(Draft, labels[0]), 1, "role-label - - chair Role 0.1>Role 0.2\n", OF_FIRST },
    { offsetof(Draft, labels[1]), 1, "", "" },
    { offsetof(Draft, room_names[0]), 1, "room-name r0 - - Room 0.1>Room 0.2\n", OF_FIRST },
    { offsetof(Draft, table_titles[0]), 1, "round-table-title 0 - - >Table 0.1\n", OF_FIRST },
    { offsetof(Draft, capacities[0]), 1, "", "" },
    { offsetof(Draft, agencies[2]), 0, "", "-agencies/a2" },
    { offsetof(Draft, days[1]), 1, "", "+days/2007-07-11" },
    { offsetof(Draft, sessions[0].is_there), 0, "removed 0.0 - - >\n",
      "agenda agencies/a0 round-tables/0 days/2007-07-10 rooms/r0 -sessions/0.0" },
    { offsetof(Draft, sessions[2].is_there), 1, "added 0.2 - - >\n",
      "agenda round-tables/0 days/2007-07-10 rooms/r0 +sessions/0.2" },
    { offsetof(Draft, sessions[0].status), 2, "cancelled 0.0 - - >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].status), 1, "status 0.0 - - >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].start), 10, "moved 0.0 - - >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].all_day), 1, "moved 0.0 - - >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].day), 1, "moved 0.0 - - >\n",
      "agenda agencies/a0 round-tables/0 days/2007-07-10 +days/2007-07-11 rooms/r0 sessions/0.0" },
    { offsetof(Draft, sessions[0].title), 1, "renamed 0.0 - - Title 0.1>Title 0.2\n", OF_FIRST },
    { offsetof(Draft, sessions[0].room), 1, "room 0.0 - - r0>r1\n",
      "agenda agencies/a0 round-tables/0 days/2007-07-10 rooms/r0 rooms/r1 sessions/0.0" },
    { offsetof(Draft, sessions[0].table), 1, "round-table 0.0 - - 0>1\n",
      "agenda agencies/a0 round-tables/0 round-tables/1 days/2007-07-10 rooms/r0 sessions/0.0" },
    { offsetof(Draft, sessions[0].abstract), 1, "abstract 0.0 - - >Abstract 0.1\n", OF_FIRST },
    { offsetof(Draft, sessions[0].url), 1, "url 0.0 - - >https://example.org/s1\n", OF_FIRST },
    { offsetof(Draft, sessions[0].parts[0][0]), 0, "role-lost 0.0 a0 chair >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].parts[0][0]), 3, "role-status 0.0 a0 chair confirmed>requested\n",
      OF_FIRST },
    { offsetof(Draft, sessions[0].parts[1][2]), 1, "role-gained 0.0 a1 input >\n",
      "agenda agencies/a0 agencies/a1 round-tables/0 days/2007-07-10 rooms/r0 sessions/0.0" },
    { offsetof(Draft, sessions[0].notes[0][0]), 1, "note 0.0 a0 chair >Note 0.1\n", OF_FIRST },
    { offsetof(Draft, preparations[0].is_there), 0, "removed p0 - - >\n", "agenda agencies/a0" },
    { offsetof(Draft, preparations[0].timing), 1, "moved p0 - - >\n", "agenda agencies/a0" },
    { offsetof(Draft, preparations[0].timing), 0, "moved p0 - - >\n", "agenda agencies/a0" },
    { offsetof(Draft, preparations[0].title), 1, "renamed p0 - - Role 0.1>Preparation 0.1\n",
      "agenda agencies/a0" },
    { offsetof(Draft, preparations[0].agency), 1,
      "role-gained p0 a1 chair >\nrole-lost p0 a0 chair >\n", "agenda agencies/a0 agencies/a1" },
    { offsetof(Draft, preparations[0].note), 1, "note p0 a0 chair >Note 0.1\n",
      "agenda agencies/a0" },
    { offsetof(Draft, preparations[2].is_there), 1, "", "" }, /* it has no date */
};

static void each_kind_of_change_is_told_and_where_it_shows(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Draft before = draft_plain();
        Draft after = before;
        *(guint *)((char *)&after + CASES[i].offset) = CASES[i].value;
        assert_difference(&before, &after, CASES[i].changes, CASES[i].feeds);
    }
}

static void a_session_that_is_no_longer_cancelled_is_restored(void **state)
{
    Draft before = draft_plain();
    Draft after = before;

    before.sessions[0].status = SESSION_STATUS_CANCELLED;
    assert_difference(&before, &after, "restored 0.0 - - >\n", OF_FIRST);
}

static void a_plenary_reaches_every_agency_also_by_becoming_one(void **state)
{
    Draft before = draft_plain();
    Draft after = before;

    before.sessions[0].table = after.sessions[0].table = 9;
    after.sessions[0].kind = SESSION_KIND_PLENARY;
    assert_difference(&before, &after, "kind 0.0 - - >\n",
                      "agenda agencies/a0 agencies/a1 agencies/a2 days/2007-07-10 rooms/r0 "
                      "sessions/0.0");
}

static void a_note_does_not_reach_the_partners_own_calendar(void **state)
{
    Draft before = draft_plain();

    before.sessions[0].parts[1][1] = 1;
    Draft after = before;
    after.sessions[0].notes[1][1] = 1;
    assert_difference(&before, &after, "note 0.0 a1 speaker >Note 4.1\n",
                      "agenda agencies/a1 round-tables/0 days/2007-07-10 rooms/r0 sessions/0.0");
}

static void the_other_day_in_the_same_night_is_a_move(void **state)
{
    Draft before = draft_plain();
    Draft after = before;

    before.sessions[0].start = 25;
    after.sessions[0].start = 1;
    after.sessions[0].day = 1;
    assert_difference(&before, &after, "moved 0.0 - - >\n", "days/2007-07-10 +days/2007-07-11");
}

static void another_order_of_the_file_is_no_difference(void **state)
{
    Draft draft = draft_plain();
    g_autoptr(Agenda) old_agenda = draft_build(&draft, false);
    g_autoptr(Agenda) new_agenda = draft_build(&draft, true);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);

    assert_true(difference_is_empty(difference));
    assert_int_equal(difference->changes->len, 0);
    assert_int_equal(difference->events->len, 3);
}

static void clashes_are_new_or_solved_by_who_and_what_not_by_when(void **state)
{
    Draft before = draft_plain();

    before.sessions[1].parts[0][1] = 1;
    Draft after = before;
    after.sessions[1].start = 10;
    g_autoptr(Agenda) apart = draft_build(&before, false);
    g_autoptr(Agenda) clashing = draft_build(&after, false);
    after.sessions[0].start = 10;
    g_autoptr(Agenda) clashing_later = draft_build(&after, false);
    after.delegations[0] = 1;
    g_autoptr(Agenda) two_people = draft_build(&after, false);

    g_autoptr(Difference) arising = difference_new(apart, clashing);
    assert_int_equal(arising->new_clashes->len, 1);
    assert_int_equal(arising->solved_clashes->len, 0);
    const Clash *clash = arising->new_clashes->pdata[0];
    assert_string_equal(clash->participant->id, "a0");
    g_autoptr(Difference) lasting = difference_new(clashing, clashing_later);
    assert_int_equal(lasting->new_clashes->len + lasting->solved_clashes->len, 0);
    g_autoptr(Difference) solved = difference_new(clashing_later, two_people);
    assert_int_equal(solved->solved_clashes->len, 1);
    assert_int_equal(solved->feeds->len, 0);
    assert_false(difference_is_empty(solved));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_change_is_told_and_where_it_shows),
        cmocka_unit_test(a_session_that_is_no_longer_cancelled_is_restored),
        cmocka_unit_test(a_plenary_reaches_every_agency_also_by_becoming_one),
        cmocka_unit_test(a_note_does_not_reach_the_partners_own_calendar),
        cmocka_unit_test(the_other_day_in_the_same_night_is_a_move),
        cmocka_unit_test(another_order_of_the_file_is_no_difference),
        cmocka_unit_test(clashes_are_new_or_solved_by_who_and_what_not_by_when),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
