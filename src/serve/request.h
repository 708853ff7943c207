#pragma once

#include "serve/answers.h"
#include "serve/demand/demand_cache.h"
#include "serve/http/host.h"
#include "serve/http/request_head.h"
#include "serve/watch/traffic_kind.h"

/* One request, from its request line to the last octet of its answer. */
typedef struct Request {
    struct MHD_Connection *connection;
    char *target;           /* as it was received */
    const char *version_at; /* where the version stands, unless a NUL cut the target short */
    RequestHead head;
    const HostList *hosts; /* borrowed: the names under which it may be asked; NULL: any */

    /* What it is judged and answered by; the handler's. NULL until the head is whole, while it
     * waits, and once its answer is queued: a client can take its time for any of these, and should
     * hold little meanwhile. */
    Answers *answers;

    /* Once it was judged: */
    gint64 asked_at;  /* when that was, monotonic microseconds */
    Route route;      /* its resource lives as long as the answers */
    TrafficKind kind; /* see monitor_recognise, as for the next */
    HoldingPlace fetch;
    const char *method; /* borrowed from the connection, like the version */
    const char *version;
    Refusal refusal;
    DemandAnswer *answer; /* to the demand of the route; or NULL */
    bool admitted;        /* to be answered in a later call */
    bool put_off;         /* it did not wait when it could first have done so, see handler.c */
    bool counted;         /* it counts in the handler's `under_way` */
} Request;

/* The target is the connection's own, before libmicrohttpd takes it apart; it is copied, and its
 * query cut off in place. */
Request *request_new(struct MHD_Connection *connection, char *target);
void request_free(Request *request);

/* Reads the head, which must be whole, and sets `refusal` to why the request is refused, if it is.
 * The answers must be there. Without a maker, demands are refused. */
void request_judge(Request *request, const char *method, const char *target, const char *version,
                   bool has_maker);

/* Whether it was judged to be one after which the connection can go on. */
bool request_is_admissible(const Request *request);

/* Whether it asks for something yet to be made. Looks in the cache first; keeps what is there. */
bool request_waits(Request *request, DemandCache *cache);

/* Takes the answer to its demand; NULL if there will be none. */
void request_take_answer(Request *request, DemandAnswer *take_answer);

/* Queues the answer, which must be there. In the first call of the handler this also refuses
 * whatever the client may send after the head, and the connection is closed after the answer. */
enum MHD_Result request_answer(const Request *request);
