#pragma once

#include "model/book/book_sheet.h"

/* The rows of the sheets of a book, and what stands in their cells. */
typedef struct BookRow {
    gconstpointer record;   /* of the sheet's schema */
    const Session *session; /* whose list it is in, or which it is; else NULL */
} BookRow;

/* The rows of a sheet (BookRow), in the order of the agenda, which they borrow from; of the head
 * itself there is one. The caller owns the array. */
GArray *book_rows_new(BookSheetKind kind, const Agenda *agenda);

typedef enum BookValueKind {
    BOOK_VALUE_NONE,
    BOOK_VALUE_TEXT,
    BOOK_VALUE_NUMBER,
    BOOK_VALUE_BOOL,  /* the number is 0 or 1 */
    BOOK_VALUE_DATE,  /* days, as Excel counts them */
    BOOK_VALUE_CLOCK, /* days after the midnight of the session's day */
} BookValueKind;

typedef struct BookValue {
    BookValueKind kind;
    double number;
    char *text;
} BookValue;

void book_value_clear(BookValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BookValue, book_value_clear)

/* What a row has in a column; what goes without saying is left out. Not for texts with languages.
 */
BookValue book_row_value(const BookRow *row, const BookColumn *column);

/* The text that a row has in a column of texts; borrowed. It may be absent. */
const Text *book_row_text(const BookRow *row, const BookColumn *column);
