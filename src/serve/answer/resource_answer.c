#include "serve/answer/resource_answer.h"

/* The responses that most requests are answered with. */
typedef struct PreparedBody {
    struct MHD_Response *whole;
    struct MHD_Response *not_modified;
} PreparedBody;

struct ResourceAnswer {
    Resource *resource;
    Policy policy;
    PreparedBody bodies[N_CONTENT_CODINGS]; /* NULLs for a coding that the resource does not have */
};

/* Made once, for all requests. */
static PreparedBody prepare_body(const ResourceAnswer *answer, ContentCoding coding)
{
    ResponseForm whole = { .coding = coding };
    ResponseForm not_modified = { .coding = coding, .not_modified = true };

    return (PreparedBody){
        .whole = response_of_resource(answer->resource, &answer->policy, &whole),
        .not_modified = response_of_resource(answer->resource, &answer->policy, &not_modified),
    };
}

ResourceAnswer *resource_answer_new(Resource *resource, const Policy *policy)
{
    ResourceAnswer *answer = g_atomic_rc_box_new0(ResourceAnswer);

    answer->resource = resource_ref(resource);
    answer->policy = *policy;
    answer->bodies[CONTENT_CODING_IDENTITY] = prepare_body(answer, CONTENT_CODING_IDENTITY);
    if (resource->gzip != NULL) {
        answer->bodies[CONTENT_CODING_GZIP] = prepare_body(answer, CONTENT_CODING_GZIP);
    }
    return answer;
}

ResourceAnswer *resource_answer_ref(ResourceAnswer *answer)
{
    return g_atomic_rc_box_acquire(answer);
}

static void prepared_clear(gpointer data)
{
    ResourceAnswer *answer = data;

    for (ContentCoding coding = 0; coding < N_CONTENT_CODINGS; coding++) {
        g_clear_pointer(&answer->bodies[coding].whole, MHD_destroy_response);
        g_clear_pointer(&answer->bodies[coding].not_modified, MHD_destroy_response);
    }
    resource_unref(answer->resource);
}

void resource_answer_unref(ResourceAnswer *answer)
{
    if (answer != NULL) {
        g_atomic_rc_box_release_full(answer, prepared_clear);
    }
}

const Resource *resource_answer_resource(const ResourceAnswer *answer)
{
    return answer->resource;
}

ContentCoding resource_answer_choose(const ResourceAnswer *answer, const char *accept_encoding)
{
    return answer->resource->gzip != NULL ? content_coding_choose(accept_encoding)
                                          : CONTENT_CODING_IDENTITY;
}

/* Whether the response for a form is prepared: whether it is one that most requests get. */
static bool is_made(const ResourceAnswer *answer, const ResponseForm *form)
{
    bool is_saved = form->download && answer->resource->file_name != NULL;

    /* A 304 has no body, so neither the range nor the download matters. */
    return form->not_modified || (!is_saved && form->range.kind == BYTE_RANGE_WHOLE);
}

enum MHD_Result resource_answer_queue(const ResourceAnswer *answer,
                                      struct MHD_Connection *connection, const ResponseForm *form)
{
    const PreparedBody *body = &answer->bodies[form->coding];
    unsigned status = response_status(form);
    gsize octets = response_octets(answer->resource, form);

    /* A part of a body, or one to be saved, is made for this request alone. */
    if (!is_made(answer, form)) {
        return response_queue_once(connection, status,
                                   response_of_resource(answer->resource, &answer->policy, form),
                                   octets);
    }
    return response_queue(connection, status, form->not_modified ? body->not_modified : body->whole,
                          octets);
}
