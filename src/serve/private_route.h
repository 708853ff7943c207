#pragma once

#include "serve/route.h"

/* Whether a path, as in Resource, is where private calendars stand, be it that none does there. */
bool private_route_has(const char *path);

/* Routes such a path. What a token is, whether it is known, and how it is spelt take the same
 * work. */
Route private_route_path(const Snapshot *snapshot, const char *path, const char *parameters);
