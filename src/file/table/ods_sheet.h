#pragma once

#include "file/table/table_builder.h"
#include "file/table/xml_part.h"

/* Reads the element of a table, which was added to the builder as a sheet, to its end, and ends the
 * sheet there. */
bool ods_sheet_read(XmlPart *part, TableBuilder *builder, Sheet *sheet, GError **error);
