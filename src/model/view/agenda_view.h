#pragma once

#include "model/agenda/agenda.h"

/*
 * What of an agenda somebody may see.
 *
 * The lists of roles, agencies, rooms, round tables and days are everybody's to see, and so is all
 * that has not VISIBILITY_AGENCY. What has is private: a session is seen by the agencies that
 * contribute to it, a contribution and a preparation by their own. All that is public is made of
 * the public view alone, so that nothing else can come of it.
 */

/* The view of the public: an agenda without what that may not see. */
Agenda *agenda_view_new(const Agenda *agenda);

/* The same, of an agenda that is taken: itself if nothing in it is private. */
Agenda *agenda_view_of_public(Agenda *take_agenda);

/* The view of an agency, called by its id: of its concern (concern.h), what it may see. If the
 * agenda has no such agency, that is what everybody may. */
Agenda *agenda_view_of_agency(const Agenda *agenda, const char *agency, GHashTable *concern);

/* The view of who may see everything: a copy, in languages as of ExtractRule. */
Agenda *agenda_view_of_all(const Agenda *agenda, const char *const *langs);

/* How much of an agenda is private: sessions, contributions to sessions that are not, and
 * preparations. */
guint agenda_view_count_private(const Agenda *agenda);

/* Whether an agency sees anything private. */
bool agenda_view_has_private(const Agenda *agenda, const Agency *agency);

/* Whether a session, or any contribution to it that the agenda has, is private. */
bool session_is_private(const Session *session);
