#include "render/ical/event.h"

#include <string.h>

#include "model/view/agenda_view.h"
#include "model/view/withdrawal.h"
#include "render/fate.h"
#include "render/ical/categories.h"
#include "render/ical/event_details.h"
#include "render/ical/event_lines.h"
#include "render/uid.h"
#include "render/wording.h"

/* Frames and wordings are NULL until they are first used. */
struct EventRenderer {
    const Revision *revision;
    EventLines *lines;
    GString *words; /* scratch: the categories of one event */

    /* By the session's index. */
    GPtrArray *frames;
    GPtrArray *wordings; /* the general ones; those for a viewpoint are needed in one feed only */
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
    renderer->lines = event_lines_new(revision->agenda);
    renderer->words = g_string_new(NULL);
    renderer->frames = new_slots(revision->agenda->sessions->len);
    renderer->wordings = new_slots(revision->agenda->sessions->len);
    return renderer;
}

void event_renderer_free(EventRenderer *renderer)
{
    if (renderer == NULL) {
        return;
    }
    event_lines_free(renderer->lines);
    g_string_free(renderer->words, TRUE);
    g_ptr_array_unref(renderer->frames);
    g_ptr_array_unref(renderer->wordings);
    g_free(renderer);
}

/* --- frames ------------------------------------------------------------------------------ */

bool event_is_transparent(const Session *session)
{
    return session->kind == SESSION_KIND_BREAK || session->slot->all_day ||
           session_status(session) == SESSION_STATUS_CANCELLED;
}

static void append_identity(GString *out, EventRenderer *renderer, const Session *session,
                            EventStamp stamp)
{
    char uid[UID_SIZE];

    uid_of_session(renderer->revision->agenda, session, uid);
    event_lines_append_identity(out, renderer->lines, uid, stamp);
}

static void append_preparation_identity(GString *out, EventRenderer *renderer,
                                        const Preparation *preparation, EventStamp stamp)
{
    char uid[UID_SIZE];

    uid_of_preparation(renderer->revision->agenda, preparation, uid);
    event_lines_append_identity(out, renderer->lines, uid, stamp);
}

/* The times on the clocks of the conference. What ends as clocks are put forward, at 24:00 or the
 * like, is said to end at the time that they show then: readers differ about times that clocks
 * skip. What left `agenda` keeps its day and clock under new rules of the zone; but the conference
 * may have moved to another zone since, while the calendar has the VTIMEZONE of only one. */
static void append_times(GString *out, EventRenderer *renderer, const Agenda *agenda,
                         const Session *session)
{
    const Tz *now = renderer->revision->agenda->tz;
    bool has_moved = strcmp(tz_name(agenda->tz), tz_name(now)) != 0;
    const Tz *tz = has_moved ? now : agenda->tz;
    CivilTime start = has_moved
                          ? session->start_utc + tz_observance_at(tz, session->start_utc).offset
                          : session->start;
    CivilTime end = session->end_utc + tz_observance_at(tz, session->end_utc).offset;

    if (session->slot->all_day) {
        event_lines_append_dates(out, session->day->date, civil_last_day(session->end));
    } else {
        event_lines_append_times(out, renderer->lines, start, end);
    }
}

static char *render_frame(EventRenderer *renderer, const Session *session)
{
    GString *out = g_string_new(EVENT_BEGIN);

    append_identity(out, renderer, session, revision_stamp_of_session(renderer->revision, session));
    append_times(out, renderer, renderer->revision->agenda, session);
    event_lines_append_location(out, renderer->lines, session);
    event_lines_append_state(out, renderer->lines, session_status(session),
                             event_is_transparent(session));
    event_lines_append_class(out, session_is_private(session));
    event_lines_append_url(out, session->url);
    event_details_append(out, renderer->revision->agenda, session);
    return g_string_free(out, FALSE);
}

/* --- wordings ---------------------------------------------------------------------------- */

