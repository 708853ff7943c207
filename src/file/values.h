#pragma once

#include "file/reader.h"

/* Reads a value, which is there and not null, into the member of a field's type. Returns false,
 * with an error, and leaves the member alone, if the value is wrong. */
typedef bool ValueRead(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member);

/* Strings are interned in the agenda. An id of the wrong form is told but kept, so that references
 * to it are not told as well. */
ValueRead values_read_id;
ValueRead values_read_code;
ValueRead values_read_count;
ValueRead values_read_bool;
ValueRead values_read_word;
ValueRead values_read_zone; /* the caller's own */
ValueRead values_read_stamp;
ValueRead values_read_date;
ValueRead values_read_clock; /* as on day 0 */

/* The text of a scalar; NULL, with an error, if the node is a list or a mapping. */
const char *values_scalar(Reader *reader, const SchemaField *field, const Node *value);
