#pragma once

#include "cli/command.h"
#include "model/revision.h"

/* Reads one agenda file, prints its errors, and makes its revision: stamped with `published`, else
 * SOURCE_DATE_EPOCH, else the file's time. On failure everything has been said and out_status is
 * set. */
Revision *agendas_open(const char *path, ExitStatus *out_status);

/* The same for several files or, for a folder, the *.yaml, *.yml and *.json in it, by name; all of
 * them are read before it fails. Two agendas of one id are an error. Returns an array of
 * Revision *, freed with it, or NULL. */
GPtrArray *agendas_open_all(char **paths, ExitStatus *out_status);
