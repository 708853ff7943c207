#pragma once

#include "model/agenda/agenda.h"

typedef enum ClashKind {
    CLASH_KIND_ROOM,   /* a room used twice at once */
    CLASH_KIND_AGENCY, /* an agency needed in more parallel sessions than its delegation */
} ClashKind;

/* What cannot be at once. Cancelled and all-day sessions clash with nothing. */
typedef struct Clash {
    ClashKind kind;
    const Room *room;     /* or NULL */
    const Agency *agency; /* or NULL */
    CivilTime start;      /* from when to when all of them run */
    CivilTime end;
    GPtrArray *sessions; /* const Session *, two or more, in the order of the agenda */
} Clash;

/* All clashes of an agenda (Clash *, freed with the array): rooms first, then agencies. */
GPtrArray *clash_list(const Agenda *agenda);

/* Adds each clash as a warning ("room-clash", "agency-clash") where the file has the last of its
 * sessions. */
void clash_report(const Agenda *agenda, Findings *findings);
