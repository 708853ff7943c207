#include "model/agenda/agenda_extract.h"

#include <string.h>

#include "random_agenda.h"
#include "records_support.h"
#include "render/ical/calendar.h"

/* --- rules ------------------------------------------------------------------------------- */

/* The events whose keys are among these, each between blanks. */
static bool has_named_session(const Session *session, gpointer data)
{
    g_autofree char *word = g_strdup_printf(" %s ", session->id);

    return strstr(data, word) != NULL;
}

static bool has_named_preparation(const Preparation *preparation, gpointer data)
{
    g_autofree char *key = preparation_dup_key(preparation);
    g_autofree char *word = g_strdup_printf(" %s ", key);

    return strstr(data, word) != NULL;
}

static Agenda *extract_named(const Agenda *agenda, const char *keys)
{
    g_autofree char *words = g_strdup_printf(" %s ", keys);
    ExtractRule rule = { .has_session = has_named_session,
                         .has_preparation = has_named_preparation,
                         .data = words };

    return agenda_extract(agenda, &rule);
}

static bool has_any_session(const Session *session, gpointer data)
{
    return session != NULL && data == NULL;
}

static bool has_any_preparation(const Preparation *preparation, gpointer data)
{
    return preparation != NULL && data == NULL;
}

/* About every third event, by a number. */
static bool has_some_session(const Session *session, gpointer data)
{
    return (g_str_hash(session->id) + GPOINTER_TO_UINT(data)) * 2654435761U % 3 == 0;
}

static bool has_some_preparation(const Preparation *preparation, gpointer data)
{
    return (preparation->index + GPOINTER_TO_UINT(data)) % 3 == 0;
}

/* --- what is in it ----------------------------------------------------------------------- */

/* A plenary, two sessions of one slot and one of another day, and a preparation. */
static Agenda *new_forum(void)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "12:00");
    Slot *banner = support_add_slot_on(agenda, "2007-07-10", NULL, NULL);
    Slot *later = support_add_slot_on(agenda, "2007-07-11", "09:00", "12:00");
    Session *first = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.1", "First");
    Session *second = support_add_session(agenda, slot, SESSION_KIND_SESSION, "2.1", "Second");
    Role *own = agenda_add_role(agenda, "own");

    support_add_session(agenda, banner, SESSION_KIND_PLENARY, "all", "All");
    support_add_session(agenda, later, SESSION_KIND_SESSION, "late", "Late");
    own->label = support_text(agenda, "Own");
    agenda_edit_role(agenda, "chair")->label = support_text(agenda, "Presiding");
    agenda_edit_role(agenda, "event")->present = true;
    first->room = support_add_room(agenda, "gold", "Gold");
    first->round_table = support_add_round_table(agenda, "1", "Table");
    support_narrow_session(first, "09:30", NULL);
    second->room = support_add_room(agenda, "blue", "Blue");
    second->round_table = support_add_round_table(agenda, "2", NULL);
    support_contribute(agenda, first, "ilo", "chair")->note = support_text(agenda, "Note");
    support_contribute(agenda, first, "iom", "own");
    support_contribute(agenda, second, "unhcr", "event");
    support_add_preparation(agenda, "unesco", "input", "Paper");
    agenda_finish(agenda);
    return agenda;
}

static void assert_holds(const Agenda *agenda, const char *agencies, const char *rooms,
                         const char *round_tables, const char *sessions)
{
    support_assert_ids(agenda->agencies, agencies);
    support_assert_ids(agenda->rooms, rooms);
    support_assert_ids(agenda->round_tables, round_tables);
    support_assert_ids(agenda->sessions, sessions);
}

static void an_extract_holds_events_and_what_they_name(void **state)
{
    g_autoptr(Agenda) forum = new_forum();
    g_autoptr(Agenda) agenda = extract_named(forum, "1.1");
    const Day *day = agenda->days->pdata[0];
    const Role *chair = agenda_find_role(agenda, "chair");
    const Role *own = agenda_find_role(agenda, "own");

    assert_holds(agenda, "ilo iom", "gold", "1", "1.1");
    assert_int_equal(agenda->days->len, 1);
    assert_int_equal(day->slots->len, 1);
    assert_int_equal(agenda->preparations->len, 0);
    assert_string_equal(text_get(&chair->label, NULL), "Presiding");
    assert_non_null(own);
    assert_true(role_is_as_built_in(agenda_find_role(agenda, "event")));
    assert_string_equal(agenda->id, "forum");
    assert_ptr_equal(agenda->tz, forum->tz);
}

