#include "history/history_facts.h"

#define STRINGS_BLOCK 65536 /* octets: an agenda has thousands of texts */

GQuark history_error_quark(void)
{
    return g_quark_from_static_string("confeed-history-error");
}

HistoryFacts *history_facts_new(void)
{
    HistoryFacts *facts = g_new0(HistoryFacts, 1);

    facts->records = g_array_new(FALSE, FALSE, sizeof(HistoryRecord));
    facts->events = g_array_new(FALSE, FALSE, sizeof(HistoryEvent));
    facts->departures = g_array_new(FALSE, FALSE, sizeof(HistoryDeparture));
    facts->feeds = g_array_new(FALSE, FALSE, sizeof(HistoryFeed));
    facts->changes = g_array_new(FALSE, FALSE, sizeof(HistoryChange));
    facts->clocks = g_array_new(FALSE, FALSE, sizeof(StampClock));
    facts->strings = g_string_chunk_new(STRINGS_BLOCK);
    return facts;
}

void history_facts_free(HistoryFacts *facts)
{
    if (facts == NULL) {
        return;
    }
    g_array_unref(facts->records);
    g_array_unref(facts->events);
    g_array_unref(facts->departures);
    g_array_unref(facts->feeds);
    g_array_unref(facts->changes);
    g_array_unref(facts->clocks);
    g_string_chunk_free(facts->strings);
    g_free(facts);
}
