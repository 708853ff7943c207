#pragma once

#include "serve/watch/access_line.h"

/*
 * The access log. Threads that answer requests only hand lines over; a thread of its own writes
 * them. Lines that cannot be written as fast as they come, or not at all, are lost and counted:
 * nobody waits for them, and the memory that they take is bounded.
 */
typedef struct AccessLog AccessLog;

/* How many octets of lines may wait to be written. */
#define ACCESS_LOG_OCTETS (1024 * 1024)

/* Writes to a descriptor, which must stay open until the log is freed, from access_log_start on.
 * Until then lines wait. */
AccessLog *access_log_new(AccessFormat format, int fd);
void access_log_start(AccessLog *log);

/* Writes what is left, if that takes no longer than a second; no thread may add lines any more.
 * Returns how many were lost in all. */
guint64 access_log_finish(AccessLog *log);

void access_log_free(AccessLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AccessLog, access_log_free)

/* Hands over the line of a request. For any thread. */
void access_log_add(AccessLog *log, const AccessRecord *record);

/* How many lines have been lost until now; for any thread. */
guint64 access_log_lost(AccessLog *log);
