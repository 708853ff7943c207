#pragma once

#include "model/agenda/agenda.h"

/* An agenda as the index lists it. */
typedef struct PageEntry {
    const char *id; /* the name of its folder, of any octets */
    const char *title;
    const char *location; /* or NULL */
    bool has_days;        /* from when to when it takes place is known */
    CivilDate first;
    CivilDate last;
} PageEntry;

PageEntry page_entry_of_agenda(const Agenda *agenda);

/* The page that leads to the agendas, the latest first, then those without days by id; the
 * caller's own. */
GBytes *page_of_index(const PageEntry *entries, gsize n_entries);
