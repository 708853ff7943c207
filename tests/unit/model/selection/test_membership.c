#include "model/selection/membership.h"

#include "sketch.h"
#include "support.h"

#define BASE "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker"

typedef struct Case {
    const char *now;
    bool is_covered;
} Case;

static bool covers(const char *now, const char *before)
{
    g_autoptr(Agenda) after = sketch_agenda(now);
    g_autoptr(Agenda) earlier = sketch_agenda(before);

    return membership_covers(after->sessions->pdata[0], earlier->sessions->pdata[0],
                             MEMBERSHIP_LOSSES);
}

/* Whether they are the same for every selection, which must not depend on their order. */
static bool is_same(const char *now, const char *before)
{
    g_autoptr(Agenda) after = sketch_agenda(now);
    g_autoptr(Agenda) earlier = sketch_agenda(before);
    const Session *one = after->sessions->pdata[0];
    const Session *other = earlier->sessions->pdata[0];
    bool covers = membership_covers(one, other, MEMBERSHIP_CHANGES);

    assert_int_equal(membership_covers(other, one, MEMBERSHIP_CHANGES), covers);
    return covers;
}

static bool covers_preparation(const char *now, const char *before)
{
    g_autoptr(Agenda) after = sketch_agenda(now);
    g_autoptr(Agenda) earlier = sketch_agenda(before);

    return membership_covers_preparation(after->preparations->pdata[0],
                                         earlier->preparations->pdata[0]);
}

