#pragma once

#include <glib.h>
#include <stdbool.h>

/* Unix seconds as "Thu, 12 Jul 2007 00:00:00 GMT" (IMF-fixdate, RFC 9110 §5.6.7), in English
 * whatever the locale; the caller's own. */
char *http_date_format(gint64 utc);

/* Reads the three forms that RFC 9110 §5.6.7 has recipients accept, to Unix seconds. A year of two
 * digits is one of 1970 to 2069. Fails for a date that does not exist; a weekday that does not
 * match the date is accepted. */
bool http_date_parse(const char *text, gint64 *out_utc);
