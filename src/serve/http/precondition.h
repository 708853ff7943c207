#pragma once

#include <glib.h>
#include <stdbool.h>

/* In the order of RFC 9110 §13.2.2. A field is NULL if the request does not have it; a malformed
 * one is as if it were not there. `last_modified` is in Unix seconds; G_MININT64, for what has no
 * date, is like none and later than none, so that fields with a date are as if they were not there,
 * too. */

/* Whether a GET or HEAD is answered 412 Precondition Failed: by If-Match (a list of entity tags,
 * strong comparison, or *) if there is one, else by If-Unmodified-Since. */
bool precondition_failed(const char *if_match, const char *if_unmodified_since, const char *etag,
                         gint64 last_modified);

/* Whether a GET or HEAD is answered 304 Not Modified: by If-None-Match (a list of entity tags, weak
 * comparison, or *) if there is one, else by If-Modified-Since with the very date that was sent. A
 * tag that Apache has made longer when it compressed what we sent, "…-gzip" or "…-br", counts as
 * ours. */
bool precondition_not_modified(const char *if_none_match, const char *if_modified_since,
                               const char *etag, gint64 last_modified);

/* Whether a Range is heeded (RFC 9110 §13.1.5): there is no If-Range (NULL), or it names exactly
 * what would be sent, by its strong entity tag or by its date. */
bool precondition_range_holds(const char *if_range, const char *etag, gint64 last_modified);
