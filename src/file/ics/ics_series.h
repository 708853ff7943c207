#pragma once

#include "file/ics/ics_entry.h"

/* Events of iCalendar, and what recurs of them: each occurrence is an event of its own. */

/* The most events of a file. */
#define ICS_EVENTS_MAX 20000

/*
 * Adds the events of all entries (IcsEntry) to the schedule.
 *
 * Entries of one UID are one event. If they begin at one time the newest is taken; if not, all are,
 * because many programs give different events one UID. An event that recurs has its UID and the
 * RECURRENCE-ID of the occurrence as its source ("uid/20250201T090000Z"), and so do those that
 * share a UID. An entry with a RECURRENCE-ID takes the place of that occurrence; with
 * RANGE=THISANDFUTURE also of those that follow, which then are as much earlier or later as it is.
 * What it would take the place of need not be there.
 */
void ics_series_read(GArray *entries, IcsZones *zones, ForeignSchedule *schedule);
