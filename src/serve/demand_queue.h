#pragma once

#include "serve/demand_cache.h"

/* How many different demands may wait. One takes some milliseconds, so that none waits for long. */
#define DEMANDS_WAITING_MAX 64

/*
 * Brings demands to the main thread, the one that runs the default main context, which makes them
 * one by one between its other work: libical must never be in two threads at once.
 */
typedef struct DemandQueue DemandQueue;

/* Told, on the main thread, what has come of a demand; takes the reference. NULL: nothing will. */
typedef void (*DemandDone)(gpointer waiter, Made *take_made);

/* The maker must outlive it. To be called on the main thread, as all but demand_queue_ask. */
DemandQueue *demand_queue_new(const DemandMaker *maker, DemandDone done);

/* Nobody may wait. */
void demand_queue_free(DemandQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemandQueue, demand_queue_free)

/* Asks for a demand, on any thread. Equal ones that wait at the same time are made once. What has
 * come of it is put in a cache, that of the first who asked; what is in the cache of who asks is
 * not made again. Demand and cache must live until `done` is called, which may be before this
 * returns. False if too many wait, or the queue is closed: then it is not called. */
bool demand_queue_ask(DemandQueue *queue, const Demand *demand, DemandCache *cache,
                      gpointer waiter);

/* Tells all who wait that nothing will come, and takes no more. */
void demand_queue_close(DemandQueue *queue);
