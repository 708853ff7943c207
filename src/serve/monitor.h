#pragma once

#include "serve/http/trusted_proxy.h"
#include "serve/request.h"
#include "serve/watch/access_log.h"
#include "serve/watch/holding_table.h"
#include "serve/watch/service_facts.h"

/*
 * What can be seen of a service: it counts what is asked, keeps the access log, notes who fetched
 * what, and shows all of that at the addresses of ServicePage.
 */
typedef struct Monitor Monitor;

/* Copies the version of tzdata. Borrows the log, which may be NULL. */
Monitor *monitor_new(const char *tz_version, AccessLog *log);

/* No server may use it any more. */
void monitor_free(Monitor *monitor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Monitor, monitor_free)

/* --- for the main thread ------------------------------------------------------------------- */

/* Notes that agendas have been read, from files or a history: with or without an error. */
void monitor_note_reading(Monitor *monitor, bool is_good);

/* Sets what keeps the service from being ready although it serves; NULL: nothing does. */
void monitor_set_lack(Monitor *monitor, const char *lack);

/* Sets which agendas (ids, const char *) have no file any more. */
void monitor_set_without_file(Monitor *monitor, const GPtrArray *ids);

/* Sets how the sources of agendas do (SourceFacts), in place of those before. */
void monitor_set_sources(Monitor *monitor, const GArray *sources);

/* Borrowed from the monitor. */
HoldingTable *monitor_holdings(Monitor *monitor);

/* An agency's calendar. */
typedef struct MonitoredAgency {
    const char *agenda_id;
    const char *path; /* as in Feed */
    guint since;      /* the revision in which it last changed */
} MonitoredAgency;

/* Sets the agencies of all agendas with a history (MonitoredAgency), in place of those before. */
void monitor_set_agencies(Monitor *monitor, const GArray *agencies);

/* --- for threads that serve ---------------------------------------------------------------- */

/* Count connections that begin, and those that have ended. */
void monitor_begin_connection(Monitor *monitor);
void monitor_end_connection(Monitor *monitor);

/* Notes in a request that was judged what will be shown of it once it is over, when the answers
 * that it was judged by may be gone. */
void monitor_recognise(Request *request);

/* Notes a request that is over, with its answer sent whole or not. The proxies are those that are
 * trusted, or NULL. */
void monitor_see(Monitor *monitor, const Request *request, const TrustedProxyList *proxies,
                 bool is_whole);

/* Queues a page about the service, as MHD_queue_response does. */
enum MHD_Result monitor_queue(Monitor *monitor, struct MHD_Connection *connection, ServicePage page,
                              const Snapshot *snapshot);
