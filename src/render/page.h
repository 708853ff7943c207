#pragma once

#include "model/agenda.h"

/* Plain HTML pages that lead to the feeds. Links in them are relative. */
#define PAGE_MEDIA_TYPE "text/html; charset=utf-8"

/* An agenda as the index lists it. */
typedef struct PageEntry {
    const char *id;
    const char *title;
} PageEntry;

PageEntry page_entry_of_agenda(const Agenda *agenda);

/* The page of an agenda, with a link to each of its feeds (const Feed *, as from feed_list); the
 * caller's own. */
GBytes *page_of_agenda(const Agenda *agenda, const GPtrArray *feeds);

/* The page that leads to the agendas, listed by id; the caller's own. */
GBytes *page_of_index(const PageEntry *entries, gsize n_entries);
