#pragma once

#include "model/revision/revision.h"

/* Adds a warning ("similar-id") for each public session that an agenda has in addition to a
 * revision, and whose id differs only in capitals from one that was published up to that. The
 * addresses of that one stay for good, and lead from one spelling to the other: the two would be
 * taken for each other. */
void similar_id_report(const Agenda *agenda, const Revision *previous, Findings *findings);
