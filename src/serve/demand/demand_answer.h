#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/answer/resource_answer.h"
#include "serve/demand/demand.h"

/* What has come of a demand, ready to be sent. Immutable, counted, shared between threads. */
typedef struct DemandAnswer DemandAnswer;

/* Asks a maker. To be called on the thread that runs the default main context. */
DemandAnswer *demand_answer_new(const DemandMaker *maker, const Demand *demand);
DemandAnswer *demand_answer_ref(DemandAnswer *answer);
void demand_answer_unref(DemandAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandAnswer, demand_answer_unref)

DemandOutcome demand_answer_outcome(const DemandAnswer *answer);

/* Whether it holds as long as the snapshot that is served. */
bool demand_answer_is_final(const DemandAnswer *answer);

/* What there is to be sent, for DEMAND_MADE; else NULL. */
const ResourceAnswer *demand_answer_resource(const DemandAnswer *answer);

/* How much memory it holds, but for a few hundred octets. */
gsize demand_answer_octets(const DemandAnswer *answer);

/* Whether there are words of the maker, that say why not. */
bool demand_answer_has_words(const DemandAnswer *answer);

/* Queues them, as MHD_queue_response does. There must be some, and `made` outlives the request. */
enum MHD_Result demand_answer_queue_words(const DemandAnswer *answer,
                                          struct MHD_Connection *connection);
