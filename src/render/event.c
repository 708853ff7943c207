#include "render/event.h"

#include "render/content_line.h"
#include "render/escaped_text.h"
#include "render/ical_value.h"
#include "render/uid.h"
#include "render/wording.h"

#define EVENT_BEGIN "BEGIN:VEVENT\r\n"
#define EVENT_END "END:VEVENT\r\n"

#define SUMMARY "SUMMARY:"
#define DESCRIPTION "DESCRIPTION:"

#define N_STATUSES (SESSION_STATUS_CANCELLED + 1)

/* Everything is rendered when it is first used; until then it is NULL. */
struct EventRenderer {
    const Revision *revision;
    EscapedTexts *texts;
    GString *line; /* the one under way, before it is folded */

    /* Lines that many events share. */
    EventStamp stamp;
    char *stamp_lines;      /* of that stamp */
    GHashTable *starts;     /* CivilTime → DTSTART */
    GHashTable *ends;       /* CivilTime → DTEND */
    GPtrArray *locations;   /* by the room's index; last, that of no room */
    GPtrArray *states;      /* STATUS and TRANSP: by status, then whether transparent */
    GHashTable *categories; /* their words → CATEGORIES */

    /* By the session's index. */
    GPtrArray *frames;
    GPtrArray *wordings; /* the general ones */
};

static GPtrArray *new_slots(guint length)
{
    GPtrArray *slots = g_ptr_array_new_full(length, g_free);

    g_ptr_array_set_size(slots, (gint)length);
    return slots;
}

EventRenderer *event_renderer_new(const Revision *revision)
{
    EventRenderer *renderer = g_new0(EventRenderer, 1);

    renderer->revision = revision;
    renderer->texts = escaped_texts_new();
    renderer->line = g_string_new(NULL);
    renderer->starts = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    renderer->ends = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    renderer->locations = new_slots(revision->agenda->rooms->len + 1);
    renderer->states = new_slots(2 * N_STATUSES);
    renderer->categories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    renderer->frames = new_slots(revision->agenda->sessions->len);
    renderer->wordings = new_slots(revision->agenda->sessions->len);
    return renderer;
}

void event_renderer_free(EventRenderer *renderer)
{
    if (renderer == NULL) {
        return;
    }
    escaped_texts_free(renderer->texts);
    g_string_free(renderer->line, TRUE);
    g_free(renderer->stamp_lines);
    g_hash_table_unref(renderer->starts);
    g_hash_table_unref(renderer->ends);
    g_ptr_array_unref(renderer->locations);
    g_ptr_array_unref(renderer->states);
    g_hash_table_unref(renderer->categories);
    g_ptr_array_unref(renderer->frames);
    g_ptr_array_unref(renderer->wordings);
    g_free(renderer);
}

/* --- lines that events share ------------------------------------------------------------- */

/* When the event appeared and last changed. Most events of a revision have the same stamp. */
static void append_stamp(GString *out, EventRenderer *renderer, EventStamp stamp)
{
    const EventStamp *last = &renderer->stamp;

    if (renderer->stamp_lines == NULL || last->created != stamp.created ||
        last->changed != stamp.changed || last->sequence != stamp.sequence) {
        GString *lines = g_string_new(NULL);
        icaltimetype changed = ical_value_utc(stamp.changed);
        ical_value_append_property(lines, icalproperty_new_dtstamp(changed));
        ical_value_append_property(lines, icalproperty_new_created(ical_value_utc(stamp.created)));
        ical_value_append_property(lines, icalproperty_new_lastmodified(changed));
        ical_value_append_property(lines, icalproperty_new_sequence((int)stamp.sequence));
        g_free(renderer->stamp_lines);
        renderer->stamp_lines = g_string_free(lines, FALSE);
        renderer->stamp = stamp;
    }
    g_string_append(out, renderer->stamp_lines);
}

typedef icalproperty *(*NewTime)(icaltimetype time);

