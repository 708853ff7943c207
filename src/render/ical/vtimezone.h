#pragma once

#include "model/time/tz.h"

/*
 * The VTIMEZONE (RFC 5545 §3.6.5) that is right for every instant from a day before `first_utc` to
 * a day after `last_utc` (Unix seconds, first_utc <= last_utc). It has one STANDARD or DAYLIGHT for
 * each transition in force or within that span, at least one STANDARD, local DTSTART, no RRULE, no
 * RDATE, and no seconds in offsets (they are rounded; the onsets stay exact). Where zone files call
 * winter time DST, an hour behind the standard time (Ireland, Morocco, Namibia), summer time is
 * DAYLIGHT all the same. Nothing before 1970 or after 9999 is described.
 *
 * Returns content lines with CRLF, from BEGIN:VTIMEZONE to END:VTIMEZONE; the caller's own.
 */
char *vtimezone_to_text(const Tz *tz, gint64 first_utc, gint64 last_utc);
