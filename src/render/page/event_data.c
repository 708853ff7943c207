#include "render/page/event_data.h"

#include <string.h>

#include "base/json_text.h"
#include "model/address/feed_kind.h"
#include "model/address/format.h"
#include "model/agenda/participant.h"
#include "render/markdown_plain.h"
#include "render/page/page_place.h"

static GString *begin_event(const char *name)
{
    GString *out = g_string_new(NULL);

    json_text_open(out, NULL, '{');
    json_text_append_string(out, "@context", "https://schema.org");
    json_text_append_string(out, "@type", "Event");
    json_text_append_string(out, "name", name);
    return out;
}

static char *end_event(GString *take_out)
{
    json_text_close(take_out, '}');
    return g_string_free(take_out, FALSE);
}

static void append_date(GString *out, const char *key, CivilDate date)
{
    g_autofree char *iso = civil_date_to_iso(date);

    json_text_append_string(out, key, iso);
}

/* "2007-07-10T15:00+02:00": the offset is how far the wall clock is ahead of UTC. */
static void append_time(GString *out, const char *key, CivilTime local, gint64 utc)
{
    g_autofree char *date = civil_date_to_iso(civil_date_of(local));
    g_autofree char *clock = civil_clock_to_text(local);
    gint64 minutes = (local - utc) / 60;
    g_autofree char *text =
        g_strdup_printf("%sT%s%c%02d:%02d", date, clock, minutes < 0 ? '-' : '+',
                        (gint)(ABS(minutes) / 60), (gint)(ABS(minutes) % 60));

    json_text_append_string(out, key, text);
}

static void append_geo(GString *out, const char *geo)
{
    g_auto(GStrv) numbers = geo != NULL ? g_strsplit(geo, ";", 2) : NULL;

    if (numbers != NULL) {
        json_text_open(out, "geo", '{');
        json_text_append_string(out, "@type", "GeoCoordinates");
        json_text_append_string(out, "latitude", numbers[0]);
        json_text_append_string(out, "longitude", numbers[1]);
        json_text_close(out, '}');
    }
}

/* The room, or else the place of the conference, which is the address of both unless the room has
 * its own. False if neither is known. */
static bool append_place(GString *out, const char *key, const Agenda *agenda, const Room *room)
{
    const char *name = room != NULL ? text_get(&room->name, NULL) : agenda_location(agenda);

    if (name == NULL) {
        return false;
    }
    json_text_open(out, key, '{');
    json_text_append_string(out, "@type", "Place");
    json_text_append_string(out, "name", name);
    json_text_append_string(out, "address", text_get(page_place_address(agenda, room), NULL));
    append_geo(out, agenda_geo_of(agenda, room));
    json_text_close(out, '}');
    return true;
}

/* Who may join online may also come, if there is a place. */
static void append_places(GString *out, const Agenda *agenda, const Session *session)
{
    if (session->join == NULL) {
        append_place(out, "location", agenda, session->room);
        return;
    }
    json_text_open(out, "location", '[');
    bool is_mixed = append_place(out, NULL, agenda, session->room);
    json_text_open(out, NULL, '{');
    json_text_append_string(out, "@type", "VirtualLocation");
    json_text_append_string(out, "url", session->join);
    json_text_close(out, '}');
    json_text_close(out, ']');
    json_text_append_string(out, "eventAttendanceMode",
                            is_mixed ? "https://schema.org/MixedEventAttendanceMode"
                                     : "https://schema.org/OnlineEventAttendanceMode");
}

static void append_languages(GString *out, const GPtrArray *languages)
{
    if (languages == NULL || languages->len == 0) {
        return;
    }
    json_text_open(out, "inLanguage", '[');
    for (guint i = 0; i < languages->len; i++) {
        json_text_append_string(out, NULL, ((const Term *)languages->pdata[i])->id);
    }
    json_text_close(out, ']');
}

/* schema.org has no word for a tentative event. */
static const char *status_of(const Session *session, bool is_moved)
{
    if (session_is_postponed(session)) {
        return "https://schema.org/EventPostponed";
    }
    if (session_status(session) == SESSION_STATUS_CANCELLED) {
        return "https://schema.org/EventCancelled";
    }
    return is_moved ? "https://schema.org/EventRescheduled" : "https://schema.org/EventScheduled";
}

/* A session goes on being in its zone, so its earlier time was in that, too. */
static void append_previous_start(GString *out, const Agenda *agenda, CivilTime local)
{
    gint64 utc;

    tz_resolve_local(agenda->tz, local, &utc);
    append_time(out, "previousStartDate", local, utc);
}

