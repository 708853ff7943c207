#include "file/ics/ics_party.h"

#include <string.h>

#include "file/ics/ics_property.h"
#include "file/import/foreign_text.h"

/* The name of a calendar user. NULL, with a remark, without one, or where programs put the address
 * in its place. */
static const char *name_of(ForeignSchedule *schedule, icalproperty *property)
{
    const char *name = foreign_line(schedule, ics_property_parameter(property, "CN"));

    foreign_remark(schedule, "the mail addresses of those who take part",
                   "are left out: they are private", NULL);
    if (name == NULL || strchr(name, '@') != NULL) {
        foreign_remark(schedule, "a person", "is left out: it has no name", NULL);
        return NULL;
    }
    return name;
}

static void add(ForeignEvent *event, ForeignPartyType type, const char *name, const char *role)
{
    ForeignParty *party = foreign_add_party(event, type);

    party->name = name;
    party->role = role;
}

void ics_party_add_organizer(ForeignEvent *event, ForeignSchedule *schedule, icalproperty *property)
{
    const char *name = name_of(schedule, property);

    if (name != NULL) {
        add(event, FOREIGN_PARTY_PERSON, name, "organiser");
    }
}

/* Why an attendee is left out; NULL if it is not. */
static const char *find_reason(icalparameter_cutype cutype, icalproperty *property)
{
    icalparameter *partstat = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);

    if (cutype == ICAL_CUTYPE_ROOM || cutype == ICAL_CUTYPE_RESOURCE) {
        return "is left out: it is a thing";
    }
    bool has_declined =
        partstat != NULL && icalparameter_get_partstat(partstat) == ICAL_PARTSTAT_DECLINED;
    return has_declined ? "is left out: it does not take part" : NULL;
}

void ics_party_add_attendee(ForeignEvent *event, ForeignSchedule *schedule, icalproperty *property)
{
    const char *name = name_of(schedule, property);
    icalparameter *at = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
    icalparameter_cutype cutype = at != NULL ? icalparameter_get_cutype(at) : ICAL_CUTYPE_NONE;
    icalparameter *role = icalproperty_get_first_parameter(property, ICAL_ROLE_PARAMETER);
    bool is_chair = role != NULL && icalparameter_get_role(role) == ICAL_ROLE_CHAIR;
    const char *reason = find_reason(cutype, property);
    bool is_group = cutype == ICAL_CUTYPE_GROUP;

    if (reason != NULL) {
        foreign_remark(schedule, "an attendee", reason, name);
    } else if (name != NULL) {
        add(event, is_group ? FOREIGN_PARTY_ORGANISATION : FOREIGN_PARTY_PERSON, name,
            is_chair ? "chair" : "participant");
    }
}

/* --- participants ------------------------------------------------------------------------ */

/* A kind of participant, and what it is in an agenda. */
typedef struct Kind {
    const char *word; /* the PARTICIPANT-TYPE */
    ForeignPartyType type;
    const char *role; /* NULL if it is not there */
} Kind;

static const Kind KINDS[] = {
    { "SPEAKER", FOREIGN_PARTY_PERSON, "speaker" },
    { "SPONSOR", FOREIGN_PARTY_ORGANISATION, "support" },
    { "CONTACT", FOREIGN_PARTY_PERSON, NULL },
    { "BOOKING-CONTACT", FOREIGN_PARTY_PERSON, NULL },
    { "EMERGENCY-CONTACT", FOREIGN_PARTY_PERSON, NULL },
    { "PUBLICITY-CONTACT", FOREIGN_PARTY_PERSON, NULL },
    { "PLANNER-CONTACT", FOREIGN_PARTY_PERSON, NULL },
};

static const Kind *find_kind(const char *word)
{
    static const Kind OTHER = { "", FOREIGN_PARTY_PERSON, "participant" };

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS) && word != NULL; i++) {
        if (g_ascii_strcasecmp(KINDS[i].word, word) == 0) {
            return &KINDS[i];
        }
    }
    return &OTHER;
}

/* A text of a participant as one line; or NULL. */
static const char *text_of(ForeignSchedule *schedule, icalcomponent *participant, const char *name)
{
    icalproperty *property = ics_property_find(participant, name);
    g_autofree char *text = property != NULL ? ics_property_dup_text(property) : NULL;

    return foreign_line(schedule, text);
}

void ics_party_add_participant(ForeignEvent *event, ForeignSchedule *schedule,
                               icalcomponent *participant)
{
    const char *title = text_of(schedule, participant, "SUMMARY");
    const char *name = text_of(schedule, participant, "NAME");
    const Kind *kind = find_kind(text_of(schedule, participant, "PARTICIPANT-TYPE"));

    name = name != NULL ? name : title;
    if (name == NULL || strchr(name, '@') != NULL) {
        foreign_remark(schedule, "a person", "is left out: it has no name", NULL);
    } else if (kind->role == NULL) {
        foreign_remark(schedule, "a contact", "is left out: it is private", NULL);
    } else {
        add(event, kind->type, name, kind->role);
        ForeignParty *party = &g_array_index(event->parties, ForeignParty, event->parties->len - 1);
        party->url =
            foreign_url(schedule, "PARTICIPANT/URL", text_of(schedule, participant, "URL"));
    }
}
