#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/http/byte_range.h"
#include "serve/http/content_coding.h"
#include "serve/http/policy.h"
#include "site/resource.h"

/* Responses of libmicrohttpd, with the header fields that all of ours have. Each is the caller's
 * own, given up with MHD_destroy_response, and can be queued any number of times, by any thread. */

/* How long an answer may be kept: briefly, so that a change is seen soon. Proxies and programs can
 * then ask with If-None-Match. Only what is public may stand in for an answer that fails. */
#define RESPONSE_CACHE_BRIEFLY \
    "public, max-age=300, stale-if-error=86400, stale-while-revalidate=60"
#define RESPONSE_CACHE_PRIVATELY "private, max-age=300, must-revalidate"
#define RESPONSE_CACHE_FOR_A_DAY "public, max-age=86400"
#define RESPONSE_CACHE_FOR_GOOD "public, max-age=31536000, immutable"
#define RESPONSE_CACHE_NEVER "no-store"

/* A response with plain text, which must outlive it. */
struct MHD_Response *response_of_text(const char *text, const char *cache_control);

/* A response with a copy of plain text. */
struct MHD_Response *response_of_text_copy(const char *text, const char *cache_control);

/* The methods that there are. */
#define RESPONSE_METHODS "GET, HEAD"

/* A response without a body, for 204: scripts of any web site may ask, with any header fields
 * (Fetch, CORS-preflight request). */
struct MHD_Response *response_of_preflight(void);

/* A response with a copy of a page. */
struct MHD_Response *response_of_page_copy(GBytes *page, const char *cache_control);

/* Whether a resource is a page, which other web sites cannot read. */
bool response_is_page(const Resource *resource);

/* A resource's body in a coding that it has, and the entity tag of that; both borrowed. */
GBytes *response_body(const Resource *resource, ContentCoding coding);
const char *response_etag(const Resource *resource, ContentCoding coding);

/* The form in which a resource is sent. */
typedef struct ResponseForm {
    ContentCoding coding; /* one that the resource has */
    bool download;        /* a browser is asked to save it, if it has a file name */
    bool not_modified;    /* 304: the client has it already; overrides the range */
    ByteRange range;      /* of the body in that coding */
} ResponseForm;

/* A response with a resource, which must have its entity tag. It keeps the body that it sends, and
 * nothing else: however slowly that is read, everything beside it can go. */
struct MHD_Response *response_of_resource(const Resource *resource, const Policy *policy,
                                          const ResponseForm *form);

/* The status that goes with a form: 200, 206 or 304. */
unsigned response_status(const ResponseForm *form);

/* The octets of the body; of a 304, those that the body would have. */
gsize response_octets(const Resource *resource, const ResponseForm *form);

/* Adds a header field, whose value must not hold control characters. */
void response_add_header(struct MHD_Response *response, const char *name, const char *value);

/* Every answer is queued by one of these, as MHD_queue_response does it, so that the connection's
 * Line has its status and the octets of its body. */
enum MHD_Result response_queue(struct MHD_Connection *connection, unsigned status,
                               struct MHD_Response *response, guint64 octets);

/* For an answer that is made for one request: gives up the caller's reference. */
enum MHD_Result response_queue_once(struct MHD_Connection *connection, unsigned status,
                                    struct MHD_Response *take_response, guint64 octets);

/* Queues a copy of a text that no cache may keep. */
enum MHD_Result response_queue_text(struct MHD_Connection *connection, unsigned status,
                                    const char *text, const char *media_type);
