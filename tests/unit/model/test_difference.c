#include "model/difference.h"

#include <string.h>

#include "model/translation.h"
#include "random_agenda.h"
#include "render/calendar.h"
#include "support.h"

/* --- agendas to compare ------------------------------------------------------------------ */

#define N_SESSIONS 6
#define N_AGENCIES 3
#define N_ROOMS 2
#define N_TABLES 2
#define N_ROLES 3
#define N_DAYS 2
#define N_PREPARATIONS 3

#define FRENCH 16U

static const char *const ROLES[N_ROLES] = { "chair", "speaker", "input" };
static const char *const DATES[N_DAYS] = { "2007-07-10", "2007-07-11" };

typedef struct DraftSession {
    guint is_there, day, start, all_day, kind, status, title, abstract, url, room, table;
    guint parts[N_AGENCIES][N_ROLES]; /* 0 none, else 1 + status */
    guint notes[N_AGENCIES][N_ROLES];
} DraftSession;

typedef struct DraftPreparation {
    guint is_there, agency, role, status, title, note, url, timing, date;
} DraftPreparation;

/* All that an agenda says, as numbers: 0 is often "none". What texts say in French is in the bits
 * from FRENCH on. */
typedef struct Draft {
    guint title, short_name, description, url, location;
    guint agencies[N_AGENCIES], shorts[N_AGENCIES], names[N_AGENCIES], delegations[N_AGENCIES];
    guint rooms[N_ROOMS], room_names[N_ROOMS], capacities[N_ROOMS];
    guint tables[N_TABLES], table_titles[N_TABLES];
    guint labels[N_ROLES];
    guint days[N_DAYS];
    DraftSession sessions[N_SESSIONS];
    DraftPreparation preparations[N_PREPARATIONS];
} Draft;

/* "WORD NUMBER.VARIANT", or NULL for variant 0. */
static const char *word(Agenda *agenda, const char *name, guint number, guint variant)
{
    g_autofree char *text = g_strdup_printf("%s %u.%u", name, number, variant);

    return variant == 0 ? NULL : agenda_intern(agenda, text);
}

static Text text(Agenda *agenda, const char *name, guint number, guint variant)
{
    const TextVariant variants[] = {
        { .lang = "en", .value = word(agenda, name, number, variant % FRENCH) },
        { .lang = "fr", .value = word(agenda, name, number + 100, variant / FRENCH) },
    };

    return variants[0].value == NULL
               ? (Text){ 0 }
               : agenda_intern_text(agenda, variants, variants[1].value != NULL ? 2 : 1);
}

static const char *id_of(Agenda *agenda, const char *name, guint number)
{
    g_autofree char *id = g_strdup_printf("%s%u", name, number);

    return agenda_intern(agenda, id);
}

static void add_frame(Agenda *agenda, const Draft *draft)
{
    agenda->title = text(agenda, "Title", 0, draft->title + 1);
    agenda->short_name = word(agenda, "Short", 0, draft->short_name + 1);
    agenda->description = text(agenda, "Description", 0, draft->description);
    agenda->url = draft->url == 0 ? NULL : id_of(agenda, "https://example.org/", draft->url);
    agenda->location = word(agenda, "Place", 0, draft->location);
    for (guint i = 0; i < N_ROLES; i++) {
        agenda_edit_role(agenda, ROLES[i])->label = text(agenda, "Role", i, draft->labels[i] + 1);
    }
    for (guint i = 0; i < N_AGENCIES; i++) {
        if (draft->agencies[i] != 0) {
            Agency *agency = support_add_agency(agenda, id_of(agenda, "a", i));
            agency->short_name = word(agenda, "A", i, draft->shorts[i] + 1);
            agency->name = text(agenda, "Agency", i, draft->names[i]);
            agency->delegation = 1 + draft->delegations[i];
        }
    }
    for (guint i = 0; i < N_ROOMS; i++) {
        if (draft->rooms[i] != 0) {
            Room *room = support_add_room(agenda, id_of(agenda, "r", i), "Room");
            room->name = text(agenda, "Room", i, draft->room_names[i] + 1);
            room->capacity = draft->capacities[i];
        }
    }
    for (guint i = 0; i < N_TABLES; i++) {
        if (draft->tables[i] != 0) {
            support_add_round_table(agenda, id_of(agenda, "", i), NULL)->title =
                text(agenda, "Table", i, draft->table_titles[i]);
        }
    }
    for (guint i = 0; i < N_DAYS; i++) {
        if (draft->days[i] != 0) {
            support_add_day(agenda, DATES[i]);
        }
    }
}

