#pragma once

#include "file/yaml/yaml_span.h"

/* Says in our words why the parser cannot go on, and where: at the end of the text, or at a place
 * in it. The caller owns the words. */
char *yaml_problem_dup(const yaml_parser_t *parser, YamlCursor *cursor, Place *out_place);
