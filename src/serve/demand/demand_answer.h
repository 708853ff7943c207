#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/answer/resource_answer.h"
#include "serve/demand/demand.h"

/* What has come of a demand, ready to be sent. Immutable, counted, shared between threads. */
typedef struct DemandAnswer DemandAnswer;

/* Has the maker make a demand. To be called on the thread that runs the default main context. */
DemandAnswer *demand_answer_new(const DemandMaker *maker, const Demand *demand);
DemandAnswer *demand_answer_ref(DemandAnswer *answer);
void demand_answer_unref(DemandAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandAnswer, demand_answer_unref)

DemandOutcome demand_answer_outcome(const DemandAnswer *answer);

/* Whether it holds as long as the snapshot that is served, and may be kept. */
bool demand_answer_is_final(const DemandAnswer *answer);

/* What is sent for DEMAND_MADE, borrowed; else NULL. */
const ResourceAnswer *demand_answer_resource(const DemandAnswer *answer);

/* How much memory it takes, but for a few hundred octets. */
gsize demand_answer_octets(const DemandAnswer *answer);

/* Whether the maker has given words that say why it made nothing. */
bool demand_answer_has_words(const DemandAnswer *answer);

/* Queues these words, of which there must be some, as MHD_queue_response does. The answer must
 * outlive the request. */
enum MHD_Result demand_answer_queue_words(const DemandAnswer *answer,
                                          struct MHD_Connection *connection);
