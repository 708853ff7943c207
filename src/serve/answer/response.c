#include "serve/answer/response.h"

#include <string.h>

#include "model/address/format.h"
#include "render/page/page_frame.h"
#include "serve/http/http_date.h"
#include "serve/listen/library.h"
#include "serve/listen/line.h"

#define TEXT "text/plain; charset=utf-8"

/* Header fields that libmicrohttpd has no names for. */
#define CONTENT_SECURITY_POLICY "Content-Security-Policy"
#define CROSS_ORIGIN_RESOURCE_POLICY "Cross-Origin-Resource-Policy"
#define REFERRER_POLICY "Referrer-Policy"
#define X_ROBOTS_TAG "X-Robots-Tag"

/* How long a browser need not ask again whether scripts may read something: a day. Some keep it for
 * less. */
#define PREFLIGHT_SECONDS "86400"

void response_add_header(struct MHD_Response *response, const char *name, const char *value)
{
    enum MHD_Result added = MHD_add_response_header(response, name, value);

    /* It refuses control characters; our values hold none. */
    g_assert(added == MHD_YES);
}

static bool is_page(const char *media_type)
{
    return g_str_has_prefix(media_type, "text/html");
}

bool response_is_page(const Resource *resource)
{
    return is_page(resource->media_type);
}

/* Nothing is taken for what it does not say it is. A page cannot be framed but by the origins
 * `embed` (or NULL) or embedded elsewhere, and does not reveal where its links are followed from.
 * Other types need less: a browser that shows them all the same, as it may show Atom, must not run
 * anything in them. */
static void add_protection(struct MHD_Response *response, const char *media_type, const char *embed)
{
    response_add_header(response, MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS, "nosniff");
    if (is_page(media_type)) {
        g_autofree char *policy = g_strconcat(PAGE_FRAME_POLICY PAGE_FRAME_ANCESTORS,
                                              embed != NULL ? embed : "'none'", NULL);

        response_add_header(response, CONTENT_SECURITY_POLICY, policy);
        response_add_header(response, REFERRER_POLICY, "no-referrer");
        response_add_header(response, CROSS_ORIGIN_RESOURCE_POLICY, "same-origin");
    } else {
        response_add_header(response, CONTENT_SECURITY_POLICY, "default-src 'none'");
    }
}

/* Following a link in private content does not reveal its address; no search engine shows it. */
static void add_privacy(struct MHD_Response *response)
{
    response_add_header(response, REFERRER_POLICY, "no-referrer");
    response_add_header(response, X_ROBOTS_TAG, "noindex");
}

static struct MHD_Response *response_new(gconstpointer body, gsize length,
                                         enum MHD_ResponseMemoryMode mode)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(length, (void *)body, mode);

    /* It fails only if there is not enough memory. */
    g_assert(response != NULL);
    return response;
}

static void add_media_type(struct MHD_Response *response, const char *media_type, const char *embed)
{
    response_add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, media_type);
    add_protection(response, media_type, embed);
}

static struct MHD_Response *text_response_new(const char *text, enum MHD_ResponseMemoryMode mode,
                                              const char *media_type, const char *cache_control)
{
    struct MHD_Response *response = response_new(text, strlen(text), mode);

    add_media_type(response, media_type, NULL);
    response_add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, cache_control);
    return response;
}

struct MHD_Response *response_of_text(const char *text, const char *cache_control)
{
    return text_response_new(text, MHD_RESPMEM_PERSISTENT, TEXT, cache_control);
}

struct MHD_Response *response_of_text_copy(const char *text, const char *cache_control)
{
    return text_response_new(text, MHD_RESPMEM_MUST_COPY, TEXT, cache_control);
}

struct MHD_Response *response_of_preflight(void)
{
    struct MHD_Response *response = response_new(NULL, 0, MHD_RESPMEM_PERSISTENT);

    response_add_header(response, MHD_HTTP_HEADER_ALLOW, RESPONSE_METHODS);
    response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_METHODS, RESPONSE_METHODS);
    response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_HEADERS, "*");
    response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    return response;
}

struct MHD_Response *response_of_page_copy(GBytes *page, const char *cache_control)
{
    gsize length;
    gconstpointer body = g_bytes_get_data(page, &length);
    struct MHD_Response *response = response_new(body, length, MHD_RESPMEM_MUST_COPY);

    add_media_type(response, format_row(FORMAT_HTML)->media_type, NULL);
    response_add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, cache_control);
    return response;
}

/* --- resources --------------------------------------------------------------------------- */

/* Octets of a body, not copied: the response keeps the body, and nothing else of its resource. */
static struct MHD_Response *body_response_new(GBytes *body, gsize first, gsize length)
{
    const char *octets = g_bytes_get_data(body, NULL);
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        length, (void *)(octets + first), (MHD_ContentReaderFreeCallback)g_bytes_unref,
        g_bytes_ref(body));

    g_assert(response != NULL);
    return response;
}

GBytes *response_body(const Resource *resource, ContentCoding coding)
{
    return coding == CONTENT_CODING_GZIP ? resource->gzip : resource->body;
}

const char *response_etag(const Resource *resource, ContentCoding coding)
{
    return coding == CONTENT_CODING_GZIP ? resource->gzip_etag : resource->etag;
}

