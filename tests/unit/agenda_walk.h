#pragma once

#include "model/agenda/agenda.h"

/*
 * A random walk through agendas "random": each is the one before with a few edits, such as a
 * secretariat makes them, and now and then with many. The same for the same seed.
 */
typedef struct AgendaWalk AgendaWalk;

AgendaWalk *agenda_walk_new(guint32 seed);
void agenda_walk_free(AgendaWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgendaWalk, agenda_walk_free)

/* The next agenda, as read from a file; the caller's own. It may say what the last one said. */
Agenda *agenda_walk_next(AgendaWalk *walk);

/* What was edited on the way to it, an edit a line. */
const char *agenda_walk_edits(const AgendaWalk *walk);
