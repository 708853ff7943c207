#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Appends JSON (RFC 8259) to a text piece by piece, without blanks or line breaks. Commas are added
 * as needed: before every value or key that does not come first in its list or object. The caller
 * may append line breaks in between.
 */

/* Opens or closes an object (braces) or a list (brackets). `key` names the value inside an object
 * and is NULL elsewhere. */
void json_text_open(GString *out, const char *key, char bracket);
void json_text_close(GString *out, char bracket);

/* Each of these appends one value; `key` is as above. A string is valid UTF-8; if it is NULL,
 * neither key nor value is written. */
void json_text_append_string(GString *out, const char *key, const char *value);
void json_text_append_number(GString *out, const char *key, gint64 value);
void json_text_append_bool(GString *out, const char *key, bool value);
