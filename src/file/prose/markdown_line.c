#include "file/prose/markdown_line.h"

#include "file/prose/markdown_text.h"

#include <string.h>

/*
 * What marks mean depends on the characters around them, and texts and pieces of code that meet are
 * one: so a line is first noted as a whole, and then written. In notes these stand around what is
 * no mere text; no text has them.
 */
#define CODE "\x01"
#define CODE_END "\x02"
#define MARKDOWN "\x03" /* as it is to be written */
#define MARKDOWN_END "\x04"
#define EMPHASIS "\x05"
#define STRONG "\x06"
#define EMPHASIS_END "\x07"
#define NOTES CODE CODE_END MARKDOWN MARKDOWN_END EMPHASIS STRONG EMPHASIS_END

/* --- writing --------------------------------------------------------------------------------- */

/* Later versions of CommonMark take symbols for punctuation as well. */
static bool is_punctuation(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    bool is_symbol = type == G_UNICODE_CURRENCY_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL ||
                     type == G_UNICODE_MATH_SYMBOL || type == G_UNICODE_OTHER_SYMBOL;

    return g_unichar_ispunct(character) && (character < 0x80 || !is_symbol);
}

static bool is_edge(gunichar character)
{
    return character == 0 || g_unichar_isspace(character) || is_punctuation(character);
}

/* Whether asterisks around a text would mark it (CommonMark 0.30 §6.2). It has no blanks at its
 * ends. */
static bool may_mark(gunichar before, const char *text, const char *end, gunichar after)
{
    gunichar first = g_utf8_get_char(text);
    gunichar last = g_utf8_get_char(g_utf8_prev_char(end));

    return before != '*' && after != '*' && (!g_unichar_ispunct(first) || is_edge(before)) &&
           (!g_unichar_ispunct(last) || is_edge(after));
}

typedef struct Writer {
    GString *out;
    GString *waiting; /* text or code, which the next may go on */
    bool is_code;     /* of what waits */
} Writer;

static void flush(Writer *writer)
{
    if (writer->is_code) {
        markdown_text_append_code(writer->out, writer->waiting->str, writer->waiting->len);
    } else {
        markdown_text_append_escaped(writer->out, writer->waiting->str, writer->waiting->len);
    }
    g_string_truncate(writer->waiting, 0);
}

static void write_waiting(Writer *writer, bool is_code, const char *text, const char *end)
{
    if (is_code != writer->is_code) {
        flush(writer);
    }
    writer->is_code = is_code;
    g_string_append_len(writer->waiting, text, end - text);
}

/* The last character so far, 0 at the start. */
static gunichar last_character(const Writer *writer)
{
    const GString *text = writer->waiting->len > 0 ? writer->waiting : writer->out;

    if (text->len == 0) {
        return 0;
    }
    gunichar last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
    bool is_code = text == writer->waiting && writer->is_code;
    return is_code && !g_unichar_isspace(last) ? '`' : last;
}

/* The character that notes show first, 0 for none; an asterisk if it may be one. */
static gunichar first_character(const char *notes)
{
    gunichar first = g_utf8_get_char(notes + (*notes == *MARKDOWN ? 1 : 0));

    return first != 0 && first < ' ' && first != '\n' && first != '\t' ? '*' : first;
}

static char *dup_written(const char *notes, const char *end);
static void write_notes(Writer *writer, const char *notes, const char *end);

/* Writes what is emphasized. Marks that would not be read as such are left out, blanks stand
 * outside of them. */
