#include "file/prose/markdown_from_plain.h"

#include "file/prose/characters.h"
#include "file/prose/markdown_text.h"

#include <string.h>

/* Ends a paragraph, and begins another. */
static void end_paragraph(GString *out, GString *lines)
{
    g_autofree char *paragraph = markdown_text_dup_paragraph(lines->str);

    if (paragraph != NULL) {
        g_string_append(out, out->len > 0 ? "\n\n" : "");
        g_string_append(out, paragraph);
    }
    g_string_truncate(lines, 0);
}

char *markdown_from_plain(const char *text)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    g_autoptr(GString) lines = g_string_new(NULL);
    GString *out = g_string_new(NULL);

    characters_append(clean, text, strlen(text));
    const char *line = clean->str;
    while (*line != '\0') {
        gsize length = strcspn(line, "\n");
        if (markdown_text_is_blank(line, length)) {
            end_paragraph(out, lines);
        }
        markdown_text_append_escaped(lines, line, length);
        g_string_append(lines, MARKDOWN_BREAK);
        line += length + (line[length] == '\n' ? 1 : 0);
    }
    end_paragraph(out, lines);
    return g_string_free(out, FALSE);
}
