#pragma once

#include "serve/demand/demand_cache.h"

/* How long a demand waits, in milliseconds, before it is given up: long enough for a burst from a
 * full hall, and for past revisions to be read, and well below the time that an answer may take
 * (handler.c). */
#define DEMAND_QUEUE_PATIENCE 10000

/*
 * Brings demands to the main thread, the one that runs the default main context, which makes them
 * one by one between its other work: libical must never be in two threads at once.
 *
 * Each client has the same share of that time (accounts.h): one that asks for much, be it in many
 * requests or in a few that cost much, waits for itself, and not others for it. What is asked of
 * the past is a queue of its own, which takes turns with that of what is served now: the past costs
 * most, and few subscribe to it, so that however many ask for it the others see no more of that
 * than the one thing that is being made.
 *
 * As many wait as there are connections, each no longer than the patience.
 */
typedef struct DemandQueue DemandQueue;

/* Is told, on the main thread, what has come of a demand; takes the reference. NULL: nothing will.
 */
typedef void (*DemandDone)(gpointer waiter, DemandAnswer *take_answer);

/* The maker and the cache must outlive it; patience is in milliseconds. To be called on the main
 * thread, as all but demand_queue_ask. */
DemandQueue *demand_queue_new(const DemandMaker *maker, DemandCache *cache, DemandDone done,
                              guint patience);

/* Nobody may wait. */
void demand_queue_free(DemandQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandQueue, demand_queue_free)

/* Asks for a demand in the name of a client, on any thread. Equal ones that wait at the same time
 * are made once, and what is in the cache is not made again; what has come of it is put there.
 * Keeps a reference to the demand. `done` may be called before this returns; never if it returns
 * false, as the queue is closed. */
bool demand_queue_ask(DemandQueue *queue, Demand *demand, const char *client, gpointer waiter);

/* What demands of DEMAND_BEGUN and DEMAND_WAITING wait for may be there: they are asked for again.
 */
void demand_queue_resume(DemandQueue *queue);

/* Tells all who wait that nothing will come, and takes no more. */
void demand_queue_close(DemandQueue *queue);
