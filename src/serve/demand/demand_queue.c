#include "serve/demand/demand_queue.h"

#include "serve/demand/accounts.h"
#include "serve/listen/main_task.h"

/* What is asked of the present and of the past, each with accounts of its own. */
typedef enum Lane {
    LANE_NOW,
    LANE_PAST,
    N_LANES,
} Lane;

typedef struct Waiter {
    gpointer data;
    Account *account; /* of the client, in the order's lane */
    gint64 until;     /* monotonic microseconds */
} Waiter;

/* A demand, and all who wait for it: at least one. */
typedef struct Order {
    Demand *demand;
    Lane lane;
    GArray *waiters;
    bool is_aside;   /* not to be made until the queue is resumed */
    gint64 begun_at; /* when something was begun for it, until it is there; or 0 */
} Order;

struct DemandQueue {
    const DemandMaker *maker;
    DemandCache *cache;
    DemandDone done;
    gint64 patience; /* microseconds */
    MainTask *task;
    GMutex mutex;       /* of all below, and of what every order holds */
    GQueue orders;      /* Order *, in the order in which they came */
    GHashTable *by_key; /* key of a demand → Order */
    Accounts *accounts[N_LANES];
    Lane turn; /* the lane whose turn it is, if there is something to make in each */
    bool is_closed;
};

static Waiter *waiter_of(const Order *order, guint index)
{
    return &g_array_index(order->waiters, Waiter, index);
}

static void order_free(Order *order)
{
    demand_unref(order->demand);
    g_array_unref(order->waiters);
    g_free(order);
}

/* --- who is next, with the queue's lock held --------------------------------------------- */

/* When an order is due: when the first of those who wait for it is. */
static gint64 due_of(const Order *order)
{
    gint64 least = G_MAXINT64;

    for (guint i = 0; i < order->waiters->len; i++) {
        least = MIN(least, account_due(waiter_of(order, i)->account));
    }
    return least;
}

/* The next order to be made in a lane, of equals the first that came; NULL if there is none. All
 * are looked at: for a thousand that takes microseconds, and making one takes much longer. */
static Order *find_next_in(const DemandQueue *queue, Lane lane)
{
    Order *next = NULL;
    gint64 least = 0;

    for (const GList *link = queue->orders.head; link != NULL; link = link->next) {
        Order *order = link->data;
        bool is_ready = order->lane == lane && !order->is_aside;
        gint64 due = is_ready ? due_of(order) : 0;
        if (is_ready && (next == NULL || due < least)) {
            next = order;
            least = due;
        }
    }
    return next;
}

static Order *find_next(const DemandQueue *queue)
{
    Order *next = find_next_in(queue, queue->turn);

    return next != NULL ? next : find_next_in(queue, (queue->turn + 1) % N_LANES);
}

/* When the first of all who wait will have waited long enough; G_MAXINT64 if nobody waits. */
static gint64 find_patience_end(const DemandQueue *queue)
{
    gint64 end = G_MAXINT64;

    for (const GList *link = queue->orders.head; link != NULL; link = link->next) {
        const Order *order = link->data;
        for (guint i = 0; i < order->waiters->len; i++) {
            end = MIN(end, waiter_of(order, i)->until);
        }
    }
    return end;
}

static void plan_next(const DemandQueue *queue)
{
    gint64 end;

    if (find_next(queue) != NULL) {
        main_task_wake(queue->task);
    } else if ((end = find_patience_end(queue)) < G_MAXINT64) {
        main_task_wake_at(queue->task, end);
    }
}

/* What was spent on an order is shared by those who wait for it. */
static void charge(const Order *order, gint64 microseconds)
{
    for (guint i = 0; i < order->waiters->len; i++) {
        account_charge(waiter_of(order, i)->account, microseconds / order->waiters->len);
    }
}

/* --- leaving the queue ------------------------------------------------------------------- */

/* Takes an order out of the queue, with its lock held. */
static void take_out(DemandQueue *queue, Order *order)
{
    g_queue_remove(&queue->orders, order);
    g_hash_table_remove(queue->by_key, order->demand->key);
    for (guint i = 0; i < order->waiters->len; i++) {
        accounts_close(queue->accounts[order->lane], waiter_of(order, i)->account);
    }
}

