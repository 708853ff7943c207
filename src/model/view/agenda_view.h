#pragma once

#include "model/agenda/agenda.h"

/*
 * What somebody may see of an agenda.
 *
 * Roles, agencies, rooms, round tables and days are for everybody, and so is everything without
 * VISIBILITY_AGENCY. Whatever has that is private: a session is for the agencies that contribute to
 * it, a contribution or preparation for its own agency. Everything public is made from the public
 * view alone, so that nothing private can get into it.
 */

/* The public's view: an agenda without what is private. The caller owns it. */
Agenda *agenda_view_new(const Agenda *agenda);

/* The public's view of an agenda that is taken; the agenda itself if nothing in it is private. */
Agenda *agenda_view_of_public(Agenda *take_agenda);

/* The view of an agency or a person: what concerns them (model/view/concern) and what they may see.
 * Without one of that key (model/address/participant_key) in the agenda, they see no more than the
 * public. The caller owns it. */
Agenda *agenda_view_of_participant(const Agenda *agenda, const char *key, GHashTable *concern);

/* The view of those who may see everything: a copy, with languages as in ExtractRule. The caller
 * owns it. */
Agenda *agenda_view_of_all(const Agenda *agenda, const char *const *langs);

/* Whether all that an agenda says is for everybody: nothing in it is private, or for the organisers
 * only. */
bool agenda_view_is_public(const Agenda *agenda);

/* How many private parts an agenda has: sessions, contributions to public sessions, and
 * preparations. */
guint agenda_view_count_private(const Agenda *agenda);

/* Whether anything private is for an agency or a person to see. */
bool agenda_view_has_private(const Agenda *agenda, const Participant *participant);

/* Whether a session, or any contribution to it, is private. */
bool session_is_private(const Session *session);
