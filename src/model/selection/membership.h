#pragma once

#include "model/agenda/agenda.h"

/*
 * In which selections an event can be: what decides it are the kind, the day, the room, the round
 * table, and the agencies with their roles.
 */

/* Whether every selection that an event, as it was, is in holds it also as it is; both records are
 * of one event, of two agendas. */
bool membership_covers(const Session *now, const Session *before);
bool membership_covers_preparation(const Preparation *now, const Preparation *before);
