#include "render/calendar.h"

#include <string.h>

#include "render/colour.h"
#include "render/event.h"
#include "render/ical_value.h"
#include "render/uid.h"
#include "render/vtimezone.h"

#define PRODID "-//confeed//confeed//EN"
#define CALENDAR_END "END:VCALENDAR\r\n"

/* How often a subscriber is asked to look for changes. */
#define REFRESH_SECONDS 3600
#define REFRESH_TEXT "PT1H"

/* The text of one event: frames[index] and general[index] are NULL until first used. */
struct CalendarRenderer {
    const Revision *revision;
    char *public_url;
    char **frames;  /* by the session's index */
    char **general; /* its wording for everybody */
    guint n_sessions;
    GHashTable *vtimezones; /* first and last onset → text */
};

CalendarRenderer *calendar_renderer_new(const Revision *revision, const CalendarOptions *options)
{
    CalendarRenderer *renderer = g_new0(CalendarRenderer, 1);

    renderer->revision = revision;
    renderer->public_url = g_strdup(options->public_url);
    renderer->n_sessions = revision->agenda->sessions->len;
    renderer->frames = g_new0(char *, renderer->n_sessions);
    renderer->general = g_new0(char *, renderer->n_sessions);
    renderer->vtimezones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return renderer;
}

void calendar_renderer_free(CalendarRenderer *renderer)
{
    if (renderer == NULL) {
        return;
    }
    for (guint i = 0; i < renderer->n_sessions; i++) {
        g_free(renderer->frames[i]);
        g_free(renderer->general[i]);
    }
    g_free(renderer->frames);
    g_free(renderer->general);
    g_hash_table_unref(renderer->vtimezones);
    g_free(renderer->public_url);
    g_free(renderer);
}

/* --- the calendar's own properties ------------------------------------------------------- */

static void add_property(icalcomponent *calendar, icalproperty *property)
{
    icalcomponent_add_property(calendar, property);
}

static void add_addresses(icalcomponent *calendar, const CalendarRenderer *renderer,
                          const Feed *feed)
{
    const Agenda *agenda = renderer->revision->agenda;

    if (renderer->public_url != NULL) {
        g_autofree char *source = g_strdup_printf("%s/%s.ics", renderer->public_url, feed->path);
        add_property(calendar, icalproperty_new_source(source));
    }
    if (agenda->url != NULL) {
        add_property(calendar, icalproperty_new_url(agenda->url));
    } else if (renderer->public_url != NULL) {
        g_autofree char *page = g_strdup_printf("%s/%s/", renderer->public_url, agenda->id);
        add_property(calendar, icalproperty_new_url(page));
    }
}

static void append_calendar_head(GString *out, const CalendarRenderer *renderer, const Feed *feed)
{
    const Revision *revision = renderer->revision;
    const Colour *colour = colour_of(feed->path);
    icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    char uid[UID_SIZE];

    uid_of_feed(feed, uid);
    add_property(calendar, icalproperty_new_version("2.0"));
    add_property(calendar, icalproperty_new_prodid(PRODID));
    add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
    add_property(calendar, icalproperty_new_uid(uid));
    add_property(calendar, icalproperty_new_name(feed->name));
    add_property(calendar, ical_value_new_x_text("X-WR-CALNAME", feed->name));
    add_property(calendar, icalproperty_new_description(feed->description));
    add_property(calendar, ical_value_new_x_text("X-WR-CALDESC", feed->description));
    add_property(calendar, ical_value_new_x_text("X-WR-TIMEZONE", tz_name(revision->agenda->tz)));
    add_property(calendar, icalproperty_new_color(colour->name));
    add_property(calendar, ical_value_new_x_text("X-APPLE-CALENDAR-COLOR", colour->hex));
    add_property(calendar,
                 icalproperty_new_refreshinterval(icaldurationtype_from_int(REFRESH_SECONDS)));
    add_property(calendar, ical_value_new_x_text("X-PUBLISHED-TTL", REFRESH_TEXT));
    add_property(calendar, icalproperty_new_lastmodified(ical_value_utc(revision->stamp)));
    add_addresses(calendar, renderer, feed);
    ical_value_append_open_component(out, calendar);
}

/* --- its components ---------------------------------------------------------------------- */

/* The VTIMEZONE for these sessions; nothing if all of them are all-day, since then none is named.
 */
static void append_vtimezone(GString *out, CalendarRenderer *renderer, const GPtrArray *sessions)
{
    const Tz *tz = renderer->revision->agenda->tz;
    gint64 first = G_MAXINT64;
    gint64 last = G_MININT64;

    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        if (!session->slot->all_day) {
            first = MIN(first, session->start_utc);
            last = MAX(last, session->end_utc);
        }
    }
    if (first > last) {
        return;
    }
    g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                           tz_observance_at(tz, first - CIVIL_DAY_SECONDS).onset,
                                           tz_observance_at(tz, last + CIVIL_DAY_SECONDS).onset);
    char *text = g_hash_table_lookup(renderer->vtimezones, key);
    if (text == NULL) {
        text = vtimezone_to_text(tz, first, last);
        g_hash_table_insert(renderer->vtimezones, g_steal_pointer(&key), text);
    }
    g_string_append(out, text);
}

static bool contributes(const Session *session, const Agency *agency)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        if (((const Contribution *)session->contributions->pdata[i])->agency == agency) {
            return true;
        }
    }
    return false;
}

static const char *frame_of(CalendarRenderer *renderer, const Session *session)
{
    char **frame = &renderer->frames[session->index];

    if (*frame == NULL) {
        GString *text = g_string_new(NULL);
        event_append_session_frame(text, renderer->revision, session);
        *frame = g_string_free(text, FALSE);
    }
    return *frame;
}

static const char *general_wording_of(CalendarRenderer *renderer, const Session *session)
{
    char **wording = &renderer->general[session->index];

    if (*wording == NULL) {
        GString *text = g_string_new(NULL);
        event_append_session_wording(text, session, NULL);
        *wording = g_string_free(text, FALSE);
    }
    return *wording;
}

static void append_session(GString *out, CalendarRenderer *renderer, const Session *session,
                           const Agency *viewpoint)
{
    g_string_append(out, frame_of(renderer, session));
    if (viewpoint != NULL && contributes(session, viewpoint)) {
        event_append_session_wording(out, session, viewpoint);
    } else {
        g_string_append(out, general_wording_of(renderer, session));
    }
    g_string_append(out, EVENT_END);
}

static void append_preparation(GString *out, const CalendarRenderer *renderer,
                               const Preparation *preparation, const Agency *viewpoint)
{
    event_append_preparation_frame(out, renderer->revision, preparation);
    event_append_preparation_wording(out, preparation, viewpoint);
    g_string_append(out, EVENT_END);
}

GBytes *calendar_render(CalendarRenderer *renderer, const Feed *feed)
{
    const Agenda *agenda = renderer->revision->agenda;
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, agenda);
    g_autoptr(GPtrArray) preparations = selection_dup_preparations(&feed->selection, agenda);
    GString *out = g_string_new(NULL);

    append_calendar_head(out, renderer, feed);
    append_vtimezone(out, renderer, sessions);
    for (guint i = 0; i < sessions->len; i++) {
        append_session(out, renderer, sessions->pdata[i], feed->viewpoint);
    }
    for (guint i = 0; i < preparations->len; i++) {
        append_preparation(out, renderer, preparations->pdata[i], feed->viewpoint);
    }
    g_string_append(out, CALENDAR_END);
    return g_string_free_to_bytes(out);
}
