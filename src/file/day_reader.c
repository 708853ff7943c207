#include "file/day_reader.h"

#include <string.h>

#include "file/contribution_reader.h"
#include "file/session_times.h"

/* The day or slot being read, for the readers of its contents. */
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

/* Whether an id is free. Some file systems ignore case, so ids that differ only in case would share
 * a file there. */
static bool check_session_id(Reader *reader, const Node *id)
{
    if (id == NULL) {
        return false;
    }
    g_autofree char *folded = g_ascii_strdown(id->text, -1);
    const Session *first = g_hash_table_lookup(reader->session_ids, folded);
    if (first == NULL) {
        return true;
    }
    if (strcmp(first->id, id->text) == 0) {
        reader_error(reader, id, "duplicate-id", NULL,
                     "there is a session, plenary or break \"%s\" already, on line %u", id->text,
                     first->place.line);
    } else {
        reader_error(reader, id, "duplicate-id", NULL,
                     "\"%s\" differs from \"%s\" on line %u only in small and capital letters",
                     id->text, first->id, first->place.line);
    }
    return false;
}

/* Adds a session. One without an id of its own gets another, so that the rest of it can be checked.
 * "?" is in no id. */
static Session *add_session(Reader *reader, Slot *slot, const Node *id)
{
    if (!check_session_id(reader, id)) {
        g_autofree char *spare = g_strdup_printf("?%u", ++reader->n_spare);
        return agenda_add_session(reader->agenda, slot, spare);
    }
    Session *session = agenda_add_session(reader->agenda, slot, id->text);
    g_autofree char *folded = g_ascii_strdown(id->text, -1);
    /* Interned, so that the key lives as long as the agenda. */
    g_hash_table_insert(reader->session_ids, (gpointer)agenda_intern(reader->agenda, folded),
                        session);
    return session;
}

/* Whether anybody can see a session. Contributions with errors, which are reported already, count:
 * they are not missing. */
static void check_visibility(Reader *reader, const Node *item, const Fields *fields,
                             const Session *session)
{
    const Node *list = fields_node(fields, "contributions");

    if (session->visibility == VISIBILITY_AGENCY &&
        (list == NULL || (list->type == NODE_SEQUENCE && list->length == 0))) {
        reader_error(reader, item, "visibility-of-nobody", NULL,
                     "nobody would see this session: with \"visibility: agency\" only those who "
                     "contribute do; expected \"contributions\"");
    }
}

/* A clock as fields_read leaves it: a time on day 0. */
static ClockValue clock_of(const Fields *fields, const char *key, CivilTime time)
{
    return (ClockValue){ .seconds = (gint32)time, .node = fields_good_node(fields, key) };
}

/* How the end is given: a duration and a day left out are not. */
static SessionEnd end_of(const Fields *fields, CivilTime end, CivilDate until)
{
    /* Both are read into the end. */
    return (SessionEnd){
        .clock = clock_of(fields, "end", end),
        .duration = clock_of(fields, "duration", end),
        .until = { until, fields_good_node(fields, "until") },
    };
}

/* Checks that what is given of an end is of one kind; wrong values count as given. In what takes
 * all day there are no clocks. */
static void check_end(Reader *reader, const Fields *fields, bool all_day)
{
    static const char *const CLOCKS[] = { "start", "end", "duration" };
    const Node *end = fields_node(fields, "end");
    const Node *duration = fields_node(fields, "duration");
    const Node *until = fields_node(fields, "until");

    for (gsize i = 0; all_day && i < G_N_ELEMENTS(CLOCKS); i++) {
        const Node *value = fields_node(fields, CLOCKS[i]);
        if (value != NULL) {
            reader_error(reader, value, "time-in-all-day", NULL,
                         "\"%s\" cannot be given: the slot takes all day", CLOCKS[i]);
        }
    }
    if (all_day) {
        return;
    }
    if (duration != NULL && (end != NULL || until != NULL)) {
        reader_error(reader, duration, "two-ends", g_strdup("leave out one of them"),
                     "\"duration\" stands beside \"%s\", which says when it ends, too",
                     end != NULL ? "end" : "until");
    } else if (until != NULL && end == NULL) {
        reader_error(reader, until, "missing-key", NULL,
                     "\"until\" needs the key \"end\", the time of that day");
    }
}

static void read_times(Reader *reader, const SlotContext *context, const Fields *fields,
                       const Session *draft, SessionTimes *out)
{
    const SessionTimes *slot = &context->times;
    SessionEnd given = end_of(fields, draft->end, draft->until);

    check_end(reader, fields, context->slot->all_day);
    if (context->slot->all_day) {
        session_times_of_all_day_session(reader, &given.until, slot, out);
        return;
    }
    ClockValue start = clock_of(fields, "start", draft->start);
    CivilTime from =
        start.node != NULL ? civil_at(context->date->date, start.seconds) : slot->start;
    ClockValue end = session_times_end(reader, context->date, from, &given);
    session_times_of_session(reader, context->date, slot, &start, &end, out);
}

