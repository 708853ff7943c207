#pragma once

#include "file/table/table.h"
#include "model/agenda/finding.h"

/* A cell of a workbook. */
typedef struct BookPlace {
    const Sheet *sheet; /* NULL: what stands in no cell */
    guint32 row;        /* 0: the sheet as a whole */
    guint32 column;
} BookPlace;

/*
 * What is wrong with a book, and what is left out of it. A mistake is told by its cell:
 * "Contributions!C7: unknown agency "iloo" …".
 */
typedef struct BookFaults {
    const Workbook *workbook;
    GPtrArray *faults;  /* mistakes, as they come */
    guint count;        /* of them, with those of which there are too many to be kept */
    GPtrArray *remarks; /* BookRemark *: what is left out */
} BookFaults;

/* "Sessions!F1", "is left out: …" */
typedef struct BookRemark {
    char *what;
    char *why;
} BookRemark;

/* Borrows the workbook. */
void book_faults_init(BookFaults *faults, const Workbook *workbook);
void book_faults_clear(BookFaults *faults);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BookFaults, book_faults_clear)

/* Adds a mistake. Takes the hint, which may be NULL. */
void book_faults_add(BookFaults *faults, BookPlace place, char *take_hint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Adds what is wrong with the agenda that was made of the book; `places` has the cell (BookPlace)
 * of each line of its text. */
void book_faults_add_findings(BookFaults *faults, const Findings *findings, const GArray *places);

/* Remarks on a cell; takes the words. */
void book_faults_remark(BookFaults *faults, BookPlace place, char *take_why);

/* All mistakes, sheet after sheet, a line for each. The caller owns them. */
char *book_faults_dup_text(const BookFaults *faults);
