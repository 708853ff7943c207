#pragma once

#include <glib.h>

/*
 * The names of an agenda's streams in a history (history.h): "gfmd-2007", the agenda's id, for the
 * public one; "gfmd-2007@ilo" for what an agency sees; and "gfmd-2007@" for the whole agenda as it
 * was published. Streams other than the public one exist only if something is, or was, private.
 */

/* The caller's own. */
char *stream_of_agency(const char *agenda, const char *agency);
char *stream_of_whole(const char *agenda);

/* The id of the agenda to which a stream belongs; the caller's own. */
char *stream_dup_agenda(const char *stream);

/* The id of the agency whose view a stream is; borrowed. NULL if it is no agency's. */
const char *stream_agency(const char *stream);
