/* Writes prose to standard output as pages have it, an element for each text: tool_markdown <TEXTS
 *
 * The texts are read from standard input. Each, and each element, has a NUL after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/page/page_prose.h"

/* All of standard input, with a NUL after its end. The caller's own. */
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

int main(void)
{
    g_autoptr(GString) input = read_input();

    for (gsize at = 0; at < input->len; at += strlen(input->str + at) + 1) {
        const TextVariant variant = { NULL, input->str + at };
        const Text text = { &variant, 1, 0 };
        g_autoptr(GString) element = g_string_new(NULL);
        page_prose_append(element, "abstract", &text);
        fwrite(element->str, 1, element->len + 1, stdout);
    }
    return EXIT_SUCCESS;
}