static void read_session(Reader *reader, const Node *item, gpointer user)
{
    const SlotContext *context = user;
    const SchemaRecord *schema = &SCHEMA_SESSIONS[context->kind];
    Session draft = { 0 };
    Fields fields;
    SessionTimes times;

    /* Not a mapping: there is nothing to check. */
    if (!fields_read(reader, item, schema, &draft, &fields)) {
        return;
    }
    read_times(reader, context, &fields, &draft, &times);

    /* Added whatever is wrong with it, so that its contributions are checked, too. */
    Session *session = add_session(reader, context->slot, fields_good_node(&fields, "id"));
    /* It may be one made up. */
    draft.id = session->id;
    schema_assign(schema, session, &draft);
    session->kind = context->kind;
    session->start = times.start;
    session->end = times.end;
    session->start_utc = times.start_utc;
    session->end_utc = times.end_utc;
    session->place = node_place(item);
    contribution_reader_read(reader, &fields, session);
    check_visibility(reader, item, &fields, session);
}

/* --- slots ------------------------------------------------------------------------------- */

/* Checks that a slot is all-day or else has a start and an end. Wrong ones count as given. */
static void check_extent(Reader *reader, const Node *item, const Fields *fields, const Slot *slot)
{
    check_end(reader, fields, slot->all_day);
    if (slot->all_day) {
        return;
    }
    if (fields_node(fields, "start") == NULL) {
        reader_error(reader, item, "missing-key", NULL,
                     "a slot needs the key \"start\", or all-day: true");
    }
    if (fields_node(fields, "end") == NULL && fields_node(fields, "duration") == NULL) {
        reader_error(reader, item, "missing-key", NULL,
                     "a slot needs the key \"end\" or \"duration\", or all-day: true");
    }
}

static void read_contents(Reader *reader, const Node *item, const Fields *fields,
                          SlotContext *context)
{
    guint n_contents = 0;

    for (guint kind = SESSION_KIND_SESSION; kind <= SESSION_KIND_BREAK; kind++) {
        const char *key = session_kind_key((SessionKind)kind);
        const Node *content = fields_node(fields, key);
        if (content == NULL) {
            continue;
        }
        n_contents++;
        context->kind = (SessionKind)kind;
        if (kind != SESSION_KIND_SESSION) {
            read_session(reader, content, context);
            continue;
        }
        fields_read_list(reader, fields, key, read_session, context);
        /* A slot of nothing would vanish from the canonical form, where only sessions have
         * places. */
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
    SlotContext context = { .date = &day->date };
    Slot draft = { 0 };
    Fields fields;

    if (!fields_read(reader, item, &SCHEMA_SLOT, &draft, &fields)) {
        return;
    }
    check_extent(reader, item, &fields, &draft);
    SessionEnd given = end_of(&fields, draft.end, draft.until);
    if (draft.all_day) {
        session_times_of_all_day(reader, &day->date, &given.until, &context.times);
    } else {
        ClockValue start = clock_of(&fields, "start", draft.start);
        CivilTime from = civil_at(day->date.date, start.seconds);
        ClockValue end = session_times_end(reader, &day->date, from, &given);
        session_times_of_slot(reader, &day->date, &start, &end, &context.times);
    }
    context.slot = agenda_add_slot(reader->agenda, day->day);
    schema_assign(&SCHEMA_SLOT, context.slot, &draft);
    context.slot->start = context.times.start;
    context.slot->end = context.times.end;
    context.slot->place = node_place(item);
    read_contents(reader, item, &fields, &context);
}

/* --- days -------------------------------------------------------------------------------- */

/* Adds a day. One without a date of its own gets another, so that the rest of it can be checked:
 * one far from any that a file can have. */
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

void day_reader_read(Reader *reader, const Node *item, G_GNUC_UNUSED gpointer user)
{
    Day draft = { 0 };
    Fields fields;

    if (!fields_read(reader, item, &SCHEMA_DAY, &draft, &fields)) {
        return;
    }
    DayContext context = { .date = { draft.date, fields_good_node(&fields, "date") } };
    context.day = add_day(reader, &context.date);
    draft.date = context.day->date;
    schema_assign(&SCHEMA_DAY, context.day, &draft);
    context.day->place = node_place(item);
    fields_read_list(reader, &fields, "slots", read_slot, &context);
}