/* DTSTART or DTEND on the clocks of the conference. */
static void append_time(GString *out, const EventRenderer *renderer, GHashTable *lines,
                        NewTime new_time, const CivilTime *time)
{
    char *line = g_hash_table_lookup(lines, time);

    if (line == NULL) {
        icalproperty *property = new_time(ical_value_local(*time));
        const char *tzid = tz_name(renderer->revision->agenda->tz);
        icalproperty_add_parameter(property, icalparameter_new_tzid(tzid));
        line = ical_value_property_to_text(property);
        g_hash_table_insert(lines, (gpointer)time, line);
    }
    g_string_append(out, line);
}

/* A whole day. DTEND is the day after (RFC 5545 §3.6.1). */
static void append_date(GString *out, CivilDate date)
{
    ical_value_append_property(out, icalproperty_new_dtstart(ical_value_date(date)));
    ical_value_append_property(out, icalproperty_new_dtend(ical_value_date(date + 1)));
}

static char *location_to_text(const Agenda *agenda, const Room *room)
{
    g_autoptr(GString) location = g_string_new(NULL);
    WordSink sink = word_sink_plain(location);

    wording_append_location(&sink, agenda, room);
    return location->len == 0
               ? g_strdup("")
               : ical_value_property_to_text(icalproperty_new_location(location->str));
}

static void append_location(GString *out, EventRenderer *renderer, const Room *room)
{
    const Agenda *agenda = renderer->revision->agenda;
    gpointer *line = &renderer->locations->pdata[room != NULL ? room->index : agenda->rooms->len];

    if (*line == NULL) {
        *line = location_to_text(agenda, room);
    }
    g_string_append(out, *line);
}

