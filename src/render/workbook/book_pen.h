#pragma once

#include <xlsxwriter.h>

#include "render/workbook/book_rows.h"

/* How a cell looks. */
typedef enum BookStyle {
    BOOK_STYLE_TEXT,  /* stays a text, whatever is typed there: "1.10" is no number */
    BOOK_STYLE_PROSE, /* a text that may be long */
    BOOK_STYLE_NUMBER,
    BOOK_STYLE_TRUTH,
    BOOK_STYLE_DATE,
    BOOK_STYLE_CLOCK,
    BOOK_STYLE_LONG_CLOCK, /* hours go on after the day: "25:30" */
    BOOK_STYLE_HEAD,
    N_BOOK_STYLES,
} BookStyle;

/* Writes the cells of a workbook, sheet after sheet and each from the top to the bottom. What Excel
 * cannot hold is an error, which names the cell; what follows it is not written. */
typedef struct BookPen {
    lxw_workbook *workbook;
    lxw_worksheet *sheet; /* the last one that was begun */
    const char *name;     /* of it */
    lxw_format *styles[N_BOOK_STYLES];
    GError *error; /* a BOOK_FILE_ERROR, the first one; or NULL */
} BookPen;

/* Takes neither the workbook nor what is put into it. The name is static. */
void book_pen_init(BookPen *pen, lxw_workbook *workbook);
void book_pen_begin_sheet(BookPen *pen, const char *name);

/* Rows and columns count from 0. */
void book_pen_put(BookPen *pen, guint row, guint column, const BookValue *value);
void book_pen_put_text(BookPen *pen, guint row, guint column, const char *text, BookStyle style);

/* Sets how wide a column is, in digits, and how its empty cells look. */
void book_pen_set_column(BookPen *pen, guint column, double width, BookStyle style);

/* Offers a list of words, or what a range holds ("=Rooms!$A$2:$A$10"), in the cells of a column,
 * both rows included. */
void book_pen_offer(BookPen *pen, guint first_row, guint last_row, guint column,
                    const lxw_data_validation *what);
