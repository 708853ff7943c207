#include "file/table/ods_cell.h"

#include <string.h>

#include "file/table/cell_value.h"
#include "file/table/table_limits.h"

/* LibreOffice's own; of its attributes we need the one that tells errors from texts. */
#define CALCEXT "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

/* --- paragraphs -------------------------------------------------------------------------- */

static void skip_element(XmlPart *part)
{
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth)) {
    }
}

/* An element within a paragraph. Others, such as links and spans, are no more than their texts. */
static void append_element(XmlPart *part, GString *out)
{
    if (xml_part_is(part, "s")) {
        guint32 blanks = MIN(xml_part_number(part, ODS_TEXT, "c", 1), TABLE_MAX_TEXT + 1);
        g_string_append_printf(out, "%*s", (int)blanks, "");
    } else if (xml_part_is(part, "tab") || xml_part_is(part, "line-break")) {
        g_string_append_c(out, xml_part_is(part, "tab") ? '\t' : '\n');
    } else if (xml_part_is(part, "annotation") || xml_part_is(part, "note") ||
               xml_part_is(part, "ruby-text")) {
        skip_element(part);
    }
}

/* Blanks stand for themselves, although a number of them should be one (§6.1.2): LibreOffice writes
 * them so where a cell has several paragraphs, and reads them so. */
static void append_paragraph(XmlPart *part, GString *out)
{
    guint depth = xml_part_depth(part);
    XmlEvent event;

    while ((event = xml_part_next(part)) != XML_EVENT_NONE) {
        if (event == XML_EVENT_END && xml_part_depth(part) == depth) {
            return;
        }
        /* What is too long is refused when it is copied. */
        if (out->len > TABLE_MAX_TEXT) {
            continue;
        }
        if (event == XML_EVENT_START) {
            append_element(part, out);
        } else if (event == XML_EVENT_TEXT) {
            g_string_append(out, xml_part_text(part));
        }
    }
}

static void append_paragraphs(XmlPart *part, GString *out)
{
    guint depth = xml_part_depth(part);
    bool is_first = true;

    while (xml_part_next_child(part, depth)) {
        if (xml_part_is(part, "p")) {
            g_string_append(out, is_first ? "" : "\n");
            append_paragraph(part, out);
            is_first = false;
        }
    }
}

/* --- values ------------------------------------------------------------------------------ */

static CellKind read_number(XmlPart *part, char *text)
{
    const char *value = xml_part_attribute(part, ODS_OFFICE, "value");
    double number;

    if (value == NULL || !cell_value_parse(value, &number)) {
        return CELL_EMPTY;
    }
    return cell_value_of_serial(number, NUMBER_FORMAT_NUMBER, DATE_SYSTEM_1900, text);
}

static CellKind read_date(XmlPart *part, char *text)
{
    const char *value = xml_part_attribute(part, ODS_OFFICE, "date-value");

    return value != NULL ? cell_value_of_iso(value, NUMBER_FORMAT_NUMBER, text) : CELL_EMPTY;
}

static CellKind read_time(XmlPart *part, char *text)
{
    const char *value = xml_part_attribute(part, ODS_OFFICE, "time-value");

    return value != NULL ? cell_value_of_period(value, text) : CELL_EMPTY;
}

static CellKind read_boolean(XmlPart *part, char *text)
{
    const char *value = xml_part_attribute(part, ODS_OFFICE, "boolean-value");
    bool is_true = value != NULL && strcmp(value, "true") == 0;

    g_strlcpy(text, is_true ? "true" : "false", CELL_VALUE_SIZE);
    return value != NULL ? CELL_BOOLEAN : CELL_EMPTY;
}

/* What the type of a cell is (§19.389), and what reads its value. */
static const struct ValueType {
    const char *name;
    CellKind (*read)(XmlPart *part, char *text);
} VALUE_TYPES[] = {
    { "float", read_number }, { "percentage", read_number }, { "currency", read_number },
    { "date", read_date },    { "time", read_time },         { "boolean", read_boolean },
};

/* Writes the value that a cell's element has. CELL_EMPTY if it has none that we understand; then
 * its paragraphs, which are what people see, are its text. */
static CellKind read_value(XmlPart *part, char *text)
{
    char type[16] = "";
    const char *value = xml_part_attribute(part, ODS_OFFICE, "value-type");

    g_strlcpy(type, value != NULL ? value : "", sizeof type);
    for (gsize i = 0; i < G_N_ELEMENTS(VALUE_TYPES); i++) {
        if (strcmp(type, VALUE_TYPES[i].name) == 0) {
            return VALUE_TYPES[i].read(part, text);
        }
    }
    return CELL_EMPTY;
}

bool ods_cell_read(XmlPart *part, TableBuilder *builder, Cell *cell, bool *out_uncalculated,
                   GError **error)
{
    char text[CELL_VALUE_SIZE];
    CellKind kind = read_value(part, text);
    const char *own = xml_part_attribute(part, CALCEXT, "value-type");
    bool is_error = own != NULL && strcmp(own, "error") == 0;
    bool has_formula = xml_part_attribute(part, ODS_TABLE, "formula") != NULL;
    g_autofree char *string = g_strdup(xml_part_attribute(part, ODS_OFFICE, "string-value"));
    g_autoptr(GString) shown = g_string_new(NULL);

    append_paragraphs(part, shown);
    if (kind != CELL_EMPTY) {
        g_string_assign(shown, text);
    } else if (shown->len == 0 && string != NULL) {
        g_string_assign(shown, string);
    }
    cell->kind = (guint8)(kind != CELL_EMPTY ? kind : is_error ? CELL_ERROR : CELL_TEXT);
    cell->text = table_builder_copy_text(builder, shown->str, shown->len, error);
    *out_uncalculated = has_formula && shown->len == 0 && string == NULL;
    return cell->text != NULL;
}
