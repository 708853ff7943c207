#include "file/ics/ics_event.h"

#include <string.h>

#include "file/agenda_limits.h"
#include "file/ics/ics_parse.h"
#include "file/ics/ics_party.h"
#include "file/ics/ics_property.h"
#include "file/import/foreign_text.h"

/* An event while it is read. */
typedef struct Reading {
    ForeignSchedule *schedule;
    ForeignEvent *event;
    const char *plain;   /* its DESCRIPTION */
    const char *opening; /* the first line of that, on one line; or NULL */
} Reading;

/* The text of a property as one line; or NULL. */
static const char *line_of(const Reading *reading, icalproperty *property)
{
    g_autofree char *text = ics_property_dup_text(property);

    return foreign_line(reading->schedule, text);
}

static const char *prose_of(const Reading *reading, icalproperty *property)
{
    g_autofree char *text = ics_property_dup_text(property);

    return foreign_plain(reading->schedule, "VEVENT/DESCRIPTION", text);
}

static const char *url_of(const Reading *reading, icalproperty *property)
{
    g_autofree char *what = g_strconcat("VEVENT/", ics_property_name(property), NULL);
    g_autofree char *text = ics_property_dup_text(property);

    return foreign_url(reading->schedule, foreign_intern(reading->schedule, what), text);
}

/* The most tags, links and so on of an event each. */
#define LIST_MAX AGENDA_FILE_MAX_LIST

/* Whether a list has room for one more; if not, remarks on that. */
static bool has_room(const Reading *reading, guint length, icalproperty *property)
{
    if (length < LIST_MAX) {
        return true;
    }
    g_autofree char *what = g_strconcat("VEVENT/", ics_property_name(property), NULL);
    foreign_remark(reading->schedule, foreign_intern(reading->schedule, what),
                   "is left out: an event has more than two hundred", NULL);
    return false;
}

/* --- texts ------------------------------------------------------------------------------- */

static void read_summary(Reading *reading, icalproperty *property)
{
    const char *language = ics_property_parameter(property, "LANGUAGE");
    const char *tag = foreign_language(reading->schedule, "VEVENT/SUMMARY;LANGUAGE", language);

    if (reading->event->title == NULL) {
        reading->event->title = line_of(reading, property);
    }
    if (tag != NULL && has_room(reading, reading->event->languages->len, property)) {
        g_ptr_array_add(reading->event->languages, (gpointer)tag);
    }
}

/* The most octets of what stands in for a title. */
#define TITLE_MAX 120

static const char *first_line(ForeignSchedule *schedule, const char *prose)
{
    g_autofree char *line = g_strndup(prose, strcspn(prose, "\n"));

    if (strlen(line) > TITLE_MAX) {
        *g_utf8_find_prev_char(line, line + TITLE_MAX + 1) = '\0';
    }
    return foreign_line(schedule, line);
}

static void read_description(Reading *reading, icalproperty *property)
{
    g_autofree char *text = ics_property_dup_text(property);

    if (reading->plain == NULL) {
        reading->plain = prose_of(reading, property);
        reading->opening = first_line(reading->schedule, g_strchug(text));
    }
}

static void read_styled(Reading *reading, icalproperty *property)
{
    const char *type = ics_property_parameter(property, "FMTTYPE");
    bool is_html = type != NULL && g_ascii_strcasecmp(type, "text/html") == 0;

    if (is_html && reading->event->abstract == NULL) {
        reading->event->abstract = prose_of(reading, property);
    }
}

static bool is_web_address(const char *text)
{
    return g_ascii_strncasecmp(text, "http://", 7) == 0 ||
           g_ascii_strncasecmp(text, "https://", 8) == 0;
}

static void read_location(Reading *reading, icalproperty *property)
{
    const char *line = line_of(reading, property);
    bool is_address = line != NULL && is_web_address(line) && strchr(line, ' ') == NULL;
    const char *join = is_address ? foreign_url(reading->schedule, "VEVENT/LOCATION", line) : NULL;

    if (join != NULL) {
        reading->event->join = join;
    } else if (reading->event->room == NULL) {
        reading->event->room = line;
    }
}

