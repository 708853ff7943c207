#pragma once

#include "model/agenda/agenda.h"

/* An agenda as the index lists it. */
typedef struct PageEntry {
    const char *id; /* the name of its folder, which may have any octets */
    const char *title;
    const char *location; /* or NULL */
    bool has_days;        /* `first` and `last` are set */
    CivilDate first;
    CivilDate last;
} PageEntry;

/* Borrows from the agenda. */
PageEntry page_entry_of_agenda(const Agenda *agenda);

/* The page that lists the agendas: the latest first, then those without days, by id. The caller's
 * own. */
GBytes *page_of_index(const PageEntry *entries, gsize n_entries);
