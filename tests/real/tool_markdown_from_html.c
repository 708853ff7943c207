/* Makes Markdown of texts: tool_markdown_from_html [plain] <TEXTS
 *
 * The texts, HTML or with "plain" plain ones, are read from standard input. Each, and each
 * Markdown, has a NUL after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/prose/markdown_from_html.h"
#include "file/prose/markdown_from_plain.h"

#include <glib.h>
#include <stdbool.h>

/* All of standard input. The caller's own. */
static GString *read_input(void)
{
    GString *input = g_string_new(NULL);
    char part[4096];
    gsize size;

    while ((size = fread(part, 1, sizeof part, stdin)) > 0) {
        g_string_append_len(input, part, (gssize)size);
    }
    return input;
}

int main(int argc, char **argv)
{
    g_autoptr(GString) input = read_input();
    bool is_plain = argc > 1 && g_str_equal(argv[1], "plain");

    for (gsize at = 0; at < input->len; at += strlen(input->str + at) + 1) {
        g_autofree char *markdown =
            is_plain ? markdown_from_plain(input->str + at) : markdown_from_html(input->str + at);
        fwrite(markdown, 1, strlen(markdown) + 1, stdout);
    }
    return EXIT_SUCCESS;
}
