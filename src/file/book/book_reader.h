#pragma once

#include "file/table/table.h"

/*
 * Reads a book: a workbook that holds an agenda in sheets of our own form
 * (model/book/book_sheet.h).
 */

/* What whoever reads it says of the agenda, in place of the book. Each may be NULL. */
typedef struct BookHead {
    const char *id;
    const char *title;
    const char *timezone;
} BookHead;

/* Whether a workbook is a book: it has a sheet with the head of an agenda, or the matrix. */
bool book_reader_knows(const Workbook *workbook);

typedef enum BookReaderError {
    BOOK_READER_ERROR_FAULTS, /* the text has a line for each mistake, with its cell */
} BookReaderError;

#define BOOK_READER_ERROR (book_reader_error_quark())
GQuark book_reader_error_quark(void);

/* Told of each thing that is left out: "Sessions!F1", "is left out: …". */
typedef void BookRemarked(const char *what, const char *why, gpointer user);

/* Reads a book. Returns an agenda file in JSON that has no mistakes, the caller's own, and then
 * tells what is left out; or NULL. */
char *book_reader_read(const Workbook *workbook, const BookHead *head, BookRemarked *remarked,
                       gpointer user, GError **error);
