#include "serve/demand_queue.h"

#include "serve/main_task.h"

/* A demand, and all who wait for it. */
typedef struct Order {
    const Demand *demand; /* of the first of them, like the cache */
    DemandCache *cache;
    Made *made; /* if it was in the cache when it was ordered; or NULL */
    GPtrArray *waiters;
} Order;

struct DemandQueue {
    const DemandMaker *maker;
    DemandDone done;
    MainTask *task;
    GMutex mutex;       /* of all below, and of what every order holds */
    GQueue orders;      /* Order *, the next one at the head */
    GHashTable *by_key; /* key of a demand → Order */
    bool is_closed;
};

static void order_free(Order *order)
{
    made_unref(order->made);
    g_ptr_array_unref(order->waiters);
    g_free(order);
}

/* Tells the waiters of an order that nobody else knows any more. */
static void finish_order(const DemandQueue *queue, Order *take_order, Made *made)
{
    for (guint i = 0; i < take_order->waiters->len; i++) {
        queue->done(take_order->waiters->pdata[i], made != NULL ? made_ref(made) : NULL);
    }
    order_free(take_order);
}

/* The next one, which stays in the queue: who comes while it is made can still join it. */
static Order *peek_order(DemandQueue *queue)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    order = g_queue_peek_head(&queue->orders);
    g_mutex_unlock(&queue->mutex);
    return order;
}

static void pop_order(DemandQueue *queue, Order *order)
{
    g_mutex_lock(&queue->mutex);
    g_assert(g_queue_peek_head(&queue->orders) == order);
    g_queue_pop_head(&queue->orders);
    g_hash_table_remove(queue->by_key, order->demand->key);
    if (queue->orders.length > 0) {
        main_task_wake(queue->task);
    }
    g_mutex_unlock(&queue->mutex);
}

static void make_next(gpointer data)
{
    DemandQueue *queue = data;
    Order *order = peek_order(queue);

    if (order == NULL) {
        return;
    }
    g_autoptr(Made) made =
        order->made != NULL ? made_ref(order->made) : made_new(queue->maker, order->demand);
    if (made_outcome(made) != DEMAND_FAILED) {
        demand_cache_add(order->cache, order->demand->key, made);
    }
    pop_order(queue, order);
    finish_order(queue, order, made);
}

DemandQueue *demand_queue_new(const DemandMaker *maker, DemandDone done)
{
    DemandQueue *queue = g_new0(DemandQueue, 1);

    queue->maker = maker;
    queue->done = done;
    queue->task = main_task_new(make_next, queue);
    g_mutex_init(&queue->mutex);
    g_queue_init(&queue->orders);
    queue->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    return queue;
}

void demand_queue_free(DemandQueue *queue)
{
    if (queue == NULL) {
        return;
    }
    g_assert(queue->orders.length == 0);
    main_task_free(queue->task);
    g_hash_table_unref(queue->by_key);
    g_mutex_clear(&queue->mutex);
    g_free(queue);
}

/* A new order at the end of the queue. It may have been made since the asker last looked; between
 * its being put in the cache and its leaving the queue there is no gap. */
static Order *add_order(DemandQueue *queue, const Demand *demand, DemandCache *cache)
{
    Order *order = g_new0(Order, 1);

    order->demand = demand;
    order->cache = cache;
    order->made = demand_cache_find(cache, demand->key);
    order->waiters = g_ptr_array_new();
    g_queue_push_tail(&queue->orders, order);
    g_hash_table_insert(queue->by_key, demand->key, order);
    main_task_wake(queue->task);
    return order;
}

bool demand_queue_ask(DemandQueue *queue, const Demand *demand, DemandCache *cache, gpointer waiter)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    order = g_hash_table_lookup(queue->by_key, demand->key);
    if (order == NULL && !queue->is_closed && queue->orders.length < DEMANDS_WAITING_MAX) {
        order = add_order(queue, demand, cache);
    }
    if (order != NULL) {
        g_ptr_array_add(order->waiters, waiter);
    }
    g_mutex_unlock(&queue->mutex);
    return order != NULL;
}

void demand_queue_close(DemandQueue *queue)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    queue->is_closed = true;
    g_mutex_unlock(&queue->mutex);
    while ((order = peek_order(queue)) != NULL) {
        pop_order(queue, order);
        finish_order(queue, order, NULL);
    }
}
