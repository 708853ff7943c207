#pragma once

#include "serve/route.h"

#include <microhttpd.h>

/* Why a request is not answered with what it asked for. */
typedef enum Refusal {
    REFUSAL_NONE,
    REFUSAL_NOT_FOUND,
    REFUSAL_METHOD,
    REFUSAL_QUERY,
    REFUSAL_TARGET,
    REFUSAL_TOO_LONG,
    REFUSAL_FIELD,
    REFUSAL_HOST,
    REFUSAL_BODY,
    N_REFUSALS,
} Refusal;

/* Every answer that a snapshot can give, made beforehand: a request is a look-up. Immutable, and
 * shared by reference count between threads. A request holds a reference until its last octet is
 * sent, so that a newer one can take its place at any time. */
typedef struct Answers Answers;

/* Keeps a reference to the snapshot. */
Answers *answers_new(Snapshot *snapshot);
Answers *answers_ref(Answers *answers);
void answers_unref(Answers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answers, answers_unref)

const Snapshot *answers_snapshot(const Answers *answers);

/* These queue an answer to the request under way on a connection, as MHD_queue_response does.
 * Resources are those of the snapshot. */

/* 200 or, if the client has it already, 304; `download` asks a browser to save it. */
enum MHD_Result answers_queue_resource(const Answers *answers, struct MHD_Connection *connection,
                                       const Resource *resource, bool download, bool not_modified);

/* 301 to the folder of a page, "gfmd-2007/index.html" to "/gfmd-2007/". */
enum MHD_Result answers_queue_redirect(struct MHD_Connection *connection, const Resource *page);

/* A few words in plain text, with the status that goes with it. */
enum MHD_Result answers_queue_refusal(const Answers *answers, struct MHD_Connection *connection,
                                      Refusal refusal);
