#pragma once

#include "chronicle/chronicle.h"

/* Revisions in histories, for tests. */

/* Publishes, at a time as of sketch_stamp, by "anna", kept for SKETCH_KEEP; it must make a new
 * revision. The caller's own. */
Revision *chronicle_support_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                    const char *at);

/* A closed history of revisions that follow each other, of sketches at their times; its path, as of
 * history_support_path_new. */
char *chronicle_support_history_new(const char *const *sketches, const char *const *times,
                                    gsize length);

/* Reads a revision, which must be there; the caller's own. */
Revision *chronicle_support_read(History *history, const char *agenda, guint number);

/* Path, media type, file name, time and digest of each resource of a revision, a line for each: two
 * equal texts are the same calendars and change feeds. The caller's own. */
char *chronicle_support_describe(const Revision *revision);

/* What chronicle_verify finds, each fault a line; the caller's own. */
char *chronicle_support_verify(History *history);
