#pragma once

#include "file/fields.h"

/*
 * Readers of texts for the tables of fields, each with the type of what it sets, interned in the
 * agenda. Line breaks at the end of a text are dropped: blocks of YAML have them.
 */
FieldRead texts_read_line;   /* Text of one line */
FieldRead texts_read_prose;  /* Text of one or several lines */
FieldRead texts_read_string; /* const char *, one line, in no particular language */
FieldRead texts_read_url;    /* const char *, an absolute URL of http or https */
