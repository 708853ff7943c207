#pragma once

#include "model/agenda/agenda.h"

/*
 * Which of the things of two agendas are the same: sessions, agencies, people, rooms and round
 * tables. Those that have one source; else those of one id, if no other source contradicts; else
 * those that are left and of one name that no other has on either side, capitals and blanks aside,
 * of sessions those that also start at the same time in the same room.
 */
typedef struct Namesakes Namesakes;

/* Things that are there already; borrowed. */
Namesakes *namesakes_new(const Agenda *here);
void namesakes_free(Namesakes *namesakes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Namesakes, namesakes_free)

/* The ids by which an agenda's things are to be called: that of the same one there or, if another
 * one has theirs, a new one. A map from names (record_references.h) to ids, of those that change,
 * which the caller owns. What has no namesake is there from now on. */
GHashTable *namesakes_match(Namesakes *namesakes, const Agenda *agenda);
