#pragma once

#include "model/selection/selection.h"

/* The names by which a selection can be narrowed. */
typedef enum SelectionName {
    SELECTION_AGENCY,
    SELECTION_PERSON,
    SELECTION_ROLE,
    SELECTION_ROUND_TABLE,
    SELECTION_DAY,
    SELECTION_ROOM,
    SELECTION_SESSION,
    SELECTION_KIND,
    N_SELECTION_NAMES,
} SelectionName;

/* The word for a name in addresses: "agency", "round-table", … */
const char *selection_name_word(SelectionName name);

/* What the values of a name are, in words: "ids", "session, plenary or break". Static. */
const char *selection_name_values(SelectionName name);

/* Reads the word for a name. False if it is none. */
bool selection_name_parse(const char *word, SelectionName *out_name);

/* Adds a value to a name of a selection. `id` is an id, the date of a day or the word for a kind.
 * False if the agenda has no such record. */
bool selection_name_add(SelectionName name, Selection *selection, const Agenda *agenda,
                        const char *id);

/* Whether an agenda has a value of a name. */
bool selection_name_has(SelectionName name, const Agenda *agenda, const char *id);

/* Makes a name of a selection narrow it to nothing, until a value is added. Not for
 * SELECTION_KIND. */
void selection_name_add_nothing(SelectionName name, Selection *selection);

/* What an agenda calls a value: "ILO", "Round Table 1", "Tuesday 10 July 2007"; `id` itself if the
 * agenda has no such record. The caller owns it. */
char *selection_name_label(SelectionName name, const Agenda *agenda, const char *id);

/* A message that an agenda has no such value, with the one that may have been meant, and up to
 * `max_listed` values that exist: "no role "cahir" (did you mean "chair"?); there are: chair,
 * speaker and 17 more". The caller owns it. */
char *selection_name_tell_unknown(SelectionName name, const Agenda *agenda, const char *id,
                                  guint max_listed);
