#include "file/agenda_text.h"

#include <string.h>

#include "file/agenda_file.h"
#include "file/agenda_records.h"
#include "file/edit/agenda_update.h"
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

/* --- in the text ------------------------------------------------------------------------- */

/* What a text says as an agenda, in canonical form; the caller's own. NULL if it has errors. */
static char *dup_canonical(const char *text, gsize size)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("", text, size);

    return file->agenda != NULL ? agenda_records_dup_file(file->agenda) : NULL;
}

/* Three sides: what the old text says is known, as an agenda. NULL if it is none, or the new text
 * would say something else. */
static char *dup_agenda(const char *canonical, const char *old_text, gsize old_size)
{
    g_autofree char *old_canonical = dup_canonical(old_text, old_size);
    g_autoptr(Findings) findings = findings_new("");
    gsize size;

    if (old_canonical == NULL) {
        return NULL;
    }
    g_autoptr(NodeTree) was = node_tree_parse(old_canonical, strlen(old_canonical), findings);
    g_autoptr(NodeTree) wanted = node_tree_parse(canonical, strlen(canonical), findings);
    g_autoptr(TextEdit) edit = text_edit_new(old_text, old_size, findings);
    agenda_update(edit, node_tree_root(was), node_tree_root(wanted));
    g_autofree char *text = text_edit_apply(edit, &size, NULL);
    g_autofree char *says = text != NULL ? dup_canonical(text, size) : NULL;
    return g_strcmp0(says, canonical) == 0 ? g_steal_pointer(&text) : NULL;
}

/* Two sides: the old text as it stands. NULL if it cannot be read or cannot say it. */
static char *dup_updated(const char *canonical, const char *old_text, gsize old_size)
{
    g_autoptr(Findings) findings = findings_new("");
    g_autoptr(NodeTree) wanted = node_tree_parse(canonical, strlen(canonical), findings);
    g_autoptr(TextEdit) edit = text_edit_new(old_text, old_size, findings);
    gsize size;

    if (edit == NULL) {
        return NULL;
    }
    text_update(edit, text_edit_top(edit), node_tree_root(wanted), record_identity_in_agenda);
    return text_edit_apply(edit, &size, NULL);
}

char *agenda_text_update(const char *canonical, const char *old_text, gsize old_size)
{
    char *text = dup_agenda(canonical, old_text, old_size);

    if (text == NULL) {
        text = dup_updated(canonical, old_text, old_size);
    }
    return text != NULL ? text : agenda_text_from_canonical(canonical, old_text);
}
