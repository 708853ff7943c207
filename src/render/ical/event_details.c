#include "render/ical/event_details.h"

#include <string.h>

#include "render/ical/ical_value.h"
#include "render/wording.h"

/* How far around the point the place reaches, in metres, as Apple's own calendars say it. */
#define APPLE_RADIUS "70"

static icalparameter *new_x_parameter(const char *name, const char *value)
{
    icalparameter *parameter = icalparameter_new(ICAL_X_PARAMETER);

    icalparameter_set_xname(parameter, name);
    icalparameter_set_xvalue(parameter, value);
    return parameter;
}

/* Apple shows a map only if the title is LOCATION, letter by letter. What a parameter cannot hold
 * as it is (RFC 6868) is not said. */
static void append_apple_location(GString *out, const char *title, const char *geo)
{
    g_autofree char *address = g_strconcat("geo:", geo, NULL);
    icalproperty *property = icalproperty_new(ICAL_X_PROPERTY);

    g_strdelimit(address, ";", ',');
    icalproperty_set_x_name(property, "X-APPLE-STRUCTURED-LOCATION");
    /* libical adds VALUE=URI. */
    icalproperty_set_value(property, icalvalue_new_uri(address));
    icalproperty_add_parameter(property, new_x_parameter("X-APPLE-RADIUS", APPLE_RADIUS));
    icalproperty_add_parameter(property, new_x_parameter("X-TITLE", title));
    ical_value_append_property(out, property);
}

static void append_position(GString *out, const Agenda *agenda, const Room *room)
{
    const char *geo = agenda_geo_of(agenda, room);
    g_autoptr(GString) location = g_string_new(NULL);
    WordSink sink = word_sink_plain(location);

    if (geo == NULL) {
        return;
    }
    ical_value_append_text(out, "GEO", geo);
    wording_append_location(&sink, agenda, room);
    if (location->len > 0 && strpbrk(location->str, "\"^\n") == NULL) {
        append_apple_location(out, location->str, geo);
    }
}

/* RFC 7986 §5.11. The agenda does not say what kind of meeting it is, so there is no FEATURE. */
static void append_conference(GString *out, const char *url)
{
    icalproperty *property = icalproperty_new_conference(url);

    icalproperty_set_parameter(property, icalparameter_new_value(ICAL_VALUE_URI));
    icalproperty_set_parameter(property, icalparameter_new_label("Join online"));
    ical_value_append_property(out, property);
}

static void append_link(GString *out, const Link *link)
{
    const char *title = text_get(&link->title, NULL);
    icalattach *target = icalattach_new_from_url(link->url);
    icalproperty *property = icalproperty_new_attach(target);

    if (title != NULL) {
        icalproperty_set_parameter(property, icalparameter_new_filename(title));
    }
    ical_value_append_property(out, property);
    icalattach_unref(target);
}

void event_details_append(GString *out, const Agenda *agenda, const Session *session)
{
    const char *contact = wording_contact(session);

    append_position(out, agenda, session->room);
    if (contact != NULL) {
        ical_value_append_property(out, icalproperty_new_contact(contact));
    }
    if (session->join != NULL) {
        append_conference(out, session->join);
    }
    for (guint i = 0; session->links != NULL && i < session->links->len; i++) {
        append_link(out, session->links->pdata[i]);
    }
    if (session->image != NULL) {
        ical_value_append_image(out, session->image);
    }
}
