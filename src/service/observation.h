#pragma once

#include "serve/observer.h"
#include "service/editions.h"

/*
 * What `serve` does so that it can be seen: the access log on standard output, the list of
 * subscribers beside the history, and what /readyz and /metrics tell of the agendas.
 */
typedef struct Observation Observation;

typedef struct ObservationOptions {
    const char *access_log;   /* a format; NULL: none is written */
    const char *subscribers;  /* where the list of them is; NULL: beside the history */
    const char *history_path; /* NULL: there is none, and no list */
    bool manual;              /* others publish into the history: it need not be written here */
} ObservationOptions;

/* Says what is wrong. */
bool observation_options_are_right(const ObservationOptions *options);

/* The options, which are right, are borrowed. */
Observation *observation_new(const ObservationOptions *options);
void observation_free(Observation *observation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Observation, observation_free)

/* For the server, which must be stopped before observation_finish. */
Observer *observation_observer(const Observation *observation);

/* From here on standard output is the access log's, and the default main context does what is to be
 * done now and then. */
void observation_start(Observation *observation);
void observation_finish(Observation *observation);

/* The editions have been read, and whether any is another than before. */
void observation_note_reading(Observation *observation, const Editions *editions, bool any);

/* Whether anything is missing of the history: then the service is not ready. */
void observation_note_lack(Observation *observation, const Editions *editions);
