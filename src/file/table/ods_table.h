#pragma once

#include "file/table/table.h"
#include "file/table/zip_parts.h"

/* Reads the parts of a workbook of LibreOffice (OpenDocument 1.0 to 1.4). NULL, with a TABLE_ERROR,
 * if it is damaged. The caller owns the workbook. */
Workbook *ods_table_read(ZipParts *parts, GError **error);
