#pragma once

#include "model/address/address.h"
#include "serve/route.h"

/* Routes the path of a private calendar, which `address` was parsed from. It takes the same work
 * whatever the token is, whether it is known or not, and however it is spelt. */
Route private_route_path(const Snapshot *snapshot, const char *path, const Address *address,
                         const char *parameters);
