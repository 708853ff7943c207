#pragma once

#include "file/ics/ics_property.h"
#include "file/ics/ics_zone.h"
#include "file/import/foreign.h"

/* When an event of iCalendar is, on the clocks where it is. */
typedef struct IcsWhen {
    IcsTimeKind kind;
    const IcsZone *zone; /* of a clock; NULL for that of the conference */
    const char *tzid;    /* as in the file; or NULL */
    CivilTime start;     /* what clocks show there: of a day its midnight, of ICS_TIME_UTC in UTC */
    IcsDuration length;
} IcsWhen;

/* Reads DTSTART, DTEND and DURATION. Without a DTSTART that is a time it is never, of kind NONE. */
void ics_when_read(icalcomponent *event, IcsZones *zones, IcsWhen *out);

/* What clocks show where the event is at the time of another property of it, or of one of the times
 * in its list (EXDATE). */
CivilTime ics_when_clock_of(const IcsWhen *when, const IcsTime *time, const IcsZone *named);

/* Reads a property that is a time. False, with a remark, if it is none. */
bool ics_when_read_time(icalproperty *property, IcsZones *zones, IcsTime *out);

/* The zone that a property names; NULL if it names none, or none that is known. */
const IcsZone *ics_when_zone_of(icalproperty *property, IcsZones *zones);

/* When it begins, in Unix seconds; where that depends on the zone of the conference, as its clocks
 * show it. */
gint64 ics_when_moment(const IcsWhen *when);

/* Sets the times of an event that is as long, and begins at that clock. */
void ics_when_set(const IcsWhen *when, CivilTime start, ForeignEvent *out);

/* The value of a RECURRENCE-ID at that clock: "20250201T090000Z", without Z where the zone is that
 * of the conference, "20250201" of a day. The caller owns it. */
char *ics_when_dup_stamp(const IcsWhen *when, CivilTime clock);

/* Whether it is in a year that an agenda can have. */
bool ics_when_is_near(const IcsWhen *when);
