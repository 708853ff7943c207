#pragma once

#include <libical/ical.h>

#include "file/import/foreign.h"

/* What a VEVENT says of an event, but when it is and what identifies it. */

/* Sets what the properties of a component say. */
void ics_event_read(icalcomponent *component, ForeignSchedule *schedule, ForeignEvent *out);

/* Sets the same of another event, of which nothing is set. */
void ics_event_copy(const ForeignEvent *event, ForeignEvent *out);

/* Whether its CLASS keeps it from the public: any but PUBLIC (RFC 5545 §3.8.1.3). */
bool ics_event_is_private(icalcomponent *component);
