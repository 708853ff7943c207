#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * JSON (RFC 8259) appended to a text piece by piece, without blanks or line breaks. Commas come by
 * themselves: there is one before whatever is neither the first in its list or object nor the value
 * of a key.
 */

/* An object begins and ends with braces, a list with brackets; `key` is NULL but in an object. */
void json_text_open(GString *out, const char *key, char bracket);
void json_text_close(GString *out, char bracket);

/* Each of these appends a value; `key` as above. The string is valid UTF-8; a NULL is left out with
 * its key. */
void json_text_append_string(GString *out, const char *key, const char *value);
void json_text_append_number(GString *out, const char *key, gint64 value);
void json_text_append_bool(GString *out, const char *key, bool value);
