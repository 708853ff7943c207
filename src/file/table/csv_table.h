#pragma once

#include "file/table/table.h"

/*
 * Comma-separated values (RFC 4180) as Excel and LibreOffice write them: with line ends of any
 * kind, in the encodings of csv_text.h, with `sep=;` as a first line of its own. A cell in quotes
 * may hold line ends, delimiters and, doubled, quotes; what follows its closing quote belongs to
 * it, and a quote that does not begin a cell is a quote. All cells are texts. Empty lines and cells
 * are not kept, so rows may be of any lengths.
 */
typedef struct CsvOptions {
    char delimiter; /* an ASCII character, or 0: "," ";" or a tab, whichever the first line that is
                     * not empty has most of outside quotes */
} CsvOptions;

/* Reads a CSV file; `options` may be NULL. NULL, with a TABLE_ERROR that names the line, if a quote
 * is not closed, if the text is in no encoding we know, or if a limit of table_limits.h is
 * exceeded. The caller owns the workbook, which keeps nothing of `data`. */
Workbook *csv_table_read(const char *data, gsize size, const CsvOptions *options, GError **error);
