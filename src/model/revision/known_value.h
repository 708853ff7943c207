#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * The values by which a revision can be selected: those that its agenda has, and those that it had
 * once, as far as there is a history. Whoever ticked a session that is gone still gets the others.
 */

/* The own feed of a value, gone or not; NULL if it has none. */
const RevisionFeed *known_value_find_feed(const Revision *revision, SelectionName name,
                                          const char *id);

/* Whether the agenda has a value, or had it once. */
bool known_value_is_there(const Revision *revision, SelectionName name, const char *id);

/* What the agenda calls a value, or called it last: "ILO"; see selection_name_label. A
 * SelectionLabel, whose data is a const Revision. */
char *known_value_label(SelectionName name, const char *id, gconstpointer revision);

/* Whether each value of a query is there; if one is not, out_text says so, in a line that lists
 * those that are. The caller owns it. */
bool known_value_check(const Revision *revision, const SelectionQuery *query, char **out_text);

/* The name whose values have feeds of a kind; N_SELECTION_NAMES if none has. */
SelectionName known_value_name_of(FeedKind kind);
