#pragma once

#include <microhttpd.h>

#include "serve/answer/resource_answer.h"
#include "serve/route.h"
#include "serve/watch/holding_table.h"

/* Why a request is not answered with what it asked for. */
typedef enum Refusal {
    REFUSAL_NONE,
    REFUSAL_QUERY, /* its parameters, which the words depend on (answers_queue_query_fault) */
    REFUSAL_NOT_FOUND,
    REFUSAL_METHOD,
    REFUSAL_ASTERISK,  /* OPTIONS of the whole service: says which methods there are */
    REFUSAL_PREFLIGHT, /* OPTIONS of what scripts of any web site may read: says that they may */
    REFUSAL_NO_HISTORY,
    REFUSAL_TARGET,
    REFUSAL_TOO_LONG,
    REFUSAL_HEAD,
    REFUSAL_FIELD,
    REFUSAL_HOST,
    REFUSAL_NAME, /* it is asked under a name that is not its own */
    REFUSAL_BODY,
    REFUSAL_PRECONDITION, /* only for requests with If-Match or If-Unmodified-Since */
    REFUSAL_BUSY,
    REFUSAL_FAILED,
    N_REFUSALS,
} Refusal;

/* Every answer that a snapshot can give, made beforehand: a request is a look-up. Immutable,
 * counted and shared between threads, so that a newer one can take its place at any time. An answer
 * that is queued keeps what it needs by itself. */
typedef struct Answers Answers;

/* Keeps a reference to the snapshot. Resources that it shares with the previous answers (or NULL),
 * which must have the same policy, are not prepared again. */
Answers *answers_new(Snapshot *snapshot, const Policy *policy, const Answers *previous);
Answers *answers_ref(Answers *answers);
void answers_unref(Answers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answers, answers_unref)

/* Where holdings of the snapshot's calendars are noted; to be set before the answers are shared.
 * NULL: they are not noted. */
void answers_take_holdings(Answers *answers, HoldingIndex *take_holdings);
const HoldingIndex *answers_holdings(const Answers *answers);

const Snapshot *answers_snapshot(const Answers *answers);
const Policy *answers_policy(const Answers *answers);

/* The answer of a resource of the snapshot, borrowed; NULL if there is none. */
const ResourceAnswer *answers_find(const Answers *answers, const Resource *resource);

/* These queue an answer to the request under way on a connection, as MHD_queue_response does. */

/* 301 to another address, "/gfmd-2007/", which must be a well-formed target. It is led to under the
 * root of the policy. */
enum MHD_Result answers_queue_redirect(const Answers *answers, struct MHD_Connection *connection,
                                       const char *location);

/* 400 with what is wrong with the parameters, a sentence or NULL, and a description of those that
 * the address takes. */
enum MHD_Result answers_queue_query_fault(const Answers *answers, struct MHD_Connection *connection,
                                          ParameterSet parameters, const char *fault);

/* A few words, with the status that goes with them, for any refusal but REFUSAL_QUERY. */
enum MHD_Result answers_queue_refusal(const Answers *answers, struct MHD_Connection *connection,
                                      Refusal refusal);
