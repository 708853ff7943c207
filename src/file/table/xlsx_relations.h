#pragma once

#include "file/table/zip_parts.h"

/* Which parts of a workbook belong to one of them (ECMA-376-2 §8). */
typedef struct XlsxRelation {
    char *id;
    char *kind; /* the last word of its type: "worksheet" */
    char *part; /* the name of the part it leads to */
} XlsxRelation;

/* The relations of a part, or of the whole file for "". None if it has none. NULL, with a
 * TABLE_ERROR, if they are damaged. The caller owns the array of XlsxRelation *. */
GPtrArray *xlsx_relations_read(ZipParts *parts, const char *part, GError **error);

/* The first relation of a kind, or NULL; and that of an id which is of that kind. Borrowed. */
const XlsxRelation *xlsx_relations_find(const GPtrArray *relations, const char *kind);
const XlsxRelation *xlsx_relations_get(const GPtrArray *relations, const char *kind,
                                       const char *id);
