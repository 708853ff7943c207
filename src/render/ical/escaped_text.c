#include "render/ical/escaped_text.h"

#include "render/ical/ical_value.h"
#include "render/markdown_plain.h"

struct EscapedTexts {
    GHashTable *by_text;  /* address of a text → the text, escaped */
    GHashTable *by_prose; /* address of prose → its plain words, escaped */
};

EscapedTexts *escaped_texts_new(void)
{
    EscapedTexts *texts = g_new0(EscapedTexts, 1);

    /* Hashed by address, not by content: hashing a long text would cost as much as escaping it. */
    texts->by_text = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    texts->by_prose = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    return texts;
}

void escaped_texts_free(EscapedTexts *texts)
{
    if (texts == NULL) {
        return;
    }
    g_hash_table_unref(texts->by_text);
    g_hash_table_unref(texts->by_prose);
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

/* Apart from the other texts: an agenda keeps equal texts once, a title and an abstract too. */
static void append_escaped_prose(GString *out, const char *prose, gpointer data)
{
    EscapedTexts *texts = data;
    char *escaped = g_hash_table_lookup(texts->by_prose, prose);

    if (escaped == NULL) {
        g_autofree char *words = markdown_plain_dup(prose);
        escaped = ical_value_escape_text(words);
        g_hash_table_insert(texts->by_prose, (gpointer)prose, escaped);
    }
    g_string_append(out, escaped);
}

WordSink escaped_texts_sink(EscapedTexts *texts, GString *out)
{
    return (WordSink){
        .out = out,
        .append = append_escaped,
        .append_prose = append_escaped_prose,
        .data = texts,
        .start = out->len,
    };
}
