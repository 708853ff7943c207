#pragma once

#include "serve/monitor.h"
#include "service/editions.h"

/*
 * What `serve` does so that it can be observed: the access log on standard output, the list of
 * subscribers beside the history, and what /readyz and /metrics say about the agendas.
 */
typedef struct Monitoring Monitoring;

typedef struct MonitoringOptions {
    const char *access_log;   /* a format; NULL: no log is written */
    const char *subscribers;  /* path of the list of subscribers; NULL: beside the history */
    const char *history_path; /* NULL: there is no history, and no list */
    bool manual;              /* others publish into the history: it need not be writable here */
} MonitoringOptions;

/* Whether the options are right; if not, the error has been printed. */
bool monitoring_options_are_right(const MonitoringOptions *options);

/* The options, which must be right, are borrowed. */
Monitoring *monitoring_new(const MonitoringOptions *options);
void monitoring_free(Monitoring *monitoring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Monitoring, monitoring_free)

/* For the server, which must be stopped before monitoring_finish. Borrowed. */
Monitor *monitoring_monitor(const Monitoring *monitoring);

/* From here on standard output is the access log's, and the default main context does what is to be
 * done now and then. */
void monitoring_start(Monitoring *monitoring);
/* Writes what is left of the access log and the list of subscribers. */
void monitoring_finish(Monitoring *monitoring);

/* Notes that the editions have been read; any: whether anything has changed. */
void monitoring_note_reading(Monitoring *monitoring, const Editions *editions, bool any);

/* Notes how the sources of agenda files do (SourceState). */
void monitoring_note_sources(Monitoring *monitoring, const GArray *states);

/* Notes what the history or the files lack, in words; NULL: nothing. Else the service is not ready.
 */
void monitoring_note_lack(Monitoring *monitoring, const char *lack);
