#include "file/import/foreign_text.h"

#include <string.h>

#include "file/agenda_limits.h"
#include "file/forms.h"
#include "file/prose/markdown_from_html.h"
#include "file/prose/markdown_from_plain.h"
#include "file/prose/text_is_html.h"
#include "file/web_address.h"
#include "file/yaml/encoding.h"
#include "file/yaml/line_ends.h"

#define REPLACEMENT 0xFFFD

/* Longer words than this no list of types or tags takes. */
#define TERM_MAX 100

/* --- characters -------------------------------------------------------------------------- */

/* A copy in valid UTF-8 without what no text may hold. Line ends of every kind are line feeds. */
static char *dup_clean(ForeignSchedule *schedule, const char *raw)
{
    g_autofree char *valid = g_utf8_make_valid(raw, -1);
    const char *end = valid + strlen(valid);
    GString *clean = g_string_sized_new((gsize)(end - valid));

    for (const char *at = encoding_append_plain(clean, valid, end); at < end;
         at = encoding_append_plain(clean, g_utf8_next_char(at), end)) {
        gunichar character = g_utf8_get_char(at);
        if (line_end_is(character) || (character == '\r' && at[1] != '\n')) {
            g_string_append_c(clean, '\n');
        } else if (encoding_is_forbidden(character)) {
            foreign_remark(schedule, "a text", "lost control characters, which no text may hold",
                           NULL);
        } else if (character != '\r') {
            g_string_append_unichar(clean, character);
        }
    }
    return g_string_free(clean, FALSE);
}

/* --- escapes ----------------------------------------------------------------------------- */

typedef struct Entity {
    const char *name;
    const char *text;
} Entity;

/* Those of XML, and what editors of HTML write for a blank. */
static const Entity ENTITIES[] = {
    { "amp", "&" },   { "lt", "<" },   { "gt", ">" },
    { "quot", "\"" }, { "apos", "'" }, { "nbsp", " " },
};

/* The character of "#38" or "#x26"; 0 if that is none that a text may hold. */
static gunichar numbered_character(const char *name)
{
    bool is_hex = name[1] == 'x' || name[1] == 'X';
    char *end = NULL;
    guint64 code = g_ascii_strtoull(name + (is_hex ? 2 : 1), &end, is_hex ? 16 : 10);

    bool is_good = *end == '\0' && code <= 0x10FFFF && g_unichar_validate((gunichar)code);
    return is_good && !encoding_is_forbidden((gunichar)code) ? (gunichar)code : 0;
}

/* Appends what an entity stands for. False if it is not known. */
static bool append_entity(GString *out, const char *name)
{
    gunichar character = *name == '#' ? numbered_character(name) : 0;

    if (character != 0) {
        g_string_append_unichar(out, character);
        return true;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ENTITIES); i++) {
        if (strcmp(ENTITIES[i].name, name) == 0) {
            g_string_append(out, ENTITIES[i].text);
            return true;
        }
    }
    return false;
}

/* The longest that is looked for: "&#x10FFFF;". */
#define ENTITY_MAX 10

char *foreign_dup_unescaped(const char *text)
{
    GString *out = g_string_sized_new(strlen(text));

    for (const char *at = text; *at != '\0'; at++) {
        gsize length = *at == '&' ? strcspn(at, "; \n") : 0;
        if (length > 1 && length < ENTITY_MAX && at[length] == ';') {
            g_autofree char *name = g_strndup(at + 1, length - 1);
            if (append_entity(out, name)) {
                at += length;
                continue;
            }
        }
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

/* Undoes what a database doubles: "it''s", between two letters. */
static void undouble_apostrophes(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        bool is_double = from > text && from[0] == '\'' && from[1] == '\'' &&
                         g_ascii_isalpha(from[-1]) && g_ascii_isalpha(from[2]);
        if (!is_double) {
            *to++ = *from;
        }
    }
    *to = '\0';
}

/* --- texts ------------------------------------------------------------------------------- */

/* Cuts a text that is too long for an agenda at the end of a character. */
static void cut(ForeignSchedule *schedule, const char *what, char *text)
{
    if (strlen(text) > AGENDA_FILE_MAX_TEXT) {
        char *end = g_utf8_find_prev_char(text, text + AGENDA_FILE_MAX_TEXT + 1);
        foreign_remark(schedule, what, "is cut: a text has at most 64 kB", text);
        *end = '\0';
    }
}

/* Interns a text on one line, with one blank between words. */
static const char *intern_words(ForeignSchedule *schedule, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!g_unichar_isspace(g_utf8_get_char(at))) {
            g_string_append_len(line, at, g_utf8_next_char(at) - at);
        } else if (line->len > 0 && line->str[line->len - 1] != ' ') {
            g_string_append_c(line, ' ');
        }
    }
    g_strchomp(line->str);
    return *line->str != '\0' ? foreign_intern(schedule, line->str) : NULL;
}

