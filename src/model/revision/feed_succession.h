#pragma once

#include "model/revision/revision.h"

/* The part of succession.h that concerns feeds as a whole. */

/* Adds to a revision that is being made the gone feeds: those of the previous revision that its
 * agenda no longer has, and those that were gone already. */
void feed_succession_keep_gone(Revision *revision, const Revision *previous);

/* Sets when each feed of a finished revision changed: with the revision, or when it did in the
 * previous one if it is still the same. */
void feed_succession_date(Revision *revision, const Revision *previous);
