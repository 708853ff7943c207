#pragma once

#include "model/revision/revision.h"

/* A preparation to show to people, and its entry in a feed, if it has one. */
typedef struct PreparationItem {
    const Preparation *preparation;
    const FeedEntry *entry; /* NULL: it has no date */
} PreparationItem;

/* What people see of preparations where a feed with these entries (FeedEntry) is shown: those among
 * the entries, departures included, and the undated ones of the same selection, which are in no
 * feed. What was withdrawn is left out: only calendars have it, since somebody's may still have it.
 * By agency, then by person, then by date, undated ones last. The caller owns the items
 * (PreparationItem), which borrow the entries. */
GArray *preparation_list_new(const Agenda *agenda, const Feed *feed, const GArray *entries);

/* Those of a selection that have all words (model/revision/word_search.h), likewise, with or
 * without a date. None has an entry. */
GArray *preparation_list_find(const Agenda *agenda, const Selection *selection, char *const *words);
