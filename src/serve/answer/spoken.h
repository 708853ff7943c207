#pragma once

#include <glib.h>
#include <microhttpd.h>

/* A few words instead of what was asked for, with a status that is an error: in plain text, and as
 * a page for those who accept one (RFC 9110 §12.5.1). Immutable once it is queued; used by any
 * thread. It is never to be kept by a cache. */
typedef struct Spoken Spoken;

/* Keeps a copy of the words, lines that each end with a line feed. */
Spoken *spoken_new(unsigned status, const char *text);
void spoken_free(Spoken *spoken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spoken, spoken_free)

void spoken_add_header(Spoken *spoken, const char *name, const char *value);

/* Queues it, as MHD_queue_response does. */
enum MHD_Result spoken_queue(const Spoken *spoken, struct MHD_Connection *connection);
