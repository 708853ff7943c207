#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/answer/prepared.h"
#include "serve/demand/demand.h"

/* What has come of a demand, ready to be sent. Immutable, counted, shared between threads. */
typedef struct Made Made;

/* Asks a maker. To be called on the thread that runs the default main context. */
Made *made_new(const DemandMaker *maker, const Demand *demand);
Made *made_ref(Made *made);
void made_unref(Made *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Made, made_unref)

DemandOutcome made_outcome(const Made *made);

/* Whether it holds as long as the snapshot that is served. */
bool made_is_final(const Made *made);

/* What there is to be sent, for DEMAND_MADE; else NULL. */
const Prepared *made_prepared(const Made *made);

/* How much memory it holds, but for a few hundred octets. */
gsize made_octets(const Made *made);

/* Whether there are words of the maker, that say why not. */
bool made_has_words(const Made *made);

/* Queues them, as MHD_queue_response does. There must be some, and `made` outlives the request. */
enum MHD_Result made_queue_words(const Made *made, struct MHD_Connection *connection);
