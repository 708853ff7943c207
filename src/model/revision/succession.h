#pragma once

#include "model/change/difference.h"
#include "model/revision/revision.h"

/*
 * What follows: the revision that comes after another.
 *
 * An event that says something else, or leaves a feed, has its SEQUENCE raised by one and counts as
 * changed at the revision's stamp. What leaves a feed is kept as a departure.
 */

/* The first revision that a history knows of, stamped `now` or, if the agenda says when it was
 * published, then. Takes the agenda. */
Revision *succession_first(Agenda *take_agenda, gint64 now, gint64 keep_seconds);

/* The revision after `previous`, which it borrows from for this call only. Takes the agenda, the
 * new one of the difference. Its stamp is `now`, or later: a second after the previous one's at
 * least, whatever the clock says, so that every change has a later time than the one before. */
Revision *succession_next(const Revision *previous, Agenda *take_agenda,
                          const Difference *difference, gint64 now, gint64 keep_seconds);
