#pragma once

#include <libical/ical.h>

#include "model/time/civil.h"

/* Our values as libical's, and libical's properties as content lines. */

/* Unix seconds as a UTC date-time. */
icaltimetype ical_value_utc(gint64 utc);

/* Wall-clock time as a local date-time, without one of libical's zones. */
icaltimetype ical_value_local(CivilTime time);

icaltimetype ical_value_date(CivilDate date);

/* Appends the lines of a property, folded, and frees the property. */
void ical_value_append_property(GString *out, icalproperty *take_property);

/* Returns the lines of a property, folded, and frees the property. The text is the caller's own. */
char *ical_value_property_to_text(icalproperty *take_property);

/* Appends IMAGE (RFC 7986 §5.10) with the address of a picture. */
void ical_value_append_image(GString *out, const char *url);

/* A text as it stands in a TEXT value (RFC 5545 §3.3.11); the caller's own. */
char *ical_value_escape_text(const char *text);

/* Appends a property whose value is an escaped text, folded. For texts that stand in two
 * properties, and for X- properties: libical would add VALUE=TEXT to those, which few programs
 * expect. */
void ical_value_append_text(GString *out, const char *name, const char *escaped);
