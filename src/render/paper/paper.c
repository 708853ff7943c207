#include "render/paper/paper.h"

#include <string.h>

/* Unicode §23.2, UAX #9: the marks of directions, and what sets a text apart from those around it.
 */
#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"
#define RIGHT_TO_LEFT_MARK "\xE2\x80\x8F"
#define FIRST_STRONG_ISOLATE "\xE2\x81\xA8"
#define POP_DIRECTIONAL_ISOLATE "\xE2\x81\xA9"

static void row_clear(gpointer data)
{
    PaperRow *row = data;

    g_string_free(row->text, TRUE);
    g_clear_pointer(&row->spans, g_array_unref);
    g_free(row->label);
}

static void span_clear(gpointer data)
{
    g_free(((PaperSpan *)data)->address);
}

Paper *paper_new(void)
{
    Paper *paper = g_new0(Paper, 1);

    paper->rows = g_array_new(FALSE, FALSE, sizeof(PaperRow));
    g_array_set_clear_func(paper->rows, row_clear);
    return paper;
}

void paper_free(Paper *paper)
{
    if (paper != NULL) {
        g_free(paper->title);
        g_free(paper->running);
        g_free(paper->facts);
        g_free(paper->address);
        g_free(paper->state);
        g_array_unref(paper->rows);
        g_free(paper);
    }
}

/* --- directions -------------------------------------------------------------------------- */

/* Whether a character belongs to a script that is written from right to left. */
static bool is_leftward(gunichar c)
{
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Marks, embeddings, overrides and isolates. */
static bool is_direction(gunichar c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Whether the first letter of a text decides that it is set from right to left (UAX #9, P2). */
static bool begins_leftward(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (is_leftward(c) || g_unichar_isalpha(c)) {
            return is_leftward(c);
        }
    }
    return false;
}

/* Whether a text could change the order of what stands around it. */
static bool reaches_out(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (is_leftward(c) || is_direction(c)) {
            return true;
        }
    }
    return false;
}

/* --- rows -------------------------------------------------------------------------------- */

PaperRow *paper_row(Paper *paper)
{
    g_assert(paper->rows->len > 0);
    return &g_array_index(paper->rows, PaperRow, paper->rows->len - 1);
}

static void drop_empty(Paper *paper)
{
    if (paper->rows->len > 0 && paper_row(paper)->text->len == 0) {
        g_array_set_size(paper->rows, paper->rows->len - 1);
    }
}

void paper_begin(Paper *paper, PaperStyle style, const char *leading)
{
    PaperRow row = { .style = style };

    drop_empty(paper);
    g_array_append_val(paper->rows, row);
    paper_row(paper)->text =
        g_string_new(leading != NULL && begins_leftward(leading) ? RIGHT_TO_LEFT_MARK : "");
}

guint paper_length(Paper *paper)
{
    return (guint)paper_row(paper)->text->len;
}

static void add_span(PaperRow *row, guint start, PaperMarks marks, char *take_address)
{
    PaperSpan span = {
        .start = start, .end = (guint)row->text->len, .marks = marks, .address = take_address
    };

    if (row->spans == NULL) {
        row->spans = g_array_new(FALSE, FALSE, sizeof(PaperSpan));
        g_array_set_clear_func(row->spans, span_clear);
    }
    g_array_append_val(row->spans, span);
}

void paper_say(Paper *paper, PaperMarks marks, const char *words)
{
    guint start = paper_length(paper);

    if (words != NULL && *words != '\0') {
        GString *text = paper_row(paper)->text;
        g_string_append(text, words);
        if (paper_row(paper)->style != PAPER_PROSE) {
            g_strdelimit(text->str + start, "\r\n\t", ' ');
        }
        if (marks != 0) {
            add_span(paper_row(paper), start, marks, NULL);
        }
    }
}

void paper_say_apart(Paper *paper, PaperMarks marks, const char *words)
{
    bool is_apart = words != NULL && reaches_out(words);

    if (is_apart && paper_length(paper) == 0) {
        paper_say(paper, 0, LEFT_TO_RIGHT_MARK);
    }
    paper_say(paper, 0, is_apart ? FIRST_STRONG_ISOLATE : NULL);
    paper_say(paper, marks, words);
    paper_say(paper, 0, is_apart ? POP_DIRECTIONAL_ISOLATE : NULL);
}

/* Whether an address consists of what can stand in one (RFC 3986 §2), and leads to the web or to
 * mail. */
static bool is_address(const char *address)
{
    for (const char *at = address; *at != '\0'; at++) {
        if (!g_ascii_isgraph(*at) || strchr("<>\"{}|\\^`'", *at) != NULL) {
            return false;
        }
    }
    return g_str_has_prefix(address, "https://") || g_str_has_prefix(address, "http://") ||
           g_str_has_prefix(address, "mailto:");
}

void paper_link(Paper *paper, guint start, const char *address)
{
    if (address != NULL && is_address(address) && start < paper_length(paper)) {
        add_span(paper_row(paper), start, 0, g_strdup(address));
    }
}

void paper_end(Paper *paper)
{
    drop_empty(paper);
    if (paper->rows->len > 0) {
        paper_row(paper)->joins_next = false;
    }
}
