#pragma once

#include "model/revision/revision.h"

/*
 * What concerns an agency or a person, given by its key (model/address/participant_key): the events
 * that are, or were, in its calendar. A set of keys (char *) from event_key_of_session and
 * event_key_of_preparation.
 */

/* An empty set. The caller owns it. */
GHashTable *concern_new(void);

/* Adds from an agenda: plenaries, breaks, and what they contribute to or prepares. */
void concern_add_agenda(GHashTable *concern, const Agenda *agenda, const char *key);

/* Adds the same from a revision, and what has departed. */
void concern_add_revision(GHashTable *concern, const Revision *revision, const char *key);

/* Adds all events of an agenda. */
void concern_add_all(GHashTable *concern, const Agenda *agenda);

bool concern_has_session(GHashTable *concern, const Session *session);
bool concern_has_preparation(GHashTable *concern, const Preparation *preparation);
