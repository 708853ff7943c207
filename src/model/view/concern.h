#pragma once

#include "model/revision/revision.h"

/*
 * What concerns an agency, which is called by its id: the events that are or were in its calendar.
 * A set of keys (char *), as of event_key_of_session and event_key_of_preparation.
 */

/* Nothing. The caller's own. */
GHashTable *concern_new(void);

/* Adds, of an agenda, plenaries and breaks, what the agency contributes to, and what it prepares.
 */
void concern_add_agenda(GHashTable *concern, const Agenda *agenda, const char *agency);

/* The same of a revision, and what has left its calendar. */
void concern_add_revision(GHashTable *concern, const Revision *revision, const char *agency);

/* Adds all events of an agenda. */
void concern_add_all(GHashTable *concern, const Agenda *agenda);

bool concern_has_session(GHashTable *concern, const Session *session);
bool concern_has_preparation(GHashTable *concern, const Preparation *preparation);
