#pragma once

#include "model/table/table.h"

/*
 * A table as comma-separated values (RFC 4180), as a whole: in UTF-8, which a byte order mark tells
 * Excel, each line ended by CR LF. The first line has the heads of the columns. What stands left of
 * them says what a row is of: its group, then the id, title, day, time and room of a session, or
 * the id and names of an agency. In a cell each item has a line, as in render/table_words.h, and
 * its note the next.
 *
 * A cell that a spreadsheet program would take for a formula, since it begins with one of "=+-@", a
 * tab or a line break, has an apostrophe before it. The caller owns the octets.
 */
GBytes *table_csv_render(const Table *table, const TableForm *form);
