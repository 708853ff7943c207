#pragma once

#include "model/time/tz.h"

/*
 * The VTIMEZONE (RFC 5545 §3.6.5) that holds for every instant from a day before `first_utc` to a
 * day after `last_utc` (Unix seconds, first_utc <= last_utc): one STANDARD or DAYLIGHT for each
 * transition in force or falling within, at least one STANDARD, local DTSTART, no RRULE, no RDATE,
 * no seconds in offsets (they are rounded, the onsets stay exact). Where zone files call the winter
 * DST, an hour behind the standard time (Ireland, Morocco, Namibia), the summer is DAYLIGHT all the
 * same. Nothing before 1970 or after 9999 is told. Returns content lines with CRLF, BEGIN:VTIMEZONE
 * to END:VTIMEZONE; the caller's own.
 */
char *vtimezone_to_text(const Tz *tz, gint64 first_utc, gint64 last_utc);