/* What the wording of an event depends on besides the event. */
typedef struct Telling {
    const Participant *viewpoint;
    const Departure *departure; /* NULL: the event is in the feed by itself */
    const Feed *feed;           /* the feed that it has left */
} Telling;

/* The mark of a departure. */
static void append_mark(WordSink *sink, const Telling *telling)
{
    if (telling->departure != NULL) {
        wording_append_mark(sink, NULL);
    }
}

static void append_fate(WordSink *sink, const EventRenderer *renderer, const Telling *telling)
{
    if (telling->departure != NULL) {
        fate_append(sink, renderer->revision->agenda, telling->departure, telling->feed);
    }
}

static void append_wording(GString *out, EventRenderer *renderer, const Session *session,
                           const Telling *telling)
{
    WordSink sink = event_lines_begin_text(renderer->lines, "SUMMARY");
    wording_append_mark(&sink, telling->departure == NULL ? session : NULL);
    wording_append_title(&sink, session, telling->viewpoint);
    event_lines_end_text(out, renderer->lines);

    sink = event_lines_begin_text(renderer->lines, "DESCRIPTION");
    append_fate(&sink, renderer, telling);
    wording_append_description(&sink, session, telling->viewpoint);
    event_lines_end_text(out, renderer->lines);

    g_string_truncate(renderer->words, 0);
    categories_append_session(renderer->words, session, telling->viewpoint);
    event_lines_append_categories(out, renderer->lines, renderer->words->str);
}

static void append_preparation_wording(GString *out, EventRenderer *renderer,
                                       const Preparation *preparation, const Telling *telling)
{
    WordSink sink = event_lines_begin_text(renderer->lines, "SUMMARY");
    append_mark(&sink, telling);
    wording_append_preparation_summary(&sink, preparation, telling->viewpoint);
    event_lines_end_text(out, renderer->lines);

    sink = event_lines_begin_text(renderer->lines, "DESCRIPTION");
    append_fate(&sink, renderer, telling);
    wording_append_preparation_description(&sink, preparation);
    event_lines_end_text(out, renderer->lines);

    g_string_truncate(renderer->words, 0);
    categories_append_preparation(renderer->words, preparation);
    event_lines_append_categories(out, renderer->lines, renderer->words->str);
}

/* Whose it was and in which role is not said any more. */
static void append_withdrawn_wording(GString *out, EventRenderer *renderer, const Telling *telling)
{
    WordSink sink = event_lines_begin_text(renderer->lines, "SUMMARY");
    append_mark(&sink, telling);
    wording_append_withdrawn(&sink);
    event_lines_end_text(out, renderer->lines);

    sink = event_lines_begin_text(renderer->lines, "DESCRIPTION");
    append_fate(&sink, renderer, telling);
    event_lines_end_text(out, renderer->lines);
}

static char *render_general_wording(EventRenderer *renderer, const Session *session)
{
    GString *out = g_string_new(NULL);
    Telling telling = { 0 };

    append_wording(out, renderer, session, &telling);
    return g_string_free(out, FALSE);
}

/* --- what is there by itself ------------------------------------------------------------- */

void event_append_session(GString *out, EventRenderer *renderer, const Session *session,
                          const Participant *viewpoint)
{
    gpointer *frame = &renderer->frames->pdata[session->index];
    gpointer *wording = &renderer->wordings->pdata[session->index];

    if (*frame == NULL) {
        *frame = render_frame(renderer, session);
    }
    g_string_append(out, *frame);
    /* Only what the viewpoint contributes to is worded for it: plenaries and breaks read the same
     * in every feed. */
    if (session_has_participant(session, viewpoint)) {
        Telling telling = { .viewpoint = viewpoint };
        append_wording(out, renderer, session, &telling);
    } else {
        if (*wording == NULL) {
            *wording = render_general_wording(renderer, session);
        }
        g_string_append(out, *wording);
    }
    g_string_append(out, EVENT_END);
}

