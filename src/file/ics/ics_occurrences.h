#pragma once

#include "file/ics/ics_when.h"

/* The most occurrences of an event, and the days after its first on which it recurs. */
#define ICS_OCCURRENCES_MAX 1000
#define ICS_OCCURRENCES_DAYS 400

/* The times at which an event recurs by its RRULE, RDATE and EXDATE (RFC 5545 §3.8.5). */
typedef struct IcsOccurrences {
    GArray *times;             /* CivilTime, by the clock of the event, in order, each once */
    GHashTable *excluded;      /* CivilTime: those of them that do not take place, … */
    GHashTable *excluded_days; /* … and midnights of days on which none does */
    CivilTime last;            /* none is later */
} IcsOccurrences;

/* Whether an event recurs. */
bool ics_occurrences_are_in(icalcomponent *event);

/* Finds them, the start of the event first, with a remark if there are more than are told. The
 * event must be near (ics_when_is_near). */
void ics_occurrences_init(IcsOccurrences *occurrences, icalcomponent *event, const IcsWhen *when,
                          IcsZones *zones);
void ics_occurrences_clear(IcsOccurrences *occurrences);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IcsOccurrences, ics_occurrences_clear)

/* Whether an EXDATE takes a time out. */
bool ics_occurrences_excludes(const IcsOccurrences *occurrences, CivilTime time);

/* Remarks that there are more than are told. */
void ics_occurrences_remark_on_cut(IcsZones *zones);
