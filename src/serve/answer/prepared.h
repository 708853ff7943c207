#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/answer/response.h"

/* A resource as it is sent: responses of libmicrohttpd for each coding that it has, made once.
 * Immutable, counted, shared between threads. */
typedef struct Prepared Prepared;

/* Keeps a reference to the resource, which must have its etag. */
Prepared *prepared_new(Resource *resource, const Policy *policy);
Prepared *prepared_ref(Prepared *prepared);
void prepared_unref(Prepared *prepared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prepared, prepared_unref)

const Resource *prepared_resource(const Prepared *prepared);

/* The coding that a client gets, by its Accept-Encoding (or NULL). */
ContentCoding prepared_choose(const Prepared *prepared, const char *accept_encoding);

/* Queues it, as MHD_queue_response does, in a coding that it has, with the status that goes with
 * the form. */
enum MHD_Result prepared_queue(const Prepared *prepared, struct MHD_Connection *connection,
                               const ResponseForm *form);
