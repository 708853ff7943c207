#include "render/ical/escaped_text.h"

#include "render/ical/ical_value.h"

struct EscapedTexts {
    GHashTable *by_text; /* address of a text → the text, escaped */
};

EscapedTexts *escaped_texts_new(void)
{
    EscapedTexts *texts = g_new0(EscapedTexts, 1);

    /* Hashed by address, not by content: hashing a long text would cost as much as escaping it. */
    texts->by_text = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    return texts;
}

void escaped_texts_free(EscapedTexts *texts)
{
    if (texts == NULL) {
        return;
    }
    g_hash_table_unref(texts->by_text);
    g_free(texts);
}

static void append_escaped(GString *out, const char *piece, gpointer data)
{
    EscapedTexts *texts = data;
    char *escaped = g_hash_table_lookup(texts->by_text, piece);

    if (escaped == NULL) {
        escaped = ical_value_escape_text(piece);
        g_hash_table_insert(texts->by_text, (gpointer)piece, escaped);
    }
    g_string_append(out, escaped);
}

WordSink escaped_texts_sink(EscapedTexts *texts, GString *out)
{
    return (WordSink){ .out = out, .append = append_escaped, .data = texts, .start = out->len };
}
