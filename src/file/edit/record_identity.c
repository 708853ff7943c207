#include "file/edit/record_identity.h"

#include <string.h>

/* Stands in no text. */
#define SEPARATOR "\x1F"

static void append_scalar(GString *out, const Node *scalar)
{
    g_string_append(out, node_is_null(scalar) ? SEPARATOR : scalar->text);
    g_string_append(out, SEPARATOR);
}

/* Appends all that a node says. Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. */
static void append_node(GString *out, const Node *node)
{
    if (node->type == NODE_SCALAR) {
        append_scalar(out, node);
        return;
    }
    g_string_append(out, node->type == NODE_SEQUENCE ? "[" : "{");
    for (guint i = 0; i < node->length; i++) {
        if (node->type == NODE_SEQUENCE) {
            append_node(out, node_item(node, i));
        } else {
            append_scalar(out, node_key(node, i));
            append_node(out, node_value(node, i));
        }
    }
    g_string_append(out, "]");
}

/* Appends the text of a key, if it has one. */
static bool append_text(GString *out, const Node *record, const char *key)
{
    const Node *value = node_find(record, key);

    if (value == NULL || value->type != NODE_SCALAR) {
        return false;
    }
    g_string_append_printf(out, "%s" SEPARATOR, key);
    append_scalar(out, value);
    return true;
}

static bool append_texts(GString *out, const Node *record, const char *const *keys)
{
    bool has_any = false;

    for (; *keys != NULL; keys++) {
        has_any = append_text(out, record, *keys) || has_any;
    }
    return has_any;
}

static void append_weak(GString *out, const Node *record)
{
    static const char *const TIMES[] = { "start", "end", NULL };
    static const char *const ROLES[] = { "agency", "person", "role", NULL };
    static const char *const SLOTS[] = { "plenary", "break", "sessions" };

    if (record->type == NODE_MAPPING && append_texts(out, record, TIMES)) {
        for (gsize i = 0; i < G_N_ELEMENTS(SLOTS); i++) {
            g_string_append(out, node_find(record, SLOTS[i]) != NULL ? SLOTS[i] : "");
        }
    } else if (record->type != NODE_MAPPING || !append_texts(out, record, ROLES)) {
        append_node(out, record);
    }
}

RecordIdentity record_identity_of(const Node *item)
{
    GString *text = g_string_new(NULL);
    bool is_firm = true;

    if (item->type == NODE_SCALAR) {
        append_scalar(text, item);
    } else if (item->type != NODE_MAPPING ||
               (!append_text(text, item, "id") && !append_text(text, item, "date"))) {
        append_weak(text, item);
        is_firm = false;
    }
    return (RecordIdentity){ g_string_free(text, FALSE), .is_firm = is_firm };
}

RecordIdentity record_identity_in_agenda(const Node *item)
{
    RecordIdentity identity = record_identity_of(item);

    /* What has an address and nothing that identifies it is a link. */
    identity.is_loose =
        item->type == NODE_SCALAR ||
        (item->type == NODE_MAPPING && (identity.is_firm || node_find(item, "url") == NULL));
    return identity;
}
