#pragma once

#include <glib.h>
#include <microhttpd.h>

/* A few words instead of what was asked for, with a status that is an error: in plain text, and as
 * a page for those who accept one (RFC 9110 §12.5.1). Immutable once it is queued; used by any
 * thread. It is never to be kept by a cache. */
typedef struct ErrorAnswer ErrorAnswer;

/* Keeps a copy of the words, lines that each end with a line feed. */
ErrorAnswer *error_answer_new(unsigned status, const char *text);
void error_answer_free(ErrorAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ErrorAnswer, error_answer_free)

void error_answer_add_header(ErrorAnswer *answer, const char *name, const char *value);

/* Queues it, as MHD_queue_response does. */
enum MHD_Result error_answer_queue(const ErrorAnswer *answer, struct MHD_Connection *connection);
