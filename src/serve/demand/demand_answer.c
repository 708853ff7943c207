#include "serve/demand/demand_answer.h"

#include <string.h>

#include "serve/answer/error_answer.h"
#include "serve/answer/response.h"

struct DemandAnswer {
    DemandOutcome outcome;
    ResourceAnswer *resource; /* or NULL */
    char *words;              /* or NULL */
    ErrorAnswer *error;       /* the words; or NULL */
};

/* Takes the resource. A revision that is named by its number never changes, so it may be kept. */
static ResourceAnswer *prepare(const DemandMaker *maker, const Demand *demand,
                               Resource *take_resource)
{
    g_autoptr(Resource) resource = take_resource;
    Policy policy = maker->policy;

    if (demand->number != 0) {
        policy.cache_control = RESPONSE_CACHE_FOR_A_DAY;
    }
    resource_finish(resource, maker->compress && demand->compress);
    /* Others may get it in gzip, even if this one is not compressed. */
    resource->varies = maker->compress;
    return resource_answer_new(resource, &policy);
}

DemandAnswer *demand_answer_new(const DemandMaker *maker, const Demand *demand)
{
    DemandAnswer *answer = g_atomic_rc_box_new0(DemandAnswer);
    Resource *resource = NULL;

    answer->outcome = maker->make(demand, &resource, &answer->words, maker->data);
    g_assert((answer->outcome == DEMAND_MADE) == (resource != NULL));
    g_assert(answer->words == NULL || answer->outcome == DEMAND_NOT_FOUND ||
             answer->outcome == DEMAND_REFUSED);
    if (resource != NULL) {
        answer->resource = prepare(maker, demand, resource);
    }
    /* Made here, so that any thread can send it. */
    if (answer->words != NULL) {
        answer->error = error_answer_new(answer->outcome == DEMAND_REFUSED ? MHD_HTTP_BAD_REQUEST
                                                                           : MHD_HTTP_NOT_FOUND,
                                         answer->words, policy_root(&maker->policy));
    }
    return answer;
}

DemandAnswer *demand_answer_ref(DemandAnswer *answer)
{
    return g_atomic_rc_box_acquire(answer);
}

static void answer_clear(gpointer data)
{
    DemandAnswer *answer = data;

    error_answer_free(answer->error);
    resource_answer_unref(answer->resource);
    g_free(answer->words);
}

void demand_answer_unref(DemandAnswer *answer)
{
    if (answer != NULL) {
        g_atomic_rc_box_release_full(answer, answer_clear);
    }
}

DemandOutcome demand_answer_outcome(const DemandAnswer *answer)
{
    return answer->outcome;
}

bool demand_answer_is_final(const DemandAnswer *answer)
{
    return answer->outcome == DEMAND_MADE || answer->outcome == DEMAND_NOT_FOUND ||
           answer->outcome == DEMAND_REFUSED;
}

const ResourceAnswer *demand_answer_resource(const DemandAnswer *answer)
{
    return answer->resource;
}

gsize demand_answer_octets(const DemandAnswer *answer)
{
    gsize octets = answer->words != NULL ? strlen(answer->words) : 0;

    if (answer->resource != NULL) {
        const Resource *resource = resource_answer_resource(answer->resource);
        octets += g_bytes_get_size(resource->body);
        octets += resource->gzip != NULL ? g_bytes_get_size(resource->gzip) : 0;
    }
    return octets;
}

bool demand_answer_has_words(const DemandAnswer *answer)
{
    return answer->error != NULL;
}

enum MHD_Result demand_answer_queue_words(const DemandAnswer *answer,
                                          struct MHD_Connection *connection)
{
    g_assert(answer->error != NULL);
    return error_answer_queue(answer->error, connection);
}
