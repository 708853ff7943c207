#include "file/day_reader.h"

#include "file/contribution_reader.h"
#include "file/references.h"
#include "file/session_times.h"
#include "file/texts.h"

#include <string.h>

/* The day and the slot that are being read, for those who read what is in it. */
typedef struct DayContext {
    Day *day;
    DateValue date;
} DayContext;

typedef struct SlotContext {
    Slot *slot;
    const DateValue *date;
    SessionTimes times;
    SessionKind kind;
} SlotContext;

/* --- sessions, plenaries, breaks --------------------------------------------------------- */

typedef struct SessionDraft {
    IdValue id;
    Session session;
    ClockValue start;
    ClockValue end;
    const Node *contributions;
} SessionDraft;

/* A plenary has all of these but the last two, a break all but the last three. */
static const Field SESSION_FIELDS[] = {
    { "id", values_read_code, offsetof(SessionDraft, id), true },
    { "title", texts_read_line, offsetof(SessionDraft, session.title), true },
    { "abstract", texts_read_prose, offsetof(SessionDraft, session.abstract), false },
    { "room", references_read_room, offsetof(SessionDraft, session.room), false },
    { "status", values_read_session_status, offsetof(SessionDraft, session.status), false },
    { "url", texts_read_url, offsetof(SessionDraft, session.url), false },
    { "start", values_read_clock, offsetof(SessionDraft, start), false },
    { "end", values_read_clock, offsetof(SessionDraft, end), false },
    { "contributions", fields_keep, offsetof(SessionDraft, contributions), false },
    { "round-table", references_read_round_table, offsetof(SessionDraft, session.round_table),
      false },
    { "visibility", values_read_visibility, offsetof(SessionDraft, session.visibility), false },
};

static const Record SESSION_RECORDS[] = {
    [SESSION_KIND_SESSION] = { "a session", SESSION_FIELDS, G_N_ELEMENTS(SESSION_FIELDS) },
    [SESSION_KIND_PLENARY] = { "a plenary", SESSION_FIELDS, G_N_ELEMENTS(SESSION_FIELDS) - 2 },
    [SESSION_KIND_BREAK] = { "a break", SESSION_FIELDS, G_N_ELEMENTS(SESSION_FIELDS) - 3 },
};

/* Whether the id is free. Ids that differ in case alone would be one file on some systems. */
static bool check_session_id(Reader *reader, const IdValue *id)
{
    if (id->text == NULL) {
        return false;
    }
    g_autofree char *folded = g_ascii_strdown(id->text, -1);
    const Session *first = g_hash_table_lookup(reader->session_ids, folded);
    if (first == NULL) {
        return true;
    }
    if (strcmp(first->id, id->text) == 0) {
        reader_error(reader, id->node, "duplicate-id", NULL,
                     "there is a session, plenary or break \"%s\" already, on line %u", id->text,
                     first->place.line);
    } else {
        reader_error(reader, id->node, "duplicate-id", NULL,
                     "\"%s\" differs from \"%s\" on line %u only in small and capital letters",
                     id->text, first->id, first->place.line);
    }
    return false;
}

/* A session without an id of its own goes on under another, for the rest of it to be checked. */
static Session *add_session(Reader *reader, Slot *slot, const IdValue *id)
{
    if (!check_session_id(reader, id)) {
        g_autofree char *spare = g_strdup_printf("?%u", ++reader->n_spare);
        return agenda_add_session(reader->agenda, slot, spare);
    }
    Session *session = agenda_add_session(reader->agenda, slot, id->text);
    g_autofree char *folded = g_ascii_strdown(id->text, -1);
    g_hash_table_insert(reader->session_ids, (gpointer)agenda_intern(reader->agenda, folded),
                        session);
    return session;
}

/* What is wrong with a contribution has been told: it does not count as missing. */
static void check_visibility(Reader *reader, const Node *item, const SessionDraft *draft)
{
    const Node *list = draft->contributions;

    if (draft->session.visibility == VISIBILITY_AGENCY &&
        (list == NULL || (list->type == NODE_SEQUENCE && list->length == 0))) {
        reader_error(reader, item, "visibility-of-nobody", NULL,
                     "nobody would see this session: with \"visibility: agency\" only those who "
                     "contribute do; expected \"contributions\"");
    }
}

static void read_session(Reader *reader, const Node *item, gpointer user)
{
    const SlotContext *context = user;
    SessionDraft draft = { 0 };
    SessionTimes times;

    if (!fields_read(reader, item, &SESSION_RECORDS[context->kind], &draft)) {
        return;
    }
    session_times_of_session(reader, context->date, &context->times, &draft.start, &draft.end,
                             &times);

    Session *session = add_session(reader, context->slot, &draft.id);
    session->kind = context->kind;
    session->status = draft.session.status;
    session->visibility = draft.session.visibility;
    session->round_table = draft.session.round_table;
    session->room = draft.session.room;
    session->title = draft.session.title;
    session->abstract = draft.session.abstract;
    session->url = draft.session.url;
    session->start = times.start;
    session->end = times.end;
    session->start_utc = times.start_utc;
    session->end_utc = times.end_utc;
    session->place = node_place(item);
    if (draft.contributions != NULL) {
        contribution_reader_read(reader, draft.contributions, session);
    }
    check_visibility(reader, item, &draft);
}

/* --- slots ------------------------------------------------------------------------------- */

