#include "render/report/change_text.h"

#include <string.h>

#include "sketch.h"
#include "support.h"

/* A session of ILO's in the Gold Room, from 09:00 on, and one of IOM's that runs then. */
static Agenda *new_agenda(const char *start, ContributionStatus status, const char *title)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    const Room *gold = support_add_room(agenda, "gold", "Gold Room");
    Slot *slot = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");
    Session *first = support_add_session(agenda, slot, SESSION_KIND_SESSION, "a", title);
    Session *second = support_add_session(agenda, slot, SESSION_KIND_SESSION, "b", "Second");

    first->room = second->room = gold;
    support_narrow_session(first, start, NULL);
    support_narrow_session(second, NULL, "10:00");
    support_add_contribution(agenda, first, "ilo", "speaker", status);
    support_contribute(agenda, second, "iom", "chair");
    return agenda;
}

static Agenda *new_usual_agenda(void)
{
    return new_agenda("10:00", CONTRIBUTION_STATUS_REQUESTED, "First");
}

static const FeedChange *find_feed(const Difference *difference, const char *path)
{
    for (guint i = 0; i < difference->feeds->len; i++) {
        const FeedChange *feed = difference->feeds->pdata[i];
        if (strcmp(feed_change_feed(feed)->path, path) == 0) {
            return feed;
        }
    }
    fail_msg("%s does not change", path);
    return NULL;
}

static void assert_words(const Difference *difference, const char *path, const char *expected)
{
    g_autofree char *words = change_text_words(difference, find_feed(difference, path));

    assert_string_equal(words, expected);
}

static void assert_json(const Difference *difference, const char *path, const char *expected)
{
    g_autofree char *json = change_text_json(find_feed(difference, path));

    assert_string_equal(json, expected);
}

static void an_agency_is_told_first_of_its_own_role_and_last_of_its_clashes(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED, "First");

    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    g_autoptr(Difference) back = difference_new(after, before);
    assert_words(difference, "forum/agencies/ilo",
                 "First (a): now confirmed as Speaker (was requested); "
                 "moved from Wednesday 11 July 2007 10:00–12:00 to 09:00–12:00; "
                 "now clashes with b in Gold Room\n");
    assert_words(back, "forum/agencies/ilo",
                 "First (a): now requested as Speaker (was confirmed); "
                 "moved from Wednesday 11 July 2007 09:00–12:00 to 10:00–12:00; "
                 "no longer clashes with b in Gold Room\n");
}

static void calendars_of_nobody_in_particular_name_the_agency_and_no_clash(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED, "First");
    static const char *const PATHS[] = { "forum/agenda", "forum/days/2007-07-11",
                                         "forum/rooms/gold", "forum/sessions/a" };

    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        assert_words(difference, PATHS[i],
                     "First (a): moved from Wednesday 11 July 2007 10:00–12:00 to 09:00–12:00; "
                     "ILO now confirmed as Speaker (was requested)\n");
    }
}

static void what_reaches_everybody_is_told_to_agencies_too(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_agenda("10:00", CONTRIBUTION_STATUS_CONFIRMED, "First");

    after->location = support_text(after, "Brussels");
    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    assert_words(difference, "forum/agencies/ilo",
                 "Place (every session): now \"Brussels\"\n"
                 "First (a): now confirmed as Speaker (was requested)\n");
    assert_words(difference, "forum/sessions/b", "Place (every session): now \"Brussels\"\n");
}

static void a_calendar_that_comes_or_goes_says_so_first(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_usual_agenda();

    support_contribute(after, (Session *)agenda_find_session(after, "b"), "who", "speaker");
    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    g_autoptr(Difference) back = difference_new(after, before);
    assert_words(difference, "forum/agencies/who",
                 "The calendar is new.\nSecond (b): now Speaker\n");
    assert_words(
        back, "forum/agencies/who",
        "It is no longer in the agenda. The calendar stays for a time.\nSecond (b): no longer Speaker\n");
}

