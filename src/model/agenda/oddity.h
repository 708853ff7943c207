#pragma once

#include "model/agenda/agenda.h"

/* Adds a warning for each thing in an agenda that is right but seldom meant: records of one kind
 * with one name ("same-name"), ids that some web servers or Windows cannot have as files ("odd-id")
 * or that differ only in capitals ("similar-id"), and a time stamp more than a day after `now`
 * (Unix seconds; "future-stamp"). */
void oddity_report(const Agenda *agenda, gint64 now, Findings *findings);
