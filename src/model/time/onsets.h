#pragma once

#include "model/time/tz.h"

/*
 * The onsets that tell a calendar program how the clocks of a zone go: what a VTIMEZONE (RFC 5545
 * §3.6.5) is written from.
 *
 * Offsets have no seconds, since calendar programs accept none: they are rounded, and `start` is
 * such that every reader computes the exact instant from it. What is called daylight time is ahead
 * of what is not, also where zone files have it the other way round (Ireland, Morocco, Namibia).
 */
typedef struct Onset {
    CivilTime start; /* on the wall, by the offset `from` */
    gint32 from;     /* seconds east of UTC before it */
    gint32 to;       /* and from then on */
    bool is_daylight;
    bool is_yearly; /* it happens each year from then on, at the same time of day */
    gint week;      /* if yearly: 1 to 4, or -1, the last: which of its weekdays in its month */
    char abbreviation[POSIX_TZ_ABBREVIATION_SIZE];
} Onset;

/*
 * The onsets (Onset) that are right for every instant from a day before `first_utc` to a day after
 * `last_utc` (Unix seconds, first_utc <= last_utc), in order. The caller owns the array.
 *
 * Where clocks change twice a year by one pair of rules, these are two that are yearly: the last
 * two before that span. Else there is one for each change in force or within it, none yearly; if
 * that is a single one, it is told without a change of offset. At least one is not daylight.
 * Nothing before 1970 or after 9999 is described.
 *
 * They depend on nothing but the changes of clocks in that span and the two before it.
 */
GArray *onsets_within(const Tz *tz, gint64 first_utc, gint64 last_utc);

/* Whether two such arrays say the same. */
bool onsets_equal(const GArray *a, const GArray *b);

/* Whether the rules of two zones give other instants to a span of time on the wall, or are told
 * otherwise around it. Cheap if the rules are the same. */
bool onsets_tell_apart(const Tz *a, const Tz *b, CivilTime start, CivilTime end);
