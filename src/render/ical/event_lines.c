#include "render/ical/event_lines.h"

#include "render/ical/content_line.h"
#include "render/ical/escaped_text.h"
#include "render/ical/ical_value.h"

#define N_STATUSES (SESSION_STATUS_CANCELLED + 1)

/* All lines are NULL, or not in their table, until they are first used. */
struct EventLines {
    const Agenda *agenda;
    EscapedTexts *texts;
    GString *line;     /* the line being written, not yet folded */
    gsize name_octets; /* of that line: its name and the colon */

    EventStamp stamp;
    char *stamp_lines;      /* the lines for that stamp */
    GHashTable *starts;     /* CivilTime → DTSTART */
    GHashTable *ends;       /* CivilTime → DTEND */
    GPtrArray *locations;   /* by the room's index; the last is for no room */
    GPtrArray *states;      /* STATUS and TRANSP: by status, then whether transparent */
    GHashTable *categories; /* their words → CATEGORIES */
};

static GPtrArray *new_slots(guint length)
{
    GPtrArray *slots = g_ptr_array_new_full(length, g_free);

    g_ptr_array_set_size(slots, (gint)length);
    return slots;
}

EventLines *event_lines_new(const Agenda *agenda)
{
    EventLines *lines = g_new0(EventLines, 1);

    lines->agenda = agenda;
    lines->texts = escaped_texts_new();
    lines->line = g_string_new(NULL);
    lines->starts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    lines->ends = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    lines->locations = new_slots(agenda->rooms->len + 1);
    lines->states = new_slots(2 * N_STATUSES);
    lines->categories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return lines;
}

void event_lines_free(EventLines *lines)
{
    escaped_texts_free(lines->texts);
    g_string_free(lines->line, TRUE);
    g_free(lines->stamp_lines);
    g_hash_table_unref(lines->starts);
    g_hash_table_unref(lines->ends);
    g_ptr_array_unref(lines->locations);
    g_ptr_array_unref(lines->states);
    g_hash_table_unref(lines->categories);
    g_free(lines);
}

/* When the event appeared and last changed. Many events of a revision share a stamp, and they tend
 * to be neighbours: so only the latest lines are kept. Without METHOD, DTSTAMP means the same as
 * LAST-MODIFIED (RFC 5545 §3.8.7.2). */
static void append_stamp(GString *out, EventLines *lines, EventStamp stamp)
{
    if (lines->stamp_lines == NULL || !event_stamp_is_same(&lines->stamp, &stamp)) {
        GString *text = g_string_new(NULL);
        icaltimetype changed = ical_value_utc(stamp.changed);
        ical_value_append_property(text, icalproperty_new_dtstamp(changed));
        ical_value_append_property(text, icalproperty_new_created(ical_value_utc(stamp.created)));
        ical_value_append_property(text, icalproperty_new_lastmodified(changed));
        ical_value_append_property(text, icalproperty_new_sequence((int)stamp.sequence));
        g_free(lines->stamp_lines);
        lines->stamp_lines = g_string_free(text, FALSE);
        lines->stamp = stamp;
    }
    g_string_append(out, lines->stamp_lines);
}

void event_lines_append_identity(GString *out, EventLines *lines, const char *uid, EventStamp stamp)
{
    ical_value_append_property(out, icalproperty_new_uid(uid));
    append_stamp(out, lines, stamp);
}

typedef icalproperty *(*NewTime)(icaltimetype time);

static void append_time(GString *out, const EventLines *lines, GHashTable *known, NewTime new_time,
                        CivilTime time)
{
    char *line = g_hash_table_lookup(known, &time);

    if (line == NULL) {
        /* libical adds no TZID by itself, as the value has none of its zones. */
        icalproperty *property = new_time(ical_value_local(time));
        const char *tzid = tz_name(lines->agenda->tz);
        icalproperty_add_parameter(property, icalparameter_new_tzid(tzid));
        line = ical_value_property_to_text(property);
        g_hash_table_insert(known, g_memdup2(&time, sizeof time), line);
    }
    g_string_append(out, line);
}

void event_lines_append_times(GString *out, EventLines *lines, CivilTime start, CivilTime end)
{
    append_time(out, lines, lines->starts, icalproperty_new_dtstart, start);
    append_time(out, lines, lines->ends, icalproperty_new_dtend, end);
}

