#pragma once

#include "model/revision/revision.h"

/* An agenda as the index lists it. */
typedef struct PageIndexEntry {
    const char *id; /* the name of its folder, which may have any octets */
    const char *title;
    const char *location; /* or NULL */
    bool has_days;        /* `first` and `last` are set */
    CivilDate first;
    CivilDate last;
} PageIndexEntry;

/* Adds the agendas of revisions (Revision *) to an array of PageIndexEntry, but not what has ended.
 * Borrows from them. */
void page_index_add_revisions(GArray *entries, const GPtrArray *revisions);

/* The page that lists agendas (PageIndexEntry): the latest first, then those without days, by id.
 * The caller's own. */
GBytes *page_of_index(const GArray *entries);
