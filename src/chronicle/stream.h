#pragma once

#include <glib.h>

/*
 * The names of an agenda's streams in a history (history.h): "gfmd-2007", the agenda's id, for the
 * public one; "gfmd-2007@ilo" for what an agency sees, or "gfmd-2007@people/jane-doe" for a person;
 * and "gfmd-2007@" for the whole agenda as it was published. Streams other than the public one
 * exist only if something is, or was, private.
 */

/* The caller's own. */
char *stream_of_participant(const char *agenda, const char *key);
char *stream_of_whole(const char *agenda);

/* The id of the agenda to which a stream belongs; the caller's own. */
char *stream_dup_agenda(const char *stream);

/* The key (model/address/participant_key) of those whose view a stream is; borrowed. NULL if it is
 * nobody's. */
const char *stream_participant(const char *stream);