static void add_session(Agenda *agenda, const DraftSession *draft, guint number)
{
    g_autofree char *start = g_strdup_printf("%02u:00", draft->start);
    g_autofree char *end = g_strdup_printf("%02u:30", draft->start + 1);
    g_autofree char *id = g_strdup_printf("%u.%u", number % N_TABLES, number);
    Slot *slot =
        support_add_slot_on(agenda, DATES[draft->day], draft->all_day != 0 ? NULL : start, end);
    Session *session = support_add_session(agenda, slot, (SessionKind)draft->kind, id, "Title");

    session->title = text(agenda, "Title", number, draft->title + 1);
    session->status = draft->status;
    session->abstract = text(agenda, "Abstract", number, draft->abstract);
    session->url = draft->url == 0 ? NULL : id_of(agenda, "https://example.org/s", draft->url);
    session->room = agenda_find_room(agenda, id_of(agenda, "r", draft->room));
    if (draft->kind == SESSION_KIND_SESSION) {
        session->round_table = agenda_find_round_table(agenda, id_of(agenda, "", draft->table));
    }
    for (guint i = 0; i < N_AGENCIES * N_ROLES; i++) {
        guint agency = i / N_ROLES;
        guint role = i % N_ROLES;
        const char *agency_id = id_of(agenda, "a", agency);
        if (draft->parts[agency][role] != 0 && agenda_find_agency(agenda, agency_id) != NULL) {
            support_add_contribution(agenda, session, agency_id, ROLES[role],
                                     draft->parts[agency][role] - 1)
                ->note = text(agenda, "Note", i, draft->notes[agency][role]);
        }
    }
}

static void add_preparation(Agenda *agenda, const DraftPreparation *draft, guint number)
{
    const char *agency = id_of(agenda, "a", draft->agency);

    if (agenda_find_agency(agenda, agency) == NULL) {
        return;
    }
    Preparation *preparation = support_add_preparation(agenda, agency, ROLES[draft->role], NULL);
    preparation->title = text(agenda, "Preparation", number, draft->title + number % 2);
    preparation->id = number % 2 == 0 ? id_of(agenda, "p", number) : NULL;
    preparation->status = draft->status;
    preparation->note = text(agenda, "Note", number, draft->note);
    preparation->url = draft->url == 0 ? NULL : id_of(agenda, "https://example.org/p", draft->url);
    preparation->timing = draft->timing;
    preparation->date = draft->timing == PREPARATION_UNDATED
                            ? 0
                            : support_date("2007-06-01") + (CivilDate)draft->date;
}

/* The agenda of a draft; `backwards` writes its sessions and preparations in the other order. */
static Agenda *build(const Draft *draft, bool backwards)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    add_frame(agenda, draft);
    for (guint i = 0; i < N_SESSIONS; i++) {
        guint number = backwards ? N_SESSIONS - 1 - i : i;
        if (draft->sessions[number].is_there != 0) {
            add_session(agenda, &draft->sessions[number], number);
        }
    }
    for (guint i = 0; i < N_PREPARATIONS; i++) {
        guint number = backwards ? N_PREPARATIONS - 1 - i : i;
        if (draft->preparations[number].is_there != 0) {
            add_preparation(agenda, &draft->preparations[number], number);
        }
    }
    agenda_finish(agenda);
    return agenda;
}

/* Two sessions, an agency in the first, a room, round tables "0" and "1", a preparation. */
static Draft plain_draft(void)
{
    Draft draft = { .agencies = { 1, 1, 1 }, .rooms = { 1, 1 }, .tables = { 1, 1 } };

    draft.sessions[0] = (DraftSession){ .is_there = 1, .start = 9 };
    draft.sessions[0].parts[0][0] = 1;
    draft.sessions[1] = (DraftSession){ .is_there = 1, .start = 14, .table = 1, .room = 1 };
    draft.preparations[0] = (DraftPreparation){ .is_there = 1, .timing = PREPARATION_DUE };
    return draft;
}

/* --- each kind of change ----------------------------------------------------------------- */

