#pragma once

#include "file/yaml/yaml_span.h"

/*
 * Refuses what libyaml 0.2.5 reads differently from YAML 1.2, or accepts where YAML 1.2 does not
 * and a slip would swallow what follows:
 *
 * - lines of a text in quotes or of anything in brackets that are not indented (§7.3, §7.4),
 * - "#" without a blank before it (§6.6), or as the first line of a block after an empty line with
 *   more blanks (§8.1.1.1),
 * - texts in brackets that begin with ":" or "?", or are "-" (§7.3.3),
 * - names of anchors with characters at which libyaml stops (§6.9.2).
 *
 * It is given each event in turn, and looks at the text in between.
 */
typedef struct YamlStrictness {
    const YamlCursor *text; /* borrowed */
    GArray *levels;         /* Level: of the collections that are open */
    gsize end;              /* where the last event ended */
    bool after_json;        /* it was a text in quotes or a collection in brackets, which ":" may
                             * touch */
    bool after_empty;       /* it was a block of empty lines only, without an indentation
                             * indicator */
} YamlStrictness;

/* Why a text is refused, and where (octets from its beginning). */
typedef struct YamlRefusal {
    gsize offset;
    const char *problem;
} YamlRefusal;

void yaml_strictness_init(YamlStrictness *strictness, const YamlCursor *text);
void yaml_strictness_clear(YamlStrictness *strictness);

/* Takes the next event. Returns false, and sets the refusal, if it or the text before it is
 * refused. */
bool yaml_strictness_check(YamlStrictness *strictness, const yaml_event_t *event,
                           const YamlSpan *span, YamlRefusal *out_refusal);
