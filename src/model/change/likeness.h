#pragma once

#include "model/agenda/agenda.h"

/* Whether an agenda is likely to be another one under a new id: at least half of its sessions have
 * ids of the other's, and it has the same title or the same days. */
bool likeness_is_of_one(const Agenda *agenda, const Agenda *other);
