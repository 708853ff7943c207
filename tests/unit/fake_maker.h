#pragma once

#include "serve/demand/demand.h"

/* A maker of demands that makes a body of the key, and does what a test wants besides. */
typedef struct FakeMaker {
    DemandMaker maker;
    GPtrArray *keys; /* of all that it was asked for, in order */
    DemandOutcome outcome;
    const char *text;                 /* for DEMAND_NOT_FOUND and DEMAND_REFUSED */
    const char *body;                 /* in the place of the key; or NULL */
    void (*meanwhile)(gpointer data); /* called before it makes something; or NULL */
    gpointer data;
    GThread *thread; /* on which alone it may be called */
} FakeMaker;

/* On the thread of the test. */
void fake_maker_init(FakeMaker *fake);
void fake_maker_clear(FakeMaker *fake);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FakeMaker, fake_maker_clear)

/* What it says that something was modified. */
#define FAKE_MAKER_MODIFIED 1184198400 /* Thu, 12 Jul 2007 00:00:00 GMT */

/* A demand that a query asks for; the path is of a calendar. */
Demand *fake_maker_demand(const char *path, const char *query);
