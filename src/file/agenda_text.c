#include "file/agenda_text.h"

#include <string.h>

#include "file/edit/text_update.h"
#include "file/edit/value_writer.h"
#include "file/yaml/node_tree.h"

/* The comments and empty lines at the head of a text. */
static void append_head(GString *out, const char *text)
{
    const char *end = text;

    while (*end == '#' || *end == '\n') {
        end += strcspn(end, "\n");
        end += *end == '\n' ? 1 : 0;
    }
    g_string_append_len(out, text, end - text);
}

char *agenda_text_from_canonical(const char *canonical, const char *old_text)
{
    g_autoptr(Findings) findings = findings_new("");
    g_autoptr(NodeTree) tree = node_tree_parse(canonical, strlen(canonical), findings);
    GString *out = g_string_new(NULL);

    g_assert(tree != NULL);
    append_head(out, old_text);
    value_writer_append_top(out, &TEXT_LAYOUT_OWN, node_tree_root(tree));
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* NULL if the old text cannot be read or cannot say it. */
static char *dup_updated(const char *canonical, const char *old_text, gsize old_size)
{
    g_autoptr(Findings) findings = findings_new("");
    g_autoptr(NodeTree) wanted = node_tree_parse(canonical, strlen(canonical), findings);
    g_autoptr(TextEdit) edit = text_edit_new(old_text, old_size, findings);
    gsize size;

    if (edit == NULL) {
        return NULL;
    }
    text_update(edit, node_tree_root(wanted), record_identity_in_agenda);
    return text_edit_apply(edit, &size, NULL);
}

char *agenda_text_update(const char *canonical, const char *old_text, gsize old_size)
{
    char *text = dup_updated(canonical, old_text, old_size);

    return text != NULL ? text : agenda_text_from_canonical(canonical, old_text);
}
