#pragma once

#include <glib.h>

#include "model/address/feed_kind.h"

/*
 * The key of who contributes to an agenda: the id of an agency, "ilo", or "people/" and that of a
 * person, "people/jane-doe". No id has a slash, so the two never meet. Streams and private
 * addresses are kept under it.
 */

/* `kind` is that of the participant's own feed; see feed_kind_is_own. The caller owns it. */
char *participant_key_dup(FeedKind kind, const char *id);

FeedKind participant_key_kind(const char *key);

/* Borrowed from the key. */
const char *participant_key_id(const char *key);

/* The path of the participant's own feed, "gfmd-2007/agencies/ilo"; the caller owns it. */
char *participant_key_dup_feed(const char *agenda_id, const char *key);
