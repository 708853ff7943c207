#pragma once

#include <stdbool.h>

#include "file/agenda_file.h"
#include "model/revision/revision.h"
#include "service/exit_status.h"

/* Whether a file of this name in a folder counts as an agenda: *.yaml, *.yml and *.json, unless
 * hidden by a leading dot. */
bool agendas_is_name(const char *name);

/* The path of a file without links, by which a history knows it; the caller's own. */
char *agendas_real_path_dup(const char *path);

/* Reads one agenda file, including what is private, and prints its errors. On failure the error has
 * been printed and out_status is set. */
Agenda *agendas_read(const char *path, ExitStatus *out_status);

/* Prints what is wrong with a file that was read, or with reading it (then `file` is NULL and
 * `error` is set). False, with out_status set, if there is no agenda in it. */
bool agendas_report(const AgendaFile *file, const GError *error, ExitStatus *out_status);

/* Prints findings to standard error. */
void agendas_print_findings(const Findings *findings);

/* Makes a revision from the public view of a file's agenda, which must be there and is taken. Its
 * stamp is `published`, else SOURCE_DATE_EPOCH, else the file's time. On failure the error has been
 * printed and out_status is set. */
Revision *agendas_make_revision(AgendaFile *file, ExitStatus *out_status);

/* Appends the files that paths stand for (char *, the array's own): a file for itself, a folder for
 * its agendas, by name. False, with the error printed, if a folder has none or cannot be read. */
bool agendas_list_files(char **paths, GPtrArray *files);

/* When what is done now counts as done: SOURCE_DATE_EPOCH, else the current time, in Unix seconds.
 * False if the former is no time; the error has been printed. */
bool agendas_find_time(gint64 *out_now);
