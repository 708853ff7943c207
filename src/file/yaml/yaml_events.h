#pragma once

#include "file/yaml/node_spans.h"

/* The events of a YAML or JSON text, from libyaml, with what we need to know about each. What
 * libyaml would get wrong is refused. */
typedef enum YamlEventType {
    YAML_EVENT_DOCUMENT, /* a document begins */
    YAML_EVENT_SCALAR,
    YAML_EVENT_ALIAS,
    YAML_EVENT_SEQUENCE_START,
    YAML_EVENT_SEQUENCE_END,
    YAML_EVENT_MAPPING_START,
    YAML_EVENT_MAPPING_END,
} YamlEventType;

typedef struct YamlEvent {
    YamlEventType type;
    Place place;
    gsize start;  /* where its first anchor or tag begins, in octets of the text without a byte
                   * order mark, … */
    gsize offset; /* … where it stands itself, as yaml_events_dup_quoted takes it, … */
    gsize end;    /* … and where it ends: see NodeSpan */
    NodeStyle style;
    const char *text; /* a scalar with escapes resolved, or the name of an alias; need not end with
                       * a NUL */
    gsize length;
    bool plain;          /* a scalar without quotes that is not a block */
    const char *anchor;  /* the name of its anchor, or NULL */
    const char *bad_tag; /* a tag that is not in YAML's core schema (YAML 1.2 §10.3), or NULL */
} YamlEvent;

typedef struct YamlEvents YamlEvents;

/* Reads a text, which is borrowed and has passed encoding_check and yaml_bounds_check. The findings
 * are borrowed, too. */
YamlEvents *yaml_events_new(const char *data, gsize size, Findings *findings);
void yaml_events_free(YamlEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlEvents, yaml_events_free)

/* Reads the next event. Its texts live until the next call. False at the end, and if the text is
 * not well-formed, which becomes a finding. */
bool yaml_events_next(YamlEvents *events, YamlEvent *out_event);

/* How to write the value in which an event stands so that it is a text: see yaml_quoting_dup. The
 * caller's own. */
char *yaml_events_dup_quoted(const YamlEvents *events, gsize offset);

/* Whether the events ended early, with a finding. */
bool yaml_events_failed(const YamlEvents *events);
