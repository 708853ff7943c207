#pragma once

#include "file/table/table.h"

/*
 * Workbooks of Excel (.xlsx, ECMA-376) and LibreOffice (.ods, OpenDocument), told apart by their
 * content. A formula counts for the value that was last calculated. Hidden sheets are read, hidden
 * rows and columns too; comments, charts, pictures and macros are not.
 *
 * The program can be built without libzip; then every workbook is refused.
 */

/* Reads a workbook. NULL, with a TABLE_ERROR: TABLE_ERROR_FORM for anything else (a workbook that
 * is encrypted or of another form, a PDF …), which the text names with a remedy. The caller owns
 * the workbook, which keeps nothing of `data`. */
Workbook *workbook_table_read(const char *data, gsize size, GError **error);
