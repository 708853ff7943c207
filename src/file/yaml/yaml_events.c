#include "file/yaml/yaml_events.h"

#include "file/yaml/surrogates.h"
#include "file/yaml/yaml_problem.h"
#include "file/yaml/yaml_quoting.h"
#include "file/yaml/yaml_strictness.h"

#include <string.h>
#include <yaml.h>

struct YamlEvents {
    Findings *findings;
    char *joined; /* the text with surrogates joined, or NULL if it is as given */
    YamlCursor cursor;
    gsize given; /* octets handed to the parser, including the line break that read_input adds */
    YamlStrictness strictness;
    yaml_parser_t parser;
    yaml_event_t event; /* the current one */
    Place last;         /* the place of the last event that has one */
    bool at_end;
    bool failed;
};

/* Feeds the parser. Ends the last line if the text does not: libyaml would drop the line break of a
 * block there. */
static int read_input(void *user, guchar *buffer, size_t size, size_t *out_given)
{
    YamlEvents *events = user;
    const YamlCursor *text = &events->cursor;

    *out_given = 0;
    if (events->given < text->size) {
        *out_given = MIN(size, text->size - events->given);
        memcpy(buffer, text->data + events->given, *out_given);
    } else if (events->given == text->size && text->size > 0 &&
               text->data[text->size - 1] != '\n') {
        buffer[0] = '\n';
        *out_given = 1;
    }
    events->given += *out_given;
    return 1;
}

YamlEvents *yaml_events_new(const char *data, gsize size, Findings *findings)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    YamlEvents *events = g_new0(YamlEvents, 1);
    /* A byte order mark counts as no column. */
    gsize mark = size >= strlen(MARK) && memcmp(data, MARK, strlen(MARK)) == 0 ? strlen(MARK) : 0;

    events->findings = findings;
    events->last = (Place){ 1, 1 };
    events->cursor = (YamlCursor){ .data = data + mark, .size = size - mark };
    events->joined = surrogates_join(events->cursor.data, events->cursor.size);
    /* It has the same length, so the size stays. */
    if (events->joined != NULL) {
        events->cursor.data = events->joined;
    }
    yaml_strictness_init(&events->strictness, &events->cursor);
    if (yaml_parser_initialize(&events->parser) == 0) {
        /* As GLib does when it has no memory. */
        g_error("failed to allocate memory to read a text with");
    }
    /* Known, so libyaml need not guess. */
    yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&events->parser, read_input, events);
    return events;
}

void yaml_events_free(YamlEvents *events)
{
    if (events == NULL) {
        return;
    }
    yaml_event_delete(&events->event);
    yaml_parser_delete(&events->parser);
    yaml_strictness_clear(&events->strictness);
    g_free(events->joined);
    g_free(events);
}

/* --- failing ----------------------------------------------------------------------------- */

static void fail(YamlEvents *events, Place place, const char *problem)
{
    events->failed = true;
    findings_add(events->findings, SEVERITY_ERROR, place, "syntax", NULL,
                 "not well-formed YAML: %s", problem);
}

static void fail_as_parser(YamlEvents *events)
{
    Place place;

    if (events->parser.error == YAML_MEMORY_ERROR) {
        g_error("failed to allocate memory to read a text with");
    }
    g_autofree char *problem = yaml_problem_dup(&events->parser, &events->cursor, &place);
    fail(events, place, problem);
}

/* --- reading one event ------------------------------------------------------------------- */

/* Whether a tag is from the core schema. Values are read by their keys, whatever YAML says about
 * their type, so such a tag changes nothing. */
