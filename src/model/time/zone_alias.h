#pragma once

#include <glib.h>

/* The canonical name of a time zone that has been renamed ("Europe/Kyiv" for "Europe/Kiev"); any
 * other name is its own. What are links for another reason stay: Europe/Amsterdam has the rules of
 * Europe/Brussels, but is no old name of it. The same on every machine, whatever its zone files.
 * Borrowed from the argument or for good. */
const char *zone_alias_resolve(const char *name);