static void read_contact(Reading *reading, icalproperty *property)
{
    if (reading->event->contact == NULL) {
        reading->event->contact = line_of(reading, property);
    }
}

/* Of a list libical makes a property each. */
static void read_category(Reading *reading, icalproperty *property)
{
    g_autofree char *text = ics_property_dup_text(property);
    const char *term = foreign_term(reading->schedule, text);

    if (term != NULL && has_room(reading, reading->event->tags->len, property)) {
        g_ptr_array_add(reading->event->tags, (gpointer)term);
    }
}

static void read_status(Reading *reading, icalproperty *property)
{
    switch (icalproperty_get_status(property)) {
    case ICAL_STATUS_CONFIRMED:
        break;
    case ICAL_STATUS_CANCELLED:
        reading->event->status = SESSION_STATUS_CANCELLED;
        break;
    case ICAL_STATUS_TENTATIVE:
        reading->event->status = SESSION_STATUS_TENTATIVE;
        break;
    default:
        foreign_leave_out(reading->schedule, "VEVENT/STATUS", line_of(reading, property));
    }
}

/* --- addresses --------------------------------------------------------------------------- */

static void read_url(Reading *reading, icalproperty *property)
{
    const char *url = url_of(reading, property);

    reading->event->url = reading->event->url != NULL ? reading->event->url : url;
}

static void read_conference(Reading *reading, icalproperty *property)
{
    const char *url = url_of(reading, property);
    const char *label = ics_property_parameter(property, "LABEL");

    if (url != NULL && reading->event->join == NULL) {
        reading->event->join = url;
    } else if (url != NULL && has_room(reading, reading->event->links->len, property)) {
        foreign_add_link(reading->event, url, foreign_line(reading->schedule, label));
    }
}

/* Whether the value stands in the file itself; if so, remarks on that. */
static bool is_inline(const Reading *reading, icalproperty *property)
{
    bool is_there = icalvalue_isa(icalproperty_get_value(property)) == ICAL_BINARY_VALUE ||
                    icalproperty_get_first_parameter(property, ICAL_ENCODING_PARAMETER) != NULL;

    if (is_there) {
        g_autofree char *what =
            g_strconcat("VEVENT/", ics_property_name(property), " with a file in it", NULL);
        foreign_leave_out(reading->schedule, foreign_intern(reading->schedule, what), NULL);
    }
    return is_there;
}

static void read_attach(Reading *reading, icalproperty *property)
{
    static const char *const TITLES[] = { "FILENAME", "X-FILENAME", "LABEL", "FMTTYPE" };
    const char *title = NULL;

    if (is_inline(reading, property)) {
        return;
    }
    const char *url = url_of(reading, property);
    for (gsize i = 0; i < G_N_ELEMENTS(TITLES) && title == NULL; i++) {
        title = foreign_line(reading->schedule, ics_property_parameter(property, TITLES[i]));
    }
    if (url != NULL && has_room(reading, reading->event->links->len, property)) {
        foreign_add_link(reading->event, url, title);
    }
}

static void read_image(Reading *reading, icalproperty *property)
{
    if (!is_inline(reading, property) && reading->event->image == NULL) {
        reading->event->image = url_of(reading, property);
    }
}

/* --- parties ----------------------------------------------------------------------------- */

static void read_organizer(Reading *reading, icalproperty *property)
{
    if (has_room(reading, reading->event->parties->len, property)) {
        ics_party_add_organizer(reading->event, reading->schedule, property);
    }
}

static void read_attendee(Reading *reading, icalproperty *property)
{
    if (has_room(reading, reading->event->parties->len, property)) {
        ics_party_add_attendee(reading->event, reading->schedule, property);
    }
}

