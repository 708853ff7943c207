#pragma once

#include "model/address/address.h"
#include "serve/route.h"

/* Routes the path of a private calendar, whose address this is. What a token is, whether it is
 * known, and how it is spelt take the same work. */
Route private_route_path(const Snapshot *snapshot, const char *path, const Address *address,
                         const char *parameters);
