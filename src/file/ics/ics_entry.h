#pragma once

#include "file/ics/ics_when.h"

/* A VEVENT, and what tells it from others. Borrows its component and its zone. */
typedef struct IcsEntry {
    icalcomponent *component;
    const char *uid; /* interned; or NULL */
    IcsWhen when;
    bool is_private;
    bool is_cancelled; /* with its whole calendar (METHOD) */
    bool is_override;  /* it has a RECURRENCE-ID */
    bool is_onwards;   /* and stands for those after it too (RANGE=THISANDFUTURE) */
    IcsTime recurrence_id;
    const IcsZone *recurrence_zone;
    gint64 sequence;
    gint64 stamp; /* DTSTAMP, or 0 */
    guint number; /* its place in the file */
    guint series; /* the same for those of one UID, once ics_series_read has seen them */
} IcsEntry;

/* Appends the VEVENTs of a calendar to an array of IcsEntry, and tells what else is in it. */
void ics_entry_read_all(icalcomponent *calendar, IcsZones *zones, ForeignSchedule *schedule,
                        GArray *out);

/* Whether one VEVENT is newer than another of the same event: by SEQUENCE, then by DTSTAMP, or else
 * by its place in the file. */
bool ics_entry_is_newer(const IcsEntry *entry, const IcsEntry *other);