typedef struct SlotDraft {
    ClockValue start;
    ClockValue end;
    bool all_day;
    const Node *contents[SESSION_KIND_BREAK + 1]; /* by SessionKind */
} SlotDraft;

static const Field SLOT_FIELDS[] = {
    { "start", values_read_clock, offsetof(SlotDraft, start), false },
    { "end", values_read_clock, offsetof(SlotDraft, end), false },
    { "all-day", values_read_bool, offsetof(SlotDraft, all_day), false },
    { "plenary", fields_keep, offsetof(SlotDraft, contents[SESSION_KIND_PLENARY]), false },
    { "break", fields_keep, offsetof(SlotDraft, contents[SESSION_KIND_BREAK]), false },
    { "sessions", fields_keep, offsetof(SlotDraft, contents[SESSION_KIND_SESSION]), false },
};

static const Record SLOT = { "a slot", SLOT_FIELDS, G_N_ELEMENTS(SLOT_FIELDS) };

static const Node *find_value(const Node *mapping, const char *key)
{
    for (guint i = 0; i < mapping->length; i++) {
        const Node *value = node_value(mapping, i);
        if (strcmp(node_key(mapping, i)->text, key) == 0 && !node_is_null(value)) {
            return value;
        }
    }
    return NULL;
}

/* Either all day, or both a start and an end. */
static void check_extent(Reader *reader, const Node *item, const SlotDraft *draft)
{
    static const char *const KEYS[] = { "start", "end" };

    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        const Node *value = find_value(item, KEYS[i]);
        if (draft->all_day && value != NULL) {
            reader_error(reader, value, "time-in-all-day", NULL,
                         "\"%s\" cannot be given: the slot takes all day", KEYS[i]);
        } else if (!draft->all_day && value == NULL) {
            reader_error(reader, item, "missing-key", NULL,
                         "a slot needs the key \"%s\", or all-day: true", KEYS[i]);
        }
    }
}

static void read_contents(Reader *reader, const Node *item, const SlotDraft *draft,
                          SlotContext *context)
{
    guint n_contents = 0;

    for (guint kind = 0; kind < G_N_ELEMENTS(draft->contents); kind++) {
        const Node *content = draft->contents[kind];
        if (content == NULL) {
            continue;
        }
        n_contents++;
        context->kind = (SessionKind)kind;
        if (kind != SESSION_KIND_SESSION) {
            read_session(reader, content, context);
            continue;
        }
        fields_read_list(reader, "sessions", content, read_session, context);
        if (content->type == NODE_SEQUENCE && content->length == 0) {
            reader_error(reader, content, "empty", NULL,
                         "the list of sessions is empty; expected one or more");
        }
    }
    if (n_contents != 1) {
        reader_error(reader, item, "slot-contents", NULL,
                     "a slot holds one of plenary, break and sessions; found %s",
                     n_contents == 0 ? "none" : "several");
    }
}

static void read_slot(Reader *reader, const Node *item, gpointer user)
{
    const DayContext *day = user;
    SlotDraft draft = { 0 };
    SlotContext context = { .date = &day->date };

    if (!fields_read(reader, item, &SLOT, &draft)) {
        return;
    }
    check_extent(reader, item, &draft);
    if (draft.all_day) {
        session_times_of_all_day(&day->date, &context.times);
    } else {
        session_times_of_slot(reader, &day->date, &draft.start, &draft.end, &context.times);
    }
    context.slot = agenda_add_slot(reader->agenda, day->day);
    context.slot->all_day = draft.all_day;
    context.slot->start = context.times.start;
    context.slot->end = context.times.end;
    context.slot->place = node_place(item);
    read_contents(reader, item, &draft, &context);
}

/* --- days -------------------------------------------------------------------------------- */

typedef struct DayDraft {
    DateValue date;
    Text title;
    const Node *slots;
} DayDraft;

static const Field DAY_FIELDS[] = {
    { "date", values_read_date, offsetof(DayDraft, date), true },
    { "title", texts_read_line, offsetof(DayDraft, title), false },
    { "slots", fields_keep, offsetof(DayDraft, slots), false },
};

static const Record DAY = { "a day", DAY_FIELDS, G_N_ELEMENTS(DAY_FIELDS) };

/* A day without a date of its own goes on under another, for the rest of it to be checked. */
static Day *add_day(Reader *reader, const DateValue *date)
{
    const Day *first = date->node == NULL ? NULL : agenda_find_day(reader->agenda, date->date);

    if (first != NULL) {
        reader_error(reader, date->node, "duplicate-date", NULL,
                     "the day %s is there already, on line %u", date->node->text,
                     first->place.line);
    }
    if (first != NULL || date->node == NULL) {
        return agenda_add_day(reader->agenda, G_MININT32 + (CivilDate)reader->n_spare++);
    }
    return agenda_add_day(reader->agenda, date->date);
}

static void read_day(Reader *reader, const Node *item, gpointer user)
{
    DayDraft draft = { 0 };

    (void)user;
    if (!fields_read(reader, item, &DAY, &draft)) {
        return;
    }
    DayContext context = { .day = add_day(reader, &draft.date), .date = draft.date };
    context.day->title = draft.title;
    context.day->place = node_place(item);
    if (draft.slots != NULL) {
        fields_read_list(reader, "slots", draft.slots, read_slot, &context);
    }
}

void day_reader_read_days(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    fields_read_list(reader, field->key, value, read_day, out);
}
