#pragma once

#include <glib.h>

/*
 * Ends connections that take too long. libmicrohttpd limits inactivity only: a client that sends an
 * octet a second would hold its connection for ever, and a thousand such clients the service.
 */

/* The connections of a service, and the thread that watches them. */
typedef struct DeadlineWatch DeadlineWatch;

/* One connection. */
typedef struct Deadline Deadline;

DeadlineWatch *deadline_watch_new(void);

/* All deadlines must have been freed. */
void deadline_watch_free(DeadlineWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeadlineWatch, deadline_watch_free)

/* Watches a socket, and shuts it down when `milliseconds` have passed: whoever reads or writes it
 * then sees its end. It is not closed; the deadline must be freed before it is. */
Deadline *deadline_new(DeadlineWatch *watch, int socket, guint milliseconds);
void deadline_free(Deadline *deadline);

/* Sets how much time is left from now on. */
void deadline_set(Deadline *deadline, guint milliseconds);
