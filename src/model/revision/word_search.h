#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * Sessions by words: number, title, room, and who contributes in which role. Each of the words,
 * which have blanks between, has to be somewhere in these, in capitals or not, be it within another
 * word.
 */

/* Of more sessions than this nobody reads what was found. */
#define WORD_SEARCH_MAX 300

/* Narrows a query to the sessions that have the words, by their ids: to the first WORD_SEARCH_MAX
 * of those that are there now, then of those that have departed and are still told. If there are
 * none it lets nothing pass. */
void word_search_narrow(SelectionQuery *query, const Revision *revision, const char *words);
