#include "load/yaml_events.h"

#include "load/feeder.h"
#include "load/misread.h"

#include <libfyaml.h>
#include <string.h>

struct YamlEvents {
    Feeder feeder;
    Findings *findings;
    struct fy_diag *diag;
    struct fy_parser *parser;
    struct fy_event *event; /* the current one; the parser owns its memory */
    char *anchor;
    char *bad_tag;
    Place last; /* of the last event that has a place */
    bool at_end;
    bool failed;
};

static ssize_t read_input(void *user, void *buffer, size_t size)
{
    return (ssize_t)feeder_read(user, buffer, size);
}

/* Errors are collected, and nothing is written anywhere. */
static struct fy_diag *make_diag(void)
{
    struct fy_diag_cfg config;

    fy_diag_cfg_default(&config);
    config.fp = NULL;
    config.level = FYET_ERROR;
    struct fy_diag *diag = fy_diag_create(&config);
    g_assert(diag != NULL);
    fy_diag_set_collect_errors(diag, true);
    return diag;
}

YamlEvents *yaml_events_new(const char *data, gsize size, Findings *findings)
{
    YamlEvents *events = g_new0(YamlEvents, 1);

    feeder_init(&events->feeder, data, size);
    events->findings = findings;
    events->diag = make_diag();
    events->last = (Place){ 1, 1 };
    struct fy_parse_cfg config = { .flags = FYPCF_DEFAULT_PARSE, .diag = events->diag };
    events->parser = fy_parser_create(&config);
    g_assert(events->parser != NULL);
    int rc = fy_parser_set_input_callback(events->parser, &events->feeder, read_input);
    g_assert(rc == 0);
    return events;
}

static void release_event(YamlEvents *events)
{
    if (events->event != NULL) {
        fy_parser_event_free(events->parser, events->event);
        events->event = NULL;
    }
    g_clear_pointer(&events->anchor, g_free);
    g_clear_pointer(&events->bad_tag, g_free);
}

void yaml_events_free(YamlEvents *events)
{
    if (events == NULL) {
        return;
    }
    release_event(events);
    fy_parser_destroy(events->parser);
    fy_diag_destroy(events->diag);
    feeder_clear(&events->feeder);
    g_free(events);
}

/* --- failing ----------------------------------------------------------------------------- */

static void fail(YamlEvents *events)
{
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(events->diag, &iterator);

    events->failed = true;
    if (events->feeder.exceeded) {
        findings_add(events->findings, SEVERITY_ERROR, events->last, "too-large", NULL,
                     "a line, a text or a comment that begins here or later is longer than %d "
                     "octets",
                     FEEDER_MAX_AHEAD);
    } else if (error == NULL || error->line < 1 || error->column < 1) {
        findings_add(events->findings, SEVERITY_ERROR, events->last, "syntax", NULL,
                     "not well-formed YAML here or later");
    } else {
        Place place =
            feeder_place(&events->feeder, (guint32)error->line - 1, (guint32)error->column - 1);
        findings_add(events->findings, SEVERITY_ERROR, place, "syntax", NULL,
                     "not well-formed YAML: %s", error->msg);
    }
}

/* --- reading one event ------------------------------------------------------------------- */

static char *dup_text(struct fy_token *token)
{
    gsize length = 0;
    const char *text = fy_token_get_text(token, &length);

    return g_strndup(text == NULL ? "" : text, length);
}

