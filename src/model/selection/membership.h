#pragma once

#include "model/agenda/agenda.h"

/*
 * Which selections can hold an entry. That depends on its kind, day, room and round table, and on
 * its agencies and people with their roles.
 */

/* Whether every selection that held an entry as it was `before` still holds it as it is `now`. Both
 * records are of the same entry, in two agendas. */
bool membership_covers(const Session *now, const Session *before);
bool membership_covers_preparation(const Preparation *now, const Preparation *before);
