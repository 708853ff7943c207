#include "file/agenda_text.h"

#include <string.h>

#include "base/json_text.h"
#include "file/yaml/node_tree.h"

#define INDENT 2

static void append_node(GString *out, const Node *node, guint depth, bool is_on_line);

/* A text without quotes is safe if it can be taken for nothing else. */
static bool may_stand_bare(const char *text)
{
    static const char *const WORDS[] = { "true", "false", "null", "yes", "no",
                                         "on",   "off",   "y",    "n",   NULL };
    g_autofree char *lower = g_ascii_strdown(text, -1);
    gsize length = strlen(text);

    return g_ascii_isalpha(*text) && text[length - 1] != ' ' && !g_strv_contains(WORDS, lower) &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _./-") ==
               length;
}

/* In quotes, JSON's texts are YAML's. */
static void append_scalar(GString *out, const Node *scalar)
{
    if (scalar->plain || may_stand_bare(scalar->text)) {
        g_string_append(out, scalar->text);
    } else {
        g_autoptr(GString) quoted = g_string_new(NULL);
        json_text_append_string(quoted, NULL, scalar->text);
        g_string_append(out, quoted->str);
    }
    g_string_append_c(out, '\n');
}

static void append_indent(GString *out, guint depth)
{
    for (guint i = 0; i < depth * INDENT; i++) {
        g_string_append_c(out, ' ');
    }
}

static void append_mapping(GString *out, const Node *mapping, guint depth, bool is_on_line)
{
    for (guint i = 0; i < mapping->length; i++) {
        if (i > 0 || !is_on_line) {
            append_indent(out, depth);
        }
        g_string_append(out, node_key(mapping, i)->text);
        g_string_append_c(out, ':');
        append_node(out, node_value(mapping, i), depth + 1, false);
    }
}

static void append_sequence(GString *out, const Node *sequence, guint depth)
{
    for (guint i = 0; i < sequence->length; i++) {
        append_indent(out, depth);
        g_string_append_c(out, '-');
        append_node(out, node_item(sequence, i), depth + 1, true);
    }
}

/* Appends a value behind its key or its dash. A mapping begins on the line of its dash. */
static void append_node(GString *out, const Node *node, guint depth, bool is_on_line)
{
    if (node->type == NODE_SCALAR) {
        g_string_append_c(out, ' ');
        append_scalar(out, node);
    } else if (node->length == 0) {
        g_string_append(out, node->type == NODE_SEQUENCE ? " []\n" : " {}\n");
    } else if (node->type == NODE_SEQUENCE) {
        g_string_append_c(out, '\n');
        append_sequence(out, node, depth);
    } else {
        g_string_append_c(out, is_on_line ? ' ' : '\n');
        append_mapping(out, node, depth, is_on_line);
    }
}

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
    append_mapping(out, node_tree_root(tree), 0, false);
    return g_string_free(out, FALSE);
}
