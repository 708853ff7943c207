#pragma once

#include <glib.h>

/*
 * How the streams of an agenda are called in a history (history.h): the public one by the agenda's
 * id, "gfmd-2007"; that of what an agency sees, "gfmd-2007@ilo"; and that of the whole agenda, as
 * it was published, "gfmd-2007@". All but the public one are only there if something is, or was,
 * private.
 */

/* The caller's own. */
char *stream_of_agency(const char *agenda, const char *agency);
char *stream_of_whole(const char *agenda);

/* The id of the agenda that a stream is of; the caller's own. */
char *stream_dup_agenda(const char *stream);

/* The id of the agency whose view a stream is; borrowed. NULL if it is of none. */
const char *stream_agency(const char *stream);