static void sessions_of_a_slot_stay_in_one_slot(void **state)
{
    g_autoptr(Agenda) forum = new_forum();
    g_autoptr(Agenda) agenda = extract_named(forum, "1.1 2.1");
    const Day *day = agenda->days->pdata[0];

    assert_int_equal(day->slots->len, 1);
    support_assert_ids(((const Slot *)day->slots->pdata[0])->sessions, "2.1 1.1");
    assert_false(role_is_as_built_in(agenda_find_role(agenda, "event")));
}

static void with_a_plenary_there_are_all_agencies_but_nothing_else(void **state)
{
    g_autoptr(Agenda) forum = new_forum();
    g_autoptr(Agenda) agenda = extract_named(forum, "all");

    assert_holds(agenda, "ilo iom unesco unhcr", "", "", "all");
    assert_null(agenda_find_role(agenda, "own"));
}

static void preparations_are_there_with_their_agency(void **state)
{
    g_autoptr(Agenda) forum = new_forum();
    g_autoptr(Agenda) agenda = extract_named(forum, "unesco/input/Paper");

    assert_holds(agenda, "unesco", "", "", "");
    assert_int_equal(agenda->preparations->len, 1);
    assert_int_equal(agenda->days->len, 0);
}

static void an_extract_of_nothing_is_the_head(void **state)
{
    g_autoptr(Agenda) forum = new_forum();
    g_autoptr(Agenda) agenda = extract_named(forum, "none");

    assert_holds(agenda, "", "", "", "");
    assert_int_equal(agenda->days->len + agenda->preparations->len, 0);
    assert_string_equal(text_get(&agenda->title, NULL), "Forum forum");
    assert_string_equal(agenda->short_name, "FORUM");
}

/* --- field for field --------------------------------------------------------------------- */

static Agenda *extract_all(const Agenda *agenda)
{
    ExtractRule rule = { .has_session = has_any_session, .has_preparation = has_any_preparation };

    return agenda_extract(agenda, &rule);
}

/* An agenda in which every field of everything is set. */
static Agenda *new_rich_agenda(void)
{
    Agenda *agenda = support_agenda_new_with_id("rich");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "22:00", "26:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.1", "Title");
    Room *room = support_add_room(agenda, "gold", "Gold");
    RoundTable *table = support_add_round_table(agenda, "1", "Table");
    Contribution *contribution =
        support_add_contribution(agenda, session, "ilo", "chair", CONTRIBUTION_STATUS_OFFERED);
    Preparation *preparation = support_add_preparation(agenda, "ilo", "event", "Fair");
    TextVariant variants[] = { { "fr", "Un" }, { "en", "One" } };

    agenda->description = agenda_intern_text(agenda, variants, G_N_ELEMENTS(variants));
    agenda->url = "https://x.org/";
    agenda->location = support_text(agenda, "Here");
    agenda->has_published = true;
    agenda->published = 1184198400;
    agenda_edit_role(agenda, "chair")->present = false;
    agenda_edit_role(agenda, "chair")->place = (Place){ 1, 2 };
    Participant *agency = support_add_agency(agenda, "ilo");
    agency->name = agenda->description;
    agency->kind = AGENCY_KIND_PRIVATE;
    agency->delegation = 4;
    agency->url = "https://x.org/ilo";
    agency->place = (Place){ 3, 4 };
    room->capacity = 12;
    room->place = (Place){ 5, 6 };
    table->place = (Place){ 7, 8 };
    ((Day *)slot->day)->title = support_text(agenda, "Day");
    ((Day *)slot->day)->place = (Place){ 9, 10 };
    slot->place = (Place){ 11, 12 };
    session->status = SESSION_STATUS_TENTATIVE;
    session->room = room;
    session->round_table = table;
    session->abstract = support_text(agenda, "Abstract");
    session->url = "https://x.org/s";
    session->place = (Place){ 13, 14 };
    support_narrow_session(session, "23:00", "25:00");
    contribution->note = support_text(agenda, "Note");
    contribution->place = (Place){ 15, 16 };
    preparation->id = "fair";
    preparation->status = CONTRIBUTION_STATUS_REQUESTED;
    preparation->note = support_text(agenda, "Note");
    preparation->url = "https://x.org/p";
    preparation->timing = PREPARATION_DUE;
    preparation->date = support_date("2007-06-01");
    preparation->place = (Place){ 17, 18 };
    agenda_finish(agenda);
    return agenda;
}

static char *dup_file(const Agenda *agenda)
{
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    return g_steal_pointer(&records.file);
}

static void assert_same_place(Place left, Place right)
{
    assert_int_equal(left.line, right.line);
    assert_int_equal(left.column, right.column);
}

