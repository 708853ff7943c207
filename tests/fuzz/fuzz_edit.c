/* Any text, and after a line "=====" what it is to say, in JSON: there is a new text that says just
 * that, or none. */
#include <stdint.h>
#include <string.h>

#include "file/edit/text_update.h"

#define SEPARATOR "\n=====\n"

static NodeTree *parse(const char *text, gsize size)
{
    g_autoptr(Findings) findings = findings_new("fuzz");

    return node_tree_parse(text, size, findings);
}

/* Whether a mapping has a key twice, which nothing can make it say. */
static bool has_twice(const Node *node)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; node->type == NODE_MAPPING && i < node->length; i++) {
        if (!g_hash_table_add(keys, (gpointer)node_key(node, i)->text) ||
            has_twice(node_value(node, i))) {
            return true;
        }
    }
    for (guint i = 0; node->type == NODE_SEQUENCE && i < node->length; i++) {
        if (has_twice(node_item(node, i))) {
            return true;
        }
    }
    return false;
}

static void check(const char *text, gsize size, const Node *wanted)
{
    g_autoptr(Findings) findings = findings_new("fuzz");
    g_autoptr(TextEdit) edit = text_edit_new(text, size, findings);
    g_autoptr(GError) error = NULL;
    gsize new_size = 0;

    if (edit == NULL) {
        return;
    }
    bool is_same = node_equals(text_edit_top(edit), wanted);
    text_update(edit, text_edit_top(edit), wanted, record_identity_of);
    g_autofree char *new_text = text_edit_apply(edit, &new_size, &error);
    g_assert((new_text == NULL) == (error != NULL));
    if (new_text == NULL) {
        g_assert(!is_same);
        return;
    }
    g_assert(!is_same || (new_size == size && memcmp(new_text, text, size) == 0));
    g_autoptr(NodeTree) again = parse(new_text, new_size);
    g_assert(again != NULL && node_equals(node_tree_root(again), wanted));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *end = memmem(text, size, SEPARATOR, strlen(SEPARATOR));

    if (end == NULL) {
        return 0;
    }
    const char *json = end + strlen(SEPARATOR);
    g_autoptr(NodeTree) wanted = parse(json, (gsize)(text + size - json));
    if (wanted != NULL && !has_twice(node_tree_root(wanted))) {
        /* Just as long as the text is, so that a sanitizer sees each octet too far. */
        g_autofree char *exact = g_memdup2(text, MAX((gsize)(end - text), 1));
        check(exact, (gsize)(end - text), node_tree_root(wanted));
    }
    return 0;
}