static void a_session_is_covered_by_what_has_its_kind_day_place_and_all_its_roles(void **state)
{
    static const Case CASES[] = {
        { BASE, true },
        { "session s 07-10 14:00-15:00 room=gold table=1 with=iom/speaker,ilo/chair title=Other "
          "status=cancelled url=https://x.example/",
          true },
        { "session s 07-10 all-day room=gold table=1 with=ilo/chair,iom/speaker", true },
        { BASE ",wto/input", true },
        { "plenary s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker", false },
        { "session s 07-11 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker", false },
        { "session s 07-10 09:00-10:00 room=blue table=1 with=ilo/chair,iom/speaker", false },
        { "session s 07-10 09:00-10:00 table=1 with=ilo/chair,iom/speaker", false },
        { "session s 07-10 09:00-10:00 room=gold table=2 with=ilo/chair,iom/speaker", false },
        { "session s 07-10 09:00-10:00 room=gold with=ilo/chair,iom/speaker", false },
        { "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair", false },
        { "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/speaker,iom/speaker", false },
        { "session s 07-10 09:00-10:00 room=gold table=1 with=ilo/speaker,iom/chair", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (covers(CASES[i].now, BASE) != CASES[i].is_covered) {
            fail_msg("%s: %s", CASES[i].now, CASES[i].is_covered ? "not covered" : "covered");
        }
    }
}

static void what_lasts_for_days_is_covered_by_what_goes_on_on_the_same_days_of_the_agenda(
    void **state)
{
#define LONG "session s 07-10 20:00-63:00"
#define ALL_DAYS "day 07-11;day 07-12;"
    static const struct {
        const char *now;
        const char *before;
        bool is_covered;
    } CASES[] = {
        { ALL_DAYS LONG, ALL_DAYS LONG, true },
        { ALL_DAYS LONG, "day 07-11;" LONG, true },
        { "day 07-11;" LONG, ALL_DAYS LONG, false },
        { "day 07-12;" LONG, ALL_DAYS LONG, false },
        { LONG, LONG, true },
        { ALL_DAYS "session s 07-10 20:00-46:00", ALL_DAYS LONG, false },
        { "day 07-11;session s 07-10 20:00-46:00", "day 07-11;" LONG, true },
        { ALL_DAYS LONG, ALL_DAYS "session s 07-10 20:00-46:00", true },
        { "day 07-10;" ALL_DAYS "session s 07-11 20:00-39:00", ALL_DAYS LONG, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (covers(CASES[i].now, CASES[i].before) != CASES[i].is_covered) {
            fail_msg("%s, then %s: %s", CASES[i].before, CASES[i].now,
                     CASES[i].is_covered ? "not covered" : "covered");
        }
    }
}

static void what_was_in_no_room_and_round_table_is_covered_by_any(void **state)
{
    assert_true(covers(BASE, "session s 07-10 09:00-10:00"));
    assert_false(covers("session s 07-10 09:00-10:00", BASE));
}

static void what_lasts_for_days_is_covered_while_each_of_its_days_is_there(void **state)
{
    static const char *const THREE = "session s 07-10 09:00-58:00;day 07-11;day 07-12";

    assert_true(covers(THREE, THREE));
    assert_true(covers("session s 07-10 09:00-58:00;day 07-11;day 07-12;day 07-13", THREE));
    assert_false(covers("session s 07-10 09:00-58:00;day 07-11", THREE));
    assert_false(covers("session s 07-10 09:00-34:00;day 07-11;day 07-12", THREE));
    assert_true(covers(THREE, "session s 07-10 09:00-58:00;day 07-11"));
    assert_true(
        covers("session s 07-10 09:00-34:00;day 07-11", "session s 07-10 09:00-58:00;day 07-11"));
}

static void a_preparation_is_covered_while_it_has_a_date_its_agency_and_its_role(void **state)
{
    static const Case CASES[] = {
        { "preparation p ilo/input due=06-01", true },
        { "preparation p ilo/input date=07-20 title=Other", true },
        { "preparation p ilo/input", false },
        { "preparation p iom/input due=06-01", false },
        { "preparation p ilo/comments due=06-01", false },
        { "preparation p ilo~jane/input due=06-01", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (covers_preparation(CASES[i].now, "preparation p ilo/input due=06-01") !=
            CASES[i].is_covered) {
            fail_msg("%s: %s", CASES[i].now, CASES[i].is_covered ? "not covered" : "covered");
        }
    }
}

static void by_the_later_rule_what_is_gained_counts_as_what_is_lost(void **state)
{
#define PLAIN "day 07-11;session s 07-10 09:00-10:00"
#define TERMS PLAIN " type=poster tags=a,b languages=en interpretation=fr"
    static const struct {
        const char *now;
        const char *before;
        bool is_same;
    } CASES[] = {
        { PLAIN, PLAIN " title=Other status=cancelled url=https://x.example/", true },
        { PLAIN, PLAIN " room=gold", false },
        { PLAIN, PLAIN " table=1", false },
        { PLAIN, PLAIN " with=ilo/chair", false },
        { PLAIN, "day 07-11;plenary s 07-10 09:00-10:00", false },
        { PLAIN, "day 07-11;session s 07-10 20:00-46:00", false },
        { TERMS, TERMS, true },
        { TERMS, PLAIN " type=poster tags=b,a languages=fr interpretation=en", true },
        { TERMS, PLAIN " type=poster tags=a,b languages=en,fr", true },
        { TERMS, PLAIN " type=talk tags=a,b languages=en interpretation=fr", false },
        { TERMS, PLAIN " tags=a,b languages=en interpretation=fr", false },
        { TERMS, PLAIN " type=poster tags=a languages=en interpretation=fr", false },
        { TERMS, PLAIN " type=poster tags=a,c languages=en interpretation=fr", false },
        { TERMS, PLAIN " type=poster languages=en interpretation=fr", false },
        { TERMS, PLAIN " type=poster tags=a,b languages=en", false },
        { TERMS, PLAIN " type=poster tags=a,b interpretation=en", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (is_same(CASES[i].now, CASES[i].before) != CASES[i].is_same) {
            fail_msg("%s, then %s", CASES[i].before, CASES[i].now);
        }
        /* The earlier rule knows no terms. */
        assert_true(covers(TERMS, PLAIN) && covers(PLAIN, TERMS));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_the_later_rule_what_is_gained_counts_as_what_is_lost),
        cmocka_unit_test(a_session_is_covered_by_what_has_its_kind_day_place_and_all_its_roles),
        cmocka_unit_test(
            what_lasts_for_days_is_covered_by_what_goes_on_on_the_same_days_of_the_agenda),
        cmocka_unit_test(what_was_in_no_room_and_round_table_is_covered_by_any),
        cmocka_unit_test(what_lasts_for_days_is_covered_while_each_of_its_days_is_there),
        cmocka_unit_test(a_preparation_is_covered_while_it_has_a_date_its_agency_and_its_role),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
