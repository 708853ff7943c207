#include "file/merge/record_merge.h"

#include <string.h>

#include "base/json_text.h"
#include "file/edit/value_writer.h"
#include "file/merge/record_references.h"
#include "file/yaml/node_tree.h"

/* A record on three sides; NULL where a side does not have it. */
typedef struct Trio {
    const AgendaRecord *base;
    const AgendaRecord *source;
    const AgendaRecord *here;
} Trio;

/* A record of the three that names and places it, and what it then says. */
static void add_record(RecordMerge *merge, const AgendaRecord *like, const char *place,
                       const char *text)
{
    AgendaRecord record = { like->kind, like->id, place, text };

    g_array_append_val(merge->joined, record);
}

static bool says_the_same(const AgendaRecord *one, const AgendaRecord *other)
{
    return strcmp(one->text, other->text) == 0 && strcmp(one->place, other->place) == 0;
}

/* --- joining ----------------------------------------------------------------------------- */

/* The tree of a record's text; NULL for none. */
static NodeTree *parse(const AgendaRecord *record)
{
    g_autoptr(Findings) findings = findings_new("");

    return record != NULL ? node_tree_parse(record->text, strlen(record->text), findings) : NULL;
}

static const Node *root(const NodeTree *tree)
{
    return tree != NULL ? node_tree_root(tree) : NULL;
}

static const char *write_text(RecordMerge *merge, const Node *value)
{
    static const TextLayout TIGHT = { .line_end = "\n", .json = true, .tight = true };
    g_autoptr(GString) text = g_string_new(NULL);

    value_writer_append_flow(text, &TIGHT, NULL, value, (FlowShape){ 0 });
    return g_string_chunk_insert_len(merge->strings, text->str, (gssize)text->len);
}

static const char *join_texts(RecordMerge *merge, const Trio *trio)
{
    g_autoptr(NodeTree) base = parse(trio->base);
    g_autoptr(NodeTree) source = parse(trio->source);
    g_autoptr(NodeTree) here = parse(trio->here);
    const MergeSides sides = { root(base), root(source), root(here) };

    return write_text(merge, value_merge_join(&merge->values, NULL, sides));
}

/* The day and the times of a place, without the key, for messages. */
static int times_length(const char *place)
{
    const char *key = strrchr(place, ' ');

    return key != NULL ? (int)(key - place) : (int)strlen(place);
}

/* Where a session stands: its day, its slot and under which key. */
static const char *join_places(RecordMerge *merge, const Trio *trio)
{
    const char *source = trio->source->place;
    const char *here = trio->here->place;
    const char *base = trio->base != NULL ? trio->base->place : "";

    if (strcmp(source, here) == 0 || strcmp(source, base) == 0) {
        return here;
    }
    if (strcmp(here, base) == 0) {
        return source;
    }
    value_merge_tell(
        &merge->values,
        g_strdup_printf("it is on %.*s here and on %.*s in the source; it is now as %s",
                        times_length(here), here, times_length(source), source,
                        merge->values.prefers_source ? "in the source" : "here"));
    return merge->values.prefers_source ? source : here;
}

static void join(RecordMerge *merge, const Trio *trio)
{
    const char *place = join_places(merge, trio);
    bool is_untouched = trio->base != NULL && strcmp(trio->here->text, trio->base->text) == 0;
    const char *text = is_untouched ? trio->source->text
                       : strcmp(trio->here->text, trio->source->text) == 0
                           ? trio->here->text
                           : join_texts(merge, trio);

    add_record(merge, trio->here, place, text);
}

/* --- what one side no longer has --------------------------------------------------------- */

static bool is_cancelled(const AgendaRecord *session)
{
    /* A contribution cannot be, and within a text the quotes would be escaped. */
    return strstr(session->text, "\"status\":\"cancelled\"") != NULL;
}

/* The text of a session, which says that it is cancelled. */
static const char *cancel(RecordMerge *merge, const AgendaRecord *session)
{
    static const Node KEY = { .type = NODE_SCALAR, .text = "status" };
    static const Node CANCELLED = { .type = NODE_SCALAR, .text = "cancelled" };
    g_autoptr(NodeTree) tree = parse(session);
    const Node *status = node_find(root(tree), KEY.text);
    const Node *was[] = { &KEY, status };
    const Node *is[] = { &KEY, &CANCELLED };
    const Node base = { .type = NODE_MAPPING, .length = status != NULL ? 1 : 0, .items = was };
    const Node change = { .type = NODE_MAPPING, .length = 1, .items = is };
    const MergeSides sides = { &base, &change, root(tree) };

    return write_text(merge, value_merge_join(&merge->values, NULL, sides));
}

