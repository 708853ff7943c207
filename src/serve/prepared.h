#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "publish/resource.h"
#include "serve/content_coding.h"

/* A resource as it is sent: a response of libmicrohttpd for each coding that it has, made once.
 * Immutable, counted, shared between threads. */
typedef struct Prepared Prepared;

/* Keeps a reference to the resource, which must have its etag. `cache_control` is static. */
Prepared *prepared_new(Resource *resource, const char *cache_control);
Prepared *prepared_ref(Prepared *prepared);
void prepared_unref(Prepared *prepared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prepared, prepared_unref)

const Resource *prepared_resource(const Prepared *prepared);

/* How it is sent to one client. */
typedef struct PreparedForm {
    ContentCoding coding; /* one that it has, see prepared_choose */
    bool download;        /* a browser is asked to save it */
    bool not_modified;    /* 304: the client has it already */
} PreparedForm;

/* The coding that a client gets, by its Accept-Encoding (or NULL). */
ContentCoding prepared_choose(const Prepared *prepared, const char *accept_encoding);

/* The entity tag of the body in a coding that it has. */
const char *prepared_etag(const Prepared *prepared, ContentCoding coding);

/* Queues it, as MHD_queue_response does: 200, or 304. It must outlive the request. */
enum MHD_Result prepared_queue(const Prepared *prepared, struct MHD_Connection *connection,
                               const PreparedForm *form);
