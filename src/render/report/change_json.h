#pragma once

#include <jansson.h>

#include "model/change/difference.h"

/* A change as a JSON object: its kind; what changed (session or preparation, with its title;
 * agency, role, room, round_table); and its old and new value, each in the form for that kind, or
 * null. The caller's own. */
json_t *change_json_new(const Change *change);
