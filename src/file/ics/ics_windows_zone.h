#pragma once

#include <glib.h>

/* The IANA name of a time zone that Windows, and so Outlook, calls otherwise: "Europe/Berlin" for
 * "W. Europe Standard Time", in any case. NULL if Windows has none of that name. Borrowed for good.
 */
const char *ics_windows_zone_find(const char *windows_name);
