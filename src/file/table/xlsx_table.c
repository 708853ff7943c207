#include "file/table/xlsx_table.h"

#include <string.h>

#include "file/table/table_limits.h"
#include "file/table/xlsx_relations.h"
#include "file/table/xlsx_sheet.h"
#include "file/table/xlsx_strings.h"
#include "file/table/xlsx_styles.h"
#include "file/table/xml_part.h"

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"

/* A sheet as the workbook lists it. */
typedef struct SheetEntry {
    char *name;
    char *id; /* of its relation */
    bool hidden;
} SheetEntry;

typedef struct Book {
    GPtrArray *entries; /* SheetEntry *, in the order of the sheets */
    DateSystem dates;
} Book;

static void free_entry(gpointer data)
{
    SheetEntry *entry = data;

    g_free(entry->name);
    g_free(entry->id);
    g_free(entry);
}

/* --- the workbook's own part ------------------------------------------------------------- */

/* One more than a workbook may have is enough to be told so. */
static void read_entries(XmlPart *part, GPtrArray *entries)
{
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth) && entries->len <= TABLE_MAX_SHEETS) {
        SheetEntry *entry = g_new0(SheetEntry, 1);
        entry->name = g_strdup(xml_part_attribute(part, NULL, "name"));
        entry->id = g_strdup(xml_part_attribute(part, RELATIONS, "id"));
        if (entry->id == NULL) {
            entry->id = g_strdup(xml_part_attribute(part, RELATIONS_STRICT, "id"));
        }
        const char *state = xml_part_attribute(part, NULL, "state");
        entry->hidden = state != NULL && strcmp(state, "visible") != 0;
        g_ptr_array_add(entries, entry);
    }
}

static bool read_book(ZipParts *parts, const char *name, Book *book, GError **error)
{
    g_autoptr(XmlPart) part = xml_part_open(parts, name, error);

    if (part == NULL) {
        return false;
    }
    while (xml_part_next_child(part, 0)) {
        if (xml_part_is(part, "sheets")) {
            read_entries(part, book->entries);
        } else if (xml_part_is(part, "workbookPr")) {
            const char *is_1904 = xml_part_attribute(part, NULL, "date1904");
            bool is_set = is_1904 != NULL &&
                          (strcmp(is_1904, "1") == 0 || g_ascii_strcasecmp(is_1904, "true") == 0);
            book->dates = is_set ? DATE_SYSTEM_1904 : DATE_SYSTEM_1900;
        }
    }
    return xml_part_finish(part, error);
}

/* --- its sheets -------------------------------------------------------------------------- */

/* A workbook without texts or dates may have no such part. */
static GPtrArray *read_strings(const XlsxShared *shared, const GPtrArray *relations, GError **error)
{
    const XlsxRelation *relation = xlsx_relations_find(relations, "sharedStrings");

    return relation == NULL
               ? g_ptr_array_new()
               : xlsx_strings_read(shared->parts, relation->part, shared->builder, error);
}

static GArray *read_formats(const XlsxShared *shared, const GPtrArray *relations, GError **error)
{
    const XlsxRelation *relation = xlsx_relations_find(relations, "styles");

    return relation == NULL ? g_array_new(FALSE, FALSE, sizeof(NumberFormat))
                            : xlsx_styles_read(shared->parts, relation->part, error);
}

/* Charts and macros may have sheets of their own, which hold no cells. */
static bool read_sheets(const XlsxShared *shared, const Book *book, const GPtrArray *relations,
                        GError **error)
{
    for (guint i = 0; i < book->entries->len; i++) {
        const SheetEntry *entry = g_ptr_array_index(book->entries, i);
        const char *id = entry->id != NULL ? entry->id : "";
        const XlsxRelation *relation = xlsx_relations_get(relations, "worksheet", id);
        if (relation == NULL) {
            continue;
        }
        const char *name = entry->name != NULL ? entry->name : "";
        Sheet *sheet = table_builder_add_sheet(shared->builder, name, error);
        if (sheet == NULL) {
            return false;
        }
        sheet->hidden = entry->hidden;
        if (!xlsx_sheet_read(shared, sheet, relation->part, error)) {
            return false;
        }
    }
    return true;
}

static bool read_all(XlsxShared *shared, const Book *book, const GPtrArray *relations,
                     GError **error)
{
    g_autoptr(GPtrArray) strings = read_strings(shared, relations, error);
    if (strings == NULL) {
        return false;
    }
    g_autoptr(GArray) formats = read_formats(shared, relations, error);
    if (formats == NULL) {
        return false;
    }
    shared->strings = strings;
    shared->formats = formats;
    shared->dates = book->dates;
    return read_sheets(shared, book, relations, error);
}

/* The name of the workbook's own part, by the relations of the file; the caller's own. */
static char *find_book(ZipParts *parts, GError **error)
{
    g_autoptr(GPtrArray) relations = xlsx_relations_read(parts, "", error);

    if (relations == NULL) {
        return NULL;
    }
    const XlsxRelation *relation = xlsx_relations_find(relations, "officeDocument");
    if (relation == NULL) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED,
                    "the file does not say which of its parts is the workbook");
        return NULL;
    }
    return g_strdup(relation->part);
}

Workbook *xlsx_table_read(ZipParts *parts, GError **error)
{
    g_autofree char *name = find_book(parts, error);
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_entry);
    Book book = { .entries = entries };

    if (name == NULL || !read_book(parts, name, &book, error)) {
        return NULL;
    }
    g_autoptr(GPtrArray) relations = xlsx_relations_read(parts, name, error);
    if (relations == NULL) {
        return NULL;
    }
    g_autoptr(TableBuilder) builder = table_builder_new(WORKBOOK_XLSX);
    XlsxShared shared = { .parts = parts, .builder = builder };
    return read_all(&shared, &book, relations, error) ? table_builder_steal(builder) : NULL;
}
