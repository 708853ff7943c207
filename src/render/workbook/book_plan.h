#pragma once

#include "render/workbook/book_rows.h"

/* Which columns a sheet of a book gets for what is to be said, and what stands in its cells. */
typedef struct BookPlanColumn {
    const BookColumn *column;
    const char *language; /* of its texts; NULL if they name none */
    char *heading;        /* "title [fr]" */
} BookPlanColumn;

typedef struct BookPlan {
    BookSheetKind kind;
    GArray *rows;         /* BookRow */
    GPtrArray *all;       /* BookColumn *: those that the sheet can have */
    GPtrArray *languages; /* for each of them the languages of its texts (GPtrArray * of const char
                           * *), or NULL */
    GPtrArray *columns;   /* BookPlanColumn *: those that it has */
} BookPlan;

/* Borrows from the agenda. A text has a column for each of its languages, in an order that is that
 * of every row, so the same language may have two. Columns about the slot, and texts without
 * language where all name theirs, are left out if they are empty. */
BookPlan *book_plan_new(BookSheetKind kind, const Agenda *agenda);
void book_plan_free(BookPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookPlan, book_plan_free)

typedef void BookPlanVisit(guint column, const BookValue *value, gpointer user);

/* Visits what is said in the cells of a row, from the left to the right. */
void book_plan_visit(const BookPlan *plan, const BookRow *row, BookPlanVisit *visit, gpointer user);
