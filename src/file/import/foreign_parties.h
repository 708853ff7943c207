#pragma once

#include "file/import/foreign.h"

/* Who becomes an agency. Speakers that do not are people. */
typedef enum ForeignAgencies {
    FOREIGN_AGENCIES_ORGANISATIONS, /* organisations, those to which speakers belong included */
    FOREIGN_AGENCIES_SPEAKERS,      /* speakers and organisations */
    FOREIGN_AGENCIES_TRACKS,        /* each track, as the organiser of its sessions */
    FOREIGN_AGENCIES_NONE,
} ForeignAgencies;

/* The words for them on command lines and in files, ended by NULL. */
extern const char *const FOREIGN_AGENCIES_WORDS[];

/* Finds the one that a word stands for. False if it is none of them. */
bool foreign_agencies_parse(const char *word, ForeignAgencies *out);

/* An agency or a person of the agenda. */
typedef struct ForeignParticipant {
    const char *id;
    const char *source; /* as in ForeignParty */
    const char *name;
    const char *short_name; /* of an agency */
    const char *url;
    const char *agency; /* the id of that to which a person belongs; or NULL */
} ForeignParticipant;

/* All that contribute to the events of a schedule, each once, with ids. */
typedef struct ForeignParties ForeignParties;

/* Borrows the schedule. */
ForeignParties *foreign_parties_new(ForeignSchedule *schedule, ForeignAgencies agencies);
void foreign_parties_free(ForeignParties *parties);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ForeignParties, foreign_parties_free)

/* Arrays of ForeignParticipant, by id. Borrowed. */
const GArray *foreign_parties_agencies(const ForeignParties *parties);
const GArray *foreign_parties_people(const ForeignParties *parties);

/* The ids under which a party contributes; NULL for none. Both are NULL where nobody is wanted. */
typedef struct ForeignPartyIds {
    const char *agency;
    const char *person;
} ForeignPartyIds;

ForeignPartyIds foreign_parties_ids(const ForeignParties *parties, const ForeignParty *party);

/* The id of the agency that a track is; NULL if tracks are none. */
const char *foreign_parties_track(const ForeignParties *parties, const char *track);
