#pragma once

#include "file/table/zip_parts.h"

/* Refuses, with a TABLE_ERROR_FORM, what does not begin as a ZIP file; the text says what it is
 * instead and what to do. */
bool workbook_form_check_file(const char *data, gsize size, GError **error);

typedef enum WorkbookParts {
    WORKBOOK_PARTS_OTHER, /* with an error, as above */
    WORKBOOK_PARTS_XLSX,
    WORKBOOK_PARTS_ODS,
} WorkbookParts;

/* Tells by its parts what a ZIP file is. */
WorkbookParts workbook_form_of_parts(ZipParts *parts, GError **error);
