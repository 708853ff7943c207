#pragma once

#include "model/revision/revision.h"
#include "model/selection/selection_query.h"

/*
 * Finds what has some words: sessions by their number, title, room, and who contributes in which
 * role; and by their names agencies, people, rooms, round tables and preparations. Words are
 * separated by blanks or dashes. Each must be somewhere in these, even within another word, in any
 * of their languages, whatever the capitals and accents (base/fold.h).
 */

/* At most this many sessions are found: nobody reads more. */
#define WORD_SEARCH_MAX 300

/* The words of a text, folded; the caller frees them with g_strfreev. */
char **word_search_dup_words(const char *text);

/* Whether a folded text has all words. */
bool word_search_finds(char *const *words, const char *folded);

/* All that is searched of something, folded; the caller's own. A record is an agency, a person, a
 * room or a round table. */
char *word_search_dup_session(const Session *session);
char *word_search_dup_preparation(const Preparation *preparation);
char *word_search_dup_record(NamedKind kind, gconstpointer record);

/* Narrows a query to the sessions that have all words of a text: the first WORD_SEARCH_MAX of those
 * in the agenda and then of those that have departed and are still kept. If there are none, the
 * query lets nothing pass. */
void word_search_narrow(SelectionQuery *query, const Revision *revision, const char *text);
