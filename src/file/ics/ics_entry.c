#include "file/ics/ics_entry.h"

#include "file/ics/ics_event.h"
#include "file/ics/ics_parse.h"
#include "file/import/foreign_text.h"

static icalproperty *find(const IcsEntry *entry, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(entry->component, kind);
}

static void read_recurrence_id(IcsEntry *entry, IcsZones *zones)
{
    icalproperty *property = find(entry, ICAL_RECURRENCEID_PROPERTY);

    if (property == NULL || !ics_when_read_time(property, zones, &entry->recurrence_id)) {
        return;
    }
    icalparameter *range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
    entry->is_override = true;
    entry->is_onwards = range != NULL && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
    if (entry->recurrence_id.kind == ICS_TIME_CLOCK) {
        entry->recurrence_zone = ics_when_zone_of(property, zones);
    }
}

static void read_version(IcsEntry *entry)
{
    icalproperty *sequence = find(entry, ICAL_SEQUENCE_PROPERTY);
    icalproperty *stamp = find(entry, ICAL_DTSTAMP_PROPERTY);
    IcsTime time;

    entry->sequence = sequence != NULL ? icalproperty_get_sequence(sequence) : 0;
    if (stamp != NULL && ics_property_time(stamp, &time)) {
        entry->stamp = time.at;
    }
}

static void read_event(IcsEntry *entry, IcsZones *zones, ForeignSchedule *schedule)
{
    icalproperty *uid = find(entry, ICAL_UID_PROPERTY);

    entry->uid = uid != NULL ? foreign_line(schedule, icalproperty_get_uid(uid)) : NULL;
    entry->is_private = ics_event_is_private(entry->component);
    ics_when_read(entry->component, zones, &entry->when);
    read_recurrence_id(entry, zones);
    read_version(entry);
}

void ics_entry_read_all(icalcomponent *calendar, IcsZones *zones, ForeignSchedule *schedule,
                        GArray *out)
{
    bool is_cancelled = icalcomponent_get_method(calendar) == ICAL_METHOD_CANCEL;
    icalcomponent *at = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);

    for (; at != NULL; at = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        icalcomponent_kind kind = icalcomponent_isa(at);
        if (kind == ICAL_VEVENT_COMPONENT) {
            IcsEntry entry = { .component = at, .is_cancelled = is_cancelled, .number = out->len };
            read_event(&entry, zones, schedule);
            g_array_append_val(out, entry);
        } else if (kind != ICAL_VTIMEZONE_COMPONENT) {
            g_autofree char *what = g_strconcat("VCALENDAR/", ics_parse_name(at), NULL);
            foreign_leave_out(schedule, foreign_intern(schedule, what), NULL);
        }
    }
}

bool ics_entry_is_newer(const IcsEntry *entry, const IcsEntry *other)
{
    if (entry->sequence != other->sequence) {
        return entry->sequence > other->sequence;
    }
    if (entry->stamp != other->stamp) {
        return entry->stamp > other->stamp;
    }
    return entry->number > other->number;
}
