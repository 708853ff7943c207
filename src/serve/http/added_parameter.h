#pragma once

#include <stdbool.h>

/* Whether a parameter of this name is one that trackers, mail programs and caches add to any
 * address on its way: "utm_source", "fbclid". It makes no difference to what stands there. */
bool added_parameter_is(const char *name);
