#include "render/wording.h"

#include "support.h"

/* Session 1.2 of round table 1: ILO is rapporteur and is asked for input, the World Bank speaks
 * and chairs, UNHCR has a note. */
static Agenda *new_agenda(Session **out_session)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session =
        support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Labour migration");

    session->round_table = support_add_round_table(agenda, "1", "Capital");
    support_contribute(agenda, session, "ilo", "input")->status = CONTRIBUTION_STATUS_REQUESTED;
    support_contribute(agenda, session, "ilo", "rapporteur");
    support_contribute(agenda, session, "world-bank", "speaker")->status =
        CONTRIBUTION_STATUS_OFFERED;
    support_contribute(agenda, session, "world-bank", "chair");
    support_contribute(agenda, session, "unhcr", "input")->note = support_text(agenda, "a paper");
    *out_session = session;
    return agenda;
}

static const Participant *ilo_of(const Agenda *agenda)
{
    return agenda_find_agency(agenda, "ilo");
}

typedef void (*Append)(WordSink *sink, const Session *session, const Participant *viewpoint);

/* As an event of the agenda has it. */
static void append_summary(WordSink *sink, const Session *session, const Participant *viewpoint)
{
    wording_append_mark(sink, session);
    wording_append_title(sink, session, viewpoint);
}

static void assert_wording(Append append, const Session *session, const Participant *viewpoint,
                           const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = word_sink_plain(out);

    append(&sink, session, viewpoint);
    assert_string_equal(out->str, expected);
}

static void a_summary_is_number_and_title(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_finish(agenda);
    assert_wording(append_summary, session, NULL, "1.2 Labour migration");
}

static void a_number_is_shown_only_within_its_round_table(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    session->round_table = NULL;
    agenda_finish(agenda);
    assert_wording(append_summary, session, NULL, "Labour migration");
}

static void an_own_summary_begins_with_the_roles_in_their_order(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_finish(agenda);
    assert_wording(append_summary, session, ilo_of(agenda),
                   "[Rapporteur, Input (requested)] 1.2 Labour migration");
}

static void a_cancelled_session_says_so_first(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    session->status = SESSION_STATUS_CANCELLED;
    agenda_finish(agenda);
    assert_wording(append_summary, session, NULL, "Cancelled: 1.2 Labour migration");
    assert_wording(append_summary, session, agenda_find_agency(agenda, "world-bank"),
                   "Cancelled: [Chair, Speaker (offered)] 1.2 Labour migration");
}

static void what_does_not_take_place_with_its_conference_says_why(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda->status = AGENDA_STATUS_POSTPONED;
    agenda_finish(agenda);
    assert_wording(append_summary, session, NULL, "Postponed: 1.2 Labour migration");
    session->status = SESSION_STATUS_CANCELLED;
    assert_wording(append_summary, session, NULL, "Cancelled: 1.2 Labour migration");
    session->status = SESSION_STATUS_TENTATIVE;
    agenda->status = AGENDA_STATUS_CANCELLED;
    assert_wording(append_summary, session, NULL, "Cancelled: 1.2 Labour migration");
}

static void a_general_description_lists_every_contribution(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    session->abstract = support_text(agenda, "About labour.\nAnd migration.");
    session->url = "https://example.org/1.2";
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL,
                   "Round Table 1: Capital\n"
                   "\n"
                   "Contributions:\n"
                   "WORLD-BANK: Chair\n"
                   "ILO: Rapporteur\n"
                   "WORLD-BANK: Speaker (offered)\n"
                   "ILO: Input (requested)\n"
                   "UNHCR: Input – a paper\n"
                   "\n"
                   "About labour.\nAnd migration.\n"
                   "\n"
                   "https://example.org/1.2");
}

static void an_own_description_tells_roles_then_partners(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    agenda_finish(agenda);
    assert_wording(wording_append_description, session, ilo_of(agenda),
                   "Round Table 1: Capital\n"
                   "ILO: Rapporteur\n"
                   "ILO: Input (requested)\n"
                   "\n"
                   "Partners:\n"
                   "WORLD-BANK: Chair, Speaker (offered)\n"
                   "UNHCR: Input");
}

static GPtrArray *add_terms(Agenda *agenda, NamedKind kind, const char *first, const char *second)
{
    GPtrArray *list = agenda_add_list(agenda, NULL);

    g_ptr_array_add(list, agenda_add_named(agenda, kind, first));
    g_ptr_array_add(list, agenda_add_named(agenda, kind, second));
    return list;
}

