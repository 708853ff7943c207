#pragma once

#include <glib.h>

#include "service/exit_status.h"

/* Writes a text into a new file or, if `path` is NULL, to standard output. A file that is there is
 * left as it is. An error has been printed. */
ExitStatus output_file_write(const char *path, const char *text);

/* The same of any octets. */
ExitStatus output_file_write_octets(const char *path, gconstpointer octets, gsize size);
