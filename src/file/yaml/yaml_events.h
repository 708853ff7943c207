#pragma once

#include "model/agenda/finding.h"

/* The events of a YAML or JSON text, as libyaml tells them, with what this program needs to know
 * of each; what libyaml would get wrong is refused. */
typedef enum YamlEventType {
    YAML_EVENT_DOCUMENT, /* one begins */
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
    const char *text; /* of a scalar, escapes resolved; the name of an alias; need not end in NUL */
    gsize length;
    bool plain;          /* a scalar without quotes, not a block */
    const char *anchor;  /* its name, or NULL */
    const char *bad_tag; /* a tag that is none of YAML's core schema (YAML 1.2 §10.3), or NULL */
} YamlEvent;

typedef struct YamlEvents YamlEvents;

/* Borrows data, which must have passed encoding_check and yaml_bounds_check. */
YamlEvents *yaml_events_new(const char *data, gsize size, Findings *findings);
void yaml_events_free(YamlEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlEvents, yaml_events_free)

/* The next event; its texts live until the next call. Returns false at the end, and when the text
 * is not well-formed, which is added to the findings. */
bool yaml_events_next(YamlEvents *events, YamlEvent *out_event);

/* Whether the end was not the end of the text. */
bool yaml_events_failed(const YamlEvents *events);
