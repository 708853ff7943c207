#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

/*
 * Tables as they come in, from CSV files and workbooks: sheets of cells, before anything is known
 * about agendas. Read-only once they are read; the limits are in table_limits.h.
 *
 * Rows and columns count from 1. Only cells that hold anything are kept, and only rows with such
 * cells, each in their order. A text is UTF-8 with a line feed for every line end, and without
 * characters that have no place in an agenda (encoding_is_forbidden), which are left out.
 */

typedef enum TableError {
    TABLE_ERROR_DAMAGED, /* it is not what it seems to be, or a part of it cannot be understood */
    TABLE_ERROR_LIMIT,   /* it is larger than table_limits.h allows */
    TABLE_ERROR_FORM,    /* it is something else, which is not read; the text names a remedy */
} TableError;

#define TABLE_ERROR (table_error_quark())
GQuark table_error_quark(void);

/* What a cell is. Its text is then: */
typedef enum CellKind {
    CELL_EMPTY,     /* "" */
    CELL_TEXT,      /* as it stands, also where it looks like a number or date */
    CELL_NUMBER,    /* "7", "7.5", at most 15 digits, as Excel has them; from 1e15 on "1e+15" */
    CELL_DATE,      /* "2007-07-10" */
    CELL_TIME,      /* a time of day: "09:00"; the midnight that ends the day is "24:00" */
    CELL_DATE_TIME, /* "2007-07-10T09:00" */
    CELL_DURATION,  /* hours and minutes, as many hours as there are: "36:00" */
    CELL_BOOLEAN,   /* "true", "false" */
    CELL_ERROR,     /* what the program shows: "#REF!" */
} CellKind;

typedef struct Cell {
    const char *text; /* never NULL; ends with a NUL and contains no other */
    guint32 column;
    guint8 kind; /* CellKind */
} Cell;

typedef struct Row {
    const Cell *cells;
    guint32 n_cells;
    guint32 number; /* of the row; in a CSV file, of the line on which it begins */
} Row;

/* Cells that are shown as one, the last row and column included. Its value is the top left cell's;
 * the others are empty. */
typedef struct CellRange {
    guint32 top;
    guint32 left;
    guint32 bottom;
    guint32 right;
} CellRange;

typedef struct Sheet {
    const char *name;     /* "" in a CSV file */
    GArray *rows;         /* Row */
    GArray *merged;       /* CellRange: by their top rows, not overlapping */
    guint32 uncalculated; /* formulas whose value the file does not hold: those cells are empty */
    bool hidden;
} Sheet;

typedef enum WorkbookForm { WORKBOOK_CSV, WORKBOOK_XLSX, WORKBOOK_ODS } WorkbookForm;

/* It owns its sheets, and all texts and cells in its arena. */
typedef struct Workbook {
    GPtrArray *sheets; /* Sheet *, in their order; of a CSV file just one */
    Arena *arena;
    WorkbookForm form;
    char delimiter;       /* between the cells of a CSV file */
    bool is_windows_1252; /* it is a CSV file that is not UTF-8, and was taken for Windows-1252 */
} Workbook;

void workbook_free(Workbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workbook, workbook_free)

/* Borrowed. */
const Sheet *workbook_sheet(const Workbook *workbook, guint index);
const Row *sheet_row(const Sheet *sheet, guint index);

/* The cell at a place, or an empty one; borrowed. Takes logarithmic time. */
const Cell *sheet_cell(const Sheet *sheet, guint32 row, guint32 column);

/* The merged range that holds a place, borrowed, or NULL. Looks at the ranges that begin above it,
 * of which there are at most TABLE_MAX_MERGED. */
const CellRange *sheet_merged(const Sheet *sheet, guint32 row, guint32 column);

/* Where a cell stands, for messages: "Sessions!C7", "'Side events'!C7", "line 7, column 3". The
 * caller owns it. */
char *workbook_dup_place(const Workbook *workbook, const Sheet *sheet, guint32 row, guint32 column);
