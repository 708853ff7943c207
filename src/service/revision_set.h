#pragma once

#include "model/revision/revision.h"

/* Revisions of several agendas, one of each: a GPtrArray of Revision *, by the agenda's id. */

/* NULL if there is none. */
const Revision *revision_set_find(const GPtrArray *revisions, const char *id);

/* Puts a revision into an array of its own ones, in the place of the one of its agenda. */
void revision_set_put(GPtrArray *revisions, Revision *take_revision);
