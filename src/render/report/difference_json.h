#pragma once

#include "model/change/difference.h"

/* A difference of two agendas in the view of an agency. */
typedef struct PrivateDifference {
    const char *agency; /* the id */
    const Difference *difference;
} PrivateDifference;

/* A JSON object: agenda (its id), changes, new_clashes, solved_clashes, calendars, of which each
 * lists its changes by their index, and private_calendars: of each of `privates`
 * (PrivateDifference) its agency and what changes in its own calendar. That is only there if there
 * are any. The caller's own, with a line break at its end. An empty difference is an object of
 * empty arrays. */
char *difference_json_dup(const Difference *difference, const GArray *privates);
