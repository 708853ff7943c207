/* Tells what the reader of agenda files makes of texts, whatever they hold: tool_tree <TEXTS
 *
 * Standard input holds texts, each after a line with its number of octets. For each a line of JSON
 * is written: its tree, or its errors as {"errors": ["LINE:COLUMN: TEXT", ...]}. In a tree a list
 * is
 * ["s", PLACE, ITEM...], and keys with values are ["m", PLACE, KEY, VALUE, ...]; a text is
 * ["p", PLACE, TEXT] if it is plain and else ["t", PLACE, TEXT]. PLACE is "LINE:COLUMN".
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "file/yaml/node_tree.h"

static json_t *place_of(const Node *node)
{
    return json_sprintf("%u:%u", node->line, node->column);
}

static json_t *describe(const Node *node)
{
    json_t *array = json_array();
    static const char *const KINDS[] = {
        [NODE_SCALAR] = "t",
        [NODE_SEQUENCE] = "s",
        [NODE_MAPPING] = "m",
    };

    json_array_append_new(array, json_string(node->plain ? "p" : KINDS[node->type]));
    json_array_append_new(array, place_of(node));
    if (node->type == NODE_SCALAR) {
        json_array_append_new(array, json_string(node->text));
    }
    for (guint i = 0; node->type != NODE_SCALAR && i < node->length; i++) {
        if (node->type == NODE_SEQUENCE) {
            json_array_append_new(array, describe(node_item(node, i)));
        } else {
            json_array_append_new(array, describe(node_key(node, i)));
            json_array_append_new(array, describe(node_value(node, i)));
        }
    }
    return array;
}

static json_t *describe_errors(const Findings *findings)
{
    json_t *errors = json_array();

    for (gsize i = 0; i < findings_length(findings); i++) {
        const Finding *finding = findings_get(findings, i);
        json_array_append_new(errors, json_sprintf("%u:%u: %s", finding->place.line,
                                                   finding->place.column, finding->text));
    }
    return json_pack("{so}", "errors", errors);
}

static void tell(const char *text, gsize size)
{
    g_autoptr(Findings) findings = findings_new("text");
    g_autoptr(NodeTree) tree = node_tree_parse(text, size, findings);
    bool is_good = tree != NULL && findings_count(findings, SEVERITY_ERROR) == 0;
    json_t *told = is_good ? describe(node_tree_root(tree)) : describe_errors(findings);

    json_dumpf(told, stdout, JSON_COMPACT);
    json_decref(told);
    putchar('\n');
}

int main(void)
{
    unsigned long size;

    while (scanf("%lu", &size) == 1 && getchar() == '\n') {
        /* Just as long as the text is, so that reading beyond its end is seen. */
        g_autofree char *text = g_malloc(MAX(size, 1));
        if (fread(text, 1, size, stdin) != size) {
            fputs("a text ends before its time\n", stderr);
            return EXIT_FAILURE;
        }
        tell(text, size);
    }
    return EXIT_SUCCESS;
}
