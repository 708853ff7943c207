#include "file/table/ods_table.h"

#include <string.h>

#include "file/table/ods_cell.h"
#include "file/table/ods_sheet.h"
#include "file/table/table_builder.h"
#include "file/table/xml_part.h"

/* The style that LibreOffice gives to copies of other files' cells, to which formulas refer. */
#define FOREIGN_STYLE "ta_extref"

typedef struct Reader {
    XmlPart *part;
    TableBuilder *builder;
    GHashTable *hidden; /* names of styles of hidden sheets, a set */
} Reader;

/* --- styles ------------------------------------------------------------------------------ */

static void read_style(Reader *reader)
{
    guint depth = xml_part_depth(reader->part);
    g_autofree char *name = g_strdup(xml_part_attribute(reader->part, ODS_STYLE, "name"));

    while (xml_part_next_child(reader->part, depth)) {
        const char *display = xml_part_attribute(reader->part, ODS_TABLE, "display");
        if (name != NULL && display != NULL && strcmp(display, "false") == 0 &&
            xml_part_is(reader->part, "table-properties")) {
            g_hash_table_add(reader->hidden, g_steal_pointer(&name));
        }
    }
}

static void read_styles(Reader *reader)
{
    guint depth = xml_part_depth(reader->part);

    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "style")) {
            read_style(reader);
        }
    }
}

/* --- sheets ------------------------------------------------------------------------------ */

static bool read_sheet(Reader *reader, GError **error)
{
    g_autofree char *name = g_strdup(xml_part_attribute(reader->part, ODS_TABLE, "name"));
    const char *style = xml_part_attribute(reader->part, ODS_TABLE, "style-name");
    bool is_hidden = style != NULL && g_hash_table_contains(reader->hidden, style);

    if (style != NULL && strcmp(style, FOREIGN_STYLE) == 0) {
        return true;
    }
    Sheet *sheet = table_builder_add_sheet(reader->builder, name != NULL ? name : "", error);
    if (sheet == NULL) {
        return false;
    }
    sheet->hidden = is_hidden;
    return ods_sheet_read(reader->part, reader->builder, sheet, error);
}

static bool read_sheets(Reader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "table") && !read_sheet(reader, error)) {
            return false;
        }
    }
    return true;
}

static bool read_body(Reader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "spreadsheet") && !read_sheets(reader, error)) {
            return false;
        }
    }
    return true;
}

static bool read_content(Reader *reader, GError **error)
{
    while (xml_part_next_child(reader->part, 0)) {
        if (xml_part_is(reader->part, "automatic-styles")) {
            read_styles(reader);
        } else if (xml_part_is(reader->part, "body") && !read_body(reader, error)) {
            return false;
        }
    }
    return xml_part_finish(reader->part, error);
}

Workbook *ods_table_read(ZipParts *parts, GError **error)
{
    g_autoptr(XmlPart) part = xml_part_open(parts, "content.xml", error);
    g_autoptr(GHashTable) hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(TableBuilder) builder = table_builder_new(WORKBOOK_ODS);
    Reader reader = { .part = part, .builder = builder, .hidden = hidden };

    return part != NULL && read_content(&reader, error) ? table_builder_steal(builder) : NULL;
}
