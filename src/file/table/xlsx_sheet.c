#include "file/table/xlsx_sheet.h"

#include <string.h>

#include "file/table/table_limits.h"
#include "file/table/xlsx_strings.h"
#include "file/table/xml_part.h"

typedef struct SheetReader {
    const XlsxShared *shared;
    Sheet *sheet;
    XmlPart *part;
    GString *value; /* of the cell being read */
    guint32 row;    /* the last one, and the last cell's column */
    guint32 column;
} SheetReader;

/* What a cell's element says before its value is known. */
typedef struct CellHead {
    char type[16]; /* §18.18.11: "s", "n", "d" …; "n" where there is none */
    NumberFormat format;
} CellHead;

/* --- references -------------------------------------------------------------------------- */

/* Reads "C7" up to where it ends. */
static bool take_reference(const char **at, guint32 *out_row, guint32 *out_column)
{
    guint32 column = 0;
    guint32 row = 0;
    const char *start;

    for (start = *at; g_ascii_isupper(**at) && *at - start < 3; (*at)++) {
        column = column * 26 + (guint32)(**at - 'A') + 1;
    }
    for (start = *at; g_ascii_isdigit(**at) && *at - start < 7; (*at)++) {
        row = row * 10 + (guint32)(**at - '0');
    }
    *out_row = row;
    *out_column = column;
    return row >= 1 && row <= TABLE_MAX_ROWS && column >= 1 && column <= TABLE_MAX_COLUMNS;
}

static bool fail_reference(const SheetReader *reader, const char *reference, GError **error)
{
    g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED, "%s: \"%.40s\" is no place on a sheet",
                reader->sheet->name, reference);
    return false;
}

/* --- values ------------------------------------------------------------------------------ */

static bool fail_value(const SheetReader *reader, const char *what, GError **error)
{
    g_set_error(error, TABLE_ERROR, TABLE_ERROR_DAMAGED, "\"%.40s\" is %s", reader->value->str,
                what);
    return false;
}

static bool find_string(const SheetReader *reader, Cell *cell, GError **error)
{
    guint64 index;
    const GPtrArray *strings = reader->shared->strings;

    if (!g_ascii_string_to_unsigned(reader->value->str, 10, 0, G_MAXUINT32, &index, NULL) ||
        index >= strings->len) {
        return fail_value(reader, "no text of the workbook", error);
    }
    cell->kind = CELL_TEXT;
    cell->text = g_ptr_array_index(strings, (guint)index);
    return true;
}

/* Copies a text that was written for the cell. */
static bool copy_value(const SheetReader *reader, Cell *cell, const char *text, GError **error)
{
    cell->text = table_builder_copy_text(reader->shared->builder, text, strlen(text), error);
    return cell->text != NULL;
}

static bool read_number(const SheetReader *reader, const CellHead *head, Cell *cell, GError **error)
{
    double number;
    char text[CELL_VALUE_SIZE];

    if (!cell_value_parse(reader->value->str, &number)) {
        return fail_value(reader, "no number", error);
    }
    cell->kind = (guint8)cell_value_of_serial(number, head->format, reader->shared->dates, text);
    return copy_value(reader, cell, text, error);
}

static bool read_date(const SheetReader *reader, const CellHead *head, Cell *cell, GError **error)
{
    char text[CELL_VALUE_SIZE];

    cell->kind = (guint8)cell_value_of_iso(reader->value->str, head->format, text);
    if (cell->kind == CELL_EMPTY) {
        return fail_value(reader, "no date or time", error);
    }
    return copy_value(reader, cell, text, error);
}

/* From the text between `v` to the cell. */
static bool read_value(const SheetReader *reader, const CellHead *head, Cell *cell, GError **error)
{
    if (reader->value->len == 0) {
        return true;
    }
    if (strcmp(head->type, "s") == 0) {
        return find_string(reader, cell, error);
    }
    if (strcmp(head->type, "str") == 0 || strcmp(head->type, "e") == 0) {
        cell->kind = *head->type == 'e' ? CELL_ERROR : CELL_TEXT;
        cell->text = xlsx_strings_copy(reader->shared->builder, reader->value, error);
        return cell->text != NULL;
    }
    if (strcmp(head->type, "b") == 0) {
        cell->kind = CELL_BOOLEAN;
        cell->text = strcmp(reader->value->str, "0") == 0 ? "false" : "true";
        return true;
    }
    if (strcmp(head->type, "d") == 0) {
        return read_date(reader, head, cell, error);
    }
    return read_number(reader, head, cell, error);
}

/* --- cells ------------------------------------------------------------------------------- */

