#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/answer/response.h"

/* A resource as it is sent: a response of libmicrohttpd for each coding that it has, made once.
 * Immutable, counted, shared between threads. */
typedef struct ResourceAnswer ResourceAnswer;

/* Keeps a reference to the resource, which must have its entity tag. */
ResourceAnswer *resource_answer_new(Resource *resource, const Policy *policy);
ResourceAnswer *resource_answer_ref(ResourceAnswer *answer);
void resource_answer_unref(ResourceAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ResourceAnswer, resource_answer_unref)

const Resource *resource_answer_resource(const ResourceAnswer *answer);

/* The coding that a client gets, by its Accept-Encoding (or NULL). */
ContentCoding resource_answer_choose(const ResourceAnswer *answer, const char *accept_encoding);

/* Queues the answer, as MHD_queue_response does, with the status that goes with the form, whose
 * coding must be one that the resource has. */
enum MHD_Result resource_answer_queue(const ResourceAnswer *answer,
                                      struct MHD_Connection *connection, const ResponseForm *form);
