#include "render/calendar.h"

#include "render/colour.h"
#include "render/event.h"
#include "render/ical_value.h"
#include "render/uid.h"
#include "render/vtimezone.h"

#define PRODID "-//confeed//confeed//EN"
#define CALENDAR_BEGIN "BEGIN:VCALENDAR\r\n"
#define CALENDAR_END "END:VCALENDAR\r\n"

/* How often a subscriber is asked to look for changes. */
#define REFRESH_SECONDS 3600
#define REFRESH_TEXT "PT1H"

struct CalendarRenderer {
    const Revision *revision;
    char *public_url;
    EventRenderer *events;
    char *head;             /* what every calendar begins with; NULL until first used */
    GHashTable *vtimezones; /* first and last onset → text */
};

CalendarRenderer *calendar_renderer_new(const Revision *revision, const CalendarOptions *options)
{
    CalendarRenderer *renderer = g_new0(CalendarRenderer, 1);

    renderer->revision = revision;
    renderer->public_url = g_strdup(options->public_url);
    renderer->events = event_renderer_new(revision);
    renderer->vtimezones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return renderer;
}

void calendar_renderer_free(CalendarRenderer *renderer)
{
    if (renderer == NULL) {
        return;
    }
    event_renderer_free(renderer->events);
    g_hash_table_unref(renderer->vtimezones);
    g_free(renderer->head);
    g_free(renderer->public_url);
    g_free(renderer);
}

/* --- the calendar's own properties ------------------------------------------------------- */

/* Where the web site of the conference is, or else our page on it. */
static void append_url(GString *out, const CalendarRenderer *renderer)
{
    const Agenda *agenda = renderer->revision->agenda;
    g_autofree char *page = NULL;

    if (agenda->url == NULL && renderer->public_url != NULL) {
        page = g_strdup_printf("%s/%s/", renderer->public_url, agenda->id);
    }
    const char *url = agenda->url != NULL ? agenda->url : page;
    if (url != NULL) {
        ical_value_append_property(out, icalproperty_new_url(url));
    }
}

/* What all calendars of the revision have in common. */
static char *render_head(const CalendarRenderer *renderer)
{
    const Revision *revision = renderer->revision;
    GString *out = g_string_new(CALENDAR_BEGIN);
    icalproperty *properties[] = {
        icalproperty_new_version("2.0"),
        icalproperty_new_prodid(PRODID),
        icalproperty_new_calscale("GREGORIAN"),
        icalproperty_new_refreshinterval(icaldurationtype_from_int(REFRESH_SECONDS)),
        icalproperty_new_lastmodified(ical_value_utc(revision->stamp)),
    };

    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        ical_value_append_property(out, properties[i]);
    }
    ical_value_append_text(out, "X-PUBLISHED-TTL", REFRESH_TEXT);
    ical_value_append_text(out, "X-WR-TIMEZONE", tz_name(revision->agenda->tz));
    append_url(out, renderer);
    return g_string_free(out, FALSE);
}

/* A text under the name of RFC 7986 and under the older one that more programs know. */
static void append_twice(GString *out, const char *name, const char *x_name, const char *text)
{
    g_autofree char *escaped = ical_value_escape_text(text);

    ical_value_append_text(out, name, escaped);
    ical_value_append_text(out, x_name, escaped);
}

static void append_properties(GString *out, CalendarRenderer *renderer, const Feed *feed)
{
    char uid[UID_SIZE];

    if (renderer->head == NULL) {
        renderer->head = render_head(renderer);
    }
    g_string_append(out, renderer->head);
    uid_of_feed(feed, uid);
    const Colour *colour = colour_of(uid);
    ical_value_append_property(out, icalproperty_new_uid(uid));
    append_twice(out, "NAME", "X-WR-CALNAME", feed->name);
    append_twice(out, "DESCRIPTION", "X-WR-CALDESC", feed->description);
    ical_value_append_property(out, icalproperty_new_color(colour->name));
    ical_value_append_text(out, "X-APPLE-CALENDAR-COLOR", colour->hex);
    if (renderer->public_url != NULL) {
        g_autofree char *source = g_strdup_printf("%s/%s.ics", renderer->public_url, feed->path);
        ical_value_append_property(out, icalproperty_new_source(source));
    }
}

/* --- its components ---------------------------------------------------------------------- */

/* Widens a span by the sessions that are all-day, or by those that are not. */
static void add_sessions(const GPtrArray *sessions, bool all_day, gint64 *first, gint64 *last)
{
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        if (session->slot->all_day == all_day) {
            *first = MIN(*first, session->start_utc);
            *last = MAX(*last, session->end_utc);
        }
    }
}

/* From when to when the sessions with times are; without any, all sessions; without those, the days
 * of the agenda: a calendar must have a component (RFC 5545 §3.6). */
static void find_span(const Revision *revision, const GPtrArray *sessions, gint64 *out_first,
                      gint64 *out_last)
{
    const GPtrArray *days = revision->agenda->days;
    gint64 first = G_MAXINT64;
    gint64 last = G_MININT64;

    add_sessions(sessions, false, &first, &last);
    if (first > last) {
        add_sessions(sessions, true, &first, &last);
    }
    if (first > last) {
        first = days->len > 0 ? civil_at(((const Day *)days->pdata[0])->date, 0) : revision->stamp;
        last = days->len > 0 ? civil_at(((const Day *)days->pdata[days->len - 1])->date + 1, 0)
                             : revision->stamp;
    }
    *out_first = first;
    *out_last = last;
}

static void append_vtimezone(GString *out, CalendarRenderer *renderer, const GPtrArray *sessions)
{
    const Tz *tz = renderer->revision->agenda->tz;
    gint64 first;
    gint64 last;

    find_span(renderer->revision, sessions, &first, &last);
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

GBytes *calendar_render(CalendarRenderer *renderer, const Feed *feed)
{
    const Agenda *agenda = renderer->revision->agenda;
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, agenda);
    g_autoptr(GPtrArray) preparations = selection_dup_preparations(&feed->selection, agenda);
    GString *out = g_string_new(NULL);

    append_properties(out, renderer, feed);
    append_vtimezone(out, renderer, sessions);
    for (guint i = 0; i < sessions->len; i++) {
        event_append_session(out, renderer->events, sessions->pdata[i], feed->viewpoint);
    }
    for (guint i = 0; i < preparations->len; i++) {
        event_append_preparation(out, renderer->events, preparations->pdata[i], feed->viewpoint);
    }
    g_string_append(out, CALENDAR_END);
    return g_string_free_to_bytes(out);
}