static const char *cache_control_of(const Resource *resource, const Policy *policy)
{
    /* Caches that several people share must not keep what is private. */
    if (resource->is_private) {
        return RESPONSE_CACHE_PRIVATELY;
    }
    return policy->cache_control != NULL ? policy->cache_control : RESPONSE_CACHE_BRIEFLY;
}

/* Scripts of other web sites may read feeds, but no pages, and nothing private: then they may see
 * the tag, too, and ask with it, which makes a 304 theirs. */
static void add_permission(struct MHD_Response *response, const Resource *resource,
                           const Policy *policy)
{
    if (policy->any_origin && !response_is_page(resource) && !resource->is_private) {
        response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response_add_header(response, MHD_HTTP_HEADER_ACCESS_CONTROL_EXPOSE_HEADERS, "ETag");
    }
}

/* What a cache must know of any answer about a resource, also of a 304 (RFC 9110 §15.4.5). Vary
 * says that the answer depends on what the client accepts (§12.5.5). */
static void add_validity(struct MHD_Response *response, const Resource *resource,
                         const Policy *policy, ContentCoding coding)
{
    if (resource->varies) {
        response_add_header(response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
    }
    response_add_header(response, MHD_HTTP_HEADER_ETAG, response_etag(resource, coding));
    response_add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                        cache_control_of(resource, policy));
    add_permission(response, resource, policy);
    if (resource->is_private) {
        add_privacy(response);
    }
}

/* A stamp can be ahead of the clock, which must not be told (RFC 9110 §8.8.2.1). */
static void add_date(struct MHD_Response *response, const Resource *resource)
{
    if (resource->last_modified != RESOURCE_UNDATED &&
        resource->last_modified <= g_get_real_time() / G_USEC_PER_SEC) {
        g_autofree char *date = http_date_format(resource->last_modified);

        response_add_header(response, MHD_HTTP_HEADER_LAST_MODIFIED, date);
    }
}

/* What a client must know of a body, or of a part of it. */
static void add_description(struct MHD_Response *response, const Resource *resource,
                            const ResponseForm *form)
{
    add_media_type(response, resource->media_type, resource->embed);
    if (form->coding == CONTENT_CODING_GZIP) {
        response_add_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    }
    add_date(response, resource);
    response_add_header(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
    /* Named even if it is shown, because it may be saved later. */
    if (resource->file_name != NULL) {
        g_autofree char *disposition = g_strdup_printf(
            "%s; filename=\"%s\"", form->download ? "attachment" : "inline", resource->file_name);

        response_add_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, disposition);
    }
}

static struct MHD_Response *found_response_new(const Resource *resource, const Policy *policy,
                                               const ResponseForm *form)
{
    GBytes *body = response_body(resource, form->coding);
    gsize size = g_bytes_get_size(body);
    bool is_part = form->range.kind == BYTE_RANGE_PART;
    gsize first = is_part ? form->range.first : 0;
    gsize length = is_part ? form->range.length : size;
    struct MHD_Response *response = body_response_new(body, first, length);

    add_description(response, resource, form);
    add_validity(response, resource, policy, form->coding);
    if (is_part) {
        g_autofree char *range =
            g_strdup_printf("bytes %zu-%zu/%zu", first, first + length - 1, size);

        response_add_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, range);
    }
    return response;
}

static struct MHD_Response *not_modified_response_new(const Resource *resource,
                                                      const Policy *policy, ContentCoding coding)
{
    struct MHD_Response *response = library_new_not_modified();

    if (response == NULL) {
        /* The body is there only for its length. */
        GBytes *body = response_body(resource, coding);
        response = body_response_new(body, 0, g_bytes_get_size(body));
    }
    add_validity(response, resource, policy, coding);
    return response;
}

struct MHD_Response *response_of_resource(const Resource *resource, const Policy *policy,
                                          const ResponseForm *form)
{
    if (form->not_modified) {
        return not_modified_response_new(resource, policy, form->coding);
    }
    return found_response_new(resource, policy, form);
}

unsigned response_status(const ResponseForm *form)
{
    static const unsigned OF_RANGE[] = {
        [BYTE_RANGE_WHOLE] = MHD_HTTP_OK,
        [BYTE_RANGE_PART] = MHD_HTTP_PARTIAL_CONTENT,
    };

    return form->not_modified ? MHD_HTTP_NOT_MODIFIED : OF_RANGE[form->range.kind];
}

gsize response_octets(const Resource *resource, const ResponseForm *form)
{
    gsize size = g_bytes_get_size(response_body(resource, form->coding));

    return form->range.kind == BYTE_RANGE_PART ? form->range.length : size;
}

enum MHD_Result response_queue(struct MHD_Connection *connection, unsigned status,
                               struct MHD_Response *response, guint64 octets)
{
    Line *line = line_of(connection);

    if (line != NULL) {
        line->status = status;
        line->octets = octets;
    }
    return MHD_queue_response(connection, status, response);
}

enum MHD_Result response_queue_once(struct MHD_Connection *connection, unsigned status,
                                    struct MHD_Response *take_response, guint64 octets)
{
    enum MHD_Result queued = response_queue(connection, status, take_response, octets);

    /* The queue has a reference of its own. */
    MHD_destroy_response(take_response);
    return queued;
}

enum MHD_Result response_queue_text(struct MHD_Connection *connection, unsigned status,
                                    const char *text, const char *media_type)
{
    return response_queue_once(
        connection, status,
        text_response_new(text, MHD_RESPMEM_MUST_COPY, media_type, RESPONSE_CACHE_NEVER),
        strlen(text));
}
