#include "file/table/workbook_table.h"

#include "file/table/ods_table.h"
#include "file/table/table_limits.h"
#include "file/table/workbook_form.h"
#include "file/table/xlsx_table.h"

static Workbook *read_parts(ZipParts *parts, GError **error)
{
    switch (workbook_form_of_parts(parts, error)) {
    case WORKBOOK_PARTS_XLSX:
        return xlsx_table_read(parts, error);
    case WORKBOOK_PARTS_ODS:
        return ods_table_read(parts, error);
    default:
        return NULL;
    }
}

Workbook *workbook_table_read(const char *data, gsize size, GError **error)
{
    if (size > TABLE_MAX_SIZE) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "the file has more than %d MiB",
                    (int)(TABLE_MAX_SIZE / TABLE_MIB));
        return NULL;
    }
    if (!workbook_form_check_file(data, size, error)) {
        return NULL;
    }
    g_autoptr(ZipParts) parts = zip_parts_open(data, size, error);
    return parts != NULL ? read_parts(parts, error) : NULL;
}