static void an_agency_without_any_session_has_words_all_the_same(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_usual_agenda();

    support_add_agency(after, "who");
    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    assert_words(difference, "forum/agencies/who", "The calendar is new.\n");
    assert_json(difference, "forum/agencies/who", "[]");
}

static void json_has_the_changes_of_the_feed_in_one_line(void **state)
{
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_agenda("09:00", CONTRIBUTION_STATUS_CONFIRMED, "First");

    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    assert_json(difference, "forum/agencies/ilo",
                "[{\"kind\":\"moved\",\"session\":\"a\",\"title\":\"First\","
                "\"old\":{\"date\":\"2007-07-11\",\"start\":\"2007-07-11T10:00:00\","
                "\"end\":\"2007-07-11T12:00:00\"},"
                "\"new\":{\"date\":\"2007-07-11\",\"start\":\"2007-07-11T09:00:00\","
                "\"end\":\"2007-07-11T12:00:00\"}},"
                "{\"kind\":\"role-status\",\"session\":\"a\",\"title\":\"First\","
                "\"agency\":\"ilo\",\"role\":\"speaker\","
                "\"old\":\"requested\",\"new\":\"confirmed\"}]");
}

static void texts_are_told_as_they_are(void **state)
{
    static const char TITLE[] = "</li> \"a\" & \\n \u202Eb\u202C \uFFFE";
    g_autoptr(Agenda) before = new_usual_agenda();
    g_autoptr(Agenda) after = new_agenda("10:00", CONTRIBUTION_STATUS_REQUESTED, TITLE);

    agenda_finish(before);
    agenda_finish(after);
    g_autoptr(Difference) difference = difference_new(before, after);
    assert_words(difference, "forum/sessions/a",
                 "</li> \"a\" & \\n \u202Eb\u202C \uFFFE (a): renamed, was \"First\"\n");
    assert_json(difference, "forum/sessions/a",
                "[{\"kind\":\"renamed\",\"session\":\"a\","
                "\"title\":\"</li> \\\"a\\\" & \\\\n \u202Eb\u202C \uFFFE\",\"old\":\"First\","
                "\"new\":\"</li> \\\"a\\\" & \\\\n \u202Eb\u202C \uFFFE\"}]");
}

static void each_change_of_a_conference_as_a_whole_is_told_in_a_sentence(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *expected;
    } CASES[] = {
        { "", "; status cancelled", "Conference: cancelled\n" },
        { "; status cancelled", "; status postponed", "Conference: postponed\n" },
        { "; status postponed", "", "Conference: takes place again\n" },
        { "", "; noun Track", "Word for round tables: now \"Track\"\n" },
        { "; noun Piste", "; noun Track", "Word for round tables: now \"Track\", was \"Piste\"\n" },
        { "; noun Track", "", "Word for round tables: removed, was \"Track\"\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *old_sketch =
            g_strconcat("session 1.2 07-10 09:00-10:00 table=1", CASES[i].before, NULL);
        g_autofree char *new_sketch =
            g_strconcat("session 1.2 07-10 09:00-10:00 table=1", CASES[i].after, NULL);
        g_autoptr(Agenda) before = sketch_agenda(old_sketch);
        g_autoptr(Agenda) after = sketch_agenda(new_sketch);
        g_autoptr(Difference) difference = difference_new(before, after);
        assert_words(difference, "forum/round-tables/1", CASES[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agency_is_told_first_of_its_own_role_and_last_of_its_clashes),
        cmocka_unit_test(calendars_of_nobody_in_particular_name_the_agency_and_no_clash),
        cmocka_unit_test(what_reaches_everybody_is_told_to_agencies_too),
        cmocka_unit_test(a_calendar_that_comes_or_goes_says_so_first),
        cmocka_unit_test(an_agency_without_any_session_has_words_all_the_same),
        cmocka_unit_test(json_has_the_changes_of_the_feed_in_one_line),
        cmocka_unit_test(texts_are_told_as_they_are),
        cmocka_unit_test(each_change_of_a_conference_as_a_whole_is_told_in_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
