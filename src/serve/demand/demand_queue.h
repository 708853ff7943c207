#pragma once

#include "serve/demand/demand_cache.h"

/* How long a demand waits, in milliseconds, before it is given up: long enough for a burst from a
 * full hall and for reading past revisions, and well below what an answer may take (handler.c). */
#define DEMAND_QUEUE_PATIENCE 10000

/*
 * Brings demands to the main thread, which runs the default main context and makes them one by one
 * between its other work: libical must never be used by two threads at once.
 *
 * Each client has the same share of that time (accounts.h): one that asks for much, in many
 * requests or in a few that cost much, waits for itself, and the others do not wait for it. Demands
 * for the past have a lane of their own, which takes turns with that of the present: the past costs
 * most, and few subscribe to it, so however many ask for it, the others wait for at most one of
 * these demands.
 *
 * As many can wait as there are connections, none of them longer than the patience.
 */
typedef struct DemandQueue DemandQueue;

/* Called on the main thread with the outcome of a demand; takes the reference. NULL: given up. */
typedef void (*DemandDone)(gpointer waiter, DemandAnswer *take_answer);

/* The maker and the cache must outlive it; patience is in milliseconds. For the main thread, as is
 * all but demand_queue_ask. */
DemandQueue *demand_queue_new(const DemandMaker *maker, DemandCache *cache, DemandDone done,
                              guint patience);

/* Nobody may be waiting. */
void demand_queue_free(DemandQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandQueue, demand_queue_free)

/* Asks for a demand in the name of a client, on any thread. Equal demands that wait at the same
 * time are made once, and what is in the cache is not made again; what comes of a demand is put
 * there. Keeps a reference to the demand. `done` may be called before this returns; it is never
 * called if this returns false, because the queue is closed. */
bool demand_queue_ask(DemandQueue *queue, Demand *demand, const char *client, gpointer waiter);

/* What demands of DEMAND_BEGUN and DEMAND_WAITING wait for may be there: asks for them again. */
void demand_queue_resume(DemandQueue *queue);

/* Gives up all demands, and takes no more. */
void demand_queue_close(DemandQueue *queue);
