#include "file/table/xlsx_styles.h"

#include "file/table/xml_part.h"

/* What the part holds. */
typedef struct Styles {
    GHashTable *codes; /* the id of a format → its NumberFormat */
    GArray *formats;   /* NumberFormat: of each style */
} Styles;

static void read_codes(XmlPart *part, Styles *styles)
{
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth)) {
        guint32 id = xml_part_number(part, NULL, "numFmtId", 0);
        const char *code = xml_part_attribute(part, NULL, "formatCode");
        if (code != NULL) {
            NumberFormat format = number_format_of_code(code);
            g_hash_table_replace(styles->codes, GUINT_TO_POINTER(id), GINT_TO_POINTER(format));
        }
    }
}

/* A code of the workbook's own goes before what is known of an id. */
static NumberFormat format_of(const Styles *styles, guint32 id)
{
    gpointer format;

    if (g_hash_table_lookup_extended(styles->codes, GUINT_TO_POINTER(id), NULL, &format)) {
        return (NumberFormat)GPOINTER_TO_INT(format);
    }
    return number_format_of_id(id);
}

static void read_styles(XmlPart *part, Styles *styles)
{
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth)) {
        NumberFormat format = format_of(styles, xml_part_number(part, NULL, "numFmtId", 0));
        g_array_append_val(styles->formats, format);
    }
}

GArray *xlsx_styles_read(ZipParts *parts, const char *name, GError **error)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) formats = g_array_new(FALSE, FALSE, sizeof(NumberFormat));
    g_autoptr(XmlPart) part = xml_part_open(parts, name, error);
    Styles styles = { .codes = codes, .formats = formats };

    if (part == NULL) {
        return NULL;
    }
    /* Codes stand before the styles that use them (§18.8.39). */
    while (xml_part_next_child(part, 0)) {
        if (xml_part_is(part, "numFmts")) {
            read_codes(part, &styles);
        } else if (xml_part_is(part, "cellXfs")) {
            read_styles(part, &styles);
        }
    }
    return xml_part_finish(part, error) ? g_steal_pointer(&formats) : NULL;
}