static void an_extract_is_equal_field_for_field(void **state)
{
    g_autoptr(Agenda) rich = new_rich_agenda();
    g_autoptr(Agenda) agenda = extract_all(rich);
    g_autofree char *expected = dup_file(rich);
    g_autofree char *file = dup_file(agenda);
    const Session *left = rich->sessions->pdata[0];
    const Session *right = agenda->sessions->pdata[0];
    const Contribution *left_part = left->contributions->pdata[0];
    const Contribution *right_part = right->contributions->pdata[0];
    const Preparation *left_paper = rich->preparations->pdata[0];
    const Preparation *right_paper = agenda->preparations->pdata[0];

    assert_string_equal(file, expected);
    /* What a file does not say: */
    assert_int_equal(right->start_utc, left->start_utc);
    assert_int_equal(right->end_utc, left->end_utc);
    assert_same_place(right->place, left->place);
    assert_same_place(right->slot->place, left->slot->place);
    assert_same_place(right->day->place, left->day->place);
    assert_same_place(right->room->place, left->room->place);
    assert_same_place(right->round_table->place, left->round_table->place);
    assert_same_place(right_part->place, left_part->place);
    assert_same_place(right_part->agency->place, left_part->agency->place);
    assert_same_place(right_part->role->place, left_part->role->place);
    assert_same_place(right_paper->place, left_paper->place);
}

static void an_extract_outlives_its_agenda(void **state)
{
    Agenda *rich = new_rich_agenda();
    g_autofree char *expected = dup_file(rich);
    g_autoptr(Agenda) agenda = extract_all(rich);

    agenda_free(rich);
    g_autofree char *file = dup_file(agenda);
    assert_string_equal(file, expected);
}

/* --- against the calendars --------------------------------------------------------------- */

/* Path → text of every feed. */
static GHashTable *render_all(Agenda *take_agenda)
{
    CalendarOptions options = { 0 };
    g_autoptr(Revision) revision = revision_new(take_agenda, support_stamp("2007-07-12T00:00:00Z"));
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &options);
    GHashTable *bodies =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        g_hash_table_insert(bodies, g_strdup(feed->feed->path),
                            calendar_render(renderer, feed, &(CalendarForm){ 0 }));
    }
    return bodies;
}

static bool has_event(GBytes *body)
{
    gsize length;
    const char *text = g_bytes_get_data(body, &length);

    return g_strstr_len(text, (gssize)length, "BEGIN:VEVENT") != NULL;
}

static void an_extract_of_everything_has_the_same_calendars_but_for_empty_ones(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 30; round++) {
        Agenda *agenda = random_agenda_new(seed + round, numbers);
        g_autoptr(GHashTable) actual = render_all(extract_all(agenda));
        g_autoptr(GHashTable) expected = render_all(agenda);
        GHashTableIter iter;
        gpointer path;
        gpointer body;
        g_hash_table_iter_init(&iter, expected);
        while (g_hash_table_iter_next(&iter, &path, &body)) {
            GBytes *other = g_hash_table_lookup(actual, path);
            if (other == NULL ? has_event(body) : !g_bytes_equal(body, other)) {
                fail_msg("%s is not the same", (const char *)path);
            }
        }
        assert_true(g_hash_table_size(actual) <= g_hash_table_size(expected));
    }
}

static void each_session_of_an_extract_has_the_same_calendar(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 30; round++) {
        Agenda *agenda = random_agenda_new(seed + round, numbers);
        ExtractRule rule = { .has_session = has_some_session,
                             .has_preparation = has_some_preparation,
                             .data = GUINT_TO_POINTER(round) };
        Agenda *extract = agenda_extract(agenda, &rule);
        g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < agenda->sessions->len; i++) {
            const Session *session = agenda->sessions->pdata[i];
            bool is_in = has_some_session(session, rule.data);
            assert_int_equal(agenda_find_session(extract, session->id) != NULL, is_in);
            if (is_in) {
                g_ptr_array_add(paths, g_strdup_printf("random/sessions/%s", session->id));
            }
        }
        g_autoptr(GHashTable) actual = render_all(extract);
        g_autoptr(GHashTable) expected = render_all(agenda);
        for (guint i = 0; i < paths->len; i++) {
            assert_true(g_bytes_equal(g_hash_table_lookup(actual, paths->pdata[i]),
                                      g_hash_table_lookup(expected, paths->pdata[i])));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_extract_holds_events_and_what_they_name),
        cmocka_unit_test(sessions_of_a_slot_stay_in_one_slot),
        cmocka_unit_test(with_a_plenary_there_are_all_agencies_but_nothing_else),
        cmocka_unit_test(preparations_are_there_with_their_agency),
        cmocka_unit_test(an_extract_of_nothing_is_the_head),
        cmocka_unit_test(an_extract_is_equal_field_for_field),
        cmocka_unit_test(an_extract_outlives_its_agenda),
        cmocka_unit_test(an_extract_of_everything_has_the_same_calendars_but_for_empty_ones),
        cmocka_unit_test(each_session_of_an_extract_has_the_same_calendar),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