static void add_link(Agenda *agenda, Session *session, const char *url, const char *title)
{
    Link *link = g_new0(Link, 1);

    link->url = url;
    link->title = title != NULL ? support_text(agenda, title) : (Text){ 0 };
    session->links = session->links != NULL ? session->links : agenda_add_list(agenda, g_free);
    g_ptr_array_add(session->links, link);
}

static void a_description_has_what_most_programs_show_nowhere_else(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);
    Room *room = agenda_add_room(agenda, "gold");

    g_ptr_array_set_size(session->contributions, 0);
    room->name = support_text(agenda, "Gold Room");
    room->url = "https://example.org/gold";
    session->room = room;
    session->abstract = support_text(agenda, "About labour.");
    session->subtitle = support_text(agenda, "The second part");
    session->join = "https://example.org/join";
    session->type = agenda_add_named(agenda, NAMED_TYPE, "Poster");
    session->tags = add_terms(agenda, NAMED_TAG, "work", "youth");
    session->languages = add_terms(agenda, NAMED_LANGUAGE, "en", "fr");
    session->interpretation = add_terms(agenda, NAMED_LANGUAGE, "ar", "es");
    agenda->contact = support_text(agenda, "The secretariat");
    session->url = "https://example.org/1.2";
    add_link(agenda, session, "https://example.org/slides", "Slides");
    add_link(agenda, session, "https://example.org/film", NULL);
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL,
                   "Round Table 1: Capital\n\n"
                   "Join online: https://example.org/join\n\n"
                   "The second part\n\n"
                   "About labour.\n\n"
                   "Type: Poster\n"
                   "Tags: work, youth\n"
                   "Languages: en, fr\n"
                   "Interpretation: ar, es\n"
                   "Contact: The secretariat\n\n"
                   "https://example.org/1.2\n"
                   "Slides: https://example.org/slides\n"
                   "https://example.org/film\n"
                   "Gold Room: https://example.org/gold");
    session->contact = support_text(agenda, "Jane");
    assert_string_equal(wording_contact(session), "Jane");
}

static void a_place_is_a_room_its_floor_and_its_address_or_that_of_the_conference(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);
    Room *room = agenda_add_room(agenda, "gold");
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = word_sink_plain(out);

    agenda->location = support_text(agenda, "Brussels");
    room->name = support_text(agenda, "Gold Room");
    room->floor = support_text(agenda, "Second floor");
    agenda_finish(agenda);
    wording_append_location(&sink, agenda, room);
    assert_string_equal(out->str, "Gold Room, Second floor, Brussels");
    g_string_truncate(out, 0);
    room->address = support_text(agenda, "Rue X 1, Ghent");
    wording_append_location(&sink, agenda, room);
    assert_string_equal(out->str, "Gold Room, Second floor, Rue X 1, Ghent");
}

static void an_own_description_without_partners_or_round_table_is_the_role_alone(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");

    support_contribute(agenda, session, "ilo", "chair")->note = support_text(agenda, "a note");
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, ilo_of(agenda), "ILO: Chair – a note");
}

static void a_session_with_nothing_to_say_has_no_description(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");

    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL, "");
}

static void only_the_abstract_may_hold_markdown(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    g_ptr_array_set_size(session->contributions, 0);
    session->title = support_text(agenda, "*a*");
    session->abstract = support_text(agenda, "*a* [b](https://c)");
    session->round_table = NULL;
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL, "a b (https://c)");
    assert_wording(append_summary, session, NULL, "*a*");
}

static void assert_feed_description(const Agenda *agenda, guint feed, const char *expected)
{
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    g_autofree char *words = wording_dup_feed_description(agenda, feeds->pdata[feed]);

    assert_string_equal(words, expected);
}

static void only_the_description_of_the_agenda_may_hold_markdown(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();

    support_add_agency(agenda, "ilo")->label = support_text(agenda, "*ILO*");
    agenda->title = support_text(agenda, "*T*");
    agenda_finish(agenda);
    assert_feed_description(agenda, 0, "*T*: the whole agenda.");
    agenda->description = support_text(agenda, "About *this*");
    assert_feed_description(agenda, 0, "About this");
    assert_feed_description(agenda, 1, "*T*: what *ILO* contributes, with the plenaries.");
}

static void a_round_table_without_title_is_named_by_its_id(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    ((RoundTable *)session->round_table)->title = (Text){ 0 };
    g_ptr_array_set_size(session->contributions, 0);
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL, "Round Table 1");
}

