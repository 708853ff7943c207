#include "draft.h"

#include "support.h"

static const char *const ROLES[DRAFT_ROLES] = { "chair", "speaker", "input" };
static const char *const DATES[DRAFT_DAYS] = { "2007-07-10", "2007-07-11" };

/* "WORD NUMBER.VARIANT", or NULL for variant 0. */
static const char *word(Agenda *agenda, const char *name, guint number, guint variant)
{
    g_autofree char *text = g_strdup_printf("%s %u.%u", name, number, variant);

    return variant == 0 ? NULL : agenda_intern(agenda, text);
}

static Text text(Agenda *agenda, const char *name, guint number, guint variant)
{
    const TextVariant variants[] = {
        { .lang = "en", .value = word(agenda, name, number, variant % DRAFT_FRENCH) },
        { .lang = "fr", .value = word(agenda, name, number + 100, variant / DRAFT_FRENCH) },
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
    agenda->location = text(agenda, "Place", 0, draft->location);
    for (guint i = 0; i < DRAFT_ROLES; i++) {
        agenda_edit_role(agenda, ROLES[i])->label = text(agenda, "Role", i, draft->labels[i] + 1);
    }
    for (guint i = 0; i < DRAFT_AGENCIES; i++) {
        if (draft->agencies[i] != 0) {
            Participant *agency = support_add_agency(agenda, id_of(agenda, "a", i));
            agency->label = text(agenda, "A", i, draft->shorts[i] + 1);
            agency->name = text(agenda, "Agency", i, draft->names[i]);
            agency->delegation = 1 + draft->delegations[i];
        }
    }
    for (guint i = 0; i < DRAFT_ROOMS; i++) {
        if (draft->rooms[i] != 0) {
            Room *room = support_add_room(agenda, id_of(agenda, "r", i), "Room");
            room->name = text(agenda, "Room", i, draft->room_names[i] + 1);
            room->capacity = draft->capacities[i];
        }
    }
    for (guint i = 0; i < DRAFT_TABLES; i++) {
        if (draft->tables[i] != 0) {
            support_add_round_table(agenda, id_of(agenda, "", i), NULL)->title =
                text(agenda, "Table", i, draft->table_titles[i]);
        }
    }
    for (guint i = 0; i < DRAFT_DAYS; i++) {
        if (draft->days[i] != 0) {
            support_add_day(agenda, DATES[i]);
        }
    }
}

static void add_session(Agenda *agenda, const DraftSession *draft, guint number)
{
    g_autofree char *start = g_strdup_printf("%02u:00", draft->start);
    g_autofree char *end = g_strdup_printf("%02u:30", draft->start + 1);
    g_autofree char *id = g_strdup_printf("%u.%u", number % DRAFT_TABLES, number);
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
    for (guint i = 0; i < DRAFT_AGENCIES * DRAFT_ROLES; i++) {
        guint agency = i / DRAFT_ROLES;
        guint role = i % DRAFT_ROLES;
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

Agenda *draft_build(const Draft *draft, bool backwards)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    add_frame(agenda, draft);
    for (guint i = 0; i < DRAFT_SESSIONS; i++) {
        guint number = backwards ? DRAFT_SESSIONS - 1 - i : i;
        if (draft->sessions[number].is_there != 0) {
            add_session(agenda, &draft->sessions[number], number);
        }
    }
    for (guint i = 0; i < DRAFT_PREPARATIONS; i++) {
        guint number = backwards ? DRAFT_PREPARATIONS - 1 - i : i;
        if (draft->preparations[number].is_there != 0) {
            add_preparation(agenda, &draft->preparations[number], number);
        }
    }
    agenda_finish(agenda);
    return agenda;
}

Draft draft_plain(void)
{
    Draft draft = { .agencies = { 1, 1, 1 }, .rooms = { 1, 1 }, .tables = { 1, 1 } };

    draft.sessions[0] = (DraftSession){ .is_there = 1, .start = 9 };
    draft.sessions[0].parts[0][0] = 1;
    draft.sessions[1] = (DraftSession){ .is_there = 1, .start = 14, .table = 1, .room = 1 };
    draft.preparations[0] = (DraftPreparation){ .is_there = 1, .timing = PREPARATION_DUE };
    return draft;
}

/* --- editing one -------------------------------------------------------------------------- */

typedef struct Field {
    gsize offset;
    guint below;  /* its values are 0 to below - 1 */
    guint french; /* of a text: how many there are in French, with none */
} Field;

#define FIELD(member, below)               \
    {                                      \
        offsetof(Draft, member), below, 0, \
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
    SESSION_FIELD(day, DRAFT_DAYS),
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
    PREPARATION_FIELD(is_there, 2),
    PREPARATION_FIELD(agency, DRAFT_AGENCIES),
    PREPARATION_FIELD(role, DRAFT_ROLES),
    PREPARATION_FIELD(status, 4),
    PREPARATION_TEXT_FIELD(title, 3),
    PREPARATION_TEXT_FIELD(note, 3),
    PREPARATION_FIELD(url, 2),
    PREPARATION_FIELD(timing, 3),
    PREPARATION_FIELD(date, 3),
};

static void set_randomly(Draft *draft, GRand *numbers, const Field *fields, gsize n_fields,
                         gsize shift)
{
    const Field *field = &fields[g_rand_int_range(numbers, 0, (gint32)n_fields)];
    guint *value = (guint *)((char *)draft + field->offset + shift);

    *value = (guint)g_rand_int_range(numbers, 0, (gint32)field->below);
    if (field->french > 0) {
        *value += DRAFT_FRENCH * (guint)g_rand_int_range(numbers, 0, (gint32)field->french);
    }
}

void draft_edit(Draft *draft, GRand *numbers)
{
    gsize number = (gsize)g_rand_int_range(numbers, 0, DRAFT_SESSIONS);
    gint what = g_rand_int_range(numbers, 0, 8);

    if (what < 2) {
        set_randomly(draft, numbers, COMMON_FIELDS, G_N_ELEMENTS(COMMON_FIELDS), 0);
    } else if (what < 7) {
        set_randomly(draft, numbers, SESSION_FIELDS, G_N_ELEMENTS(SESSION_FIELDS),
                     number * sizeof draft->sessions[0]);
    } else {
        set_randomly(draft, numbers, PREPARATION_FIELDS, G_N_ELEMENTS(PREPARATION_FIELDS),
                     number % DRAFT_PREPARATIONS * sizeof draft->preparations[0]);
    }
}
