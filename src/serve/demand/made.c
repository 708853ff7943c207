#include "serve/demand/made.h"

#include <string.h>

#include "serve/answer/response.h"
#include "serve/answer/spoken.h"

struct Made {
    DemandOutcome outcome;
    Prepared *prepared; /* or NULL */
    char *words;        /* or NULL */
    Spoken *spoken;     /* the words; or NULL */
};

/* Takes the resource. What a revision was never changes. */
static Prepared *prepare(const DemandMaker *maker, const Demand *demand, Resource *take_resource)
{
    g_autoptr(Resource) resource = take_resource;
    Policy policy = maker->policy;

    if (demand->number != 0) {
        policy.cache_control = RESPONSE_CACHE_FOR_A_DAY;
    }
    resource_finish(resource, maker->compress && demand->compress);
    resource->varies = maker->compress;
    return prepared_new(resource, &policy);
}

Made *made_new(const DemandMaker *maker, const Demand *demand)
{
    Made *made = g_atomic_rc_box_new0(Made);
    Resource *resource = NULL;

    made->outcome = maker->make(demand, &resource, &made->words, maker->data);
    g_assert((made->outcome == DEMAND_MADE) == (resource != NULL));
    g_assert(made->words == NULL || made->outcome == DEMAND_NOT_FOUND ||
             made->outcome == DEMAND_REFUSED);
    if (resource != NULL) {
        made->prepared = prepare(maker, demand, resource);
    }
    if (made->words != NULL) {
        made->spoken =
            spoken_new(made->outcome == DEMAND_REFUSED ? MHD_HTTP_BAD_REQUEST : MHD_HTTP_NOT_FOUND,
                       made->words);
    }
    return made;
}

Made *made_ref(Made *made)
{
    return g_atomic_rc_box_acquire(made);
}

static void made_clear(gpointer data)
{
    Made *made = data;

    spoken_free(made->spoken);
    prepared_unref(made->prepared);
    g_free(made->words);
}

void made_unref(Made *made)
{
    if (made != NULL) {
        g_atomic_rc_box_release_full(made, made_clear);
    }
}

DemandOutcome made_outcome(const Made *made)
{
    return made->outcome;
}

bool made_is_final(const Made *made)
{
    return made->outcome == DEMAND_MADE || made->outcome == DEMAND_NOT_FOUND ||
           made->outcome == DEMAND_REFUSED;
}

const Prepared *made_prepared(const Made *made)
{
    return made->prepared;
}

gsize made_octets(const Made *made)
{
    gsize octets = made->words != NULL ? strlen(made->words) : 0;

    if (made->prepared != NULL) {
        const Resource *resource = prepared_resource(made->prepared);
        octets += g_bytes_get_size(resource->body);
        octets += resource->gzip != NULL ? g_bytes_get_size(resource->gzip) : 0;
    }
    return octets;
}

bool made_has_words(const Made *made)
{
    return made->spoken != NULL;
}

enum MHD_Result made_queue_words(const Made *made, struct MHD_Connection *connection)
{
    g_assert(made->spoken != NULL);
    return spoken_queue(made->spoken, connection);
}