static void assert_location(const Agenda *agenda, const Room *room, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = word_sink_plain(out);

    wording_append_location(&sink, agenda, room);
    assert_string_equal(out->str, expected);
}

static void a_location_is_the_room_then_the_place(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    const Room *room = support_add_room(agenda, "gold", "Gold Room");

    agenda_finish(agenda);
    assert_location(agenda, NULL, "");
    assert_location(agenda, room, "Gold Room");
    agenda->location = support_text(agenda, "Brussels, Belgium");
    assert_location(agenda, NULL, "Brussels, Belgium");
    assert_location(agenda, room, "Gold Room, Brussels, Belgium");
}

static void assert_preparation(const Preparation *preparation, const char *own, const char *general,
                               const char *description)
{
    g_autoptr(GString) out = g_string_new(NULL);
    WordSink sink = word_sink_plain(out);

    wording_append_preparation_summary(&sink, preparation, preparation->agency);
    assert_string_equal(out->str, own);
    g_string_truncate(out, 0);
    wording_append_preparation_summary(&sink, preparation, NULL);
    assert_string_equal(out->str, general);
    g_string_truncate(out, 0);
    wording_append_preparation_description(&sink, preparation);
    assert_string_equal(out->str, description);
}

static void a_preparation_tells_its_role_or_its_agency(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Preparation *preparation = support_add_preparation(agenda, "ilo", "comments", "The note");

    preparation->status = CONTRIBUTION_STATUS_TENTATIVE;
    agenda_finish(agenda);
    assert_preparation(preparation, "[Comments (tentative)] The note", "The note (ILO)",
                       "ILO: Comments (tentative)");
}

static void a_due_preparation_without_title_is_named_by_its_role(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Preparation *preparation = support_add_preparation(agenda, "ilo", "background-paper", NULL);

    preparation->timing = PREPARATION_DUE;
    preparation->note = support_text(agenda, "in two volumes");
    preparation->url = "https://example.org/paper";
    agenda_finish(agenda);
    assert_preparation(preparation, "[Background paper] Due: Background paper",
                       "Due: Background paper (ILO)",
                       "ILO: Background paper – in two volumes\n\nhttps://example.org/paper");
}

static void a_description_is_appended_behind_other_text(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);
    g_autoptr(GString) out = g_string_new("before:");
    WordSink sink = word_sink_plain(out);

    g_ptr_array_set_size(session->contributions, 0);
    agenda_finish(agenda);
    wording_append_description(&sink, session, NULL);
    assert_string_equal(out->str, "before:Round Table 1: Capital");
}

static void a_round_table_is_called_what_the_agenda_calls_it(void **state)
{
    Session *session;
    g_autoptr(Agenda) agenda = new_agenda(&session);

    g_ptr_array_set_size(session->contributions, 0);
    agenda->words.round_table.one = support_text(agenda, "Track, or stream");
    agenda_finish(agenda);
    assert_wording(wording_append_description, session, NULL, "Track, or stream 1: Capital");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_summary_is_number_and_title),
        cmocka_unit_test(a_number_is_shown_only_within_its_round_table),
        cmocka_unit_test(an_own_summary_begins_with_the_roles_in_their_order),
        cmocka_unit_test(a_cancelled_session_says_so_first),
        cmocka_unit_test(what_does_not_take_place_with_its_conference_says_why),
        cmocka_unit_test(a_general_description_lists_every_contribution),
        cmocka_unit_test(a_description_has_what_most_programs_show_nowhere_else),
        cmocka_unit_test(a_place_is_a_room_its_floor_and_its_address_or_that_of_the_conference),
        cmocka_unit_test(an_own_description_tells_roles_then_partners),
        cmocka_unit_test(an_own_description_without_partners_or_round_table_is_the_role_alone),
        cmocka_unit_test(a_session_with_nothing_to_say_has_no_description),
        cmocka_unit_test(only_the_abstract_may_hold_markdown),
        cmocka_unit_test(only_the_description_of_the_agenda_may_hold_markdown),
        cmocka_unit_test(a_round_table_without_title_is_named_by_its_id),
        cmocka_unit_test(a_location_is_the_room_then_the_place),
        cmocka_unit_test(a_preparation_tells_its_role_or_its_agency),
        cmocka_unit_test(a_description_is_appended_behind_other_text),
        cmocka_unit_test(a_due_preparation_without_title_is_named_by_its_role),
        cmocka_unit_test(a_round_table_is_called_what_the_agenda_calls_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
