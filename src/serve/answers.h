#pragma once

#include <microhttpd.h>

#include "serve/answer/resource_answer.h"
#include "serve/route.h"
#include "serve/watch/holding_table.h"

/* Why a request is not answered with what it asked for. */
typedef enum Refusal {
    REFUSAL_NONE,
    REFUSAL_QUERY, /* its parameters: what is said depends on them (answers_queue_query_fault) */
    REFUSAL_NOT_FOUND,
    REFUSAL_METHOD,
    REFUSAL_ASTERISK, /* OPTIONS of the whole service, which is told what it takes */
    REFUSAL_NO_HISTORY,
    REFUSAL_TARGET,
    REFUSAL_TOO_LONG,
    REFUSAL_HEAD,
    REFUSAL_FIELD,
    REFUSAL_HOST,
    REFUSAL_NAME, /* it is asked under another name than its own */
    REFUSAL_BODY,
    REFUSAL_PRECONDITION, /* nobody gets it who has not asked for it */
    REFUSAL_BUSY,
    REFUSAL_FAILED,
    N_REFUSALS,
} Refusal;

/* Every answer that a snapshot can give, made beforehand: a request is a look-up. Immutable, and
 * shared by reference count between threads, so that a newer one can take its place at any time. An
 * answer that is queued keeps what it needs by itself. */
typedef struct Answers Answers;

/* Keeps a reference to the snapshot. What it shares with that of the answers before (or NULL),
 * which were of the same policy, is not made again. */
Answers *answers_new(Snapshot *snapshot, const Policy *policy, const Answers *previous);
Answers *answers_ref(Answers *answers);
void answers_unref(Answers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answers, answers_unref)

/* Where it is noted who fetches what of the snapshot; to be set before they are shared. NULL if it
 * is not. */
void answers_take_holdings(Answers *answers, HoldingIndex *take_fetches);
const HoldingIndex *answers_holdings(const Answers *answers);

const Snapshot *answers_snapshot(const Answers *answers);

/* What there is to be sent of a resource of the snapshot. */
const ResourceAnswer *answers_find(const Answers *answers, const Resource *resource);

/* These queue an answer to the request under way on a connection, as MHD_queue_response does. */

/* 301 to the folder of a page, "/gfmd-2007/", which must be a well-formed target. */
enum MHD_Result answers_queue_redirect(struct MHD_Connection *connection, const char *location);

/* 400 with what is wrong with the parameters, a sentence or NULL, and with those that there are. */
enum MHD_Result answers_queue_query_fault(struct MHD_Connection *connection,
                                          ParameterSet parameters, const char *fault);

/* A few words, with the status that goes with them, for any but REFUSAL_QUERY. */
enum MHD_Result answers_queue_refusal(const Answers *answers, struct MHD_Connection *connection,
                                      Refusal refusal);
