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

HistoryRewriting *history_rewriting_new(const char *agenda, guint since)
{
    HistoryRewriting *rewriting = g_new0(HistoryRewriting, 1);

    rewriting->agenda = agenda;
    rewriting->since = since;
    rewriting->records = g_array_new(FALSE, FALSE, sizeof(HistoryRewrittenRecord));
    rewriting->feeds = g_array_new(FALSE, FALSE, sizeof(HistoryRewrittenFeed));
    rewriting->renamings = g_array_new(FALSE, FALSE, sizeof(HistoryRenaming));
    rewriting->entries = g_array_new(FALSE, FALSE, sizeof(HistoryEntry));
    rewriting->changes = g_array_new(FALSE, FALSE, sizeof(HistoryChange));
    rewriting->strings = g_string_chunk_new(STRINGS_BLOCK);
    return rewriting;
}

void history_rewriting_free(HistoryRewriting *rewriting)
{
    if (rewriting == NULL) {
        return;
    }
    g_array_unref(rewriting->records);
    g_array_unref(rewriting->feeds);
    g_array_unref(rewriting->renamings);
    g_array_unref(rewriting->entries);
    g_array_unref(rewriting->changes);
    g_string_chunk_free(rewriting->strings);
    g_free(rewriting);
}