static void append_state(GString *out, EventRenderer *renderer, SessionStatus status,
                         bool is_transparent)
{
    static const icalproperty_status STATUSES[N_STATUSES] = {
        [SESSION_STATUS_CONFIRMED] = ICAL_STATUS_CONFIRMED,
        [SESSION_STATUS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
        [SESSION_STATUS_CANCELLED] = ICAL_STATUS_CANCELLED,
    };
    gpointer *lines = &renderer->states->pdata[2 * status + (is_transparent ? 1 : 0)];

    if (*lines == NULL) {
        GString *text = g_string_new(NULL);
        ical_value_append_property(text, icalproperty_new_status(STATUSES[status]));
        ical_value_append_property(
            text,
            icalproperty_new_transp(is_transparent ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
        *lines = g_string_free(text, FALSE);
    }
    g_string_append(out, *lines);
}

static void append_uid(GString *out, const char *uid)
{
    ical_value_append_property(out, icalproperty_new_uid(uid));
}

static void append_url(GString *out, const char *url)
{
    if (url != NULL) {
        ical_value_append_property(out, icalproperty_new_url(url));
    }
}

/* --- frames ------------------------------------------------------------------------------ */

/* Breaks, banners and what is cancelled keep nobody busy. */
static bool is_transparent(const Session *session)
{
    return session->kind == SESSION_KIND_BREAK || session->slot->all_day ||
           session->status == SESSION_STATUS_CANCELLED;
}

static char *render_frame(EventRenderer *renderer, const Session *session)
{
    const Revision *revision = renderer->revision;
    GString *out = g_string_new(EVENT_BEGIN);
    char uid[UID_SIZE];

    uid_of_session(revision->agenda, session, uid);
    append_uid(out, uid);
    append_stamp(out, renderer, revision_stamp_of_session(revision, session));
    if (session->slot->all_day) {
        append_date(out, session->day->date);
    } else {
        append_time(out, renderer, renderer->starts, icalproperty_new_dtstart, &session->start);
        append_time(out, renderer, renderer->ends, icalproperty_new_dtend, &session->end);
    }
    append_location(out, renderer, session->room);
    append_state(out, renderer, session->status, is_transparent(session));
    append_url(out, session->url);
    return g_string_free(out, FALSE);
}

/* --- wordings ---------------------------------------------------------------------------- */

/* Starts a line of text: what the sink takes is escaped and put behind the name. */
static WordSink begin_text(EventRenderer *renderer, const char *name)
{
    g_string_assign(renderer->line, name);
    return escaped_texts_sink(renderer->texts, renderer->line);
}

static void end_text(GString *out, const EventRenderer *renderer)
{
    content_line_append(out, renderer->line->str, renderer->line->len);
}

static void append_categories(GString *out, EventRenderer *renderer, const char *words)
{
    char *line = g_hash_table_lookup(renderer->categories, words);

    if (line == NULL) {
        line = ical_value_property_to_text(icalproperty_new_categories(words));
        g_hash_table_insert(renderer->categories, g_strdup(words), line);
    }
    g_string_append(out, line);
}

static void append_wording(GString *out, EventRenderer *renderer, const Session *session,
                           const Agency *viewpoint)
{
    WordSink sink = begin_text(renderer, SUMMARY);
    wording_append_summary(&sink, session, viewpoint);
    end_text(out, renderer);

    sink = begin_text(renderer, DESCRIPTION);
    gsize empty = renderer->line->len;
    wording_append_description(&sink, session, viewpoint);
    if (renderer->line->len > empty) {
        end_text(out, renderer);
    }

    g_string_truncate(renderer->line, 0);
    wording_append_categories(renderer->line, session, viewpoint);
    append_categories(out, renderer, renderer->line->str);
}

static void append_preparation_wording(GString *out, EventRenderer *renderer,
                                       const Preparation *preparation, const Agency *viewpoint)
{
    WordSink sink = begin_text(renderer, SUMMARY);
    wording_append_preparation_summary(&sink, preparation, viewpoint);
    end_text(out, renderer);

    sink = begin_text(renderer, DESCRIPTION);
    wording_append_preparation_description(&sink, preparation);
    end_text(out, renderer);

    g_string_truncate(renderer->line, 0);
    wording_append_preparation_categories(renderer->line, preparation);
    append_categories(out, renderer, renderer->line->str);
}

static char *render_general_wording(EventRenderer *renderer, const Session *session)
{
    GString *out = g_string_new(NULL);

    append_wording(out, renderer, session, NULL);
    return g_string_free(out, FALSE);
}

/* --- events ------------------------------------------------------------------------------ */

void event_append_session(GString *out, EventRenderer *renderer, const Session *session,
                          const Agency *viewpoint)
{
    gpointer *frame = &renderer->frames->pdata[session->index];
    gpointer *wording = &renderer->wordings->pdata[session->index];

    if (*frame == NULL) {
        *frame = render_frame(renderer, session);
    }
    g_string_append(out, *frame);
    if (session_has_agency(session, viewpoint)) {
        append_wording(out, renderer, session, viewpoint);
    } else {
        if (*wording == NULL) {
            *wording = render_general_wording(renderer, session);
        }
        g_string_append(out, *wording);
    }
    g_string_append(out, EVENT_END);
}

void event_append_preparation(GString *out, EventRenderer *renderer, const Preparation *preparation,
                              const Agency *viewpoint)
{
    const Revision *revision = renderer->revision;
    bool is_confirmed = preparation->status == CONTRIBUTION_STATUS_CONFIRMED;
    char uid[UID_SIZE];

    uid_of_preparation(revision->agenda, preparation, uid);
    g_string_append(out, EVENT_BEGIN);
    append_uid(out, uid);
    append_stamp(out, renderer, revision_stamp_of_preparation(revision, preparation));
    append_date(out, preparation->date);
    append_state(out, renderer, is_confirmed ? SESSION_STATUS_CONFIRMED : SESSION_STATUS_TENTATIVE,
                 true);
    append_url(out, preparation->url);
    append_preparation_wording(out, renderer, preparation, viewpoint);
    g_string_append(out, EVENT_END);
}
