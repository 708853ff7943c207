#pragma once

#include "file/reader.h"

/* Reads a value, which exists and is not null, into the member of its field's type. If the value is
 * wrong, returns false with an error and leaves the member alone. */
typedef bool ValueRead(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member);

/* Strings are interned in the agenda. An id of the wrong form is reported but kept, so that
 * references to it are not reported as well. */
ValueRead values_read_id;
ValueRead values_read_code;
ValueRead values_read_count;
ValueRead values_read_bool;
ValueRead values_read_word;
ValueRead values_read_zone; /* the caller owns the Tz */
ValueRead values_read_stamp;
ValueRead values_read_date;
ValueRead values_read_clock;    /* a time on day 0 */
ValueRead values_read_duration; /* a CivilTime: seconds */

/* Whether a value is a list of at most `max` items; else there is an error. */
bool values_are_list(Reader *reader, const SchemaField *field, const Node *value, guint max);

/* The text of a scalar, borrowed; NULL, with an error, if the node is a list or mapping. */
const char *values_scalar(Reader *reader, const SchemaField *field, const Node *value);
