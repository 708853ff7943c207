#pragma once

#include "model/table/table_plan.h"
#include "render/page/page_view.h"

/* A table on its page. Its sheets have as many columns as fit a wide screen, and A4 lying on its
 * side. */
typedef struct PageTable {
    const Table *table;
    const TableForm *form;
    const TablePlan *plan;
    guint part; /* which part of the plan is shown */
} PageTable;

/* How the table of a page is cut. In files there is nothing to ask for other parts, so there is
 * only one; a browser does not lay out what is far from being seen. */
TablePlan *page_table_plan_new(const Table *table, const TableForm *form, bool is_file);

/* Append what the page is about, with links and a form that ask for the same table in another way;
 * and the sheets of the part that is shown. */
void page_table_append_heading(GString *out, const PageView *view, const PageTable *page);
void page_table_append_sheets(GString *out, const PageView *view, const PageTable *page);
