#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "publish/resource.h"
#include "serve/content_coding.h"

/* Responses of libmicrohttpd, as we fill them. The caller's own, to be given up with
 * MHD_destroy_response; they can be queued any number of times, by any thread. */

/* How long an answer may be kept: short, so that a change is seen soon. A proxy and an app may then
 * ask with If-None-Match. */
#define RESPONSE_CACHE_BRIEFLY "public, max-age=300, must-revalidate"
#define RESPONSE_CACHE_FOR_A_DAY "public, max-age=86400"
#define RESPONSE_CACHE_NEVER "no-store"

/* Words in plain text, which must outlive it. */
struct MHD_Response *response_of_text(const char *text, const char *cache_control);

/* The same with a copy of them. */
struct MHD_Response *response_of_text_copy(const char *text, const char *cache_control);

/* A resource, which must have its etag and outlive it, in a coding that it has; for `download`
 * asking a browser to save it if it has a name. */
struct MHD_Response *response_of_resource(const Resource *resource, const char *cache_control,
                                          ContentCoding coding, bool download);

void response_add_header(struct MHD_Response *response, const char *name, const char *value);

/* For an answer that is made for one request: queues it, and gives up the caller's part in it. */
enum MHD_Result response_queue_once(struct MHD_Connection *connection, unsigned status,
                                    struct MHD_Response *take_response);
