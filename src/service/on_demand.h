#pragma once

#include "serve/demand/demand.h"
#include "service/editions.h"
#include "site/resource_maker.h"

/* Makes what the service is asked for and has not prepared: selections, calendars of earlier
 * revisions or with other options, and the lists of their changes. */
typedef struct OnDemand OnDemand;

/* Borrows both, which must live longer. `resume` is called once what demands wait for may be
 * there. */
OnDemand *on_demand_new(const Editions *editions, const ResourceOptions *options,
                        void (*resume)(gpointer data), gpointer data);

/* Waits for the end of what is being read. */
void on_demand_unref(OnDemand *on_demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OnDemand, on_demand_unref)

/* To be called when the editions have changed, before anything else is made. */
void on_demand_forget(OnDemand *on_demand);

/* For the service: a DemandMaker's function, with an OnDemand as its data. */
DemandOutcome on_demand_make(const Demand *demand, Resource **out_resource, char **out_text,
                             gpointer data);
