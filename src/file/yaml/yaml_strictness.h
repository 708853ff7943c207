#pragma once

#include "file/yaml/yaml_span.h"

/*
 * Refuses what libyaml 0.2.5 takes for something else than YAML 1.2 does, or takes where YAML 1.2
 * refuses it and a slip would swallow what follows: lines of a text in quotes or within brackets
 * that are not indented (§7.3, §7.4), "#" without a blank before it (§6.6), or in a block below an
 * empty line with more blanks (§8.1.1.1), texts within brackets that begin with ":" or "?", or are
 * "-" (§7.3.3), names of anchors that go on behind what libyaml takes of them (§6.9.2). It is told
 * of each event, and looks at the text between.
 */
typedef struct YamlStrictness {
    const YamlCursor *text; /* borrowed */
    GArray *levels;         /* of the collections that are open */
    gsize end;              /* of the last event */
    bool after_json;        /* it was a text in quotes or in brackets, which ":" may touch */
    bool after_empty;       /* it was a block with empty lines alone, of no given column */
} YamlStrictness;

/* What is refused, and where. */
typedef struct YamlRefusal {
    gsize offset;
    const char *problem;
} YamlRefusal;

void yaml_strictness_init(YamlStrictness *strictness, const YamlCursor *text);
void yaml_strictness_clear(YamlStrictness *strictness);

/* Returns false for what is refused. */
bool yaml_strictness_check(YamlStrictness *strictness, const yaml_event_t *event,
                           const YamlSpan *span, YamlRefusal *out_refusal);
