#pragma once

#include "history/history.h"

/* Add to `facts` what a revision changes; `previous` is NULL for a first one. Strings are borrowed
 * from the revisions, which must live longer, or are in facts->strings. */
void delta_add_events(HistoryFacts *facts, const Revision *previous, const Revision *revision);
void delta_add_departures(HistoryFacts *facts, const Revision *previous, const Revision *revision);
void delta_add_feeds(HistoryFacts *facts, const Revision *previous, const Revision *revision);

/* Adds what changes between the records (AgendaRecord) of two agendas, each sorted by kind and id;
 * returns how many differ. */
guint delta_add_records(HistoryFacts *facts, const GArray *previous, const GArray *records);