/* Gives an answer, or NULL, to the waiters of an order that has left the queue, and frees it. */
static void finish_order(const DemandQueue *queue, Order *take_order, DemandAnswer *answer)
{
    for (guint i = 0; i < take_order->waiters->len; i++) {
        queue->done(waiter_of(take_order, i)->data,
                    answer != NULL ? demand_answer_ref(answer) : NULL);
    }
    order_free(take_order);
}

/* Takes out those who have waited long enough, and adds them to `late`; with the lock held. */
static void dismiss_late(DemandQueue *queue, Order *order, gint64 now, GPtrArray *late)
{
    /* Backwards, since removing a waiter moves those after it. */
    for (guint i = order->waiters->len; i > 0; i--) {
        Waiter *waiter = waiter_of(order, i - 1);
        if (waiter->until <= now) {
            g_ptr_array_add(late, waiter->data);
            /* Leaving early does not spare anybody what was begun for them. */
            account_charge(waiter->account, order->begun_at != 0 ? now - order->begun_at : 0);
            accounts_close(queue->accounts[order->lane], waiter->account);
            g_array_remove_index(order->waiters, i - 1);
        }
    }
    if (order->waiters->len == 0) {
        take_out(queue, order);
        order_free(order);
    }
}

static void dismiss_all_late(DemandQueue *queue)
{
    g_autoptr(GPtrArray) late = g_ptr_array_new();
    gint64 now = g_get_monotonic_time();

    g_mutex_lock(&queue->mutex);
    for (GList *link = queue->orders.head; link != NULL;) {
        Order *order = link->data;
        link = link->next;
        dismiss_late(queue, order, now, late);
    }
    g_mutex_unlock(&queue->mutex);
    /* Outside the lock: `done` must be free to ask for something else. */
    for (guint i = 0; i < late->len; i++) {
        queue->done(late->pdata[i], NULL);
    }
}

/* --- making ------------------------------------------------------------------------------ */

/* The next order, which stays in the queue: those who ask for it while it is made can join. */
static Order *peek_order(DemandQueue *queue)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    order = find_next(queue);
    if (order != NULL) {
        accounts_advance(queue->accounts[order->lane], due_of(order));
        queue->turn = (order->lane + 1) % N_LANES;
    } else {
        /* There may be others to dismiss, later. */
        plan_next(queue);
    }
    g_mutex_unlock(&queue->mutex);
    return order;
}

static bool is_to_come(DemandOutcome outcome)
{
    return outcome == DEMAND_BEGUN || outcome == DEMAND_WAITING;
}

/* Puts an order aside after it was looked after, or takes it out; returns whether it has left. */
static bool settle_order(DemandQueue *queue, Order *order, DemandOutcome outcome, gint64 began)
{
    gint64 now = g_get_monotonic_time();

    g_mutex_lock(&queue->mutex);
    charge(order, now - began);
    order->is_aside = is_to_come(outcome);
    order->begun_at = outcome == DEMAND_BEGUN ? now : 0;
    if (!order->is_aside) {
        take_out(queue, order);
    }
    plan_next(queue);
    g_mutex_unlock(&queue->mutex);
    return !is_to_come(outcome);
}

/* It may have been made since the asker last looked: an answer is in the cache before its order
 * leaves the queue, so it is always found in one of them. Looked for only now: what the cache had
 * when it was asked for may be out of date. */
static DemandAnswer *find_or_make(const DemandQueue *queue, const Demand *demand)
{
    DemandAnswer *answer = demand_cache_find(queue->cache, demand->key);

    if (answer == NULL) {
        answer = demand_answer_new(queue->maker, demand);
        if (demand_answer_is_final(answer)) {
            demand_cache_add(queue->cache, demand->key, answer);
        }
    }
    return answer;
}

