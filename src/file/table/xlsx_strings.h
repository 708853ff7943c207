#pragma once

#include "file/table/table_builder.h"
#include "file/table/xml_part.h"

/* Reads the text of an element that holds `t` or, of several runs, `r` with `t` each; what says how
 * it is pronounced is left out (ECMA-376-1 §18.4.8). The workbook owns it. NULL if it is longer
 * than a cell may be. */
const char *xlsx_strings_read_text(XmlPart *part, TableBuilder *builder, GError **error);

/* Copies a text with its escapes for characters that XML cannot hold resolved: _x000D_
 * (§22.9.2.19). The workbook owns it. */
const char *xlsx_strings_copy(TableBuilder *builder, const GString *text, GError **error);

/* Reads the texts that cells share. The caller owns the array of const char *; the workbook owns
 * the texts. */
GPtrArray *xlsx_strings_read(ZipParts *parts, const char *name, TableBuilder *builder,
                             GError **error);
