#include "base/fold.h"

#include <glib.h>
#include <stdbool.h>

/* Soft hyphens, zero-width blanks, marks of direction and what else is not seen. */
static gboolean is_unseen(gunichar character)
{
    return g_unichar_type(character) == G_UNICODE_FORMAT;
}

static char *dup_without(const char *text, gboolean (*is_left_out)(gunichar))
{
    GString *rest = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (!is_left_out(character)) {
            g_string_append_unichar(rest, character);
        }
    }
    return g_string_free(rest, FALSE);
}

/* With one blank for each run of what is taken for one, and none at the ends. */
static char *dup_spaced(const char *text, gboolean (*is_blank)(gunichar))
{
    GString *spaced = g_string_new(NULL);
    bool is_apart = false;

    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (is_blank(character)) {
            is_apart = true;
            continue;
        }
        if (is_apart && spaced->len > 0) {
            g_string_append_c(spaced, ' ');
        }
        is_apart = false;
        g_string_append_unichar(spaced, character);
    }
    return g_string_free(spaced, FALSE);
}

/* NFKC makes one character of each way to write it, such as a no-break blank and a blank. */
char *fold_dup(const char *text)
{
    g_autofree char *seen = dup_without(text, is_unseen);
    g_autofree char *composed = g_utf8_normalize(seen, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *small = g_utf8_casefold(composed, -1);
    g_autofree char *again = g_utf8_normalize(small, -1, G_NORMALIZE_ALL_COMPOSE);

    return dup_spaced(again, g_unichar_isspace);
}

/* --- for a search ------------------------------------------------------------------------ */

/* A small letter that no decomposition takes apart, or an apostrophe, and how people type it who do
 * not have it. */
typedef struct Letter {
    gunichar letter;
    const char *plain;
} Letter;

static const Letter LETTERS[] = {
    { U'æ', "ae" }, { U'ð', "d" }, { U'ø', "o" }, { U'þ', "th" }, { U'đ', "d" },
    { U'ħ', "h" },  { U'ı', "i" }, { U'ł', "l" }, { U'ŋ', "ng" }, { U'œ', "oe" },
    { U'ŧ', "t" },  { U'’', "'" }, { U'‘', "'" }, { U'ʼ', "'" },
};

static const char *plain_of(gunichar character)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LETTERS); i++) {
        if (LETTERS[i].letter == character) {
            return LETTERS[i].plain;
        }
    }
    return NULL;
}

/* Whether a character is an accent, or a point that readers of Arabic and Hebrew do without. In
 * other scripts such marks are vowels, and stay. */
static gboolean is_accent(gunichar character)
{
    GUnicodeScript script = g_unichar_get_script(character);

    return g_unichar_type(character) == G_UNICODE_NON_SPACING_MARK &&
           (script == G_UNICODE_SCRIPT_INHERITED || script == G_UNICODE_SCRIPT_ARABIC ||
            script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_CYRILLIC);
}

/* A text in small letters with plain ones alone. */
static char *dup_plain(const char *text)
{
    GString *plain = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        const char *letter = plain_of(character);
        if (letter != NULL) {
            g_string_append(plain, letter);
        } else {
            g_string_append_unichar(plain, character);
        }
    }
    return g_string_free(plain, FALSE);
}

static gboolean is_between_words(gunichar character)
{
    return g_unichar_isspace(character) || g_unichar_type(character) == G_UNICODE_DASH_PUNCTUATION;
}

char *fold_dup_for_search(const char *text)
{
    if (g_str_is_ascii(text)) {
        g_autofree char *small = g_ascii_strdown(text, -1);
        return dup_spaced(small, is_between_words);
    }
    g_autofree char *seen = dup_without(text, is_unseen);
    g_autofree char *apart = g_utf8_normalize(seen, -1, G_NORMALIZE_ALL);
    g_autofree char *bare = dup_without(apart, is_accent);
    g_autofree char *small = g_utf8_casefold(bare, -1);
    g_autofree char *plain = dup_plain(small);

    return dup_spaced(plain, is_between_words);
}
