#pragma once

#include "file/table/cell_value.h"
#include "file/table/table_builder.h"
#include "file/table/zip_parts.h"

/* What the sheets of a workbook share; borrowed. */
typedef struct XlsxShared {
    ZipParts *parts;
    TableBuilder *builder;
    const GPtrArray *strings; /* const char *: the texts that cells share */
    const GArray *formats;    /* NumberFormat: of each style */
    DateSystem dates;
} XlsxShared;

/* Reads the part of a sheet that was added to the builder, and ends the sheet there. */
bool xlsx_sheet_read(const XlsxShared *shared, Sheet *sheet, const char *name, GError **error);
