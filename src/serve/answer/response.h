#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/http/byte_range.h"
#include "serve/http/content_coding.h"
#include "serve/http/policy.h"
#include "site/resource.h"

/* Responses of libmicrohttpd, as we fill them. The caller's own, to be given up with
 * MHD_destroy_response; they can be queued any number of times, by any thread. */

/* How long an answer may be kept: short, so that a change is seen soon. A proxy and an app may then
 * ask with If-None-Match. */
#define RESPONSE_CACHE_BRIEFLY "public, max-age=300, must-revalidate"
#define RESPONSE_CACHE_PRIVATELY "private, max-age=300, must-revalidate"
#define RESPONSE_CACHE_FOR_A_DAY "public, max-age=86400"
#define RESPONSE_CACHE_FOR_GOOD "public, max-age=31536000, immutable"
#define RESPONSE_CACHE_NEVER "no-store"

/* Words in plain text, which must outlive it. */
struct MHD_Response *response_of_text(const char *text, const char *cache_control);

/* The same with a copy of them. */
struct MHD_Response *response_of_text_copy(const char *text, const char *cache_control);

/* A copy of a page. */
struct MHD_Response *response_of_page_copy(GBytes *page, const char *cache_control);

/* A resource's body in a coding that it has, and its entity tag. */
GBytes *response_body(const Resource *resource, ContentCoding coding);
const char *response_etag(const Resource *resource, ContentCoding coding);

/* In which form a resource is sent. */
typedef struct ResponseForm {
    ContentCoding coding; /* one that it has */
    bool download;        /* a browser is asked to save it, if it has a name */
    bool not_modified;    /* 304: the client has it already; goes before the range */
    ByteRange range;      /* of the body in that coding */
} ResponseForm;

/* A resource, which must have its etag. It keeps the body that it sends, and nothing else: however
 * slowly that is read, the rest of what stood beside it can go. */
struct MHD_Response *response_of_resource(const Resource *resource, const Policy *policy,
                                          const ResponseForm *form);

/* The status that goes with it: 200, 206, 304 or 416. */
unsigned response_status(const ResponseForm *form);

/* The octets of its body, which a 304 has for its length alone. */
gsize response_octets(const Resource *resource, const ResponseForm *form);

void response_add_header(struct MHD_Response *response, const char *name, const char *value);

/* Every answer is queued by one of these, as MHD_queue_response does it, so that the connection's
 * Line has its status and the octets of its body. */
enum MHD_Result response_queue(struct MHD_Connection *connection, unsigned status,
                               struct MHD_Response *response, guint64 octets);

/* For an answer that is made for one request: gives up the caller's part in it. */
enum MHD_Result response_queue_once(struct MHD_Connection *connection, unsigned status,
                                    struct MHD_Response *take_response, guint64 octets);

/* A text that is never kept; it is copied, the media type is static. */
enum MHD_Result response_queue_text(struct MHD_Connection *connection, unsigned status,
                                    const char *text, const char *media_type);
