#pragma once

#include <libical/ical.h>

#include "model/civil.h"

/* Our values as those of libical, and its properties as content lines. */

/* Unix seconds as a UTC date-time. */
icaltimetype ical_value_utc(gint64 utc);

/* Wall-clock time as a local date-time, without a zone of libical's. */
icaltimetype ical_value_local(CivilTime time);

icaltimetype ical_value_date(CivilDate date);

/* A property beyond RFC 5545 whose value is a text. */
icalproperty *ical_value_new_x_text(const char *name, const char *text);

/* Appends the lines of a property, folded, and frees it. */
void ical_value_append_property(GString *out, icalproperty *take_property);

/* The lines of a property, folded, which is freed; the caller's own. */
char *ical_value_property_to_text(icalproperty *take_property);