static CellHead read_head(const SheetReader *reader)
{
    const GArray *formats = reader->shared->formats;
    CellHead head = { .type = "n" };
    guint32 style = xml_part_number(reader->part, NULL, "s", 0);
    const char *type = xml_part_attribute(reader->part, NULL, "t");

    if (type != NULL) {
        g_strlcpy(head.type, type, sizeof head.type);
    }
    if (style < formats->len) {
        head.format = g_array_index(formats, NumberFormat, style);
    }
    return head;
}

/* Reads what is in a cell: a formula, its value, or a text of its own. */
static bool read_content(SheetReader *reader, const CellHead *head, Cell *cell, GError **error)
{
    guint depth = xml_part_depth(reader->part);
    bool has_formula = false;

    g_string_truncate(reader->value, 0);
    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "v")) {
            xml_part_append_texts(reader->part, reader->value);
        } else if (xml_part_is(reader->part, "f")) {
            has_formula = true;
        } else if (xml_part_is(reader->part, "is")) {
            cell->kind = CELL_TEXT;
            cell->text = xlsx_strings_read_text(reader->part, reader->shared->builder, error);
            if (cell->text == NULL) {
                return false;
            }
        }
    }
    bool is_missing = has_formula && reader->value->len == 0 && strcmp(head->type, "str") != 0;
    reader->sheet->uncalculated += is_missing ? 1 : 0;
    return read_value(reader, head, cell, error);
}

/* A cell without a reference follows the one before it. */
static bool find_column(SheetReader *reader, GError **error)
{
    const char *reference = xml_part_attribute(reader->part, NULL, "r");
    const char *at = reference;
    guint32 row;
    guint32 column;

    if (reference == NULL) {
        reader->column++;
        return true;
    }
    if (!take_reference(&at, &row, &column) || *at != '\0' || row != reader->row) {
        return fail_reference(reader, reference, error);
    }
    reader->column = column;
    return true;
}

static bool read_cell(SheetReader *reader, GError **error)
{
    TableBuilder *builder = reader->shared->builder;

    if (!find_column(reader, error)) {
        return false;
    }
    CellHead head = read_head(reader);
    Cell cell = { .text = "", .column = reader->column };
    if (!read_content(reader, &head, &cell, error) ||
        !table_builder_add_cell(builder, &cell, error)) {
        return table_builder_prefix_place(builder, reader->row, reader->column, error);
    }
    return true;
}

static bool read_row(SheetReader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    reader->row = xml_part_number(reader->part, NULL, "r", reader->row + 1);
    reader->column = 0;
    if (!table_builder_begin_row(reader->shared->builder, reader->row, error)) {
        g_prefix_error(error, "%s: ", reader->sheet->name);
        return false;
    }
    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "c") && !read_cell(reader, error)) {
            return false;
        }
    }
    if (!table_builder_end_row(reader->shared->builder, 1, error)) {
        return table_builder_prefix_place(reader->shared->builder, reader->row, 1, error);
    }
    return true;
}

/* --- the sheet --------------------------------------------------------------------------- */

static bool read_rows(SheetReader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "row") && !read_row(reader, error)) {
            return false;
        }
    }
    return true;
}

static bool read_range(SheetReader *reader, GError **error)
{
    const char *reference = xml_part_attribute(reader->part, NULL, "ref");
    const char *at = reference != NULL ? reference : "";
    CellRange range;

    if (!take_reference(&at, &range.top, &range.left) || *at++ != ':' ||
        !take_reference(&at, &range.bottom, &range.right) || *at != '\0' ||
        range.bottom < range.top || range.right < range.left) {
        return fail_reference(reader, reference != NULL ? reference : "", error);
    }
    return table_builder_add_merged(reader->shared->builder, &range, error);
}

static bool read_merged(SheetReader *reader, GError **error)
{
    guint depth = xml_part_depth(reader->part);

    while (xml_part_next_child(reader->part, depth)) {
        if (xml_part_is(reader->part, "mergeCell") && !read_range(reader, error)) {
            return false;
        }
    }
    return true;
}

static bool read_parts(SheetReader *reader, GError **error)
{
    while (xml_part_next_child(reader->part, 0)) {
        bool is_read = true;
        if (xml_part_is(reader->part, "sheetData")) {
            is_read = read_rows(reader, error);
        } else if (xml_part_is(reader->part, "mergeCells")) {
            is_read = read_merged(reader, error);
        }
        if (!is_read) {
            return false;
        }
    }
    return xml_part_finish(reader->part, error);
}

bool xlsx_sheet_read(const XlsxShared *shared, Sheet *sheet, const char *name, GError **error)
{
    g_autoptr(XmlPart) part = xml_part_open(shared->parts, name, error);
    g_autoptr(GString) value = g_string_new(NULL);
    SheetReader reader = { .shared = shared, .sheet = sheet, .part = part, .value = value };

    return part != NULL && read_parts(&reader, error) &&
           table_builder_end_sheet(shared->builder, error);
}
