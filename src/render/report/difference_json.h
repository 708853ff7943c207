#pragma once

#include "model/change/difference.h"

/* The difference between two agendas in the view of an agency or a person. */
typedef struct PrivateDifference {
    const char *participant; /* the key (model/address/participant_key) */
    const Difference *difference;
} PrivateDifference;

/* A JSON object with a line break at its end; the caller's own. It has agenda (the id), changes,
 * new_clashes, solved_clashes, and calendars, each of which lists its changes by index. If there
 * are any `privates` (PrivateDifference), it also has private_calendars: for each, its agency or
 * person and what changes in their own calendar. An empty difference gives empty arrays. */
char *difference_json_dup(const Difference *difference, const GArray *privates);
