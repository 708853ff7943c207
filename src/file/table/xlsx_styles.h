#pragma once

#include "file/table/number_format.h"
#include "file/table/zip_parts.h"

/* Reads the number formats of the styles of cells (ECMA-376-1 §18.8.10). The caller owns the array
 * of NumberFormat, one for each style. NULL, with a TABLE_ERROR, if the part is damaged. */
GArray *xlsx_styles_read(ZipParts *parts, const char *name, GError **error);
