#pragma once

#include "model/agenda/agenda.h"

/*
 * An agenda as a workbook of Excel (.xlsx, ECMA-376), with all that is in it, private parts
 * included: see model/book/book_sheet.h. The octets depend on the agenda alone.
 *
 * The program can be built without libxlsxwriter; then this always fails.
 */

typedef enum BookFileError {
    BOOK_FILE_ERROR_LIMIT, /* it would be more than Excel holds */
    BOOK_FILE_ERROR_WRITE, /* it cannot be written */
} BookFileError;

#define BOOK_FILE_ERROR (book_file_error_quark())
GQuark book_file_error_quark(void);

/* The octets of the workbook. NULL, with a BOOK_FILE_ERROR, if it cannot be made. The caller owns
 * them. */
GBytes *book_file_make(const Agenda *agenda, GError **error);
