#pragma once

#include "model/revision/revision.h"

/* Of succession.h, what concerns the feeds as a whole. */

/* Adds to a revision that is being made the feeds of the previous one that its agenda no longer
 * has, for as long as somebody may look for them: those of a session until its departure is over,
 * others until nothing of the agenda is kept any more. */
void feed_succession_keep_gone(Revision *revision, const Revision *previous);

/* Tells, of each feed that is as in the previous revision, that it changed when that did: the
 * others changed with the revision. For a finished revision. */
void feed_succession_date(Revision *revision, const Revision *previous);
