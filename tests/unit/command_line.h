#pragma once

#include "capture.h"
#include "cli/command.h"

/* Commands run in the test's own process, in the folder that it works in: see agenda_folder.h. */

/* Runs a command line without the program's name, its words parted by single blanks; NULL: no
 * word. */
Captured command_line_run(const char *line);

/* The same, with nowhere to write results to. */
Captured command_line_run_on_full_disk(const char *line);

/* Runs one, and fails unless it ends with this status and writes these texts. */
void command_line_assert(const char *line, ExitStatus status, const char *out, const char *err);

/* Fails unless it is refused as wrong usage, with this message and perhaps more lines after it. */
void command_line_assert_usage(const char *line, const char *message);

/* Writes an agenda "forum" of two sessions at once, "a" and "b", to which ILO and IOM contribute;
 * `b` takes the place of the title of "b". */
void command_line_write_forum(const char *path, const char *b);

/* Publishes it into confeed.db, as of 2007-07-01, by anna; with another title of "b" as the second
 * revision, a day later. */
void command_line_publish_forum(void);
