#pragma once

#include "model/agenda/agenda.h"

/*
 * Which selections can hold an entry. That depends on its kind, day, room, round table, type, tags
 * and languages, and on its agencies and people with their roles.
 *
 * A selection that excludes nothing loses an entry only if the entry loses one of these. One that
 * excludes a value ("not-room=gold") loses each entry that gains it. Own feeds exclude nothing.
 */

/*
 * When an entry counts as having left a selection. Departures follow from this, and so do the
 * stamps of events. A history says of each revision by which rule it was made, since the next one
 * is made from it, and is verified by being made again.
 *
 * The later rule makes more departures, but none of them shows in a feed that excludes nothing and
 * narrows to no term: each departure that only this rule makes, or keeps, is followed by a state of
 * the entry that all these feeds hold that held it before. While that is the present state, the
 * entry is in the feed; when it has become a departure in its turn, that one hides the earlier one,
 * as long as this is there (carry_departure in revision/succession.c).
 */
typedef enum MembershipRule {
    MEMBERSHIP_LOSSES,  /* when it loses something: older programs, which excluded nothing and knew
                         * no terms */
    MEMBERSHIP_CHANGES, /* when it loses or gains anything */
} MembershipRule;

/* Whether every selection that held an entry as it was `before` still holds it as it is `now`, by a
 * rule. Both records are of the same entry, in two agendas. */
bool membership_covers(const Session *now, const Session *before, MembershipRule rule);
bool membership_covers_preparation(const Preparation *now, const Preparation *before);
