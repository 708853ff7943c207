#pragma once

#include "serve/http/trusted_proxy.h"
#include "serve/request.h"
#include "serve/watch/access_log.h"
#include "serve/watch/fetches.h"

/*
 * What is to be seen of a service: it counts what is asked, keeps the access log, notes who fetched
 * what, and tells of all that at the addresses of ServicePage.
 */
typedef struct Observer Observer;

/* The version of tzdata is copied. The log, or NULL, is borrowed. */
Observer *observer_new(const char *tz_version, AccessLog *log);

/* No server may use it any more. */
void observer_free(Observer *observer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Observer, observer_free)

/* --- for the main thread ------------------------------------------------------------------- */

/* Agendas have been read, from files or a history: with or without an error. */
void observer_note_reading(Observer *observer, bool is_good);

/* What keeps the service from being ready though it serves; NULL: nothing does. */
void observer_set_lack(Observer *observer, const char *lack);

/* The observer's own. */
Fetches *observer_fetches(Observer *observer);

/* An agency's calendar. */
typedef struct ObservedAgency {
    const char *agenda_id;
    const char *path; /* as in Feed */
    guint since;      /* the revision in which it last changed */
} ObservedAgency;

/* The agencies of all agendas with a history (ObservedAgency), in the place of those before. */
void observer_set_agencies(Observer *observer, const GArray *agencies);

/* --- for threads that serve ---------------------------------------------------------------- */

void observer_begin_connection(Observer *observer);
void observer_end_connection(Observer *observer);

/* A request was judged: notes in it what is to be told of it once it is over, when the answers that
 * it was judged by may be gone. */
void observer_recognise(Request *request);

/* A request is over, with its answer sent whole or not. The proxies are those that are trusted, or
 * NULL. */
void observer_see(Observer *observer, const Request *request, const TrustedProxyList *proxies,
                  bool is_whole);

/* Queues a page, as MHD_queue_response does. */
enum MHD_Result observer_queue(Observer *observer, struct MHD_Connection *connection,
                               ServicePage page, const Snapshot *snapshot);
