#pragma once

#include "model/agenda/schema.h"

/*
 * A book is a workbook that holds a whole agenda, for people who have a spreadsheet program and
 * nothing else: a sheet for each list of the agenda, a row for each record, a column for each key
 * of the schema. What writes books and what reads them go by these descriptions, so a new key is a
 * new column in both.
 *
 * Beside them there is a matrix: sessions down, agencies across, and in each cell what the agency
 * contributes (book_cell.h).
 */
typedef enum BookSheetKind {
    BOOK_AGENDA, /* no list: a row for each key, with its value beside it */
    BOOK_AGENCIES,
    BOOK_ROOMS,
    BOOK_SESSIONS, /* of all kinds, with their slots */
    BOOK_CONTRIBUTIONS,
    BOOK_PREPARATIONS,
    BOOK_PEOPLE,
    BOOK_ROUND_TABLES,
    BOOK_DAYS,
    BOOK_LINKS,
    BOOK_ROLES,
    BOOK_TYPES,
    BOOK_TAGS,
    N_BOOK_SHEETS,
} BookSheetKind;

typedef struct BookSheet {
    const char *name;           /* "Round tables"; at most 31 characters, as Excel has it */
    const char *key;            /* of the list in the agenda file, or in a session */
    const SchemaRecord *schema; /* of what a row is */
    bool is_of_session;         /* a row is an item of a list in a session */
    const char *const *first;   /* headings that come before the others, ended by NULL; or NULL */
} BookSheet;

extern const BookSheet BOOK_SHEETS[N_BOOK_SHEETS];

/* What stands above the keys of the agenda, and above their values. */
#define BOOK_KEY_HEADING "key"
#define BOOK_VALUE_HEADING "value"

#define BOOK_MATRIX_NAME "Matrix"

/* The column of the matrix for people who contribute for no agency; right of it there are only
 * agencies. */
#define BOOK_MATRIX_PEOPLE "people"

/* The columns of sessions that the matrix has left of it, ended by NULL. */
extern const char *const BOOK_MATRIX_COLUMNS[];

/* The sheet that lists records of a kind; N_BOOK_SHEETS if none does. */
BookSheetKind book_sheet_of_named(NamedKind kind);

/* --- columns ----------------------------------------------------------------------------- */

/* What a column tells of. */
typedef enum BookPart {
    BOOK_PART_RECORD,  /* the record of the row */
    BOOK_PART_SESSION, /* whose list it is in: its id */
    BOOK_PART_DAY,     /* of a session: its date */
    BOOK_PART_KIND,    /* of a session: session, plenary or break */
    BOOK_PART_SLOT,    /* of a session: its slot, where that says something else */
} BookPart;

/* Parts within parts, and the key: "words round-table one". */
#define BOOK_PATH_MAX 4

typedef struct BookColumn {
    BookPart part;
    char *heading;                          /* the keys on the way, a blank between */
    const SchemaField *path[BOOK_PATH_MAX]; /* the keys on the way to the value … */
    guint n_path;                           /* … and how many they are; the last is the value's */
} BookColumn;

/* The columns of a sheet (BookColumn *), in their order; the caller frees them with
 * g_ptr_array_unref. A text has one, whatever its languages: "title [fr]" is for one of them. */
GPtrArray *book_columns_new(BookSheetKind kind);

/* The key of a column's value. */
const SchemaField *book_column_field(const BookColumn *column);

/* The column with a heading, or NULL. Capitals do not matter, and blanks and hyphens are the
 * same. */
const BookColumn *book_columns_find(const GPtrArray *columns, const char *heading);
