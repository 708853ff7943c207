#pragma once

#include <stdbool.h>

#include "file/agenda_file.h"
#include "model/revision/revision.h"
#include "service/exit_status.h"

/* Whether what has this name in a folder is taken for an agenda: *.yaml, *.yml and *.json, unless
 * hidden by a dot in front. */
bool agendas_is_name(const char *name);

/* Reads one agenda file, with all that is private, and prints its errors. On failure everything has
 * been said and out_status is set. */
Agenda *agendas_read(const char *path, ExitStatus *out_status);

/* Prints what is wrong with a file that has been read, or with reading it (NULL, and the error);
 * false, with out_status set, if there is no agenda in it. */
bool agendas_report(const AgendaFile *file, const GError *error, ExitStatus *out_status);

/* Makes a revision of the public view of a file that has been read, and has an agenda, which is
 * taken: stamped with `published`, else SOURCE_DATE_EPOCH, else the file's time. On failure
 * everything has been said and out_status is set. */
Revision *agendas_make_revision(AgendaFile *file, ExitStatus *out_status);

/* Appends the files that paths stand for (char *, the array's own): a file for itself, a folder for
 * the agendas in it, by name. False if a folder has none or cannot be read, which has been said. */
bool agendas_list_files(char **paths, GPtrArray *files);

/* When what is done now counts as done: SOURCE_DATE_EPOCH, else the time, Unix seconds. False if
 * the former is no time, which has been said. */
bool agendas_find_time(gint64 *out_now);
