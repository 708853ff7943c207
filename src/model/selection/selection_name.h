#pragma once

#include "model/selection/selection.h"

/* What a selection can be narrowed by. */
typedef enum SelectionName {
    SELECTION_AGENCY,
    SELECTION_ROLE,
    SELECTION_ROUND_TABLE,
    SELECTION_DAY,
    SELECTION_ROOM,
    SELECTION_SESSION,
    SELECTION_KIND,
    N_SELECTION_NAMES,
} SelectionName;

/* As addresses spell it: "agency", "round-table", … */
const char *selection_name_word(SelectionName name);

/* Its values in words: "ids", "session, plenary or break". Static. */
const char *selection_name_values(SelectionName name);

/* The name of which this is the word; false if it is none. */
bool selection_name_parse(const char *word, SelectionName *out_name);

/* Narrows a selection to one more value of a name, given by its id: a day by its date, a kind by
 * its word. False if the agenda has no such thing. */
bool selection_name_add(SelectionName name, Selection *selection, const Agenda *agenda,
                        const char *id);

/* Narrows a selection to nothing, as if the name had a value that is nowhere. */
void selection_name_add_nothing(SelectionName name, Selection *selection);

/* What an agenda calls the thing of an id: "ILO", "Round Table 1", "Tuesday 10 July 2007"; the id
 * if it has no such thing. The caller's own. */
char *selection_name_label(SelectionName name, const Agenda *agenda, const char *id);

/* Says that an agenda has no such value, which one may have been meant, and what there is, up to
 * `max_listed`: "no role "cahir" (did you mean "chair"?); there are: chair, speaker and 17 more".
 * The caller's own. */
char *selection_name_tell_unknown(SelectionName name, const Agenda *agenda, const char *id,
                                  guint max_listed);
