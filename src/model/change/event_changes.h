#pragma once

#include "model/change/difference.h"

/* How the old and the new record of an event differ. */

/* Whether a session, which is in both agendas, says something else: in the own feed of an agency,
 * given as each agenda's record of it, or in general (both NULL). */
bool event_changes_differ(const Session *old_session, const Session *new_session,
                          const Participant *old_viewpoint, const Participant *new_viewpoint);

/* Whether an event differs wherever it stands, because of something that every session says about
 * the conference, or because of the time zone or its rules. */
bool event_changes_are_general(const Difference *difference, const EventPair *event);

/* Whether the zone of both agendas has other rules by now around the time of a session that is in
 * both. */
bool event_changes_is_retimed(const Difference *difference, const EventPair *event);

/* Sets `differs` from the event's own records and appends the event's changes (Change *, owned by
 * the array). */
void event_changes_append(GPtrArray *changes, EventPair *event);
