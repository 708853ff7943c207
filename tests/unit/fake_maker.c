#include "fake_maker.h"

#include <string.h>

static DemandOutcome make(const Demand *demand, Resource **out_resource, char **out_text,
                          gpointer data)
{
    FakeMaker *fake = data;
    const char *body = fake->body != NULL ? fake->body : demand->key;

    g_assert(g_thread_self() == fake->thread);
    g_ptr_array_add(fake->keys, g_strdup(demand->key));
    if (fake->meanwhile != NULL) {
        fake->meanwhile(fake->data);
    }
    if (fake->outcome == DEMAND_MADE) {
        *out_resource = resource_new(g_strdup(demand->path), "text/calendar; charset=utf-8",
                                     g_strdup("made.ics"), g_bytes_new(body, strlen(body)));
        (*out_resource)->last_modified = FAKE_MAKER_MODIFIED;
    } else if (fake->outcome != DEMAND_FAILED) {
        *out_text = g_strdup(fake->text);
    }
    return fake->outcome;
}

void fake_maker_init(FakeMaker *fake)
{
    *fake = (FakeMaker){
        .maker = { .make = make, .data = fake },
        .keys = g_ptr_array_new_with_free_func(g_free),
        .outcome = DEMAND_MADE,
        .thread = g_thread_self(),
    };
}

void fake_maker_clear(FakeMaker *fake)
{
    g_clear_pointer(&fake->keys, g_ptr_array_unref);
}

Demand *fake_maker_demand(const char *path, const char *query)
{
    Query parsed;

    g_assert(query_parse(query, format_row(FORMAT_ICS)->parameters, &parsed, NULL));
    Demand *demand = demand_new(path, &parsed);
    query_clear(&parsed);
    return demand;
}
