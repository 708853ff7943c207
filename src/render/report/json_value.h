#pragma once

#include <jansson.h>

#include "model/time/civil.h"

/* Our values as JSON values. Each is the caller's own; texts are UTF-8. */

/* A string; null for NULL. */
json_t *json_value_text(const char *text);

/* "2007-07-10" */
json_t *json_value_date(CivilDate date);

/* "2007-07-10T09:00:00", wall-clock time without an offset. */
json_t *json_value_time(CivilTime time);

/* Sets a member of an object; does nothing if the text is NULL. */
void json_value_set_text(json_t *object, const char *key, const char *text);

/* The text of a value, with flags as for json_dumps; frees the value. */
char *json_value_to_text(json_t *take_value, gsize flags);
