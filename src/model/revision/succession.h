#pragma once

#include "model/change/difference.h"
#include "model/revision/revision.h"

/* When a revision is published, and how. */
typedef struct Occasion {
    gint64 stamp; /* Unix seconds; but see succession_first and succession_next */
    gint64 clock; /* what the clock shows; or REVISION_NO_CLOCK, to do as older programs did */
    gint64 keep_seconds;
    guint least_sequence;      /* see Revision; if it rises, all events count as changed */
    MembershipRule membership; /* MEMBERSHIP_LOSSES, to do as older programs did */
} Occasion;

/*
 * Succession: makes the revision that follows another.
 *
 * If an event says something else or leaves a feed, its SEQUENCE rises by one, and it counts as
 * changed at the revision's stamp. An event that leaves a feed is kept as a departure.
 */

/* The first revision in a history. If the agenda says when it was published, that is its stamp.
 * Takes the agenda. The caller owns it. */
Revision *succession_first(Agenda *take_agenda, const Occasion *occasion);

/* The revision after `previous`, which is borrowed for the call only. Takes the agenda, which is
 * the new one of the difference. Its stamp is at least a second after the previous one, whatever
 * the clock says, so that each change has a later time than the one before. The caller owns it. */
Revision *succession_next(const Revision *previous, Agenda *take_agenda,
                          const Difference *difference, const Occasion *occasion);

/* Makes a revision tell some of its events anew, in its agenda or departed, although the one before
 * says the same of them: its earlier words were taken back. `keys` is a set of event keys. Their
 * SEQUENCE rises, unless this revision has raised it already. Every feed counts as changed with
 * this revision. */
void succession_tell_anew(Revision *revision, GHashTable *keys);