void event_append_preparation(GString *out, EventRenderer *renderer, const Preparation *preparation,
                              const Participant *viewpoint)
{
    bool is_confirmed = preparation->status == CONTRIBUTION_STATUS_CONFIRMED;
    Telling telling = { .viewpoint = viewpoint };

    g_string_append(out, EVENT_BEGIN);
    append_preparation_identity(out, renderer, preparation,
                                revision_stamp_of_preparation(renderer->revision, preparation));
    event_lines_append_dates(out, preparation->date, preparation->date);
    /* Always transparent: a deadline keeps nobody busy for a day. */
    event_lines_append_state(out, renderer->lines,
                             is_confirmed ? SESSION_STATUS_CONFIRMED : SESSION_STATUS_TENTATIVE,
                             true);
    event_lines_append_class(out, preparation->visibility != VISIBILITY_PUBLIC);
    event_lines_append_url(out, preparation->url);
    append_preparation_wording(out, renderer, preparation, &telling);
    g_string_append(out, EVENT_END);
}

/* --- what is cancelled ------------------------------------------------------------------- */

/* CANCELLED_TITLE is for programs that hide events whose STATUS is CANCELLED. */
static SessionStatus status_in(CancelledForm form)
{
    return form == CANCELLED_TITLE ? SESSION_STATUS_CONFIRMED : SESSION_STATUS_CANCELLED;
}

void event_append_cancelled(GString *out, EventRenderer *renderer, const FeedEntry *entry,
                            const Feed *feed, CancelledForm form)
{
    /* A departure is rendered from the agenda that last had it: rooms and agencies may be gone. */
    const Agenda *agenda =
        entry->departure != NULL ? entry->departure->past->agenda : renderer->revision->agenda;
    const Session *session = entry->session;
    const Participant *agency = feed_find_viewpoint(feed, agenda);
    Telling telling = { .departure = entry->departure, .feed = feed };

    g_string_append(out, EVENT_BEGIN);
    if (session != NULL) {
        telling.viewpoint = session_has_participant(session, agency) ? agency : NULL;
        append_identity(out, renderer, session, entry->stamp);
        append_times(out, renderer, agenda, session);
        event_lines_append_location_in(out, agenda, session);
        event_lines_append_state(out, renderer->lines, status_in(form), true);
        event_lines_append_class(out, session_is_private(session));
        event_lines_append_url(out, session->url);
        event_details_append(out, agenda, session);
        append_wording(out, renderer, session, &telling);
    } else {
        telling.viewpoint = agency;
        append_preparation_identity(out, renderer, entry->preparation, entry->stamp);
        event_lines_append_dates(out, entry->preparation->date, entry->preparation->date);
        event_lines_append_state(out, renderer->lines, status_in(form), true);
        event_lines_append_class(out, entry->preparation->visibility != VISIBILITY_PUBLIC);
        event_lines_append_url(out, entry->preparation->url);
        if (withdrawal_took_preparation(entry->preparation)) {
            append_withdrawn_wording(out, renderer, &telling);
        } else {
            append_preparation_wording(out, renderer, entry->preparation, &telling);
        }
    }
    g_string_append(out, EVENT_END);
}

/* --- alarms ------------------------------------------------------------------------------ */

void event_add_alarm(GString *out, EventRenderer *renderer, const Session *session,
                     const Participant *viewpoint, guint minutes)
{
    bool is_own = session_has_participant(session, viewpoint);

    /* An alarm stands within its event (RFC 5545 §3.6.1), whose text was copied whole. */
    g_string_truncate(out, out->len - strlen(EVENT_END));
    g_string_append(out, ALARM_BEGIN);
    event_lines_append_trigger(out, minutes);
    /* What is displayed must stand in a DESCRIPTION of the alarm's own (RFC 5545 §3.6.6). */
    WordSink sink = event_lines_begin_text(renderer->lines, "DESCRIPTION");
    wording_append_title(&sink, session, is_own ? viewpoint : NULL);
    event_lines_end_text(out, renderer->lines);
    g_string_append(out, ALARM_END EVENT_END);
}
