#pragma once

#include "file/table/table.h"

/*
 * Makes a workbook, cell by cell, within the limits of table_limits.h. A function that returns a
 * bool or pointer fails, and sets the error, when a limit is exceeded or an order not kept; then
 * there is no going on.
 */
typedef struct TableBuilder TableBuilder;

TableBuilder *table_builder_new(WorkbookForm form);
void table_builder_free(TableBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableBuilder, table_builder_free)

/* The workbook so far, borrowed: for what is said about it as a whole. */
Workbook *table_builder_workbook(TableBuilder *builder);

/* Ends it. The caller owns the workbook. */
Workbook *table_builder_steal(TableBuilder *builder);

/* A copy of a text with what has no place in it left out; the workbook owns it. Any octets may be
 * given; those that are not UTF-8 are left out as well. */
const char *table_builder_copy_text(TableBuilder *builder, const char *text, gsize length,
                                    GError **error);

/* Begins a sheet. The name is copied. It is borrowed, and may be changed until the next begins. */
Sheet *table_builder_add_sheet(TableBuilder *builder, const char *name, GError **error);

/* Begins a row, further down than the one before it. An empty one may have any number. */
bool table_builder_begin_row(TableBuilder *builder, guint64 number, GError **error);

/* Adds a cell to the row, further right than the one before it. The text must be the workbook's
 * own or live as long as the program; of an empty one nothing is kept. */
bool table_builder_add_cell(TableBuilder *builder, const Cell *cell, GError **error);

/* Ends the row, and adds it as often as it is repeated, in so many rows from its own on. */
bool table_builder_end_row(TableBuilder *builder, guint32 repeated, GError **error);

/* Adds a merged range to the sheet. One that is a single cell is none. */
bool table_builder_add_merged(TableBuilder *builder, const CellRange *range, GError **error);

/* Ends the sheet: the merged ranges are sorted, and what they cover is taken out. Fails if any two
 * overlap. */
bool table_builder_end_sheet(TableBuilder *builder, GError **error);

/* Puts in front of an error where a cell of the sheet stands. Returns false, so that callers can
 * return it. */
bool table_builder_prefix_place(const TableBuilder *builder, guint32 row, guint32 column,
                                GError **error);