const char *foreign_line(ForeignSchedule *schedule, const char *raw)
{
    if (raw == NULL) {
        return NULL;
    }
    g_autofree char *clean = dup_clean(schedule, raw);
    /* Twice: some sources escape what was escaped before. */
    g_autofree char *once = foreign_dup_unescaped(clean);
    g_autofree char *text = foreign_dup_unescaped(once);
    undouble_apostrophes(text);
    cut(schedule, "a line", text);
    return intern_words(schedule, text);
}

/* What a text is, if it is not HTML. */
typedef char *ToMarkdown(const char *text);

/* Some sources escape their HTML once more. The caller owns what it is as Markdown. */
static char *dup_markdown(const char *text, ToMarkdown *otherwise)
{
    g_autofree char *unescaped = foreign_dup_unescaped(text);

    return text_is_html(text)        ? markdown_from_html(text)
           : text_is_html(unescaped) ? markdown_from_html(unescaped)
                                     : otherwise(text);
}

static const char *intern_prose(ForeignSchedule *schedule, const char *what, const char *raw,
                                ToMarkdown *otherwise)
{
    if (raw == NULL) {
        return NULL;
    }
    g_autofree char *clean = dup_clean(schedule, raw);
    g_autofree char *markdown = dup_markdown(clean, otherwise);
    cut(schedule, what, markdown);
    g_strchomp(markdown);
    return *markdown != '\0' ? foreign_intern(schedule, markdown) : NULL;
}

/* It is Markdown. */
static char *dup_as_it_is(const char *text)
{
    return g_strdup(text);
}

const char *foreign_prose(ForeignSchedule *schedule, const char *what, const char *raw)
{
    return intern_prose(schedule, what, raw, dup_as_it_is);
}

const char *foreign_plain(ForeignSchedule *schedule, const char *what, const char *raw)
{
    return intern_prose(schedule, what, raw, markdown_from_plain);
}

const char *foreign_prose_join(ForeignSchedule *schedule, const char *what, const char *first,
                               const char *second)
{
    if (first == NULL || second == NULL || strcmp(first, second) == 0) {
        return first != NULL ? first : second;
    }
    g_autofree char *both = g_strconcat(first, "\n\n", second, NULL);
    cut(schedule, what, both);
    return foreign_intern(schedule, both);
}

const char *foreign_url(ForeignSchedule *schedule, const char *what, const char *raw)
{
    if (raw == NULL) {
        return NULL;
    }
    g_autofree char *clean = dup_clean(schedule, raw);
    g_autoptr(GString) url = g_string_new(NULL);
    g_strstrip(clean);
    if (*clean == '\0') {
        return NULL;
    }
    for (const char *at = clean; *at != '\0'; at++) {
        char octet[] = { *at, '\0' };
        if (web_address_find_bad(octet) != NULL) {
            g_string_append_printf(url, "%%%02X", (guchar)*at);
        } else {
            g_string_append_c(url, *at);
        }
    }
    if (url->len > WEB_ADDRESS_MAX || !web_address_is_good(url->str)) {
        foreign_remark(schedule, what, "is left out: it is not a web address", clean);
        return NULL;
    }
    return foreign_intern(schedule, url->str);
}

const char *foreign_language(ForeignSchedule *schedule, const char *what, const char *raw)
{
    const char *tag = foreign_line(schedule, raw);

    if (tag != NULL && !text_is_tag(tag)) {
        foreign_remark(schedule, what, "is left out: it is not the tag of a language", tag);
        return NULL;
    }
    g_autofree char *usual = tag != NULL ? forms_dup_language(tag) : NULL;
    return foreign_intern(schedule, usual);
}

const char *foreign_term(ForeignSchedule *schedule, const char *raw)
{
    const char *line = foreign_line(schedule, raw);

    if (line == NULL || (strchr(line, ',') == NULL && strlen(line) <= TERM_MAX)) {
        return line;
    }
    g_autofree char *term = g_strdup(line);
    g_strdelimit(term, ",", '/');
    if (strlen(term) > TERM_MAX) {
        *g_utf8_find_prev_char(term, term + TERM_MAX + 1) = '\0';
    }
    return intern_words(schedule, term);
}
