#pragma once

#include <glib.h>
#include <stdbool.h>

#include "serve/watch/traffic_kind.h"

/*
 * Counts of requests and connections. Each thread counts for itself, in memory that no other writes
 * to: counting takes no lock, and no processor waits for another.
 */
typedef struct Traffic Traffic;

/* What has become of something that is made on demand. */
typedef enum TrafficDemand {
    TRAFFIC_DEMAND_NONE, /* it is not made on demand */
    TRAFFIC_DEMAND_KEPT, /* it had been made before */
    TRAFFIC_DEMAND_MADE,
} TrafficDemand;

/* A request that is over. */
typedef struct TrafficRequest {
    TrafficKind kind;
    guint status;        /* 100 to 599 */
    bool is_cut;         /* the connection ended before the answer did */
    guint64 octets;      /* of the body, as far as they are known to have been sent */
    gint64 microseconds; /* from its head being whole to the end of the answer */
    TrafficDemand demand;
} TrafficRequest;

Traffic *traffic_new(void);

/* No thread may count any more. */
void traffic_free(Traffic *traffic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Traffic, traffic_free)

/* These are for any thread. */
void traffic_count_request(Traffic *traffic, const TrafficRequest *request);
void traffic_count_begin(Traffic *traffic); /* of a connection */
void traffic_count_end(Traffic *traffic);

#define TRAFFIC_STATUS_MIN 100
#define TRAFFIC_STATUS_MAX 599
#define N_TRAFFIC_STATUSES (TRAFFIC_STATUS_MAX - TRAFFIC_STATUS_MIN + 1)

/* Requests are sorted by duration, in microseconds: up to each bound, and above the last. */
#define N_TRAFFIC_BOUNDS 14
extern const gint64 TRAFFIC_BOUNDS[N_TRAFFIC_BOUNDS];

typedef struct TrafficTotals {
    guint64 requests[N_TRAFFIC_KINDS][N_TRAFFIC_STATUSES]; /* by status less TRAFFIC_STATUS_MIN */
    guint64 octets[N_TRAFFIC_KINDS];
    guint64 durations[N_TRAFFIC_BOUNDS + 1];
    guint64 microseconds; /* of all requests */
    guint64 cut;          /* requests whose connection ended before the answer did */
    guint64 kept;         /* demands that had been made before */
    guint64 made;         /* demands that had to be made */
    guint64 begun;        /* connections */
    guint64 ended;
} TrafficTotals;

/* What all threads together have counted until now; for any thread. */
void traffic_sum(Traffic *traffic, TrafficTotals *out_totals);
