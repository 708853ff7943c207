#pragma once

#include "file/values.h"

/*
 * Readers of texts, which are interned in the agenda. They drop line breaks at the end of a text,
 * because blocks of YAML have them.
 */
ValueRead texts_read_line;
ValueRead texts_read_prose;
ValueRead texts_read_string;
ValueRead texts_read_term;
ValueRead texts_read_url;
ValueRead texts_read_origins; /* of a list, or of one text in which blanks stand between them */
