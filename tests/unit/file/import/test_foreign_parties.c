/* Covers src/file/import/foreign_parties.c */
#include "file/import/foreign_parties.h"

#include "support.h"

static ForeignParty *add(ForeignEvent *event, ForeignPartyType type, const char *source,
                         const char *name)
{
    ForeignParty *party = foreign_add_party(event, type);

    party->source = source;
    party->name = name;
    party->role = "speaker";
    return party;
}

/* The ids in a list of participants, with blanks between. */
static void assert_participants(const GArray *participants, const char *expected)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = 0; i < participants->len; i++) {
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "",
                               g_array_index(participants, ForeignParticipant, i).id);
    }
    assert_string_equal(ids->str, expected);
}

/* Two events: Ada of UCL and the World Bank, then Ada again, another Ada, and a nameless source. */
static ForeignSchedule *make_schedule(void)
{
    ForeignSchedule *schedule = foreign_schedule_new();
    ForeignEvent *first = foreign_add_event(schedule);
    ForeignEvent *second = foreign_add_event(schedule);

    first->track = "Art";
    add(first, FOREIGN_PARTY_PERSON, "10", "Ada")->organisation = "UCL";
    add(first, FOREIGN_PARTY_ORGANISATION, NULL, "World Bank")->short_name = "WB";
    add(second, FOREIGN_PARTY_PERSON, "9", "Ada");
    add(second, FOREIGN_PARTY_PERSON, "10", "Ada")->url = "https://ada.org/";
    add(second, FOREIGN_PARTY_PERSON, NULL, "Åse");
    return schedule;
}

static void speakers_are_people_and_organisations_agencies(void **state)
{
    g_autoptr(ForeignSchedule) schedule = make_schedule();
    g_autoptr(ForeignParties) parties =
        foreign_parties_new(schedule, FOREIGN_AGENCIES_ORGANISATIONS);

    assert_participants(foreign_parties_agencies(parties), "ucl wb");
    /* The one with the smaller number was there first. */
    assert_participants(foreign_parties_people(parties), "ada ada-10 ase");
    const ForeignParticipant *ada =
        &g_array_index(foreign_parties_people(parties), ForeignParticipant, 1);
    assert_string_equal(ada->agency, "ucl");
    assert_string_equal(ada->url, "https://ada.org/");
    assert_int_equal(schedule->remarks->len, 0);
}

static void who_speaks_for_an_organisation_contributes_for_it(void **state)
{
    g_autoptr(ForeignSchedule) schedule = make_schedule();
    g_autoptr(ForeignParties) parties =
        foreign_parties_new(schedule, FOREIGN_AGENCIES_ORGANISATIONS);
    const ForeignEvent *event = schedule->events->pdata[0];
    ForeignPartyIds ada =
        foreign_parties_ids(parties, &g_array_index(event->parties, ForeignParty, 0));
    ForeignPartyIds bank =
        foreign_parties_ids(parties, &g_array_index(event->parties, ForeignParty, 1));

    assert_string_equal(ada.person, "ada-10");
    assert_string_equal(ada.agency, "ucl");
    assert_string_equal(bank.agency, "wb");
    assert_null(bank.person);
    assert_null(foreign_parties_track(parties, "Art"));
}

static void speakers_can_be_agencies(void **state)
{
    g_autoptr(ForeignSchedule) schedule = make_schedule();
    g_autoptr(ForeignParties) parties = foreign_parties_new(schedule, FOREIGN_AGENCIES_SPEAKERS);

    assert_participants(foreign_parties_agencies(parties), "ada ada-10 ase wb");
    assert_participants(foreign_parties_people(parties), "");
}

static void tracks_can_be_agencies(void **state)
{
    g_autoptr(ForeignSchedule) schedule = make_schedule();
    g_autoptr(ForeignParties) parties = foreign_parties_new(schedule, FOREIGN_AGENCIES_TRACKS);

    assert_participants(foreign_parties_agencies(parties), "art");
    assert_participants(foreign_parties_people(parties), "ada ada-10 ase");
    assert_string_equal(foreign_parties_track(parties, "Art"), "art");
    assert_null(foreign_parties_track(parties, NULL));
    /* An organisation, and that of a person. */
    assert_int_equal(schedule->remarks->len, 2);
}

static void there_can_be_no_agencies(void **state)
{
    g_autoptr(ForeignSchedule) schedule = make_schedule();
    g_autoptr(ForeignParties) parties = foreign_parties_new(schedule, FOREIGN_AGENCIES_NONE);
    const ForeignEvent *event = schedule->events->pdata[0];
    ForeignPartyIds bank =
        foreign_parties_ids(parties, &g_array_index(event->parties, ForeignParty, 1));

    assert_participants(foreign_parties_agencies(parties), "");
    assert_null(bank.agency);
    assert_null(bank.person);
}

static void a_short_name_of_two_or_a_number_is_no_id(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *event = foreign_add_event(schedule);

    add(event, FOREIGN_PARTY_ORGANISATION, NULL, "World Bank")->short_name = "WB";
    add(event, FOREIGN_PARTY_ORGANISATION, NULL, "Water Board")->short_name = "WB";
    add(event, FOREIGN_PARTY_ORGANISATION, NULL, "Three Fifty")->short_name = "350";
    g_autoptr(ForeignParties) parties =
        foreign_parties_new(schedule, FOREIGN_AGENCIES_ORGANISATIONS);
    assert_participants(foreign_parties_agencies(parties), "three-fifty water-board world-bank");
}

static void ids_do_not_depend_on_the_order_of_the_source(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    ForeignEvent *event = foreign_add_event(schedule);

    add(event, FOREIGN_PARTY_PERSON, "300", "Ada");
    add(event, FOREIGN_PARTY_PERSON, "20", "Ada");
    add(event, FOREIGN_PARTY_PERSON, "1000", "Ada");
    g_autoptr(ForeignParties) parties = foreign_parties_new(schedule, FOREIGN_AGENCIES_NONE);
    assert_participants(foreign_parties_people(parties), "ada ada-1000 ada-300");
    assert_string_equal(
        g_array_index(foreign_parties_people(parties), ForeignParticipant, 0).source, "20");
}

static void each_word_for_agencies_is_known(void **state)
{
    ForeignAgencies found;

    for (guint i = 0; FOREIGN_AGENCIES_WORDS[i] != NULL; i++) {
        assert_true(foreign_agencies_parse(FOREIGN_AGENCIES_WORDS[i], &found));
        assert_int_equal(found, i);
    }
    assert_false(foreign_agencies_parse("speaker", &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speakers_are_people_and_organisations_agencies),
        cmocka_unit_test(who_speaks_for_an_organisation_contributes_for_it),
        cmocka_unit_test(speakers_can_be_agencies),
        cmocka_unit_test(tracks_can_be_agencies),
        cmocka_unit_test(there_can_be_no_agencies),
        cmocka_unit_test(a_short_name_of_two_or_a_number_is_no_id),
        cmocka_unit_test(ids_do_not_depend_on_the_order_of_the_source),
        cmocka_unit_test(each_word_for_agencies_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
