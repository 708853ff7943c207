#include "render/ical/calendar.h"

#include "model/address/format.h"
#include "render/ical/colour.h"
#include "render/ical/event.h"
#include "render/ical/ical_value.h"
#include "render/ical/vtimezone.h"
#include "render/uid.h"
#include "render/wording.h"

#define PRODID "-//confeed//confeed//EN"
#define CALENDAR_BEGIN "BEGIN:VCALENDAR\r\n"
#define CALENDAR_END "END:VCALENDAR\r\n"

/* How often subscribers are asked to look for changes: the same time in both notations. */
#define REFRESH_SECONDS 3600
#define REFRESH_TEXT "PT1H"

struct CalendarRenderer {
    const Revision *revision;
    char *public_url;
    bool is_private;
    const CalendarNotice *notice; /* or NULL */
    EventRenderer *events;
    char *head;             /* what every calendar begins with; NULL until first used */
    char *head_end;         /* what every calendar has after its LAST-MODIFIED */
    GHashTable *vtimezones; /* onsets → text */
};

CalendarRenderer *calendar_renderer_new(const Revision *revision, const CalendarOptions *options)
{
    CalendarRenderer *renderer = g_new0(CalendarRenderer, 1);

    renderer->revision = revision;
    renderer->public_url = g_strdup(options->public_url);
    renderer->is_private = options->is_private;
    renderer->notice = options->notice;
    renderer->events = event_renderer_new(revision);
    renderer->vtimezones =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
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
    g_free(renderer->head_end);
    g_free(renderer->public_url);
    g_free(renderer);
}

/* --- the calendar's own properties ------------------------------------------------------- */

/* The web site of the conference, or else our own page about it, and its picture. */
static void append_addresses(GString *out, const CalendarRenderer *renderer)
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
    if (agenda->image != NULL) {
        ical_value_append_image(out, agenda->image);
    }
}

/* The properties that all calendars of the revision share, before and after LAST-MODIFIED. */
static void render_head(CalendarRenderer *renderer)
{
    GString *head = g_string_new(CALENDAR_BEGIN);
    GString *end = g_string_new(NULL);
    icalproperty *properties[] = {
        icalproperty_new_version("2.0"),
        icalproperty_new_prodid(PRODID),
        icalproperty_new_calscale("GREGORIAN"),
        icalproperty_new_refreshinterval(icaldurationtype_from_int(REFRESH_SECONDS)),
    };

    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        ical_value_append_property(head, properties[i]);
    }
    ical_value_append_text(end, "X-PUBLISHED-TTL", REFRESH_TEXT);
    ical_value_append_text(end, "X-WR-TIMEZONE", tz_name(renderer->revision->agenda->tz));
    append_addresses(end, renderer);
    renderer->head = g_string_free(head, FALSE);
    renderer->head_end = g_string_free(end, FALSE);
}

/* A text under the name in RFC 7986, and under the older one that more programs know. */
static void append_twice(GString *out, const char *name, const char *x_name, const char *text)
{
    g_autofree char *escaped = ical_value_escape_text(text);

    ical_value_append_text(out, name, escaped);
    ical_value_append_text(out, x_name, escaped);
}

/* The two calendars of a feed have different names, since an agency may subscribe to both. */
static void append_names(GString *out, const CalendarRenderer *renderer, const Feed *feed)
{
    bool is_private = renderer->is_private;
    g_autofree char *name = g_strconcat(feed->name, is_private ? " (private)" : "", NULL);
    g_autofree char *words = wording_dup_feed_description(renderer->revision->agenda, feed);
    g_autofree char *description = g_strconcat(
        words,
        is_private ? " With what only this agency may see: keep the address to yourself." : "",
        NULL);

    append_twice(out, "NAME", "X-WR-CALNAME", name);
    append_twice(out, "DESCRIPTION", "X-WR-CALDESC", description);
}

/* Of one feed always the same, but not of its private calendar: an agency may have both. */
static const Colour *colour_of_feed(const CalendarRenderer *renderer, const Feed *feed)
{
    char uid[UID_SIZE];

    if (renderer->is_private) {
        uid_of_private_feed(feed, uid);
    } else {
        uid_of_feed(feed, uid);
    }
    return colour_of(uid);
}