static void make_next(gpointer data)
{
    DemandQueue *queue = data;

    /* First, so that nothing is made for clients who are given up. */
    dismiss_all_late(queue);
    Order *order = peek_order(queue);
    if (order == NULL) {
        return;
    }
    /* Used without the lock: only this thread takes orders out. */
    gint64 began = g_get_monotonic_time();
    g_autoptr(DemandAnswer) answer = find_or_make(queue, order->demand);
    if (settle_order(queue, order, demand_answer_outcome(answer), began)) {
        finish_order(queue, order, answer);
    }
}

void demand_queue_resume(DemandQueue *queue)
{
    gint64 now = g_get_monotonic_time();

    g_mutex_lock(&queue->mutex);
    for (GList *link = queue->orders.head; link != NULL; link = link->next) {
        Order *order = link->data;
        order->is_aside = false;
        if (order->begun_at != 0) {
            /* It is charged as well for the time that was spent beside this thread. */
            charge(order, now - order->begun_at);
            order->begun_at = 0;
        }
    }
    plan_next(queue);
    g_mutex_unlock(&queue->mutex);
}

/* --- the queue --------------------------------------------------------------------------- */

DemandQueue *demand_queue_new(const DemandMaker *maker, DemandCache *cache, DemandDone done,
                              guint patience)
{
    DemandQueue *queue = g_new0(DemandQueue, 1);

    queue->maker = maker;
    queue->cache = cache;
    queue->done = done;
    queue->patience = patience * G_TIME_SPAN_MILLISECOND;
    queue->task = main_task_new(make_next, queue);
    g_mutex_init(&queue->mutex);
    g_queue_init(&queue->orders);
    queue->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (Lane lane = 0; lane < N_LANES; lane++) {
        queue->accounts[lane] = accounts_new();
    }
    return queue;
}

void demand_queue_free(DemandQueue *queue)
{
    if (queue == NULL) {
        return;
    }
    g_assert(queue->orders.length == 0);
    main_task_free(queue->task);
    for (Lane lane = 0; lane < N_LANES; lane++) {
        accounts_free(queue->accounts[lane]);
    }
    g_hash_table_unref(queue->by_key);
    g_mutex_clear(&queue->mutex);
    g_free(queue);
}

/* Adds an order at the end of the queue, with the lock held. */
static Order *add_order(DemandQueue *queue, Demand *demand)
{
    Order *order = g_new0(Order, 1);

    order->demand = demand_ref(demand);
    order->lane = demand_is_past(demand) ? LANE_PAST : LANE_NOW;
    order->waiters = g_array_new(FALSE, FALSE, sizeof(Waiter));
    g_queue_push_tail(&queue->orders, order);
    g_hash_table_insert(queue->by_key, order->demand->key, order);
    return order;
}

static void add_waiter(DemandQueue *queue, Order *order, const char *client, gpointer data)
{
    Waiter waiter = {
        .data = data,
        .account = accounts_open(queue->accounts[order->lane], client),
        .until = g_get_monotonic_time() + queue->patience,
    };

    g_array_append_val(order->waiters, waiter);
}

bool demand_queue_ask(DemandQueue *queue, Demand *demand, const char *client, gpointer waiter)
{
    bool is_taken;

    g_mutex_lock(&queue->mutex);
    is_taken = !queue->is_closed;
    if (is_taken) {
        Order *order = g_hash_table_lookup(queue->by_key, demand->key);
        if (order == NULL) {
            order = add_order(queue, demand);
        }
        add_waiter(queue, order, client, waiter);
        main_task_wake(queue->task);
    }
    g_mutex_unlock(&queue->mutex);
    return is_taken;
}

/* Takes the first order out, for the caller; NULL if there is none. */
static Order *steal_first(DemandQueue *queue)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    order = g_queue_peek_head(&queue->orders);
    if (order != NULL) {
        take_out(queue, order);
    }
    g_mutex_unlock(&queue->mutex);
    return order;
}

void demand_queue_close(DemandQueue *queue)
{
    Order *order;

    g_mutex_lock(&queue->mutex);
    /* First, so that nobody joins while the queue is emptied. */
    queue->is_closed = true;
    g_mutex_unlock(&queue->mutex);
    while ((order = steal_first(queue)) != NULL) {
        finish_order(queue, order, NULL);
    }
}