/* "kind event agency role old>new": what each change holds, in a line. */
static char *changes_to_text(const Difference *difference)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < difference->changes->len; i++) {
        const Change *change = difference->changes->pdata[i];
        assert_int_equal(change->index, i);
        g_string_append_printf(out, "%s %s %s %s %s>%s\n", change_kind_word(change->kind),
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
    g_autoptr(Agenda) old_agenda = build(before, false);
    g_autoptr(Agenda) new_agenda = build(after, true);
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
    { offsetof(Draft, sessions[0].room), 1, "room 0.0 - - >\n",
      "agenda agencies/a0 round-tables/0 days/2007-07-10 rooms/r0 rooms/r1 sessions/0.0" },
    { offsetof(Draft, sessions[0].table), 1, "round-table 0.0 - - >\n",
      "agenda agencies/a0 round-tables/0 round-tables/1 days/2007-07-10 rooms/r0 sessions/0.0" },
    { offsetof(Draft, sessions[0].abstract), 1, "abstract 0.0 - - >Abstract 0.1\n", OF_FIRST },
    { offsetof(Draft, sessions[0].url), 1, "url 0.0 - - >https://example.org/s1\n", OF_FIRST },
    { offsetof(Draft, sessions[0].parts[0][0]), 0, "role-lost 0.0 a0 chair >\n", OF_FIRST },
    { offsetof(Draft, sessions[0].parts[0][0]), 3, "role-status 0.0 a0 chair >\n", OF_FIRST },
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
        Draft before = plain_draft();
        Draft after = before;
        *(guint *)((char *)&after + CASES[i].offset) = CASES[i].value;
        assert_difference(&before, &after, CASES[i].changes, CASES[i].feeds);
    }
}

static void a_session_that_is_no_longer_cancelled_is_restored(void **state)
{
    Draft before = plain_draft();
    Draft after = before;

    before.sessions[0].status = SESSION_STATUS_CANCELLED;
    assert_difference(&before, &after, "restored 0.0 - - >\n", OF_FIRST);
}

static void a_plenary_reaches_every_agency_also_by_becoming_one(void **state)
{
    Draft before = plain_draft();
    Draft after = before;

    before.sessions[0].table = after.sessions[0].table = 9;
    after.sessions[0].kind = SESSION_KIND_PLENARY;
    assert_difference(&before, &after, "kind 0.0 - - >\n",
                      "agenda agencies/a0 agencies/a1 agencies/a2 days/2007-07-10 rooms/r0 "
                      "sessions/0.0");
}

static void a_note_does_not_reach_the_partners_own_calendar(void **state)
{
    Draft before = plain_draft();

    before.sessions[0].parts[1][1] = 1;
    Draft after = before;
    after.sessions[0].notes[1][1] = 1;
    assert_difference(&before, &after, "note 0.0 a1 speaker >Note 4.1\n",
                      "agenda agencies/a1 round-tables/0 days/2007-07-10 rooms/r0 sessions/0.0");
}

static void the_other_day_in_the_same_night_is_a_move(void **state)
{
    Draft before = plain_draft();
    Draft after = before;

    before.sessions[0].start = 25;
    after.sessions[0].start = 1;
    after.sessions[0].day = 1;
    assert_difference(&before, &after, "moved 0.0 - - >\n", "days/2007-07-10 +days/2007-07-11");
}

static void another_order_of_the_file_is_no_difference(void **state)
{
    Draft draft = plain_draft();
    g_autoptr(Agenda) old_agenda = build(&draft, false);
    g_autoptr(Agenda) new_agenda = build(&draft, true);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);

    assert_true(difference_is_empty(difference));
    assert_int_equal(difference->changes->len, 0);
    assert_int_equal(difference->events->len, 3);
}

static void clashes_are_new_or_solved_by_who_and_what_not_by_when(void **state)
{
    Draft before = plain_draft();

    before.sessions[1].parts[0][1] = 1;
    Draft after = before;
    after.sessions[1].start = 10;
    g_autoptr(Agenda) apart = build(&before, false);
    g_autoptr(Agenda) clashing = build(&after, false);
    after.sessions[0].start = 10;
    g_autoptr(Agenda) clashing_later = build(&after, false);
    after.delegations[0] = 1;
    g_autoptr(Agenda) two_people = build(&after, false);

    g_autoptr(Difference) arising = difference_new(apart, clashing);
    assert_int_equal(arising->new_clashes->len, 1);
    assert_int_equal(arising->solved_clashes->len, 0);
    const Clash *clash = arising->new_clashes->pdata[0];
    assert_string_equal(clash->agency->id, "a0");
    g_autoptr(Difference) lasting = difference_new(clashing, clashing_later);
    assert_int_equal(lasting->new_clashes->len + lasting->solved_clashes->len, 0);
    g_autoptr(Difference) solved = difference_new(clashing_later, two_people);
    assert_int_equal(solved->solved_clashes->len, 1);
    assert_int_equal(solved->feeds->len, 0);
    assert_false(difference_is_empty(solved));
}

/* --- against the calendars themselves ---------------------------------------------------- */

