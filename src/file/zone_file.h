#pragma once

#include "model/time/tz.h"

/* Reads the rules of a zone from the system's zone files: those in $TZDIR, if that is an absolute
 * path, else in /usr/share/zoneinfo. */

typedef enum ZoneFileError {
    ZONE_FILE_ERROR_UNKNOWN, /* no zone of that name: a mistake in the agenda */
    ZONE_FILE_ERROR_FAILED,  /* it is there but cannot be read, or is not a zone file */
} ZoneFileError;

#define ZONE_FILE_ERROR (zone_file_error_quark())
GQuark zone_file_error_quark(void);

/* The folder that zone files are read from; borrowed. */
const char *zone_file_folder(void);

/* The longest name of a zone, in octets. That of the longest of tzdata is half of it. */
#define ZONE_FILE_MAX_NAME 64

/* `name` is an IANA name such as "Europe/Brussels"; anything else, and what is no zone of people
 * ("posix/…", "right/…", "localtime", "Factory"), is unknown. No file is touched for a name that is
 * not of the shape. */
Tz *zone_file_read(const char *name, GError **error);

/* Every name that zone_file_read takes on this machine, sorted; the caller's own, freed with
 * g_strfreev. Empty if there are no zone files. */
char **zone_file_list(void);
