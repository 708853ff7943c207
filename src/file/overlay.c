#include "file/overlay.h"

#include <string.h>

#include "file/merge/value_merge.h"

typedef struct Overlay {
    ValueMerge merge;
    Findings *findings;
    GHashTable *annotations; /* const char *: const Node * */
    GHashTable *used;        /* const Node * of those */
} Overlay;

/* What both say, where the file's word counts. */
static const Node *join(Overlay *overlay, const Node *source, const Node *file)
{
    return value_merge_join(&overlay->merge, "", (MergeSides){ .source = source, .here = file });
}

/* --- annotations ------------------------------------------------------------------------- */

static const Node *find_annotation(const Overlay *overlay, const Node *session, const char *key)
{
    const Node *name = node_find(session, key);

    return name != NULL && name->type == NODE_SCALAR
               ? g_hash_table_lookup(overlay->annotations, name->text)
               : NULL;
}

static const Node *annotate(Overlay *overlay, const Node *session)
{
    const Node *annotation = find_annotation(overlay, session, "source");

    if (annotation == NULL) {
        annotation = find_annotation(overlay, session, "id");
    }
    if (annotation == NULL) {
        return session;
    }
    g_hash_table_add(overlay->used, (gpointer)annotation);
    return join(overlay, session, annotation);
}

static void report(const Overlay *overlay, const Node *node, const char *rule, const char *text)
{
    findings_add(overlay->findings, SEVERITY_ERROR, node_place(node), rule, NULL, "%s", text);
}

static void read_annotations(Overlay *overlay, const Node *node)
{
    if (node->type != NODE_MAPPING) {
        report(overlay, node, "wrong-type", "expected sessions with what is said of them here");
        return;
    }
    for (guint i = 0; i < node->length; i++) {
        const Node *annotation = node_value(node, i);
        const Node *id = node_find(annotation, "id");
        const Node *source = node_find(annotation, "source");
        if (annotation->type != NODE_MAPPING) {
            report(overlay, annotation, "wrong-type", "expected keys of a session with values");
        } else if (id != NULL || source != NULL) {
            report(overlay, id != NULL ? id : source, "fixed-key",
                   "\"id\" and \"source\" of a session are those of the source");
        } else {
            g_hash_table_insert(overlay->annotations, (gpointer)node_key(node, i)->text,
                                (gpointer)annotation);
        }
    }
}

/* The session may have left the source, and may come back: nothing is wrong with the file. */
static void warn_of_unused(Overlay *overlay, const Node *node)
{
    for (guint i = 0; node->type == NODE_MAPPING && i < node->length; i++) {
        const Node *key = node_key(node, i);
        if (g_hash_table_contains(overlay->annotations, key->text) &&
            !g_hash_table_contains(overlay->used, node_value(node, i))) {
            findings_add(overlay->findings, SEVERITY_WARNING, node_place(key), "no-such-session",
                         NULL, "the source has no session \"%s\": what is said of it is left out",
                         key->text);
        }
    }
}

/* --- the source -------------------------------------------------------------------------- */

/* A copy without a place. */
static Node *dup_placeless(const Overlay *overlay, const Node *node)
{
    Node *copy = arena_take(overlay->merge.arena, sizeof(Node));

    *copy = *node;
    copy->line = 0;
    copy->column = 0;
    return copy;
}

static const Node *copy(Overlay *overlay, const Node *node, bool holds_sessions);

/* A copy of what stands under a key, or in a list that holds sessions or not. */
static const Node *copy_child(Overlay *overlay, const char *key, const Node *child,
                              bool is_in_sessions)
{
    static const char *const HOLDERS[] = { "sessions", "plenary", "break", NULL };
    bool is_held = key != NULL && g_strv_contains(HOLDERS, key);
    const Node *copied = copy(overlay, child, is_held);

    return child->type == NODE_MAPPING && (is_held || is_in_sessions) ? annotate(overlay, copied)
                                                                      : copied;
}

/* A copy of what came from the source, without places; sessions are annotated. Recursion: no tree
 * is deeper than AGENDA_FILE_MAX_DEPTH. */
static const Node *copy(Overlay *overlay, const Node *node, bool holds_sessions)
{
    g_autoptr(GPtrArray) children = g_ptr_array_new();

    for (guint i = 0; node->type == NODE_SEQUENCE && i < node->length; i++) {
        g_ptr_array_add(children,
                        (gpointer)copy_child(overlay, NULL, node_item(node, i), holds_sessions));
    }
    for (guint i = 0; node->type == NODE_MAPPING && i < node->length; i++) {
        const Node *key = node_key(node, i);
        g_ptr_array_add(children, dup_placeless(overlay, key));
        g_ptr_array_add(children,
                        (gpointer)copy_child(overlay, key->text, node_value(node, i), false));
    }
    if (node->type == NODE_SCALAR) {
        return dup_placeless(overlay, node);
    }
    return dup_placeless(overlay, node_with_children(overlay->merge.arena, node, children));
}

/* The file's mapping without the keys that are about its source. */
static const Node *without_source(Overlay *overlay, const Node *file)
{
    static const char *const KEYS[] = { "source", "annotate", NULL };
    g_autoptr(GPtrArray) children = g_ptr_array_new();

    for (guint i = 0; i < file->length; i++) {
        if (!g_strv_contains(KEYS, node_key(file, i)->text)) {
            g_ptr_array_add(children, (gpointer)node_key(file, i));
            g_ptr_array_add(children, (gpointer)node_value(file, i));
        }
    }
    return node_with_children(overlay->merge.arena, file, children);
}

const Node *overlay_lay(const Node *source, const Node *file, Arena *arena, Findings *findings)
{
    g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func(merge_conflict_free);
    g_autoptr(GHashTable) annotations = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    Overlay overlay = {
        .merge = { .arena = arena, .conflicts = conflicts, .kind = "", .id = "" },
        .findings = findings,
        .annotations = annotations,
        .used = used,
    };
    const Node *node = node_find(file, "annotate");

    if (node != NULL && !node_is_null(node)) {
        read_annotations(&overlay, node);
    }
    const Node *copied = copy(&overlay, source, false);
    if (node != NULL) {
        warn_of_unused(&overlay, node);
    }
    return join(&overlay, copied, without_source(&overlay, file));
}
