#pragma once

#include "serve/monitor.h"
#include "service/editions.h"

/*
 * What `serve` does so that it can be seen: the access log on standard output, the list of
 * subscribers beside the history, and what /readyz and /metrics tell of the agendas.
 */
typedef struct Monitoring Monitoring;

typedef struct MonitoringOptions {
    const char *access_log;   /* a format; NULL: none is written */
    const char *subscribers;  /* where the list of them is; NULL: beside the history */
    const char *history_path; /* NULL: there is none, and no list */
    bool manual;              /* others publish into the history: it need not be written here */
} MonitoringOptions;

/* Says what is wrong. */
bool monitoring_options_are_right(const MonitoringOptions *options);

/* The options, which are right, are borrowed. */
Monitoring *monitoring_new(const MonitoringOptions *options);
void monitoring_free(Monitoring *monitoring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Monitoring, monitoring_free)

/* For the server, which must be stopped before monitoring_finish. */
Monitor *monitoring_observer(const Monitoring *monitoring);

/* From here on standard output is the access log's, and the default main context does what is to be
 * done now and then. */
void monitoring_start(Monitoring *monitoring);
void monitoring_finish(Monitoring *monitoring);

/* The editions have been read, and whether any is another than before. */
void monitoring_note_reading(Monitoring *monitoring, const Editions *editions, bool any);

/* Whether anything is missing of the history: then the service is not ready. */
void monitoring_note_lack(Monitoring *monitoring, const Editions *editions);
