#pragma once

#include "base/arena.h"
#include "file/yaml/yaml_events.h"

/* The text of a scalar's event, with LINE_END for all line ends that YAML does not know, and with
 * U+FFFD and an error for each character that has no place in a text, which an escape can stand
 * for. `has_marks`: whether the text that was read has LINE_END_MARK where it had a line end. It
 * belongs to the arena. */
const char *scalar_text_copy(Arena *arena, const YamlEvent *event, bool has_marks,
                             Findings *findings);
