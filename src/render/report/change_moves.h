#pragma once

#include "model/change/change_log.h"
#include "model/time/civil.h"

/* That a session was moved to another time or room, as a ChangeNote has it: what it was before. */
typedef struct ChangeMove {
    char *session; /* its id */
    bool is_of_room;
    char *room; /* of another room: what the old one is called; NULL: it had none */
    /* Of another time: the day, and unless it was all day, from when to when. */
    CivilDate date;
    bool is_all_day;
    CivilTime start;
    CivilTime end;
} ChangeMove;

/* The moves that a note tells of, in its order (const ChangeMove *); what is malformed is left out,
 * as a history may be damaged. The caller's own. */
GPtrArray *change_moves_of(const ChangeNote *note);
