#pragma once

#include "serve/demand/demand.h"
#include "service/editions.h"
#include "site/resource_maker.h"

/* Makes what the service is asked for and has not prepared: selections, calendars of earlier
 * revisions or with other options, and lists of their changes. */
typedef struct OnDemand OnDemand;

/* Borrows the editions and the options, which must outlive it. `resume` is called as soon as what
 * demands wait for may be there. */
OnDemand *on_demand_new(const Editions *editions, const ResourceOptions *options,
                        void (*resume)(gpointer data), gpointer data);

/* Waits for the end of what is being read. */
void on_demand_unref(OnDemand *on_demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OnDemand, on_demand_unref)

/* Drops what was made from the editions. To be called when they change, before more is made. */
void on_demand_forget(OnDemand *on_demand);

/* For the service: a DemandMaker's function, whose data is an OnDemand. */
DemandOutcome on_demand_make(const Demand *demand, Resource **out_resource, char **out_text,
                             gpointer data);
