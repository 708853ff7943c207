#pragma once

#include <libical/ical.h>

#include "model/time/civil.h"

/* Our values as those of libical, and its properties as content lines. */

/* Unix seconds as a UTC date-time. */
icaltimetype ical_value_utc(gint64 utc);

/* Wall-clock time as a local date-time, without a zone of libical's. */
icaltimetype ical_value_local(CivilTime time);

icaltimetype ical_value_date(CivilDate date);

/* Appends the lines of a property, folded, and frees it. */
void ical_value_append_property(GString *out, icalproperty *take_property);

/* The lines of a property, folded, which is freed; the caller's own. */
char *ical_value_property_to_text(icalproperty *take_property);

/* A text as it stands in a TEXT value (RFC 5545 §3.3.11); the caller's own. */
char *ical_value_escape_text(const char *text);

/* Appends a property whose value is an escaped text, folded. So are written the X- properties, to
 * which libical would add VALUE=TEXT, which few programs expect, and texts that stand twice. */
void ical_value_append_text(GString *out, const char *name, const char *escaped);