static bool is_core_tag(const char *tag)
{
    static const char PREFIX[] = "tag:yaml.org,2002:";
    static const char *const TYPES[] = { "str", "int", "float", "bool", "null", "seq", "map" };

    /* The non-specific tag (YAML 1.2 §6.9.1) makes a text, list or map of it, as we do anyway. */
    if (strcmp(tag, "!") == 0) {
        return true;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (g_str_has_prefix(tag, PREFIX) && strcmp(tag + strlen(PREFIX), TYPES[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void read_properties(YamlEvent *event, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    event->anchor = (const char *)anchor;
    if (tag != NULL && !is_core_tag((const char *)tag)) {
        event->bad_tag = (const char *)tag;
    }
}

/* The place of a scalar. A value that is not written has none, so it has that of its key. A block
 * has it, too, because its text begins on the next line. */
static void read_scalar_place(YamlEvents *events, YamlEvent *event, const YamlSpan *span)
{
    yaml_scalar_style_t style = events->event.data.scalar.style;

    if ((event->plain && event->length > 0) || style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
        style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
        events->last = span->place;
    }
    event->place = events->last;
}

static NodeStyle scalar_style(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return NODE_STYLE_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return NODE_STYLE_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return NODE_STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return NODE_STYLE_FOLDED;
    default:
        return NODE_STYLE_PLAIN;
    }
}

static void read_scalar(YamlEvents *events, YamlEvent *event, const YamlSpan *span)
{
    const yaml_event_t *from = &events->event;

    event->type = YAML_EVENT_SCALAR;
    event->text = (const char *)from->data.scalar.value;
    event->length = from->data.scalar.length;
    event->style = scalar_style(from->data.scalar.style);
    event->plain = event->style == NODE_STYLE_PLAIN;
    read_properties(event, from->data.scalar.anchor, from->data.scalar.tag);
    read_scalar_place(events, event, span);
}

static void read_start(YamlEvents *events, YamlEvent *event, const YamlSpan *span)
{
    const yaml_event_t *from = &events->event;
    bool is_flow = from->type == YAML_SEQUENCE_START_EVENT
                       ? from->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                       : from->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;

    event->style = is_flow ? NODE_STYLE_FLOW : NODE_STYLE_BLOCK;
    if (from->type == YAML_SEQUENCE_START_EVENT) {
        event->type = YAML_EVENT_SEQUENCE_START;
        read_properties(event, from->data.sequence_start.anchor, from->data.sequence_start.tag);
    } else {
        event->type = YAML_EVENT_MAPPING_START;
        read_properties(event, from->data.mapping_start.anchor, from->data.mapping_start.tag);
    }
    event->place = events->last = span->place;
}

static void read_alias(YamlEvents *events, YamlEvent *event, const YamlSpan *span)
{
    event->type = YAML_EVENT_ALIAS;
    event->style = NODE_STYLE_ALIAS;
    event->text = (const char *)events->event.data.alias.anchor;
    event->length = strlen(event->text);
    event->place = events->last = span->place;
}

/* Warns of a comment that may be meant as a part of the text before it: "Room #5" is "Room". */
static void check_comment(YamlEvents *events, const YamlSpan *span)
{
    const YamlCursor *text = &events->cursor;
    const yaml_mark_t *end = &events->event.end_mark;
    gsize at = span->end;

    while (at < text->size && text->data[at] == ' ') {
        at++;
    }
    if (at > span->end && at + 1 < text->size && text->data[at] == '#' &&
        g_ascii_isdigit(text->data[at + 1])) {
        Place place = { (guint)end->line + 1, (guint)(end->column + 1 + at - span->end) };
        findings_add(events->findings, SEVERITY_WARNING, place, "comment",
                     g_strdup("if it belongs to the text, put all of it in quotes"),
                     "\"#%c\" begins a comment here, and ends the text before it",
                     text->data[at + 1]);
    }
}

/* Fills `event`. False for an event that is not handed out. */
static bool read_event(YamlEvents *events, YamlEvent *event, const YamlSpan *span)
{
    switch (events->event.type) {
    case YAML_DOCUMENT_START_EVENT:
        event->type = YAML_EVENT_DOCUMENT;
        event->place = span->place;
        return true;
    case YAML_SCALAR_EVENT:
        read_scalar(events, event, span);
        if (event->plain && event->length > 0) {
            check_comment(events, span);
        }
        return true;
    case YAML_ALIAS_EVENT:
        read_alias(events, event, span);
        return true;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        read_start(events, event, span);
        return true;
    case YAML_SEQUENCE_END_EVENT:
        event->type = YAML_EVENT_SEQUENCE_END;
        return true;
    case YAML_MAPPING_END_EVENT:
        event->type = YAML_EVENT_MAPPING_END;
        return true;
    default:
        return false;
    }
}

bool yaml_events_next(YamlEvents *events, YamlEvent *out_event)
{
    YamlEvent event;
    YamlSpan span;
    YamlRefusal refusal;

    if (events->at_end || events->failed) {
        return false;
    }
    do {
        yaml_event_delete(&events->event);
        if (yaml_parser_parse(&events->parser, &events->event) == 0) {
            fail_as_parser(events);
            return false;
        }
        span = yaml_cursor_span(&events->cursor, &events->event);
        /* Also for events that are not handed out: it has to see the text between all of them. */
        if (!yaml_strictness_check(&events->strictness, &events->event, &span, &refusal)) {
            fail(events, yaml_place_at(events->cursor.data, refusal.offset), refusal.problem);
            return false;
        }
        if (events->event.type == YAML_STREAM_END_EVENT) {
            events->at_end = true;
            return false;
        }
        event = (YamlEvent){
            .place = events->last, .start = span.start, .offset = span.content, .end = span.end
        };
    } while (!read_event(events, &event, &span));
    *out_event = event;
    return true;
}

char *yaml_events_dup_quoted(const YamlEvents *events, gsize offset)
{
    return yaml_quoting_dup(&events->cursor, offset, events->parser.flow_level > 0);
}

bool yaml_events_failed(const YamlEvents *events)
{
    return events->failed;
}