/* Texts are taken as they are whatever their type: a tag of the core schema changes nothing. */
static bool is_core_tag(const char *tag)
{
    static const char PREFIX[] = "tag:yaml.org,2002:";
    static const char *const TYPES[] = { "str", "int", "float", "bool", "null", "seq", "map" };

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

static void read_properties(YamlEvents *events, YamlEvent *event)
{
    struct fy_token *anchor = fy_event_get_anchor_token(events->event);
    struct fy_token *tag = fy_event_get_tag_token(events->event);

    if (anchor != NULL) {
        event->anchor = events->anchor = dup_text(anchor);
    }
    if (tag != NULL) {
        events->bad_tag = dup_text(tag);
        event->bad_tag = is_core_tag(events->bad_tag) ? NULL : events->bad_tag;
    }
}

/* A value that is not written has no place of its own: that of its key stands for it. So it does
 * for a block, which the parser places at its first line. The parser places a quoted text behind
 * its quotation mark, and an alias behind its asterisk. */
static void read_place(YamlEvents *events, YamlEvent *event, struct fy_token *token)
{
    const struct fy_mark *mark = token == NULL ? NULL : fy_token_start_mark(token);

    if (mark != NULL && mark->line >= 0 && mark->column >= 0) {
        enum fy_scalar_style style =
            event->type == YAML_EVENT_SCALAR ? fy_token_scalar_style(token) : FYSS_PLAIN;
        bool quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
        bool block = style == FYSS_LITERAL || style == FYSS_FOLDED;
        guint32 column = (guint32)mark->column;
        if ((quoted || event->type == YAML_EVENT_ALIAS) && column > 0) {
            column--;
        }
        if (!block) {
            events->last = feeder_place(&events->feeder, (guint32)mark->line, column);
        }
    }
    event->place = events->last;
}

static void read_text(YamlEvent *event, struct fy_token *token)
{
    event->text = token == NULL ? NULL : fy_token_get_text(token, &event->length);
    if (event->text == NULL) {
        event->text = "";
        event->length = 0;
    }
    event->plain = token == NULL || fy_token_scalar_style(token) == FYSS_PLAIN;
}

/* Adds an error for a text that the parser has got wrong. */
static void check_reading(YamlEvents *events, const YamlEvent *event, struct fy_token *token)
{
    static const struct {
        enum fy_scalar_style style;
        MisreadStyle misread;
    } STYLES[] = {
        { FYSS_SINGLE_QUOTED, MISREAD_STYLE_SINGLE_QUOTED },
        { FYSS_DOUBLE_QUOTED, MISREAD_STYLE_DOUBLE_QUOTED },
        { FYSS_FOLDED, MISREAD_STYLE_FOLDED },
    };
    const struct fy_mark *start = fy_token_start_mark(token);
    const struct fy_mark *end = fy_token_end_mark(token);

    if (start == NULL || end == NULL) {
        return;
    }
    const char *source = feeder_source(&events->feeder, start->input_pos, end->input_pos);
    for (gsize i = 0; source != NULL && i < G_N_ELEMENTS(STYLES); i++) {
        if (fy_token_scalar_style(token) != STYLES[i].style) {
            continue;
        }
        const char *remedy =
            misread_remedy(STYLES[i].misread, source, end->input_pos - start->input_pos);
        if (remedy != NULL) {
            findings_add(events->findings, SEVERITY_ERROR, event->place, "misread", NULL,
                         "this text would be misread: %s", remedy);
        }
    }
}

/* Whether the event is one that is handed out; its type, if it is. */
static bool translate_type(enum fy_event_type type, YamlEventType *out_type)
{
    static const struct {
        bool shown;
        YamlEventType type;
    } TYPES[] = {
        [FYET_DOCUMENT_START] = { true, YAML_EVENT_DOCUMENT },
        [FYET_MAPPING_START] = { true, YAML_EVENT_MAPPING_START },
        [FYET_MAPPING_END] = { true, YAML_EVENT_MAPPING_END },
        [FYET_SEQUENCE_START] = { true, YAML_EVENT_SEQUENCE_START },
        [FYET_SEQUENCE_END] = { true, YAML_EVENT_SEQUENCE_END },
        [FYET_SCALAR] = { true, YAML_EVENT_SCALAR },
        [FYET_ALIAS] = { true, YAML_EVENT_ALIAS },
    };

    if ((gsize)type >= G_N_ELEMENTS(TYPES) || !TYPES[type].shown) {
        return false;
    }
    *out_type = TYPES[type].type;
    return true;
}

bool yaml_events_next(YamlEvents *events, YamlEvent *out_event)
{
    YamlEvent event = { 0 };

    if (events->at_end || events->failed) {
        return false;
    }
    do {
        release_event(events);
        events->event = fy_parser_parse(events->parser);
        /* Cut off, the text may still look whole to the parser. */
        if (events->event == NULL || events->feeder.exceeded) {
            fail(events);
            return false;
        }
        feeder_progress(&events->feeder);
        if (events->event->type == FYET_STREAM_END) {
            events->at_end = true;
            return false;
        }
    } while (!translate_type(events->event->type, &event.type));

    struct fy_token *token = fy_event_get_token(events->event);
    read_place(events, &event, token);
    read_properties(events, &event);
    if (event.type == YAML_EVENT_SCALAR || event.type == YAML_EVENT_ALIAS) {
        read_text(&event, token);
    }
    if (event.type == YAML_EVENT_SCALAR && token != NULL) {
        check_reading(events, &event, token);
    }
    *out_event = event;
    return true;
}

bool yaml_events_failed(const YamlEvents *events)
{
    return events->failed;
}
