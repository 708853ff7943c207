#include "file/yaml/yaml_strictness.h"

#include <string.h>

/* An open collection, and the column (from 0) to the right of which its contents must be. */
typedef struct Level {
    gint indent;
    bool flow; /* in brackets */
} Level;

void yaml_strictness_init(YamlStrictness *strictness, const YamlCursor *text)
{
    /* The document itself, so that there is always a level. */
    const Level root = { .indent = -1 };

    *strictness = (YamlStrictness){ .text = text };
    strictness->levels = g_array_new(FALSE, FALSE, sizeof(Level));
    g_array_append_val(strictness->levels, root);
}

void yaml_strictness_clear(YamlStrictness *strictness)
{
    g_clear_pointer(&strictness->levels, g_array_unref);
}

static Level current_level(const YamlStrictness *strictness)
{
    return g_array_index(strictness->levels, Level, strictness->levels->len - 1);
}

static bool refuse(YamlRefusal *refusal, gsize offset, const char *problem)
{
    *refusal = (YamlRefusal){ offset, problem };
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* --- between the events ------------------------------------------------------------------ */

/* Whether the octet at `offset`, in brackets, is part of a plain text that began before it. */
static bool is_text_in_flow(const YamlCursor *text, gsize offset)
{
    return offset < text->size && !is_blank(text->data[offset]) &&
           strchr(",[]{}", text->data[offset]) == NULL;
}

/* Whether the line at `offset`, in brackets, is indented. The last closing bracket may be in the
 * column of the key that it belongs to, as people like to write it. */
static bool is_line_indented(const YamlStrictness *strictness, gsize offset)
{
    const YamlCursor *text = strictness->text;
    const Level *outer = &g_array_index(strictness->levels, Level, strictness->levels->len - 2);
    gint indent = outer[1].indent;
    gsize first = offset;

    while (first < text->size && text->data[first] == ' ') {
        first++;
    }
    gint64 column = (gint64)(first - offset);
    /* Tabs do not count as indentation, but may follow it. */
    while (first < text->size && text->data[first] == '\t') {
        first++;
    }
    if (first == text->size || column > indent || strchr("#\r\n", text->data[first]) != NULL) {
        return true;
    }
    return column == indent && !outer[0].flow && strchr("]}", text->data[first]) != NULL;
}

static bool check_lines(const YamlStrictness *strictness, gsize to, YamlRefusal *refusal)
{
    const YamlCursor *text = strictness->text;
    bool in_flow = current_level(strictness).flow;

    for (gsize at = strictness->end; in_flow && at < to; at++) {
        if (text->data[at] == '\n' && !is_line_indented(strictness, at + 1)) {
            return refuse(refusal, at + 1,
                          "a line within brackets must be indented more than what they belong to; "
                          "is a closing bracket missing before it?");
        }
    }
    return true;
}

/* Whether a "#" begins a comment. It must not touch what is before it, nor be meant as the first
 * line of a block. */
static bool check_comment(YamlStrictness *strictness, gsize offset, YamlRefusal *refusal)
{
    const char *data = strictness->text->data;
    gsize line = offset;

    if (offset > 0 && !is_blank(data[offset - 1])) {
        return refuse(refusal, offset, "a comment needs a blank before its \"#\"");
    }
    while (line > 0 && data[line - 1] == ' ') {
        line--;
    }
    /* The block had no line of text yet, so this one may be its first, which libyaml takes for a
     * comment. */
    if (strictness->after_empty && (gint64)(offset - line) > current_level(strictness).indent) {
        return refuse(
            refusal, offset,
            "this line of a text after \"|\" or \">\" is indented less than an empty line "
            "before it");
    }
    strictness->after_empty = false;
    return true;
}

/* Looks at the text between two events, which consists of indicators, directives, comments and
 * blanks. */
static bool check_gap(YamlStrictness *strictness, gsize to, YamlRefusal *refusal)
{
    const YamlCursor *text = strictness->text;
    const char *data = text->data;
    bool in_flow = current_level(strictness).flow;

    for (gsize at = strictness->end; at < to; at++) {
        if (data[at] == '#') {
            if (!check_comment(strictness, at, refusal)) {
                return false;
            }
            at = yaml_cursor_skip_comment(text, at);
        } else if (in_flow && (data[at] == '?' || (data[at] == ':' && !strictness->after_json)) &&
                   is_text_in_flow(text, at + 1)) {
            return refuse(refusal, at,
                          "within brackets a text that begins with \":\" or \"?\" must be in "
                          "quotes, and a key's \":\" needs a blank behind it");
        } else if (!is_blank(data[at])) {
            strictness->after_json = strictness->after_empty = false;
        }
    }
    return true;
}

/* --- an event ---------------------------------------------------------------------------- */

static bool check_name(const YamlCursor *text, gsize offset, YamlRefusal *refusal)
{
    gsize end = offset + 1;

    while (end < text->size &&
           (g_ascii_isalnum(text->data[end]) || text->data[end] == '_' || text->data[end] == '-')) {
        end++;
    }
    return end == yaml_cursor_skip_property(text, offset) ||
           refuse(refusal, offset,
                  "the name of an anchor or alias holds letters from A to Z, digits, \"-\" and "
                  "\"_\" only, and needs a blank behind it");
}

/* Checks the name of an alias, or of the anchor before a text or collection. */
static bool check_names(const YamlCursor *text, const YamlSpan *span, bool is_alias,
                        YamlRefusal *refusal)
{
    if (is_alias) {
        return check_name(text, span->start, refusal);
    }
    for (gsize at = span->start; at < span->content; at++) {
        if (text->data[at] == '&' && !check_name(text, at, refusal)) {
            return false;
        }
        if (text->data[at] == '#') {
            at = yaml_cursor_skip_comment(text, at);
        } else if (!is_blank(text->data[at])) {
            at = yaml_cursor_skip_property(text, at);
        }
    }
    return true;
}

/* The end of a run of any of `octets` from `at` on. */
static gsize skip(const char *data, gsize at, gsize end, const char *octets)
{
    while (at < end && strchr(octets, data[at]) != NULL) {
        at++;
    }
    return at;
}

/* Whether each line of a text, except the first and empty ones, begins with at least `blanks`
 * blanks. */
static bool is_indented(const char *data, gsize start, gsize end, gint blanks)
{
    for (gsize at = start; at < end; at++) {
        if (data[at] != '\n') {
            continue;
        }
        gsize line = at + 1;
        gsize first = skip(data, line, end, " ");
        gsize content = skip(data, first, end, " \t\r");
        bool is_empty = content == end || data[content] == '\n';
        if (!is_empty && (gint64)(first - line) < blanks) {
            return false;
        }
    }
    return true;
}

static bool is_empty(const yaml_event_t *scalar)
{
    const char *value = (const char *)scalar->data.scalar.value;

    return strspn(value, "\n") == scalar->data.scalar.length;
}

/* Looks at the header of a block, such as "|2-". */
static bool check_block(YamlStrictness *strictness, const yaml_event_t *scalar, gsize offset,
                        YamlRefusal *refusal)
{
    const YamlCursor *text = strictness->text;
    bool has_column = false;

    do {
        offset++;
        has_column = has_column || (offset < text->size && g_ascii_isdigit(text->data[offset]));
    } while (offset < text->size && strchr("+-0123456789", text->data[offset]) != NULL);
    /* With an indentation indicator, YAML knows which lines belong to the block. */
    strictness->after_empty = !has_column && is_empty(scalar);
    return offset == text->size || text->data[offset] != '#' ||
           refuse(refusal, offset, "a comment needs a blank before its \"#\"");
}

static bool check_scalar(YamlStrictness *strictness, const yaml_event_t *scalar,
                         const YamlSpan *span, YamlRefusal *refusal)
{
    const YamlCursor *text = strictness->text;
    yaml_scalar_style_t style = scalar->data.scalar.style;

    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        return check_block(strictness, scalar, span->content, refusal);
    }
    bool is_hyphen = span->content < span->end && text->data[span->content] == '-';
    if (current_level(strictness).flow && is_hyphen && !is_text_in_flow(text, span->content + 1)) {
        return refuse(refusal, span->content, "within brackets a \"-\" alone must be in quotes");
    }
    return is_indented(text->data, span->content, span->end,
                       current_level(strictness).indent + 1) ||
           refuse(refusal, span->content,
                  style == YAML_PLAIN_SCALAR_STYLE
                      ? "a line of the text that begins here is not indented more than what it "
                        "belongs to; is a closing bracket missing? A text that begins with one "
                        "must be in quotes"
                      : "a line of the text that begins here is not indented more than what it "
                        "belongs to; is the closing quote missing?");
}