static void write_emphasis(Writer *writer, const char *notes, const char *end)
{
    g_autofree char *body = dup_written(notes + 1, end);
    const char *mark = *notes == *STRONG ? "**" : "*";
    const char *body_end = body + strlen(body);
    const char *first = markdown_text_skip_blanks(body, body_end);
    const char *last = markdown_text_trim_blanks(first, body_end);
    gunichar before = first > body ? ' ' : last_character(writer);
    gunichar after = last < body_end ? ' ' : first_character(end + 1);

    if (first == last || !may_mark(before, first, last, after)) {
        write_notes(writer, notes + 1, end);
        return;
    }
    flush(writer);
    g_string_append_len(writer->out, body, first - body);
    g_string_append(writer->out, mark);
    g_string_append_len(writer->out, first, last - first);
    g_string_append(writer->out, mark);
    g_string_append(writer->out, last);
}

static void write_markdown(GString *out, const char *text, const char *end)
{
    if (*text == '[' && out->len > 0 && out->str[out->len - 1] == '!') {
        /* It would make an image of the link. */
        g_string_insert_c(out, (gssize)out->len - 1, '\\');
    }
    g_string_append_len(out, text, end - text);
}

/* Writes the first of some notes, and gives the place behind it. */
static const char *write_note(Writer *writer, const char *notes)
{
    const char *end = notes + strcspn(notes, NOTES);

    if (end > notes) {
        write_waiting(writer, false, notes, end);
        return end;
    }
    if (*notes == *CODE) {
        end = strchr(notes, *CODE_END);
        write_waiting(writer, true, notes + 1, end);
    } else if (*notes == *MARKDOWN) {
        end = strchr(notes, *MARKDOWN_END);
        flush(writer);
        write_markdown(writer->out, notes + 1, end);
    } else {
        end = strchr(notes, *EMPHASIS_END);
        write_emphasis(writer, notes, end);
    }
    return end + 1;
}

static void write_notes(Writer *writer, const char *notes, const char *end)
{
    while (notes < end) {
        notes = write_note(writer, notes);
    }
}

/* Notes as lines for markdown_text_dup_paragraph. The caller owns it. */
static char *dup_written(const char *notes, const char *end)
{
    g_autoptr(GString) waiting = g_string_new(NULL);
    Writer writer = { .out = g_string_new(NULL), .waiting = waiting };

    write_notes(&writer, notes, end);
    flush(&writer);
    return g_string_free(writer.out, FALSE);
}

/* --- noting ---------------------------------------------------------------------------------- */

/* What an element stands in. */
typedef struct Context {
    GString *notes;
    bool is_in_link;
    bool is_in_emphasis;
} Context;

static void note_node(const Context *context, const xmlNode *node);

static void note_nodes(const Context *context, const xmlNode *first, const xmlNode *end)
{
    for (const xmlNode *node = first; node != end; node = node->next) {
        note_node(context, node);
    }
}

static void note_picture(GString *notes, const xmlNode *picture)
{
    g_autofree char *description = html_node_dup_attribute(picture, "alt");
    g_autofree char *address = html_node_dup_attribute(picture, "src");
    const char *shown = description != NULL ? description : "";

    if (!html_address_is_web(address)) {
        g_string_append(notes, shown);
        return;
    }
    g_string_append(notes, MARKDOWN "![");
    markdown_text_append_escaped(notes, shown, strlen(shown));
    g_string_append(notes, "](");
    markdown_text_append_destination(notes, address);
    g_string_append(notes, ")" MARKDOWN_END);
}

/* Whether a link shows its address, and it can stand in angle brackets. */
static bool is_autolink(const xmlNode *link, const char *address)
{
    g_autoptr(GString) text = g_string_new(NULL);

    html_node_append_text(text, link);
    return g_str_equal(g_strstrip(text->str), address) && strpbrk(address, " \t\n<>&\\`") == NULL;
}

/* Notes Markdown, unless it is empty: that would part what is around it. */
static void note_markdown(GString *notes, const char *text, const char *end)
{
    if (text < end) {
        g_string_append(notes, MARKDOWN);
        g_string_append_len(notes, text, end - text);
        g_string_append(notes, MARKDOWN_END);
    }
}

