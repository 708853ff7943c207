#pragma once

#include "file/book/book_faults.h"
#include "model/book/book_sheet.h"

/*
 * The lists of a book (model/book/book_sheet.h) as they stand in its sheets: rows of values, by
 * their columns, before they are an agenda.
 */

/* A value: of a cell, or what follows from one. */
typedef struct BookEntry {
    const BookColumn *column;
    const char *language; /* of a text that names it; or NULL */
    const char *text;
    BookPlace place;
} BookEntry;

/* A row, as so many entries of its list. */
typedef struct BookRecord {
    guint first;
    guint n_entries;
    BookPlace place;
} BookRecord;

typedef struct BookList {
    BookSheetKind kind;
    const Sheet *sheet; /* NULL if there is none */
    GPtrArray *columns; /* BookColumn * */
    GArray *entries;    /* BookEntry */
    GArray *records;    /* BookRecord */
} BookList;

typedef struct BookLists {
    BookList lists[N_BOOK_SHEETS];
    GStringChunk *strings; /* what entries have that is in no cell */
    gsize octets;          /* about how many all entries take, with their texts */
    BookFaults *faults;
} BookLists;

/* The most octets that entries take. No agenda file that is read needs as many. */
#define BOOK_LISTS_MAX_OCTETS (128 * 1024 * 1024)

/* Borrows the faults, which know the workbook; without any rows. */
void book_lists_init(BookLists *lists, BookFaults *faults);
void book_lists_clear(BookLists *lists);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BookLists, book_lists_clear)

/* Reads all sheets but the matrix. What is wrong with a cell is told. */
void book_lists_read(BookLists *lists);

/* The sheet of a name, or NULL. Capitals do not matter. */
const Sheet *book_lists_find_sheet(const Workbook *workbook, const char *name);

/* Whether a sheet holds the head of an agenda: its first column names keys that every agenda has.
 */
bool book_lists_is_head(const Sheet *sheet);

/* What a heading says: a column, and the language in brackets, the caller's own, or NULL. NULL if
 * the sheet has no such column. */
const BookColumn *book_lists_parse_heading(const GPtrArray *columns, const char *heading,
                                           char **out_language);

/* Begins a record, to which entries are then added: none any more beyond that limit, which has been
 * told. */
void book_list_begin_record(BookList *list, BookPlace place);
void book_lists_add_entry(BookLists *lists, BookList *list, const BookEntry *entry);

/* Whether there is room for a text, before it is copied. */
bool book_lists_have_room(BookLists *lists, const char *text);

/* Adds what a cell says in a column; nothing if it is blank, or wrong, which is told. */
void book_lists_add_cell(BookLists *lists, BookList *list, const BookEntry *column,
                         const Cell *cell);

const BookRecord *book_list_record(const BookList *list, guint index);

/* An entry of a record; and the one in the column with a heading, or NULL. Borrowed. */
const BookEntry *book_list_entry(const BookList *list, const BookRecord *record, guint index);
const BookEntry *book_list_find(const BookList *list, const BookRecord *record,
                                const char *heading);