/* The address at which the calendar can be fetched again, in the same form (RFC 7986 §5.8). */
static void append_source(GString *out, const CalendarRenderer *renderer, const Feed *feed,
                          const CalendarForm *form)
{
    g_autofree char *address = feed_dup_address(feed, format_extension(FORMAT_ICS));
    g_autoptr(GString) source = g_string_new(renderer->public_url);

    g_string_append_printf(source, "/%s", address);
    gsize length = source->len;
    calendar_form_append(source, form);
    /* Every parameter came with an ampersand; the first of an address needs a question mark. */
    if (source->len > length && feed->query == NULL) {
        source->str[length] = '?';
    }
    ical_value_append_property(out, icalproperty_new_source(source->str));
}

/* The calendar has no UID of its own (RFC 7986 §5.3): some programs take the first UID of a file
 * for that of every entry in it. */
static void append_properties(GString *out, CalendarRenderer *renderer,
                              const RevisionFeed *revision_feed, const CalendarForm *form)
{
    const Feed *feed = revision_feed->feed;
    const Colour *colour = colour_of_feed(renderer, feed);

    if (renderer->head == NULL) {
        render_head(renderer);
    }
    g_string_append(out, renderer->head);
    ical_value_append_property(
        out, icalproperty_new_lastmodified(ical_value_utc(revision_feed->changed)));
    g_string_append(out, renderer->head_end);
    append_names(out, renderer, feed);
    ical_value_append_property(out, icalproperty_new_color(colour->name));
    ical_value_append_text(out, "X-APPLE-CALENDAR-COLOR", colour->hex);
    /* A private calendar does not name its address: whoever reads that can open it, and several
     * addresses may share this text. */
    if (renderer->public_url != NULL && !renderer->is_private) {
        append_source(out, renderer, feed, form);
    }
}

/* --- its components ---------------------------------------------------------------------- */

/* Even an empty calendar gets its VTIMEZONE, since it must have a component (RFC 5545 §3.6). */
static void append_vtimezone(GString *out, CalendarRenderer *renderer, const GArray *entries)
{
    const Agenda *agenda = renderer->revision->agenda;
    g_autoptr(GArray) onsets = revision_feed_onsets(renderer->revision, entries);
    /* A conference rarely has more than one change of clocks: nearly all of its feeds share one
     * VTIMEZONE. */
    g_autoptr(GBytes) key = g_bytes_new(onsets->data, onsets->len * sizeof(Onset));
    char *text = g_hash_table_lookup(renderer->vtimezones, key);
    if (text == NULL) {
        text = vtimezone_to_text(tz_name(agenda->tz), onsets);
        g_hash_table_insert(renderer->vtimezones, g_steal_pointer(&key), text);
    }
    g_string_append(out, text);
}

static void append_entry(GString *out, CalendarRenderer *renderer, const FeedEntry *entry,
                         const Feed *feed, const CalendarForm *form)
{
    bool is_cancelled = feed_entry_is_cancelled(entry);

    if (is_cancelled && form->cancelled == CANCELLED_DROP) {
        return;
    }
    /* A session that its agenda calls cancelled, and that is to be marked so, is an ordinary
     * session with another STATUS: its frame and wording are kept. */
    if (entry->departure != NULL || (is_cancelled && form->cancelled == CANCELLED_TITLE)) {
        event_append_cancelled(out, renderer->events, entry, feed, form->cancelled);
    } else if (entry->session != NULL) {
        event_append_session(out, renderer->events, entry->session, feed->viewpoint);
        if (form->has_alarm && !event_is_transparent(entry->session)) {
            event_add_alarm(out, renderer->events, entry->session, feed->viewpoint, form->alarm);
        }
    } else {
        event_append_preparation(out, renderer->events, entry->preparation, feed->viewpoint);
    }
}

GBytes *calendar_render(CalendarRenderer *renderer, const RevisionFeed *feed,
                        const CalendarForm *form)
{
    g_autoptr(GArray) entries = revision_dup_entries(renderer->revision, feed);
    GString *out = g_string_new(NULL);

    append_properties(out, renderer, feed, form);
    append_vtimezone(out, renderer, entries);
    for (guint i = 0; i < entries->len; i++) {
        append_entry(out, renderer, &g_array_index(entries, FeedEntry, i), feed->feed, form);
    }
    if (renderer->notice != NULL) {
        notice_append(out, feed->feed, renderer->notice);
    }
    g_string_append(out, CALENDAR_END);
    return g_string_free_to_bytes(out);
}
