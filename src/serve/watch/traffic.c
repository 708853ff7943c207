#include "serve/watch/traffic.h"

#include <pthread.h>
#include <stdatomic.h>

#define CACHE_LINE 64

const gint64 TRAFFIC_BOUNDS[N_TRAFFIC_BOUNDS] = {
    100,   250,   500,    1000,   2500,    5000,     10000,
    25000, 50000, 100000, 500000, 1000000, 10000000, 60000000,
};

/* What one thread has counted: the numbers of TrafficTotals, which others may read meanwhile. */
#define N_COUNTS (sizeof(TrafficTotals) / sizeof(guint64))
typedef struct Shard {
    _Atomic guint64 counts[N_COUNTS];
} Shard;

/* TrafficTotals is made of guint64 alone, and so can be used as an array of them. */
#define COUNT_OF(member) (G_STRUCT_OFFSET(TrafficTotals, member) / sizeof(guint64))

struct Traffic {
    pthread_key_t own; /* leads each thread to its shard */
    GMutex mutex;      /* of the list alone */
    GPtrArray *shards; /* Shard *; that of a thread that has ended stays */
};

static void shard_free(gpointer shard)
{
    g_aligned_free(shard);
}

Traffic *traffic_new(void)
{
    Traffic *traffic = g_new0(Traffic, 1);
    int failed = pthread_key_create(&traffic->own, NULL);

    /* Fails only if the program has too many keys. */
    g_assert(failed == 0);
    g_mutex_init(&traffic->mutex);
    traffic->shards = g_ptr_array_new_with_free_func(shard_free);
    return traffic;
}

void traffic_free(Traffic *traffic)
{
    if (traffic == NULL) {
        return;
    }
    pthread_key_delete(traffic->own);
    g_ptr_array_unref(traffic->shards);
    g_mutex_clear(&traffic->mutex);
    g_free(traffic);
}

static Shard *add_shard(Traffic *traffic)
{
    /* On cache lines of its own: no other thread writes there. */
    Shard *shard = g_aligned_alloc0(1, sizeof(Shard), CACHE_LINE);

    pthread_setspecific(traffic->own, shard);
    g_mutex_lock(&traffic->mutex);
    g_ptr_array_add(traffic->shards, shard);
    g_mutex_unlock(&traffic->mutex);
    return shard;
}

static Shard *own_shard(Traffic *traffic)
{
    Shard *shard = pthread_getspecific(traffic->own);

    return shard != NULL ? shard : add_shard(traffic);
}

/* Only its own thread writes to a shard, so nothing can come between the two steps. */
static void add(Shard *shard, gsize count, guint64 number)
{
    guint64 before = atomic_load_explicit(&shard->counts[count], memory_order_relaxed);

    atomic_store_explicit(&shard->counts[count], before + number, memory_order_relaxed);
}

static gsize bound_of(gint64 microseconds)
{
    gsize bound = 0;

    while (bound < N_TRAFFIC_BOUNDS && microseconds > TRAFFIC_BOUNDS[bound]) {
        bound++;
    }
    return bound;
}

void traffic_count_request(Traffic *traffic, const TrafficRequest *request)
{
    Shard *shard = own_shard(traffic);
    gsize status = request->status - TRAFFIC_STATUS_MIN;

    g_assert(status < N_TRAFFIC_STATUSES);
    /* `requests` is a table of two dimensions, stored row by row. */
    add(shard, COUNT_OF(requests) + request->kind * N_TRAFFIC_STATUSES + status, 1);
    add(shard, COUNT_OF(octets) + request->kind, request->octets);
    add(shard, COUNT_OF(durations) + bound_of(request->microseconds), 1);
    add(shard, COUNT_OF(microseconds), (guint64)request->microseconds);
    if (request->is_cut) {
        add(shard, COUNT_OF(cut), 1);
    }
    if (request->demand != TRAFFIC_DEMAND_NONE) {
        add(shard, request->demand == TRAFFIC_DEMAND_KEPT ? COUNT_OF(kept) : COUNT_OF(made), 1);
    }
}

void traffic_count_begin(Traffic *traffic)
{
    add(own_shard(traffic), COUNT_OF(begun), 1);
}

void traffic_count_end(Traffic *traffic)
{
    add(own_shard(traffic), COUNT_OF(ended), 1);
}

void traffic_sum(Traffic *traffic, TrafficTotals *out_totals)
{
    guint64 *totals = (guint64 *)out_totals;

    *out_totals = (TrafficTotals){ 0 };
    g_mutex_lock(&traffic->mutex);
    for (guint i = 0; i < traffic->shards->len; i++) {
        Shard *shard = traffic->shards->pdata[i];
        for (gsize count = 0; count < N_COUNTS; count++) {
            totals[count] += atomic_load_explicit(&shard->counts[count], memory_order_relaxed);
        }
    }
    g_mutex_unlock(&traffic->mutex);
}
