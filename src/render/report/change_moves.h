#pragma once

#include "model/change/change_log.h"
#include "model/time/civil.h"

/* The move of a session to another time or room, from a ChangeNote: when or where it was before. */
typedef struct ChangeMove {
    char *session; /* its id */
    bool is_of_room;
    char *room; /* if is_of_room: the name of the old room; NULL: it had none */
    /* Otherwise: the old day and, unless it was all day, the old start and end. */
    CivilDate date;
    bool is_all_day;
    CivilDate until; /* if all day: the last day */
    CivilTime start;
    CivilTime end;
} ChangeMove;

/* The moves in a note (const ChangeMove *), in its order; the caller's own. Malformed ones are left
 * out, since a history may be damaged. */
GPtrArray *change_moves_of(const ChangeNote *note);
