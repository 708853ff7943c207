#pragma once

#include "model/change/difference.h"

/* What makes the old and the new record of an event differ. */

/* Whether a session, which is in both agendas, says something else: in the own feed of an agency,
 * of which each agenda has its record, or in general (both NULL). */
bool event_changes_differ(const Session *old_session, const Session *new_session,
                          const Agency *old_viewpoint, const Agency *new_viewpoint);

/* Whether an event differs wherever it stands, because what every session says of the conference
 * does, or its zone. */
bool event_changes_are_general(const Difference *difference, const EventPair *event);

/* Fills `differs`, by the event's own records, and appends the changes (Change *, the array's own).
 */
void event_changes_append(GPtrArray *changes, EventPair *event);
