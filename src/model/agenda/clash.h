#pragma once

#include "model/agenda/agenda.h"

typedef enum ClashKind {
    CLASH_KIND_ROOM,   /* a room used twice at once */
    CLASH_KIND_AGENCY, /* an agency needed in more parallel sessions than its delegation */
    CLASH_KIND_PERSON, /* a person needed in several parallel sessions */
} ClashKind;

/* Sessions that cannot take place at once. Cancelled and all-day sessions never clash. */
typedef struct Clash {
    ClashKind kind;
    const Room *room;               /* or NULL */
    const Participant *participant; /* or NULL */
    CivilTime start;                /* the time during which all of them run */
    CivilTime end;
    GPtrArray *sessions; /* const Session *, two or more, in the order of the agenda */
} Clash;

/* All clashes of an agenda (Clash *, freed with the array): those of rooms, then those of
 * agencies, then those of people. */
GPtrArray *clash_list(const Agenda *agenda);

/* The clashes of an agenda, to be found by their sessions. */
typedef struct ClashIndex ClashIndex;

ClashIndex *clash_index_new(const Agenda *agenda);
void clash_index_free(ClashIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClashIndex, clash_index_free)

/* The clashes of a session of that agenda (const Clash *), in the order of clash_list; NULL if
 * there are none. */
const GPtrArray *clash_index_find(const ClashIndex *index, const Session *session);

/* Adds each clash as a warning ("room-clash", "agency-clash", "person-clash"), at the place of its
 * last session in the file. */
void clash_report(const Agenda *agenda, Findings *findings);
