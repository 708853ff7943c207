#pragma once

#include "file/table/table.h"
#include "model/agenda/agenda.h"

/* Books (model/book/book_sheet.h) for tests. */

/* A workbook of a sketch: sheets parted by empty lines, each with its name on a line and then its
 * rows, of cells parted by "|". "2007-07-10" is a date, "09:00" a time, "TRUE" a truth and "7" a
 * number; after a quotation mark all is text, and "\n" in it is a line end. */
Workbook *book_support_workbook(const char *sketch);

/* What is read of a sketch: the agenda file, the caller's own, or NULL, and then out_error is what
 * is wrong. `remarks` is a line for each, or NULL. */
char *book_support_read(const char *sketch, GString *remarks, char **out_error);

/* Whether this program reads and writes workbooks; false if a library is missing. */
bool book_support_has_libraries(void);

/* The agenda that is read of the workbook that is written of another, in a zone of the same rules.
 */
Agenda *book_support_round_trip(const Agenda *agenda);
