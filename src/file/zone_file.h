#pragma once

#include "model/time/tz.h"

/* Reads the rules of time zones from the system's zone files: in $TZDIR, if that is an absolute
 * path, or else in /usr/share/zoneinfo. */

typedef enum ZoneFileError {
    ZONE_FILE_ERROR_UNKNOWN, /* there is no such zone: a mistake in the agenda */
    ZONE_FILE_ERROR_FAILED,  /* it exists but cannot be read, or is not a zone file */
} ZoneFileError;

#define ZONE_FILE_ERROR (zone_file_error_quark())
GQuark zone_file_error_quark(void);

/* The folder with the zone files. Borrowed. */
const char *zone_file_folder(void);

/* The greatest length of a zone's name, in octets. The longest in tzdata has half of it. */
#define ZONE_FILE_MAX_NAME 64

/* Reads a zone. `name` is an IANA name such as "Europe/Brussels". An old name keeps its own name;
 * where there is no file of it, that of the canonical name is read (zone_alias.h). Anything else is
 * unknown, and so is what nobody lives in ("posix/…", "right/…", "localtime", "Factory"). No file
 * is opened for a name of another form. The caller owns the zone. */
Tz *zone_file_read(const char *name, GError **error);

/* What tells whether the file of a zone has been replaced or written since: a text that is another
 * then; "" while there is no file. The caller owns it. */
char *zone_file_dup_state(const char *name);

/* Every name that zone_file_read accepts on this machine, sorted; empty if there are no zone files.
 * The caller frees it with g_strfreev. */
char **zone_file_list(void);
