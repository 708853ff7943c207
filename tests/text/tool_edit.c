/* Has agenda files say something else, in their text: tool_edit <TEXTS
 *
 * Standard input holds pairs of texts: a file, and in JSON what it is to say, each after a line
 * with its number of octets. For each pair a line with the number of octets of the new text is
 * written, and then the text; or -1 and, in the next line, why there is none.
 */
#include <stdio.h>
#include <stdlib.h>

#include "file/edit/text_update.h"

/* The next text, and its size; NULL at the end. The caller's own. */
static char *read_text(gsize *out_size)
{
    unsigned long size;

    if (scanf("%lu", &size) != 1 || getchar() != '\n') {
        return NULL;
    }
    /* Just as long as the text is, so that reading beyond its end is seen. */
    char *text = g_malloc(MAX(size, 1));
    if (fread(text, 1, size, stdin) != size) {
        fputs("a text ends before its time\n", stderr);
        exit(EXIT_FAILURE);
    }
    *out_size = size;
    return text;
}

static void refuse(const char *reason)
{
    printf("-1\n%s\n", reason);
}

static void update(const char *text, gsize size, const char *json, gsize json_size)
{
    g_autoptr(Findings) findings = findings_new("text");
    g_autoptr(NodeTree) wanted = node_tree_parse(json, json_size, findings);
    g_autoptr(TextEdit) edit = text_edit_new(text, size, findings);
    g_autoptr(GError) error = NULL;
    gsize new_size = 0;

    if (wanted == NULL || edit == NULL) {
        refuse(findings_get(findings, 0)->text);
        return;
    }
    text_update(edit, text_edit_top(edit), node_tree_root(wanted), record_identity_of);
    g_autofree char *new_text = text_edit_apply(edit, &new_size, &error);
    if (new_text == NULL) {
        refuse(error->message);
        return;
    }
    printf("%" G_GSIZE_FORMAT "\n", new_size);
    fwrite(new_text, 1, new_size, stdout);
}

int main(void)
{
    gsize size = 0;
    gsize json_size = 0;
    char *next;

    while ((next = read_text(&size)) != NULL) {
        g_autofree char *text = next;
        g_autofree char *json = read_text(&json_size);
        if (json == NULL) {
            return EXIT_FAILURE;
        }
        update(text, size, json, json_size);
    }
    return EXIT_SUCCESS;
}
