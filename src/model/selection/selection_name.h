#pragma once

#include "model/selection/selection.h"

/* The word for a name in addresses: "agency", "round-table", … */
const char *selection_name_word(SelectionName name);

/* How the word for a name begins where it says what is to be left out: "not-agency". */
#define SELECTION_NOT "not-"

/* The records that the values of a name are; N_NAMED_KINDS for days, sessions and kinds, which have
 * names of another sort. */
NamedKind selection_name_named(SelectionName name);

/* Whether the values of a name are free text, rather than ids. */
bool selection_name_is_text(SelectionName name);

/* A value as selections spell it; the caller's own. Only languages have several spellings. */
char *selection_name_dup_value(SelectionName name, const char *id);

/* What the values of a name are, in words: "ids", "session, plenary or break". Static. */
const char *selection_name_values(SelectionName name);

/* Reads the word for a name. False if it is none. */
bool selection_name_parse(const char *word, SelectionName *out_name);

/* Reads the word for a name, perhaps with SELECTION_NOT before it. False if it is none. */
bool selection_name_parse_either(const char *word, SelectionName *out_name, bool *out_is_not);

/* The record of an agenda that a value means; NULL if it has none. `id` is an id, the date of a day
 * or the word for a kind. */
gconstpointer selection_name_find(SelectionName name, const Agenda *agenda, const char *id);

/* What an agenda calls a value: "ILO", "Round Table 1", "Tuesday 10 July 2007"; `id` itself if the
 * agenda has no such record. The caller owns it. */
char *selection_name_label(SelectionName name, const Agenda *agenda, const char *id);

/* A message that an agenda has no such value, with the one that may have been meant, and up to
 * `max_listed` values that exist: "no role "cahir" (did you mean "chair"?); there are: chair,
 * speaker and 17 more". The caller owns it. */
char *selection_name_tell_unknown(SelectionName name, const Agenda *agenda, const char *id,
                                  guint max_listed);
