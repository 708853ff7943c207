#pragma once

#include <libical/ical.h>

#include "file/import/foreign.h"

/* Who contributes to an event of iCalendar. Each adds one who has a name. Their mail addresses are
 * private, and never kept. */
void ics_party_add_organizer(ForeignEvent *event, ForeignSchedule *schedule,
                             icalproperty *property);
void ics_party_add_attendee(ForeignEvent *event, ForeignSchedule *schedule, icalproperty *property);

/* A PARTICIPANT (RFC 9073 §7.1). */
void ics_party_add_participant(ForeignEvent *event, ForeignSchedule *schedule,
                               icalcomponent *participant);