static bool check_value(YamlStrictness *strictness, const yaml_event_t *event, const YamlSpan *span,
                        YamlRefusal *refusal)
{
    if (!check_names(strictness->text, span, event->type == YAML_ALIAS_EVENT, refusal)) {
        return false;
    }
    return event->type != YAML_SCALAR_EVENT || check_scalar(strictness, event, span, refusal);
}

/* Enters a collection. Its event may reach as far as a "?" within, so go on right after the
 * bracket, where that is still to be checked. */
static void enter(YamlStrictness *strictness, bool flow, const YamlSpan *span)
{
    const YamlCursor *text = strictness->text;
    bool has_bracket =
        span->content < text->size && strchr("[{", text->data[span->content]) != NULL;
    Level level = { .flow = flow };

    strictness->end = span->content + (has_bracket ? 1 : 0);
    strictness->after_json = false;
    level.indent = flow ? current_level(strictness).indent : (gint)span->place.column - 1;
    g_array_append_val(strictness->levels, level);
}

/* Leaves a collection. Returns whether it was in brackets. */
static bool leave(YamlStrictness *strictness)
{
    bool flow = current_level(strictness).flow;

    g_array_set_size(strictness->levels, strictness->levels->len - 1);
    return flow;
}

static bool is_quoted(yaml_scalar_style_t style)
{
    return style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

bool yaml_strictness_check(YamlStrictness *strictness, const yaml_event_t *event,
                           const YamlSpan *span, YamlRefusal *out_refusal)
{
    /* Lines must be indented even between an anchor and its content. The gap ends where the anchor
     * begins, which check_names looks at. */
    bool is_good = check_lines(strictness, span->content, out_refusal) &&
                   check_gap(strictness, span->start, out_refusal);

    strictness->end = span->end;
    strictness->after_empty = false;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        /* The event covers directives, which comments may follow. */
        strictness->end = span->start;
        break;
    case YAML_SCALAR_EVENT:
    case YAML_ALIAS_EVENT:
        is_good = is_good && check_value(strictness, event, span, out_refusal);
        strictness->after_json =
            event->type == YAML_SCALAR_EVENT && is_quoted(event->data.scalar.style);
        break;
    case YAML_SEQUENCE_START_EVENT:
        is_good = is_good && check_value(strictness, event, span, out_refusal);
        enter(strictness, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, span);
        break;
    case YAML_MAPPING_START_EVENT:
        is_good = is_good && check_value(strictness, event, span, out_refusal);
        enter(strictness, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, span);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        strictness->after_json = leave(strictness);
        break;
    default:
        break;
    }
    return is_good;
}
