#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * Finds sessions by words: in their number, title, room, and who contributes in which role. Words
 * are separated by blanks. Each must be somewhere in these, even within another word, in upper or
 * lower case.
 */

/* At most this many sessions are found: nobody reads more. */
#define WORD_SEARCH_MAX 300

/* Narrows a query to the sessions that have all words: the first WORD_SEARCH_MAX of those in the
 * agenda and then of those that have departed and are still kept. If there are none, the query lets
 * nothing pass. */
void word_search_narrow(SelectionQuery *query, const Revision *revision, const char *words);
