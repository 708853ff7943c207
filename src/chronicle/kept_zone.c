#include "chronicle/kept_zone.h"

#include <string.h>

#include "chronicle/soundness.h"

static const HistoryRecord *find_record(const HistoryFacts *facts)
{
    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *record = &g_array_index(facts->records, HistoryRecord, i);
        if (strcmp(record->kind, "zone") == 0) {
            return record;
        }
    }
    return NULL;
}

bool kept_zone_is_there(const HistoryFacts *facts)
{
    return find_record(facts) != NULL;
}

/* Makes the zone of facts that have one. */
static bool read_own(const History *history, const HistoryFacts *facts, Tz **out_tz, GError **error)
{
    const HistoryRecord *fact = find_record(facts);
    AgendaRecord record = { fact->kind, fact->id, fact->place, fact->text };

    *out_tz = agenda_record_read_zone(&record);
    if (*out_tz == NULL) {
        soundness_set_error(history, &facts->entry, error, "its zone \"%s\" is malformed",
                            fact->id);
    }
    return *out_tz != NULL;
}

bool kept_zone_read(History *history, const HistoryFacts *facts, Tz **out_tz, GError **error)
{
    const char *stream = facts->entry.agenda;
    g_autoptr(GPtrArray) no_keys = g_ptr_array_new();
    guint last;

    if (kept_zone_is_there(facts)) {
        return read_own(history, facts, out_tz, error);
    }
    if (!history_find(history, stream, G_MAXINT64, &last, error)) {
        return false;
    }
    /* The rest of that revision is not needed. */
    g_autoptr(HistoryFacts) later = history_read_events(history, stream, last, no_keys, error);
    *out_tz = NULL;
    return later != NULL && (!kept_zone_is_there(later) || read_own(history, later, out_tz, error));
}
