#pragma once

#include "file/import/foreign.h"
#include "file/table/table.h"

/*
 * Sheets whose first row names the columns, and in which each other row is an event.
 *
 * A column is known by its name, in small letters with a hyphen for whatever is no letter, and by
 * what people call the same (columns.c): "Lead organisation" has the agencies that organise, with
 * semicolons or line feeds between. What is called otherwise can be told by hints.
 */

/* Reads the events of a sheet into a schedule. False, with FOREIGN_ERROR_BAD_SOURCE, if it has no
 * column with titles or with starts, if two columns are the same, or a hint is wrong. */
bool columns_read(const Workbook *workbook, const Sheet *sheet, ForeignSchedule *schedule,
                  GError **error);
