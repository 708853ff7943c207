#pragma once

#include "file/table/table_builder.h"
#include "file/table/xml_part.h"

/* The namespaces of OpenDocument's attributes. */
#define ODS_OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define ODS_STYLE "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
#define ODS_TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
#define ODS_TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

/* Reads a cell to its end (OpenDocument 1.3 part 3 §9.1.4): its value, or its paragraphs with a
 * line feed between them; comments are left out. The workbook owns the text. `out_uncalculated`
 * says that it is a formula without a value. False if the text is longer than a cell may be. */
bool ods_cell_read(XmlPart *part, TableBuilder *builder, Cell *cell, bool *out_uncalculated,
                   GError **error);
