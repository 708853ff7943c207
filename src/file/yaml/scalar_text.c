#include "file/yaml/scalar_text.h"

#include "file/yaml/encoding.h"
#include "file/yaml/line_ends.h"

/* Takes the next character of a text that has at least one. U+FFFE, which no text may hold, for an
 * octet that is no character. */
static gunichar next_character(const char **at, const char *end)
{
    gunichar character = (guchar) * *at;

    if (character >= 0x80) {
        character = g_utf8_get_char_validated(*at, end - *at);
    }
    if (character >= 0x110000) {
        character = 0xFFFE;
        *at += 1;
    } else {
        *at += g_unichar_to_utf8(character, NULL);
    }
    return character;
}

/* Whether a character of a text is a line end: see LINE_END. */
static bool is_line_end(gunichar character, bool has_marks)
{
    return character == '\r' || line_end_is(character) || (character == LINE_END_MARK && has_marks);
}

/* Copies a text with one form for all line ends, and with forbidden characters reported and
 * replaced. Escapes can express what encoding_check refuses. */
static const char *copy_clean(Arena *arena, const YamlEvent *event, bool has_marks,
                              Findings *findings)
{
    const char *end = event->text + event->length;
    g_autoptr(GString) clean = g_string_sized_new(event->length);

    for (const char *at = event->text; at < end;) {
        gunichar character = next_character(&at, end);
        if (is_line_end(character, has_marks)) {
            /* With the line feed after it, if there is one. */
            at += character == '\r' && at < end && *at == '\n' ? 1 : 0;
            g_string_append(clean, LINE_END);
        } else if (!encoding_is_forbidden(character)) {
            g_string_append_unichar(clean, character);
        } else {
            findings_add(findings, SEVERITY_ERROR, event->place, "control-character", NULL,
                         "an escape stands for the control character U+%04X, which has no place in "
                         "a text",
                         character);
            g_string_append(clean, "\xEF\xBF\xBD");
        }
    }
    return arena_copy_text(arena, clean->str, clean->len);
}

/* Most texts are clean and are copied at once. */
const char *scalar_text_copy(Arena *arena, const YamlEvent *event, bool has_marks,
                             Findings *findings)
{
    const char *end = event->text + event->length;
    const char *at = event->text + encoding_plain_length(event->text, event->length);

    while (at < end) {
        gunichar character = next_character(&at, end);
        if (is_line_end(character, has_marks) || encoding_is_forbidden(character)) {
            return copy_clean(arena, event, has_marks, findings);
        }
        at += encoding_plain_length(at, (gsize)(end - at));
    }
    return arena_copy_text(arena, event->text, event->length);
}
