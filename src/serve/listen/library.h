#pragma once

#include <microhttpd.h>
#include <stdbool.h>

/*
 * What has to be done differently for one version of libmicrohttpd than for another.
 */

/* How strictly it reads heads: an item for MHD_OPTION_ARRAY, which ends it where the version has no
 * use for one. */
struct MHD_OptionItem library_strictness(void);

/* To be called once the request line is there and before the fields are: has the library find
 * fields of ours where it would look into those of the client by itself. */
void library_begin_head(struct MHD_Connection *connection);

/* Whether a field is one of those. `name` is as the library shows it. */
bool library_is_own_field(const char *name);