/* Notes a link that shows other notes. Blanks stand outside of it. */
static void note_link_of(GString *notes, const char *address, GString *shown)
{
    g_autofree char *text = dup_written(shown->str, shown->str + shown->len);
    const char *end = text + strlen(text);
    const char *first = markdown_text_skip_blanks(text, end);
    const char *last = markdown_text_trim_blanks(first, end);

    note_markdown(notes, text, first);
    if (first < last) {
        g_string_append_printf(notes, MARKDOWN "[%.*s](", (int)(last - first), first);
        markdown_text_append_destination(notes, address);
        g_string_append(notes, ")" MARKDOWN_END);
    }
    note_markdown(notes, last, end);
}

static void note_code_text(GString *notes, const xmlNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);

    html_node_append_text(text, node);
    if (text->len > 0) {
        g_string_append_printf(notes, CODE "%s" CODE_END, text->str);
    }
}

static void note_link(const Context *context, const xmlNode *link, bool is_code)
{
    g_autofree char *address = html_node_dup_attribute(link, "href");
    g_autoptr(GString) shown = g_string_new(NULL);
    Context within = { shown, true, context->is_in_emphasis };

    if (is_code) {
        note_code_text(shown, link);
    } else if (is_autolink(link, address)) {
        g_string_append_printf(context->notes, MARKDOWN "<%s>" MARKDOWN_END, address);
        return;
    } else {
        note_nodes(&within, link->children, NULL);
    }
    note_link_of(context->notes, address, shown);
}

/* Notes code, in which links stay links. */
static void note_code(const Context *context, const xmlNode *node)
{
    if (!html_node_has_link(node) || context->is_in_link) {
        note_code_text(context->notes, node);
    } else if (html_node_is(node, HTML_LINK)) {
        note_link(context, node, true);
    } else {
        for (const xmlNode *child = node->children; child != NULL; child = child->next) {
            note_code(context, child);
        }
    }
}

/* Emphasis does not stand in other: asterisks in a row have too many meanings. */
static void note_emphasis(const Context *context, const xmlNode *node)
{
    Context within = { context->notes, context->is_in_link, true };
    bool is_strong = html_node_tag(node)->level > 1;

    if (context->is_in_emphasis) {
        note_nodes(context, node->children, NULL);
        return;
    }
    g_string_append(context->notes, is_strong ? STRONG : EMPHASIS);
    note_nodes(&within, node->children, NULL);
    g_string_append(context->notes, EMPHASIS_END);
}

/* Blocks that stand in a line are parted by blanks. */
static void note_parted(const Context *context, const xmlNode *node)
{
    bool is_parted = html_node_is_block(node) || html_node_is(node, HTML_CELL);

    g_string_append(context->notes, is_parted ? " " : "");
    note_nodes(context, node->children, NULL);
    g_string_append(context->notes, is_parted ? " " : "");
}

static void note_node(const Context *context, const xmlNode *node)
{
    if (html_node_tag(node) == NULL) {
        html_node_append_own_text(context->notes, node);
        return;
    }
    switch (html_node_tag(node)->kind) {
    case HTML_HIDDEN:
        break;
    case HTML_CODE:
        note_code(context, node);
        break;
    case HTML_EMPHASIS:
        note_emphasis(context, node);
        break;
    case HTML_PICTURE:
        note_picture(context->notes, node);
        break;
    case HTML_BREAK:
        g_string_append(context->notes, MARKDOWN MARKDOWN_BREAK MARKDOWN_END);
        break;
    case HTML_LINK:
        if (!context->is_in_link) {
            note_link(context, node, false);
            break;
        }
        /* fall through */
    default:
        note_parted(context, node);
        break;
    }
}

char *markdown_line_dup(const xmlNode *first, const xmlNode *end)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    const Context context = { .notes = notes };

    note_nodes(&context, first, end);
    g_autofree char *lines = dup_written(notes->str, notes->str + notes->len);
    return markdown_text_dup_paragraph(lines);
}
