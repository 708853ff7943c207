#pragma once

#include <glib.h>
#include <microhttpd.h>

/* A few words instead of what was asked for, with a status that is an error: in plain text, and as
 * a page for those who accept one (RFC 9110 §12.5.1). Immutable once it is queued, and used by any
 * thread. No cache may keep it. */
typedef struct ErrorAnswer ErrorAnswer;

/* Copies the text: lines that each end with a line feed. The page leads to `root` (Policy). */
ErrorAnswer *error_answer_new(unsigned status, const char *text, const char *root);
void error_answer_free(ErrorAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ErrorAnswer, error_answer_free)

/* Adds a header field; to be called before the answer is queued. */
void error_answer_add_header(ErrorAnswer *answer, const char *name, const char *value);

/* Queues the answer, as MHD_queue_response does. */
enum MHD_Result error_answer_queue(const ErrorAnswer *answer, struct MHD_Connection *connection);