/* DTEND is exclusive: the day after (RFC 5545 §3.6.1). */
void event_lines_append_dates(GString *out, CivilDate first, CivilDate last)
{
    ical_value_append_property(out, icalproperty_new_dtstart(ical_value_date(first)));
    ical_value_append_property(out, icalproperty_new_dtend(ical_value_date(last + 1)));
}

/* Not kept: rooms of another agenda have indices of their own. */
static void append_place(GString *out, const Agenda *agenda, const Room *room)
{
    g_autoptr(GString) location = g_string_new(NULL);
    WordSink sink = word_sink_plain(location);

    wording_append_location(&sink, agenda, room);
    if (location->len > 0) {
        ical_value_append_property(out, icalproperty_new_location(location->str));
    }
}

/* Programs make a link of an address that is alone; beside a place it would spoil the map. */
static bool is_online_only(const Agenda *agenda, const Session *session)
{
    return session->join != NULL && session->room == NULL && agenda_location(agenda) == NULL;
}

void event_lines_append_location_in(GString *out, const Agenda *agenda, const Session *session)
{
    if (is_online_only(agenda, session)) {
        ical_value_append_property(out, icalproperty_new_location(session->join));
    } else {
        append_place(out, agenda, session->room);
    }
}

void event_lines_append_location(GString *out, EventLines *lines, const Session *session)
{
    const Agenda *agenda = lines->agenda;
    const Room *room = session->room;
    gpointer *line = &lines->locations->pdata[room != NULL ? room->index : agenda->rooms->len];

    if (is_online_only(agenda, session)) {
        event_lines_append_location_in(out, agenda, session);
        return;
    }
    if (*line == NULL) {
        GString *text = g_string_new(NULL);
        append_place(text, agenda, room);
        *line = g_string_free(text, FALSE);
    }
    g_string_append(out, *line);
}

void event_lines_append_state(GString *out, EventLines *lines, SessionStatus status,
                              bool is_transparent)
{
    static const icalproperty_status STATUSES[N_STATUSES] = {
        [SESSION_STATUS_CONFIRMED] = ICAL_STATUS_CONFIRMED,
        [SESSION_STATUS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
        [SESSION_STATUS_CANCELLED] = ICAL_STATUS_CANCELLED,
    };
    gpointer *state = &lines->states->pdata[2 * status + (is_transparent ? 1 : 0)];

    if (*state == NULL) {
        GString *text = g_string_new(NULL);
        ical_value_append_property(text, icalproperty_new_status(STATUSES[status]));
        ical_value_append_property(
            text,
            icalproperty_new_transp(is_transparent ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
        *state = g_string_free(text, FALSE);
    }
    g_string_append(out, *state);
}

void event_lines_append_class(GString *out, bool is_private)
{
    if (is_private) {
        ical_value_append_property(out, icalproperty_new_class(ICAL_CLASS_PRIVATE));
    }
}

void event_lines_append_url(GString *out, const char *url)
{
    if (url != NULL) {
        ical_value_append_property(out, icalproperty_new_url(url));
    }
}

WordSink event_lines_begin_text(EventLines *lines, const char *name)
{
    g_string_printf(lines->line, "%s:", name);
    lines->name_octets = lines->line->len;
    return escaped_texts_sink(lines->texts, lines->line);
}

void event_lines_end_text(GString *out, EventLines *lines)
{
    if (lines->line->len > lines->name_octets) {
        content_line_append(out, lines->line->str, lines->line->len);
    }
}

void event_lines_append_categories(GString *out, EventLines *lines, const char *words)
{
    char *line = g_hash_table_lookup(lines->categories, words);

    if (line == NULL) {
        /* In this property libical leaves commas unescaped, so that they separate. */
        line = ical_value_property_to_text(icalproperty_new_categories(words));
        g_hash_table_insert(lines->categories, g_strdup(words), line);
    }
    g_string_append(out, line);
}

void event_lines_append_trigger(GString *out, guint minutes)
{
    struct icaltriggertype trigger = icaltriggertype_from_int(-60 * (int)minutes);

    ical_value_append_property(out, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    ical_value_append_property(out, icalproperty_new_trigger(trigger));
}
