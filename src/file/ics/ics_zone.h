#pragma once

#include <libical/ical.h>

#include "file/import/foreign.h"
#include "model/time/tz.h"

/* The time zones of an iCalendar file. */
typedef struct IcsZones IcsZones;

/* A zone, by a VTIMEZONE of the file or else by its name. Lives as long as the IcsZones. */
typedef struct IcsZone IcsZone;

/* Borrows the schedule, for remarks, and the calendars (icalcomponent). */
IcsZones *ics_zones_new(ForeignSchedule *schedule, const GPtrArray *calendars);
void ics_zones_free(IcsZones *zones);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcsZones, ics_zones_free)

/* The zone of a TZID. NULL, with a remark, if nobody knows it. */
const IcsZone *ics_zones_find(IcsZones *zones, const char *tzid);

/* The IANA name of the zone of a TZID, if that has one: by its name, or by the X-LIC-LOCATION of
 * its VTIMEZONE. NULL if it has none. The caller owns it. */
char *ics_zones_dup_iana_name(const IcsZones *zones, const char *tzid);

/* foreign_remark(), with an example that need not be clean. */
void ics_zones_remark(const IcsZones *zones, const char *what, const char *why,
                      const char *example);

/* The zone that a TZID names: that of IANA's name, also behind a prefix
 * ("/mozilla.org/1/Asia/Tokyo"), or of Windows' name. NULL if there is none. No file is opened but
 * those of zones (zone_file.h). The caller owns it. */
Tz *ics_zone_read(const char *tzid);

/* From what clocks show in a zone to Unix seconds, and back. What they show twice is the first of
 * the two, what they skip goes by the offset before (RFC 5545 §3.3.5). */
gint64 ics_zone_to_utc(const IcsZone *zone, CivilTime local);
CivilTime ics_zone_to_local(const IcsZone *zone, gint64 utc);
