#pragma once

#include "model/agenda/agenda.h"

/* Who contributes, and as whom. */

/* Who makes a contribution: an agency, a person, or a person for an agency. One of the two may be
 * NULL. */
typedef struct Contributor {
    const Participant *agency;
    const Participant *person;
} Contributor;

Contributor contribution_by(const Contribution *contribution);
Contributor preparation_by(const Preparation *preparation);

/* Who it is first of all: the person, or else the agency. */
const Participant *contributor_main(Contributor who);

/* The agency that follows a person's name in parentheses: the one that the person contributes for,
 * or else belongs to. NULL if there is none, or no person. */
const Participant *contributor_affiliation(Contributor who);

/* What events call it: "ILO", "Jane Doe" or "Jane Doe (ILO)". The caller owns it. */
char *contributor_dup_label(Contributor who);

/* Whether a participant is the agency or the person. False for NULL. By id: the two may be of
 * different agendas. */
bool contributor_is(Contributor who, const Participant *participant);

/* The same, by the participant's key. */
bool contributor_has_key(Contributor who, const char *key);

/* Whether both are the same agency and the same person, by id. */
bool contributor_is_same(Contributor a, Contributor b);

/* Whether every agency and person that is named in `before` is so in `now`, by id. */
bool contributor_covers(Contributor now, Contributor before);

/* Whether people read something else, in any language, or an agency is named by one alone. */
bool contributor_differs(Contributor before, Contributor after);

/* Whether a participant of the same agenda, or NULL for none, is named in it. */
bool contribution_is_of(const Contribution *contribution, const Participant *participant);
bool preparation_is_of(const Preparation *preparation, const Participant *participant);

/* Whether contribution number `index` is of a participant, and no one before it is so in the same
 * role with the same status: a title says each once. */
bool contribution_is_first_in_role(const Session *session, guint index,
                                   const Participant *participant);

/* Whether they are of one kind and id, in whatever agenda. False if either is NULL. */
bool participant_is_same(const Participant *a, const Participant *b);

/* The key of a participant (model/address/participant_key.h); the caller owns it. */
char *participant_dup_key(const Participant *participant);

/* The participant with a key; NULL if the agenda has none. */
const Participant *participant_find(const Agenda *agenda, const char *key);
