#pragma once

#include "file/table/table.h"

/* Sorts the merged ranges of a sheet by their top rows and takes the cells that they cover out of
 * its rows: what is under a merged cell is not shown, and often forgotten. Cells are copied into
 * the arena where a row changes. Fails if any two ranges overlap. */
bool merged_cells_settle(Sheet *sheet, Arena *arena, GError **error);