/* A session that people had written into is kept, for what they wrote; that it was in the source
 * is known the next time, so that it can come back. */
static void keep_session(RecordMerge *merge, const Trio *trio)
{
    AgendaRecord known = *trio->base;
    AgendaRecord kept = *trio->here;

    known.text = cancel(merge, trio->base);
    kept.text = cancel(merge, trio->here);
    g_autoptr(NodeTree) kept_tree = parse(&kept);
    g_autoptr(NodeTree) known_tree = parse(&known);
    if (strcmp(kept.place, known.place) == 0 && node_equals(root(kept_tree), root(known_tree))) {
        return;
    }
    if (!is_cancelled(trio->here)) {
        value_merge_tell(&merge->values,
                         g_strdup("the source no longer has it, but it was changed here; it is "
                                  "now cancelled"));
    }
    g_array_append_val(merge->next_base, known);
    g_array_append_val(merge->joined, kept);
}

static void leave(RecordMerge *merge, const Trio *trio)
{
    if (says_the_same(trio->here, trio->base) || merge->values.prefers_source) {
        return;
    }
    if (strcmp(trio->here->kind, "session") == 0) {
        keep_session(merge, trio);
        return;
    }
    value_merge_tell(&merge->values,
                     g_strdup("the source no longer has it, but it was changed here; it stays"));
    add_record(merge, trio->here, trio->here->place, trio->here->text);
}

static void stay_away(RecordMerge *merge, const Trio *trio)
{
    if (!says_the_same(trio->source, trio->base)) {
        value_merge_tell(&merge->values,
                         g_strdup("it was removed here, and the source changed it; it stays away"));
    }
}

static void join_trio(RecordMerge *merge, const Trio *trio)
{
    const AgendaRecord *any = trio->here != NULL ? trio->here : trio->source;

    merge->values.kind = any->kind;
    merge->values.id = any->id;
    if (trio->here != NULL && trio->source != NULL) {
        join(merge, trio);
    } else if (trio->base == NULL) {
        add_record(merge, any, any->place, any->text);
    } else if (trio->here != NULL) {
        leave(merge, trio);
    } else {
        stay_away(merge, trio);
    }
}

/* --- all records ------------------------------------------------------------------------- */

/* The index of each record by its kind and id. */
static GHashTable *index_records(const GArray *records)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; records != NULL && i < records->len; i++) {
        const AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        g_hash_table_insert(index, record_references_dup_name(record->kind, record->id),
                            (gpointer)record);
    }
    return index;
}

/* Adds the records to which something refers, but which are not there, as a side has them. A person
 * refers to an agency: what comes may refer to more. */
static void add_missing(GArray *records, const GArray *side)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) there = index_records(records);
    guint known;

    do {
        known = records->len;
        for (guint i = 0; i < records->len; i++) {
            record_references_collect(g_array_index(records, AgendaRecord, i).text, names);
        }
        for (guint i = 0; side != NULL && i < side->len; i++) {
            const AgendaRecord *record = &g_array_index(side, AgendaRecord, i);
            g_autofree char *name = record_references_dup_name(record->kind, record->id);
            if (g_hash_table_contains(names, name) && !g_hash_table_contains(there, name)) {
                g_hash_table_insert(there, g_steal_pointer(&name), (gpointer)record);
                g_array_append_val(records, *record);
            }
        }
    } while (records->len > known);
}

/* Joins all records of a side; those that are done were on another one, too. */
static void join_side(RecordMerge *merge, const GArray *side, GHashTable *indices[3],
                      GHashTable *done)
{
    for (guint i = 0; i < side->len; i++) {
        const AgendaRecord *record = &g_array_index(side, AgendaRecord, i);
        char *name = record_references_dup_name(record->kind, record->id);
        const Trio trio = {
            .base = g_hash_table_lookup(indices[0], name),
            .source = g_hash_table_lookup(indices[1], name),
            .here = g_hash_table_lookup(indices[2], name),
        };
        if (g_hash_table_add(done, name) && strcmp(record->kind, "zone") != 0) {
            join_trio(merge, &trio);
        }
    }
}

void record_merge(RecordMerge *merge, const RecordSides *sides)
{
    g_autoptr(GHashTable) base = index_records(sides->base);
    g_autoptr(GHashTable) source = index_records(sides->source);
    g_autoptr(GHashTable) here = index_records(sides->here);
    g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *indices[] = { base, source, here };

    join_side(merge, sides->here, indices, done);
    join_side(merge, sides->source, indices, done);
    add_missing(merge->joined, sides->here);
    add_missing(merge->joined, sides->source);
    g_array_append_vals(merge->next_base, sides->source->data, sides->source->len);
    add_missing(merge->next_base, sides->base);
}