typedef struct Field {
    gsize offset;
    guint below;  /* its values are 0 to below - 1 */
    guint french; /* of a text: how many there are in French, with none */
} Field;

#define FIELD(member, below)            \
    {                                   \
        offsetof(Draft, member), below, \
    }
#define TEXT_FIELD(member, below)          \
    {                                      \
        offsetof(Draft, member), below, 3, \
    }
#define SESSION_FIELD(member, below) FIELD(sessions[0].member, below)
#define SESSION_TEXT_FIELD(member, below) TEXT_FIELD(sessions[0].member, below)
#define PREPARATION_FIELD(member, below) FIELD(preparations[0].member, below)
#define PREPARATION_TEXT_FIELD(member, below) TEXT_FIELD(preparations[0].member, below)

static const Field COMMON_FIELDS[] = {
    TEXT_FIELD(title, 2),
    FIELD(short_name, 2),
    TEXT_FIELD(description, 3),
    FIELD(url, 2),
    FIELD(location, 3),
    FIELD(agencies[0], 2),
    FIELD(agencies[1], 2),
    FIELD(shorts[0], 2),
    FIELD(shorts[1], 2),
    TEXT_FIELD(names[0], 3),
    FIELD(delegations[0], 2),
    FIELD(rooms[0], 2),
    TEXT_FIELD(room_names[0], 2),
    FIELD(capacities[0], 2),
    FIELD(tables[0], 2),
    TEXT_FIELD(table_titles[0], 3),
    TEXT_FIELD(labels[0], 2),
    TEXT_FIELD(labels[1], 2),
    FIELD(days[0], 2),
    FIELD(days[1], 2),
};

static const Field SESSION_FIELDS[] = {
    SESSION_FIELD(is_there, 2),
    SESSION_FIELD(day, N_DAYS),
    SESSION_FIELD(start, 23),
    SESSION_FIELD(all_day, 2),
    SESSION_FIELD(kind, 3),
    SESSION_FIELD(status, 3),
    SESSION_TEXT_FIELD(title, 2),
    SESSION_TEXT_FIELD(abstract, 3),
    SESSION_FIELD(url, 2),
    SESSION_FIELD(room, 3),
    SESSION_FIELD(table, 3),
    SESSION_FIELD(parts[0][0], 5),
    SESSION_FIELD(parts[0][1], 5),
    SESSION_FIELD(parts[1][0], 5),
    SESSION_FIELD(parts[1][1], 5),
    SESSION_FIELD(parts[2][2], 5),
    SESSION_TEXT_FIELD(notes[0][0], 3),
    SESSION_TEXT_FIELD(notes[1][1], 3),
};

static const Field PREPARATION_FIELDS[] = {
    PREPARATION_FIELD(is_there, 2),   PREPARATION_FIELD(agency, N_AGENCIES),
    PREPARATION_FIELD(role, N_ROLES), PREPARATION_FIELD(status, 4),
    PREPARATION_TEXT_FIELD(title, 3), PREPARATION_TEXT_FIELD(note, 3),
    PREPARATION_FIELD(url, 2),        PREPARATION_FIELD(timing, 3),
    PREPARATION_FIELD(date, 3),
};

static void set_randomly(Draft *draft, GRand *numbers, const Field *fields, gsize n_fields,
                         gsize shift)
{
    const Field *field = &fields[g_rand_int_range(numbers, 0, (gint32)n_fields)];
    guint *value = (guint *)((char *)draft + field->offset + shift);

    *value = (guint)g_rand_int_range(numbers, 0, (gint32)field->below);
    if (field->french > 0) {
        *value += FRENCH * (guint)g_rand_int_range(numbers, 0, (gint32)field->french);
    }
}

static void edit(Draft *draft, GRand *numbers)
{
    gsize number = (gsize)g_rand_int_range(numbers, 0, N_SESSIONS);
    gint what = g_rand_int_range(numbers, 0, 8);

    if (what < 2) {
        set_randomly(draft, numbers, COMMON_FIELDS, G_N_ELEMENTS(COMMON_FIELDS), 0);
    } else if (what < 7) {
        set_randomly(draft, numbers, SESSION_FIELDS, G_N_ELEMENTS(SESSION_FIELDS),
                     number * sizeof draft->sessions[0]);
    } else {
        set_randomly(draft, numbers, PREPARATION_FIELDS, G_N_ELEMENTS(PREPARATION_FIELDS),
                     number % N_PREPARATIONS * sizeof draft->preparations[0]);
    }
}

