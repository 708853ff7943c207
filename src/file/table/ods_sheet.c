#include "file/table/ods_sheet.h"

#include "file/table/ods_cell.h"
#include "file/table/table_limits.h"

typedef struct SheetReader {
    XmlPart *part;
    TableBuilder *builder;
    Sheet *sheet;
    GArray *merged;      /* CellRange: of the row being read, as if it were not repeated */
    guint64 row;         /* where the next row stands, … */
    guint64 column;      /* … and the next cell; empty ones may go on as far as they like */
    guint32 row_repeats; /* of the row being read */
} SheetReader;

/* How often a cell stands, and how far it reaches. */
typedef struct CellExtent {
    guint32 repeats;
    guint32 rows;
    guint32 columns;
} CellExtent;

/* For messages. */
static bool prefix_place(const SheetReader *reader, GError **error)
{
    return table_builder_prefix_place(reader->builder, (guint32)MIN(reader->row, G_MAXUINT32),
                                      (guint32)MIN(reader->column, G_MAXUINT32), error);
}

/* --- cells ------------------------------------------------------------------------------- */

static guint32 read_count(XmlPart *part, const char *name)
{
    return MAX(xml_part_number(part, ODS_TABLE, name, 1), 1);
}

static void add_merged(SheetReader *reader, const CellExtent *extent)
{
    guint64 bottom = MIN(reader->row + extent->rows - 1, TABLE_MAX_ROWS);
    guint64 right = MIN(reader->column + extent->columns - 1, TABLE_MAX_COLUMNS);
    CellRange range = { .top = (guint32)reader->row,
                        .left = (guint32)reader->column,
                        .bottom = (guint32)MAX(bottom, reader->row),
                        .right = (guint32)MAX(right, reader->column) };

    g_array_append_val(reader->merged, range);
}

static bool add_cells(SheetReader *reader, Cell *cell, const CellExtent *extent, GError **error)
{
    if (reader->column + extent->repeats - 1 > TABLE_MAX_COLUMNS || reader->row > TABLE_MAX_ROWS) {
        g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT,
                    "it stands beyond row %d or column %d, or is repeated beyond it",
                    TABLE_MAX_ROWS, TABLE_MAX_COLUMNS);
        return false;
    }
    for (guint32 i = 0; i < extent->repeats; i++) {
        cell->column = (guint32)reader->column + i;
        if (!table_builder_add_cell(reader->builder, cell, error)) {
            return false;
        }
    }
    if (extent->repeats == 1 && (extent->rows > 1 || extent->columns > 1)) {
        add_merged(reader, extent);
    }
    return true;
}

static bool read_cell(SheetReader *reader, GError **error)
{
    CellExtent extent = { .repeats = read_count(reader->part, "number-columns-repeated"),
                          .rows = read_count(reader->part, "number-rows-spanned"),
                          .columns = read_count(reader->part, "number-columns-spanned") };
    bool is_uncalculated = false;
    Cell cell = { .text = "" };

    /* A covered cell may hold what is not shown. */
    if (!xml_part_is(reader->part, "covered-table-cell") &&
        !ods_cell_read(reader->part, reader->builder, &cell, &is_uncalculated, error)) {
        return prefix_place(reader, error);
    }
    if (*cell.text != '\0' && !add_cells(reader, &cell, &extent, error)) {
        return prefix_place(reader, error);
    }
    reader->sheet->uncalculated += is_uncalculated ? 1 : 0;
    reader->column += extent.repeats;
    return true;
}

/* --- rows -------------------------------------------------------------------------------- */

static bool read_cells(SheetReader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    reader->column = 1;
    g_array_set_size(reader->merged, 0);
    while (xml_part_next_child(reader->part, depth)) {
        bool is_cell = xml_part_is(reader->part, "table-cell") ||
                       xml_part_is(reader->part, "covered-table-cell");
        if (is_cell && !read_cell(reader, error)) {
            return false;
        }
    }
    return true;
}

/* A range of several rows cannot begin in several of them. */
static bool add_merged_of_row(SheetReader *reader, const CellRange *merged, GError **error)
{
    guint32 repeats = merged->top == merged->bottom ? reader->row_repeats : 1;

    for (guint32 i = 0; i < repeats; i++) {
        CellRange range = *merged;
        range.top += i;
        range.bottom += i;
        if (!table_builder_add_merged(reader->builder, &range, error)) {
            return false;
        }
    }
    return true;
}

static bool read_row(SheetReader *reader, GError **error)
{
    reader->row_repeats = read_count(reader->part, "number-rows-repeated");
    if (!table_builder_begin_row(reader->builder, reader->row, error) ||
        !read_cells(reader, error)) {
        return false;
    }
    reader->column = 1;
    if (!table_builder_end_row(reader->builder, reader->row_repeats, error)) {
        return prefix_place(reader, error);
    }
    for (guint i = 0; i < reader->merged->len; i++) {
        const CellRange *merged = &g_array_index(reader->merged, CellRange, i);
        if (!add_merged_of_row(reader, merged, error)) {
            return prefix_place(reader, error);
        }
    }
    reader->row += reader->row_repeats;
    return true;
}

/* --- the sheet --------------------------------------------------------------------------- */

/* Rows may stand in groups within groups. Drawings may hold tables of their own. */
static bool read_element(SheetReader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    if (xml_part_is(reader->part, "table-row")) {
        return read_row(reader, error);
    }
    if (xml_part_is(reader->part, "shapes")) {
        while (xml_part_next_child(reader->part, depth)) {
        }
    }
    return true;
}

bool ods_sheet_read(XmlPart *part, TableBuilder *builder, Sheet *sheet, GError **error)
{
    g_autoptr(GArray) merged = g_array_new(FALSE, FALSE, sizeof(CellRange));
    SheetReader reader = { .part = part, .builder = builder, .sheet = sheet, .merged = merged };
    guint depth = xml_part_depth(part);
    XmlEvent event;

    reader.row = 1;
    while ((event = xml_part_next(part)) != XML_EVENT_NONE) {
        if (event == XML_EVENT_END && xml_part_depth(part) == depth) {
            return table_builder_end_sheet(builder, error);
        }
        if (event == XML_EVENT_START && !read_element(&reader, error)) {
            return false;
        }
    }
    return xml_part_finish(part, error);
}
