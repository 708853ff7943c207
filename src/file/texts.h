#pragma once

#include "file/values.h"

/*
 * Readers of texts, which are interned in the agenda. Line breaks at the end of a text are dropped:
 * blocks of YAML have them.
 */
ValueRead texts_read_line;
ValueRead texts_read_prose;
ValueRead texts_read_string;
ValueRead texts_read_url;