/* Whom the agenda has as organisers. */
static void append_organizers(GString *out, const Session *session)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        const Participant *who = contributor_main(contribution_by(contribution));
        if (strcmp(contribution->role->id, "organiser") != 0 &&
            strcmp(contribution->role->id, "co-organiser") != 0) {
            continue;
        }
        if (!any) {
            json_text_open(out, "organizer", '[');
            any = true;
        }
        json_text_open(out, NULL, '{');
        json_text_append_string(out, "@type",
                                who->named == NAMED_PERSON ? "Person" : "Organization");
        json_text_append_string(out, "name", participant_label(who));
        json_text_append_string(out, "url", who->url);
        json_text_close(out, '}');
    }
    if (any) {
        json_text_close(out, ']');
    }
}

static void append_description(GString *out, const Text *prose)
{
    const char *text = text_get(prose, NULL);
    g_autofree char *words = text != NULL ? markdown_plain_dup(text) : NULL;

    json_text_append_string(out, "description", words);
}

/* When a session is. Unlike DTEND of iCalendar, endDate is inclusive. */
static void append_times(GString *out, const Session *session)
{
    if (session->slot->all_day) {
        append_date(out, "startDate", civil_date_of(session->start));
        append_date(out, "endDate", civil_last_day(session->end));
    } else {
        append_time(out, "startDate", session->start, session->start_utc);
        append_time(out, "endDate", session->end, session->end_utc);
    }
}

/* The sessions of an agenda in short; the page of each has all of it. */
static void append_sessions(GString *out, const Agenda *agenda, const char *address)
{
    json_text_open(out, "subEvent", '[');
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        if (session->kind == SESSION_KIND_BREAK) {
            continue;
        }
        g_autofree char *url = address != NULL
                                   ? g_strconcat(address, feed_kind_folder(FEED_KIND_SESSION), "/",
                                                 session->id, format_extension(FORMAT_HTML), NULL)
                                   : NULL;
        json_text_open(out, NULL, '{');
        json_text_append_string(out, "@type", "Event");
        json_text_append_string(out, "name", text_get(&session->title, NULL));
        append_times(out, session);
        append_place(out, "location", agenda, session->room);
        json_text_append_string(out, "eventStatus", status_of(session, false));
        json_text_append_string(out, "url", url);
        json_text_close(out, '}');
    }
    json_text_close(out, ']');
}

char *event_data_of_agenda(const Agenda *agenda, bool with_sessions, const char *address)
{
    GString *out = begin_event(text_get(&agenda->title, NULL));

    append_description(out, &agenda->description);
    if (agenda->days->len > 0) {
        append_date(out, "startDate", ((const Day *)agenda->days->pdata[0])->date);
        append_date(out, "endDate",
                    ((const Day *)agenda->days->pdata[agenda->days->len - 1])->date);
    }
    append_place(out, "location", agenda, NULL);
    if (agenda->status != AGENDA_STATUS_CONFIRMED) {
        json_text_append_string(out, "eventStatus",
                                agenda->status == AGENDA_STATUS_CANCELLED
                                    ? "https://schema.org/EventCancelled"
                                    : "https://schema.org/EventPostponed");
    }
    json_text_append_string(out, "image", agenda->image);
    json_text_append_string(out, "url", address != NULL ? address : agenda->url);
    if (with_sessions && agenda->sessions->len > 0) {
        append_sessions(out, agenda, address);
    }
    return end_event(out);
}

char *event_data_of_session(const Agenda *agenda, const Session *session, const CivilTime *previous,
                            const char *address)
{
    GString *out = begin_event(text_get(&session->title, NULL));

    json_text_append_string(out, "alternateName", text_get(&session->subtitle, NULL));
    append_description(out, &session->abstract);
    append_times(out, session);
    append_places(out, agenda, session);
    json_text_append_string(out, "eventStatus", status_of(session, previous != NULL));
    if (previous != NULL) {
        append_previous_start(out, agenda, *previous);
    }
    append_organizers(out, session);
    json_text_append_string(out, "image", session->image);
    append_languages(out, session->languages);
    json_text_append_string(out, "url", address != NULL ? address : session->url);
    json_text_open(out, "superEvent", '{');
    json_text_append_string(out, "@type", "Event");
    json_text_append_string(out, "name", text_get(&agenda->title, NULL));
    json_text_close(out, '}');
    return end_event(out);
}
