#include "file/table/xlsx_strings.h"

#include <string.h>

#include "file/table/table_limits.h"

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

/* "_x000D_" */
#define ESCAPE_LENGTH 7

/* The character that an escape stands for; 0 if it is none. */
static gunichar escaped_character(const char *at)
{
    gunichar character = 0;

    if (at[0] != '_' || at[1] != 'x') {
        return 0;
    }
    for (gsize i = 2; i < ESCAPE_LENGTH - 1; i++) {
        if (!g_ascii_isxdigit(at[i])) {
            return 0;
        }
        character = character * 16 + (gunichar)g_ascii_xdigit_value(at[i]);
    }
    return at[ESCAPE_LENGTH - 1] == '_' && g_unichar_validate(character) ? character : 0;
}

const char *xlsx_strings_copy(TableBuilder *builder, const GString *text, GError **error)
{
    g_autoptr(GString) out = NULL;
    const char *done = text->str;

    for (const char *at = text->str; (at = strstr(at, "_x")) != NULL;) {
        gunichar character = escaped_character(at);
        if (character == 0) {
            at += 1;
            continue;
        }
        out = out != NULL ? out : g_string_new(NULL);
        g_string_append_len(out, done, at - done);
        g_string_append_unichar(out, character);
        at += ESCAPE_LENGTH;
        done = at;
    }
    if (out == NULL) {
        return table_builder_copy_text(builder, text->str, text->len, error);
    }
    g_string_append(out, done);
    return table_builder_copy_text(builder, out->str, out->len, error);
}

/* Blanks around a text count only where it says so. */
static void append_text(XmlPart *part, GString *out)
{
    const char *space = xml_part_attribute(part, XML_SPACE, "space");
    bool is_kept = space != NULL && strcmp(space, "preserve") == 0;
    gsize start = out->len;

    xml_part_append_texts(part, out);
    if (!is_kept) {
        g_autofree char *trimmed = g_strdup(out->str + start);
        g_string_truncate(out, start);
        g_string_append(out, g_strstrip(trimmed));
    }
}

static void append_run(XmlPart *part, GString *out)
{
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth)) {
        if (xml_part_is(part, "t")) {
            append_text(part, out);
        }
    }
}

const char *xlsx_strings_read_text(XmlPart *part, TableBuilder *builder, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint depth = xml_part_depth(part);

    while (xml_part_next_child(part, depth)) {
        if (xml_part_is(part, "t")) {
            append_text(part, text);
        } else if (xml_part_is(part, "r")) {
            append_run(part, text);
        }
    }
    return xlsx_strings_copy(builder, text, error);
}

GPtrArray *xlsx_strings_read(ZipParts *parts, const char *name, TableBuilder *builder,
                             GError **error)
{
    g_autoptr(XmlPart) part = xml_part_open(parts, name, error);
    g_autoptr(GPtrArray) strings = g_ptr_array_new();

    if (part == NULL) {
        return NULL;
    }
    while (xml_part_next_child(part, 0)) {
        if (!xml_part_is(part, "si")) {
            continue;
        }
        const char *text = xlsx_strings_read_text(part, builder, error);
        if (text == NULL) {
            return NULL;
        }
        g_ptr_array_add(strings, (gpointer)text);
        if (strings->len > TABLE_MAX_STRINGS) {
            g_set_error(error, TABLE_ERROR, TABLE_ERROR_LIMIT, "%s: more than %d texts", name,
                        TABLE_MAX_STRINGS);
            return NULL;
        }
    }
    return xml_part_finish(part, error) ? g_steal_pointer(&strings) : NULL;
}
