#pragma once

#include "file/yaml/yaml_span.h"

/* Says in our words why the parser cannot go on, and where: at the end of the text or at a place of
 * it. The caller's own. */
char *yaml_problem_dup(const yaml_parser_t *parser, YamlCursor *cursor, Place *out_place);
