#pragma once

#include "file/import/foreign.h"

/* Reads a stamp (RFC 3339): with an offset an instant, without one what clocks show. "None" for
 * anything else, and for NULL. */
ForeignTime foreign_times_parse(const char *text);

/* When an event is, as an agenda says it. */
typedef struct EventTimes {
    CivilDate day; /* under which it stands */
    CivilTime start;
    CivilTime end; /* after the start */
} EventTimes;

/* Finds them, in a zone. False, with a remark, if the event has no time, or one that no agenda can
 * say. What lasts no time gets five minutes, with a remark. */
bool foreign_times_of(ForeignSchedule *schedule, const ForeignEvent *event, const Tz *tz,
                      EventTimes *out);
