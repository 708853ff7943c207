#pragma once

#include <jansson.h>

#include "model/change/difference.h"

/* A change as a JSON object: its kind, what it is of (session or preparation with its title,
 * agency, role, room, round_table), what it was (old) and is (new), in the form that its kind has
 * or null. The caller's own. */
json_t *change_json_new(const Change *change);
