#include "serve/answer/prepared.h"

/* What most requests are answered with. */
typedef struct PreparedBody {
    struct MHD_Response *whole;
    struct MHD_Response *not_modified;
} PreparedBody;

struct Prepared {
    Resource *resource;
    Policy policy;
    PreparedBody bodies[N_CONTENT_CODINGS]; /* NULLs for a coding that it does not have */
};

static PreparedBody prepare_body(const Prepared *prepared, ContentCoding coding)
{
    ResponseForm whole = { .coding = coding };
    ResponseForm not_modified = { .coding = coding, .not_modified = true };

    return (PreparedBody){
        .whole = response_of_resource(prepared->resource, &prepared->policy, &whole),
        .not_modified = response_of_resource(prepared->resource, &prepared->policy, &not_modified),
    };
}

Prepared *prepared_new(Resource *resource, const Policy *policy)
{
    Prepared *prepared = g_atomic_rc_box_new0(Prepared);

    prepared->resource = resource_ref(resource);
    prepared->policy = *policy;
    prepared->bodies[CONTENT_CODING_IDENTITY] = prepare_body(prepared, CONTENT_CODING_IDENTITY);
    if (resource->gzip != NULL) {
        prepared->bodies[CONTENT_CODING_GZIP] = prepare_body(prepared, CONTENT_CODING_GZIP);
    }
    return prepared;
}

Prepared *prepared_ref(Prepared *prepared)
{
    return g_atomic_rc_box_acquire(prepared);
}

static void prepared_clear(gpointer data)
{
    Prepared *prepared = data;

    for (ContentCoding coding = 0; coding < N_CONTENT_CODINGS; coding++) {
        g_clear_pointer(&prepared->bodies[coding].whole, MHD_destroy_response);
        g_clear_pointer(&prepared->bodies[coding].not_modified, MHD_destroy_response);
    }
    resource_unref(prepared->resource);
}

void prepared_unref(Prepared *prepared)
{
    if (prepared != NULL) {
        g_atomic_rc_box_release_full(prepared, prepared_clear);
    }
}

const Resource *prepared_resource(const Prepared *prepared)
{
    return prepared->resource;
}

ContentCoding prepared_choose(const Prepared *prepared, const char *accept_encoding)
{
    return prepared->resource->gzip != NULL ? content_coding_choose(accept_encoding)
                                            : CONTENT_CODING_IDENTITY;
}

/* Whether a form is one of those that most requests are answered with. */
static bool is_made(const Prepared *prepared, const ResponseForm *form)
{
    bool is_saved = form->download && prepared->resource->file_name != NULL;

    return form->not_modified || (!is_saved && form->range.kind == BYTE_RANGE_WHOLE);
}

enum MHD_Result prepared_queue(const Prepared *prepared, struct MHD_Connection *connection,
                               const ResponseForm *form)
{
    const PreparedBody *body = &prepared->bodies[form->coding];
    unsigned status = response_status(form);
    gsize octets = response_octets(prepared->resource, form);

    if (!is_made(prepared, form)) {
        return response_queue_once(
            connection, status, response_of_resource(prepared->resource, &prepared->policy, form),
            octets);
    }
    return response_queue(connection, status, form->not_modified ? body->not_modified : body->whole,
                          octets);
}
