#pragma once

#include <microhttpd.h>
#include <stdbool.h>

/*
 * What must be done differently for different versions of libmicrohttpd.
 */

/* How strictly the library reads heads: an item for MHD_OPTION_ARRAY, which ends it if the version
 * has no use for one. */
struct MHD_OptionItem library_strictness(void);

/* To be called once the request line is there and before the fields are: makes the library find
 * fields of ours where it would look at those of the client by itself. */
void library_begin_head(struct MHD_Connection *connection);

/* Whether a field is one of ours. `name` is as the library shows it, and compared by address. */
bool library_is_own_field(const char *name);

/* A response for 304 alone, without a body and without Content-Length: the caller's own. NULL if
 * the version always sends one, which must then be that of the 200 (RFC 9110 §8.6). */
struct MHD_Response *library_new_not_modified(void);

/* Where the line after a field begins, in the head as it was received. `value` is as the library
 * shows it, in the place where it was received. */
const char *library_next_line(const char *value);
