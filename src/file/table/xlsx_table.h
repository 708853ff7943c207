#pragma once

#include "file/table/table.h"
#include "file/table/zip_parts.h"

/* Reads the parts of a workbook of Excel (ECMA-376-1, transitional or strict). NULL, with a
 * TABLE_ERROR, if it is damaged. The caller owns the workbook. */
Workbook *xlsx_table_read(ZipParts *parts, GError **error);
