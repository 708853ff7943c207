#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * On which sheet, and how far down, each line of a text stands. Pure arithmetic, in points (1/72
 * inch); it does not matter what the lines hold.
 */

/* A row of lines, which stand below each other. */
typedef struct SheetRow {
    double gap;            /* above it, except at the top of a sheet */
    guint n_lines;         /* 1 or more */
    const double *heights; /* of each line */
    bool joins_next;       /* it stands on the same sheet as the next row, if both fit on one */
} SheetRow;

/* Lines of a row that stand on one sheet: all of them, unless what they are joined with is higher
 * than a sheet. */
typedef struct SheetPart {
    guint row;
    guint first; /* line */
    guint end;   /* behind the last line */
    guint sheet; /* from 0 */
    double top;  /* below the upper edge of what a sheet has room for */
} SheetPart;

/* Lays rows out on sheets, in their order. The first sheet has room for `first` points and each
 * other one for `other`. A line that is higher than a sheet stands alone on one. The caller owns
 * the parts (SheetPart). */
GArray *sheets_lay_out(const SheetRow *rows, guint n_rows, double first, double other);
