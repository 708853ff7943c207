#pragma once

#include "model/agenda/agenda.h"

/*
 * Which selections can hold an entry. That depends on its kind, day, room and round table, and on
 * its agencies with their roles.
 */

/* Whether every selection that held an entry as it was `before` still holds it as it is `now`. Both
 * records are of the same entry, in two agendas. A day on which a session goes on may have left the
 * agenda without it, so the agendas are asked for their days. */
bool membership_covers(const Agenda *agenda_now, const Session *now, const Agenda *agenda_before,
                       const Session *before);
bool membership_covers_preparation(const Preparation *now, const Preparation *before);
