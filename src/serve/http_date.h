#pragma once

#include <glib.h>
#include <stdbool.h>

/* "Thu, 12 Jul 2007 00:00:00 GMT" (IMF-fixdate, RFC 9110 §5.6.7); the caller's own. */
char *http_date_format(gint64 utc);

/* Reads the three forms that RFC 9110 §5.6.7 has recipients accept. */
bool http_date_parse(const char *text, gint64 *out_utc);
