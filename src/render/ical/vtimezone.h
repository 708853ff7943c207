#pragma once

#include "model/time/onsets.h"

/*
 * The VTIMEZONE (RFC 5545 §3.6.5) of onsets (Onset), under the IANA name of their zone: a STANDARD
 * or DAYLIGHT for each, with local DTSTART, with an RRULE if it is yearly, and with no UNTIL, no
 * RDATE and no seconds in offsets.
 *
 * Returns content lines with CRLF, from BEGIN:VTIMEZONE to END:VTIMEZONE; the caller's own.
 */
char *vtimezone_to_text(const char *name, const GArray *onsets);
