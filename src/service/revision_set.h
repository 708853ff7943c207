#pragma once

#include "model/revision/revision.h"

/* Revisions of several agendas, one of each: a GPtrArray of Revision *, by the agenda's id. */

/* Finds the revision of an agenda; NULL if there is none. */
const Revision *revision_set_find(const GPtrArray *revisions, const char *id);

/* Puts a revision into an array that owns its elements, in the place of its agenda's last one. */
void revision_set_put(GPtrArray *revisions, Revision *take_revision);
