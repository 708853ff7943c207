#pragma once

#include "serve/http/trusted_proxy.h"
#include "serve/request.h"
#include "serve/watch/access_log.h"
#include "serve/watch/holding_table.h"

/*
 * What is to be seen of a service: it counts what is asked, keeps the access log, notes who fetched
 * what, and tells of all that at the addresses of ServicePage.
 */
typedef struct Monitor Monitor;

/* The version of tzdata is copied. The log, or NULL, is borrowed. */
Monitor *monitor_new(const char *tz_version, AccessLog *log);

/* No server may use it any more. */
void monitor_free(Monitor *monitor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Monitor, monitor_free)

/* --- for the main thread ------------------------------------------------------------------- */

/* Agendas have been read, from files or a history: with or without an error. */
void monitor_note_reading(Monitor *monitor, bool is_good);

/* What keeps the service from being ready though it serves; NULL: nothing does. */
void monitor_set_lack(Monitor *monitor, const char *lack);

/* The observer's own. */
HoldingTable *monitor_holdings(Monitor *monitor);

/* An agency's calendar. */
typedef struct MonitoredAgency {
    const char *agenda_id;
    const char *path; /* as in Feed */
    guint since;      /* the revision in which it last changed */
} MonitoredAgency;

/* The agencies of all agendas with a history (MonitoredAgency), in the place of those before. */
void monitor_set_agencies(Monitor *monitor, const GArray *agencies);

/* --- for threads that serve ---------------------------------------------------------------- */

void monitor_begin_connection(Monitor *monitor);
void monitor_end_connection(Monitor *monitor);

/* A request was judged: notes in it what is to be told of it once it is over, when the answers that
 * it was judged by may be gone. */
void monitor_recognise(Request *request);

/* A request is over, with its answer sent whole or not. The proxies are those that are trusted, or
 * NULL. */
void monitor_see(Monitor *monitor, const Request *request, const TrustedProxyList *proxies,
                 bool is_whole);

/* Queues a page, as MHD_queue_response does. */
enum MHD_Result monitor_queue(Monitor *monitor, struct MHD_Connection *connection, ServicePage page,
                              const Snapshot *snapshot);