/* Path → the calendar's octets. */
static GHashTable *render_all(const Revision *revision)
{
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &(CalendarOptions){ 0 });
    GHashTable *calendars =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        g_hash_table_insert(calendars, g_strdup(feed->feed->path),
                            calendar_render(renderer, feed, &(CalendarForm){ 0 }));
    }
    return calendars;
}

/* Paths at which the octets differ, or that only one of them has. */
static void add_differing_paths(GHashTable *paths, GHashTable *before, GHashTable *after)
{
    GHashTableIter iter;
    gpointer path;
    gpointer body;

    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &path, &body)) {
        GBytes *other = g_hash_table_lookup(before, path);
        if (other == NULL || !g_bytes_equal(body, other)) {
            g_hash_table_add(paths, path);
        }
    }
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &path, &body)) {
        if (!g_hash_table_contains(after, path)) {
            g_hash_table_add(paths, path);
        }
    }
}

/* A session's own feed holds its event alone, in the general wording: what is in it between BEGIN
 * and END. */
static char *event_in(GHashTable *calendars, const char *id)
{
    g_autofree char *path = g_strdup_printf("forum/sessions/%s", id);
    GBytes *body = g_hash_table_lookup(calendars, path);

    if (body == NULL) {
        return g_strdup("");
    }
    gsize size;
    const char *calendar = g_bytes_get_data(body, &size);
    const char *event = g_strstr_len(calendar, (gssize)size, "BEGIN:VEVENT");
    assert_non_null(event);
    return g_strndup(event, size - (gsize)(event - calendar));
}

/* All calendars of a draft, in each of its languages. */
typedef struct Calendars {
    GHashTable *of[2];
} Calendars;

static void calendars_init(Calendars *calendars, const Draft *draft)
{
    static const char *const FRENCH_ALONE[] = { "fr", NULL };
    g_autoptr(Revision) revision = revision_new(build(draft, false), 1184198400);
    g_autoptr(Revision) french = translation_new(revision, FRENCH_ALONE);

    calendars->of[0] = render_all(revision);
    calendars->of[1] = render_all(french);
}

static void calendars_clear(Calendars *calendars)
{
    g_hash_table_unref(calendars->of[0]);
    g_hash_table_unref(calendars->of[1]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Calendars, calendars_clear)

static bool event_differs(const Calendars *before, const Calendars *after, const char *id)
{
    bool differs = false;

    for (gsize i = 0; i < G_N_ELEMENTS(before->of); i++) {
        g_autofree char *old_event = event_in(before->of[i], id);
        g_autofree char *new_event = event_in(after->of[i], id);
        differs = differs || strcmp(old_event, new_event) != 0;
    }
    return differs;
}

/* Returns how many calendars differ. */
static guint compare_with_calendars(const Draft *before, const Draft *after)
{
    g_autoptr(Agenda) old_agenda = build(before, false);
    g_autoptr(Agenda) new_agenda = build(after, true);
    g_autoptr(Difference) difference = difference_new(old_agenda, new_agenda);
    g_auto(Calendars) old_calendars;
    g_auto(Calendars) new_calendars;

    calendars_init(&old_calendars, before);
    calendars_init(&new_calendars, after);
    g_autoptr(GHashTable) differing = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(old_calendars.of); i++) {
        add_differing_paths(differing, old_calendars.of[i], new_calendars.of[i]);
    }
    for (guint i = 0; i < difference->feeds->len; i++) {
        const char *path = feed_change_feed(difference->feeds->pdata[i])->path;
        if (!g_hash_table_contains(differing, path)) {
            fail_msg("%s is told, and is the same", path);
        }
    }
    assert_int_equal(difference->feeds->len, g_hash_table_size(differing));
    for (guint i = 0; i < difference->events->len; i++) {
        const EventPair *event = difference->events->pdata[i];
        if (event->old_session == NULL && event->new_session == NULL) {
            continue;
        }
        assert_int_equal(event->differs, event_differs(&old_calendars, &new_calendars, event->id));
    }
    return difference->feeds->len;
}

static void calendars_differ_in_octets_just_where_the_difference_says(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);
    Draft draft = plain_draft();
    guint differing = 0;

    for (guint round = 0; round < 1500; round++) {
        Draft edited = draft;
        guint edits = 1 + (guint)g_rand_int_range(numbers, 0, round % 3 == 0 ? 12 : 1);
        for (guint i = 0; i < edits; i++) {
            edit(&edited, numbers);
        }
        differing += compare_with_calendars(&draft, &edited);
        draft = edited;
    }
    print_message("%u calendars differed in 1500 rounds\n", differing);
    assert_true(differing > 1500);
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
        cmocka_unit_test(calendars_differ_in_octets_just_where_the_difference_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
