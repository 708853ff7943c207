#include "file/merge/agenda_merge.h"

#include <string.h>

#include "file/merge/namesakes.h"
#include "file/merge/record_merge.h"
#include "file/merge/record_references.h"

void agenda_merge_clear(AgendaMerge *merge)
{
    g_clear_pointer(&merge->canonical, g_free);
    g_clear_pointer(&merge->next_base, g_free);
    g_clear_pointer(&merge->conflicts, g_ptr_array_unref);
}

/* --- one side ---------------------------------------------------------------------------- */

/* A record whose text begins with its id, which is another one now. */
static const char *write_id(GStringChunk *strings, const char *text, const char *id)
{
    static const char LEAD[] = "{\"id\":\"";

    g_assert(g_str_has_prefix(text, LEAD));
    const char *rest = text + strlen(LEAD);
    g_autofree char *changed = g_strconcat(LEAD, id, strchr(rest, '"'), NULL);
    return g_string_chunk_insert(strings, changed);
}

/* The records of a side, called as they are here. The caller owns the array. */
static GArray *dup_renamed(const Agenda *agenda, GHashTable *ids, GStringChunk *strings)
{
    GArray *records = agenda_records_of(agenda, strings);

    for (guint i = 0; g_hash_table_size(ids) > 0 && i < records->len; i++) {
        AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        g_autofree char *name = record_references_dup_name(record->kind, record->id);
        g_autofree char *text = record_references_rename(record->text, ids);
        const char *id = g_hash_table_lookup(ids, name);
        record->text = g_string_chunk_insert(strings, text);
        if (id != NULL) {
            record->text = write_id(strings, text, id);
            record->id = id;
        }
    }
    return records;
}

/* --- the head ---------------------------------------------------------------------------- */

/* Has the source call the agenda as it is called here. */
static void keep_agenda_id(GArray *records, const char *id, GStringChunk *strings)
{
    for (guint i = 0; i < records->len; i++) {
        AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        if (strcmp(record->kind, "agenda") == 0) {
            record->text = write_id(strings, record->text, id);
        }
    }
}

static char *dup_file(GArray *records)
{
    g_autoptr(GString) file = g_string_new(NULL);

    g_array_sort(records, agenda_record_compare);
    agenda_records_append_file(file, records);
    return g_string_free(g_steal_pointer(&file), FALSE);
}

/* --- the whole --------------------------------------------------------------------------- */

void agenda_merge(const AgendaSides *sides, AgendaMerge *out)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Namesakes) namesakes = namesakes_new(sides->here);
    g_autoptr(GHashTable) base_ids =
        sides->base != NULL ? namesakes_match(namesakes, sides->base) : NULL;
    g_autoptr(GHashTable) source_ids = namesakes_match(namesakes, sides->source);
    g_autoptr(GArray) base =
        sides->base != NULL ? dup_renamed(sides->base, base_ids, strings) : NULL;
    g_autoptr(GArray) source = dup_renamed(sides->source, source_ids, strings);
    g_autoptr(GArray) here = agenda_records_of(sides->here, strings);
    g_autoptr(GArray) joined = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    g_autoptr(GArray) next_base = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    RecordMerge merge = {
        .values = { .arena = arena, .prefers_source = sides->prefers_source },
        .strings = strings,
        .joined = joined,
        .next_base = next_base,
    };

    keep_agenda_id(source, sides->here->id, strings);
    merge.values.conflicts = g_ptr_array_new_with_free_func(merge_conflict_free);
    record_merge(&merge, &(RecordSides){ base, source, here });
    *out = (AgendaMerge){ dup_file(joined), dup_file(next_base), merge.values.conflicts };
}

char *agenda_merge_dup_renamed(const Agenda *agenda, const Agenda *like, guint *out_n_renamed)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(Namesakes) namesakes = namesakes_new(like);
    g_autoptr(GHashTable) ids = namesakes_match(namesakes, agenda);
    g_autoptr(GArray) records = dup_renamed(agenda, ids, strings);

    *out_n_renamed = 0;
    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        g_autofree char *name = record_references_dup_name("session", session->id);
        *out_n_renamed += g_hash_table_contains(ids, name) ? 1 : 0;
    }
    return dup_file(records);
}
