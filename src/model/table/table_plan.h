#pragma once

#include "model/table/table.h"

/*
 * A table cut into sheets, none of which has more columns than can be read beside one another, and
 * the sheets put into parts, none of which has more cells than can be shown at once.
 *
 * Groups of columns are not mixed without need: one that is too wide is cut into pieces of nearly
 * equal width, and neighbours share a sheet where there is room. Below each other stand only rows
 * in which the sheet has something, or else a table of 1,134 agencies would be nothing but paper;
 * in a table with empty rows, all of them.
 */
typedef struct TableSheet {
    guint first;  /* column */
    guint end;    /* the column after the last */
    GArray *rows; /* guint: those that stand there */
    guint part;   /* from 1 on */
} TableSheet;

typedef struct TablePlan {
    GPtrArray *sheets; /* TableSheet *, from the left to the right, then downwards */
    guint n_parts;     /* at least 1 */
} TablePlan;

/* How large a sheet and a part can be: each 1 or more. A part has one sheet or more, whatever its
 * size. */
typedef struct TableBounds {
    guint columns; /* of a sheet */
    guint rows;    /* of a sheet */
    guint cells;   /* of a part */
} TableBounds;

TablePlan *table_plan_new(const Table *table, const TableBounds *bounds);
void table_plan_free(TablePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TablePlan, table_plan_free)

/* The part that is asked for; the last one if there are not so many any more. */
guint table_plan_part(const TablePlan *plan, const TableForm *form);
