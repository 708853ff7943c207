#include "render/event.h"

#include "render/ical_value.h"
#include "render/uid.h"
#include "render/wording.h"

/* --- frames ------------------------------------------------------------------------------ */

static icalcomponent *frame_new(const char *uid, EventStamp stamp)
{
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid),
                               icalproperty_new_dtstamp(ical_value_utc(stamp.changed)),
                               icalproperty_new_created(ical_value_utc(stamp.created)),
                               icalproperty_new_lastmodified(ical_value_utc(stamp.changed)),
                               icalproperty_new_sequence((int)stamp.sequence), NULL);
}

static void add_property(icalcomponent *frame, icalproperty *property)
{
    icalcomponent_add_property(frame, property);
}

static void add_times(icalcomponent *frame, const Agenda *agenda, const Session *session)
{
    const char *tzid = tz_name(agenda->tz);
    icalproperty *start = icalproperty_new_dtstart(ical_value_local(session->start));
    icalproperty *end = icalproperty_new_dtend(ical_value_local(session->end));

    icalproperty_add_parameter(start, icalparameter_new_tzid(tzid));
    icalproperty_add_parameter(end, icalparameter_new_tzid(tzid));
    add_property(frame, start);
    add_property(frame, end);
}

/* DTEND is the day after the last one (RFC 5545 §3.6.1). */
static void add_dates(icalcomponent *frame, CivilDate first, CivilDate last)
{
    add_property(frame, icalproperty_new_dtstart(ical_value_date(first)));
    add_property(frame, icalproperty_new_dtend(ical_value_date(last + 1)));
}

static void add_location(icalcomponent *frame, const Agenda *agenda, const Session *session)
{
    g_autoptr(GString) location = g_string_new(NULL);

    wording_append_location(location, agenda, session);
    if (location->len > 0) {
        add_property(frame, icalproperty_new_location(location->str));
    }
}

static icalproperty_status status_of_session(const Session *session)
{
    static const icalproperty_status STATUSES[] = {
        [SESSION_STATUS_CONFIRMED] = ICAL_STATUS_CONFIRMED,
        [SESSION_STATUS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
        [SESSION_STATUS_CANCELLED] = ICAL_STATUS_CANCELLED,
    };

    return STATUSES[session->status];
}

static void add_url(icalcomponent *frame, const char *url)
{
    if (url != NULL) {
        add_property(frame, icalproperty_new_url(url));
    }
}

/* Breaks, banners and what is cancelled keep nobody busy. */
static bool is_transparent(const Session *session)
{
    return session->kind == SESSION_KIND_BREAK || session->slot->all_day ||
           session->status == SESSION_STATUS_CANCELLED;
}

void event_append_session_frame(GString *out, const Revision *revision, const Session *session)
{
    char uid[UID_SIZE];

    uid_of_session(revision->agenda, session, uid);
    icalcomponent *frame = frame_new(uid, revision_stamp_of_session(revision, session));
    if (session->slot->all_day) {
        add_dates(frame, session->day->date, session->day->date);
    } else {
        add_times(frame, revision->agenda, session);
    }
    add_location(frame, revision->agenda, session);
    add_property(frame, icalproperty_new_status(status_of_session(session)));
    add_property(frame, icalproperty_new_transp(is_transparent(session) ? ICAL_TRANSP_TRANSPARENT
                                                                        : ICAL_TRANSP_OPAQUE));
    add_url(frame, session->url);
    ical_value_append_open_component(out, frame);
}

void event_append_preparation_frame(GString *out, const Revision *revision,
                                    const Preparation *preparation)
{
    bool confirmed = preparation->status == CONTRIBUTION_STATUS_CONFIRMED;
    char uid[UID_SIZE];

    uid_of_preparation(revision->agenda, preparation, uid);
    icalcomponent *frame = frame_new(uid, revision_stamp_of_preparation(revision, preparation));
    add_dates(frame, preparation->date, preparation->date);
    add_property(
        frame, icalproperty_new_status(confirmed ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_TENTATIVE));
    add_property(frame, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    add_url(frame, preparation->url);
    ical_value_append_open_component(out, frame);
}

/* --- wordings ---------------------------------------------------------------------------- */

void event_append_session_wording(GString *out, const Session *session, const Agency *viewpoint)
{
    g_autoptr(GString) text = g_string_new(NULL);

    wording_append_summary(text, session, viewpoint);
    ical_value_append_property(out, icalproperty_new_summary(text->str));
    g_string_truncate(text, 0);
    wording_append_description(text, session, viewpoint);
    if (text->len > 0) {
        ical_value_append_property(out, icalproperty_new_description(text->str));
    }
    g_string_truncate(text, 0);
    wording_append_categories(text, session, viewpoint);
    ical_value_append_property(out, icalproperty_new_categories(text->str));
}

void event_append_preparation_wording(GString *out, const Preparation *preparation,
                                      const Agency *viewpoint)
{
    g_autoptr(GString) text = g_string_new(NULL);

    wording_append_preparation_summary(text, preparation, viewpoint);
    ical_value_append_property(out, icalproperty_new_summary(text->str));
    g_string_truncate(text, 0);
    wording_append_preparation_description(text, preparation);
    ical_value_append_property(out, icalproperty_new_description(text->str));
    g_string_truncate(text, 0);
    wording_append_preparation_categories(text, preparation);
    ical_value_append_property(out, icalproperty_new_categories(text->str));
}
