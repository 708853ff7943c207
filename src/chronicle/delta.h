#pragma once

#include "history/history.h"

/* Fills `facts` with what a revision makes different, `previous` being NULL for a first one.
 * Strings are those of the revisions, which must live longer, or in facts->strings. */
void delta_add_events(HistoryFacts *facts, const Revision *previous, const Revision *revision);
void delta_add_departures(HistoryFacts *facts, const Revision *previous, const Revision *revision);
void delta_add_feeds(HistoryFacts *facts, const Revision *previous, const Revision *revision);

/* The same for the records (AgendaRecord) of the two agendas, both sorted by kind and id; returns
 * how many differ. */
guint delta_add_records(HistoryFacts *facts, const GArray *previous, const GArray *records);
