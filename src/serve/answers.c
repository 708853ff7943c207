#include "serve/answers.h"

#include <string.h>

#include "serve/http_date.h"

/* Short, so that a change is seen soon; a proxy and an app may then ask with If-None-Match. */
#define CACHE_CONTROL "public, max-age=300, must-revalidate"
#define PLAIN_TEXT "text/plain; charset=utf-8"
#define MOVED_TEXT "This page stands at the same address with a slash at its end.\n"

typedef struct RefusalText {
    unsigned status;
    const char *text;
} RefusalText;

static const RefusalText REFUSAL_TEXTS[N_REFUSALS] = {
    [REFUSAL_NOT_FOUND] = { MHD_HTTP_NOT_FOUND,
                            "Nothing stands at this address. The page at / leads to all calendars.\n" },
    [REFUSAL_METHOD] = { MHD_HTTP_METHOD_NOT_ALLOWED,
                         "Calendars can only be read here: use GET or HEAD.\n" },
    [REFUSAL_QUERY] = { MHD_HTTP_BAD_REQUEST,
                        "The only parameter of this address is download, with the value 1 (save the "
                        "file) or 0.\nLeave out everything else after the question mark.\n" },
    [REFUSAL_TARGET] = { MHD_HTTP_BAD_REQUEST,
                         "This is not a well-formed address. The page at / leads to all calendars.\n" },
    [REFUSAL_TOO_LONG] = { MHD_HTTP_URI_TOO_LONG,
                           "This address is too long. The page at / leads to all calendars.\n" },
    [REFUSAL_FIELD] = { MHD_HTTP_BAD_REQUEST, "A header field of the request is malformed.\n" },
    [REFUSAL_HOST] = { MHD_HTTP_BAD_REQUEST, "The request needs exactly one Host field.\n" },
    [REFUSAL_BODY] = { MHD_HTTP_BAD_REQUEST,
                       "Calendars can only be read here: send the request without a body, and "
                       "without Transfer-Encoding and Expect.\n" },
};

struct Answers {
    Snapshot *snapshot;
    GHashTable *resources; /* const Resource * → struct MHD_Response * */
    struct MHD_Response *refusals[N_REFUSALS];
};

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    enum MHD_Result added = MHD_add_response_header(response, name, value);

    /* It refuses control characters, and ours hold none. */
    g_assert(added == MHD_YES);
}

/* The octets are not copied: they must outlive the response. */
static struct MHD_Response *response_new(gconstpointer body, gsize length, const char *media_type)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, (void *)body, MHD_RESPMEM_PERSISTENT);

    g_assert(response != NULL);
    add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, media_type);
    add_header(response, MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS, "nosniff");
    return response;
}

static struct MHD_Response *resource_response_new(const Resource *resource, bool download)
{
    gsize length;
    gconstpointer body = g_bytes_get_data(resource->body, &length);
    struct MHD_Response *response = response_new(body, length, resource->media_type);
    g_autofree char *last_modified = http_date_format(resource->last_modified);

    add_header(response, MHD_HTTP_HEADER_ETAG, resource->etag);
    add_header(response, MHD_HTTP_HEADER_LAST_MODIFIED, last_modified);
    add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, CACHE_CONTROL);
    if (resource->file_name != NULL) {
        g_autofree char *disposition = g_strdup_printf(
            "%s; filename=\"%s\"", download ? "attachment" : "inline", resource->file_name);

        add_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, disposition);
    }
    return response;
}

static struct MHD_Response *refusal_response_new(Refusal refusal)
{
    const char *text = REFUSAL_TEXTS[refusal].text;
    struct MHD_Response *response = response_new(text, strlen(text), PLAIN_TEXT);

    add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (refusal == REFUSAL_METHOD) {
        add_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    }
    return response;
}

static void response_free(gpointer data)
{
    MHD_destroy_response(data);
}

Answers *answers_new(Snapshot *snapshot)
{
    Answers *answers = g_atomic_rc_box_new0(Answers);
    const GPtrArray *resources = snapshot_resources(snapshot);

    answers->snapshot = snapshot_ref(snapshot);
    answers->resources = g_hash_table_new_full(NULL, NULL, NULL, response_free);
    for (guint i = 0; i < resources->len; i++) {
        Resource *resource = g_ptr_array_index(resources, i);

        g_hash_table_insert(answers->resources, resource, resource_response_new(resource, false));
    }
    for (Refusal refusal = REFUSAL_NONE + 1; refusal < N_REFUSALS; refusal++) {
        answers->refusals[refusal] = refusal_response_new(refusal);
    }
    return answers;
}

Answers *answers_ref(Answers *answers)
{
    return g_atomic_rc_box_acquire(answers);
}

static void answers_free(gpointer data)
{
    Answers *answers = data;

    g_hash_table_unref(answers->resources);
    for (Refusal refusal = REFUSAL_NONE + 1; refusal < N_REFUSALS; refusal++) {
        MHD_destroy_response(answers->refusals[refusal]);
    }
    snapshot_unref(answers->snapshot);
}

void answers_unref(Answers *answers)
{
    g_atomic_rc_box_release_full(answers, answers_free);
}

const Snapshot *answers_snapshot(const Answers *answers)
{
    return answers->snapshot;
}

/* For an answer that is made for one request: queues it, and gives up our part in it. */
static enum MHD_Result queue_once(struct MHD_Connection *connection, unsigned status,
                                  struct MHD_Response *take_response)
{
    enum MHD_Result queued = MHD_queue_response(connection, status, take_response);

    MHD_destroy_response(take_response);
    return queued;
}

enum MHD_Result answers_queue_resource(const Answers *answers, struct MHD_Connection *connection,
                                       const Resource *resource, bool download, bool not_modified)
{
    unsigned status = not_modified ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;

    if (download && resource->file_name != NULL) {
        return queue_once(connection, status, resource_response_new(resource, true));
    }
    return MHD_queue_response(connection, status,
                              g_hash_table_lookup(answers->resources, resource));
}

enum MHD_Result answers_queue_redirect(struct MHD_Connection *connection, const Resource *page)
{
    const char *slash = strrchr(page->path, '/');
    g_autofree char *location = g_strdup_printf("/%.*s", (int)(slash - page->path) + 1, page->path);
    struct MHD_Response *response = response_new(MOVED_TEXT, strlen(MOVED_TEXT), PLAIN_TEXT);

    add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, CACHE_CONTROL);
    add_header(response, MHD_HTTP_HEADER_LOCATION, location);
    return queue_once(connection, MHD_HTTP_MOVED_PERMANENTLY, response);
}

enum MHD_Result answers_queue_refusal(const Answers *answers, struct MHD_Connection *connection,
                                      Refusal refusal)
{
    return MHD_queue_response(connection, REFUSAL_TEXTS[refusal].status,
                              answers->refusals[refusal]);
}