static void read_components(Reading *reading, icalcomponent *component)
{
    const icalcomponent_kind any = ICAL_ANY_COMPONENT;
    icalcomponent *at = icalcomponent_get_first_component(component, any);

    for (; at != NULL; at = icalcomponent_get_next_component(component, any)) {
        g_autofree char *what = g_strconcat("VEVENT/", ics_parse_name(at), NULL);
        bool is_party = strcmp(what, "VEVENT/PARTICIPANT") == 0;
        ics_parse_remark(at, reading->schedule);
        if (is_party && reading->event->parties->len < LIST_MAX) {
            ics_party_add_participant(reading->event, reading->schedule, at);
        } else {
            foreign_leave_out(reading->schedule, foreign_intern(reading->schedule, what), NULL);
        }
    }
}

/* --- properties -------------------------------------------------------------------------- */

typedef struct Row {
    const char *name;
    void (*read)(Reading *reading, icalproperty *property);
} Row;

static const Row ROWS[] = {
    { "SUMMARY", read_summary },
    { "DESCRIPTION", read_description },
    { "X-ALT-DESC", read_styled },
    { "STYLED-DESCRIPTION", read_styled },
    { "LOCATION", read_location },
    { "CATEGORIES", read_category },
    { "STATUS", read_status },
    { "CONTACT", read_contact },
    { "URL", read_url },
    { "CONFERENCE", read_conference },
    { "ATTACH", read_attach },
    { "IMAGE", read_image },
    { "ORGANIZER", read_organizer },
    { "ATTENDEE", read_attendee },
};

/* What is read elsewhere, or is of the file and not of the event. */
static const char *const OTHERS[] = {
    "UID",    "DTSTART",       "DTEND",       "DURATION",       "RRULE",   "RDATE",
    "EXDATE", "RECURRENCE-ID", "DTSTAMP",     "LAST-MODIFIED",  "CREATED", "SEQUENCE",
    "CLASS",  "TRANSP",        "X-LIC-ERROR", ICS_PARSE_ORIGIN, NULL,
};

static void read_property(Reading *reading, icalproperty *property)
{
    const char *name = ics_property_name(property);

    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            ROWS[i].read(reading, property);
            return;
        }
    }
    if (!g_strv_contains(OTHERS, name)) {
        g_autofree char *what = g_strconcat("VEVENT/", name, NULL);
        foreign_leave_out(reading->schedule, foreign_intern(reading->schedule, what),
                          line_of(reading, property));
    }
}

/* --- events ------------------------------------------------------------------------------ */

static void find_title(Reading *reading)
{
    ForeignEvent *event = reading->event;

    if (event->title != NULL) {
        return;
    }
    foreign_remark(reading->schedule, "an event",
                   "has no title: its description or place stands in for it", event->place);
    event->title = reading->opening != NULL ? reading->opening : event->room;
    event->title = event->title != NULL ? event->title : "Untitled";
}

void ics_event_read(icalcomponent *component, ForeignSchedule *schedule, ForeignEvent *out)
{
    Reading reading = { .schedule = schedule, .event = out };
    g_autofree char *place = g_strdup_printf("line %u", ics_parse_line(component));
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);

    out->place = foreign_intern(schedule, place);
    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
        read_property(&reading, at);
    }
    read_components(&reading, component);
    ics_parse_remark(component, schedule);
    out->abstract = out->abstract != NULL ? out->abstract : reading.plain;
    find_title(&reading);
}

static void copy_pointers(const GPtrArray *from, GPtrArray *to)
{
    for (guint i = 0; i < from->len; i++) {
        g_ptr_array_add(to, from->pdata[i]);
    }
}

void ics_event_copy(const ForeignEvent *event, ForeignEvent *out)
{
    ForeignEvent lists = *out;

    *out = *event;
    out->tags = lists.tags;
    out->languages = lists.languages;
    out->interpretation = lists.interpretation;
    out->links = lists.links;
    out->parties = lists.parties;
    copy_pointers(event->tags, out->tags);
    copy_pointers(event->languages, out->languages);
    g_array_append_vals(out->links, event->links->data, event->links->len);
    g_array_append_vals(out->parties, event->parties->data, event->parties->len);
}

bool ics_event_is_private(icalcomponent *component)
{
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_CLASS_PROPERTY);

    return property != NULL && icalproperty_get_class(property) != ICAL_CLASS_PUBLIC;
}
