#include "file/edit/programme.h"

#include <string.h>

struct Programme {
    GHashTable *sessions; /* id: ProgrammeEntry * */
    GHashTable *days;     /* date: const Node * */
    GStringChunk *places;
};

/* --- files as trees ---------------------------------------------------------------------- */

const char *programme_text(const Node *mapping, const char *key)
{
    const Node *value = node_find(mapping, key);

    return value != NULL && value->type == NODE_SCALAR ? value->text : NULL;
}

const Node *programme_list(const Node *mapping, const char *key)
{
    const Node *value = node_find(mapping, key);

    return value != NULL && value->type == NODE_SEQUENCE ? value : NULL;
}

guint programme_find_content(const Node *slot)
{
    static const char *const KEYS[] = { "sessions", "plenary", "break", NULL };

    for (guint i = 0; slot->type == NODE_MAPPING && i < slot->length; i++) {
        if (g_strv_contains(KEYS, node_key(slot, i)->text)) {
            return i;
        }
    }
    return G_MAXUINT;
}

const Node *programme_session(const Node *content, guint index)
{
    if (content->type == NODE_SEQUENCE) {
        return index < content->length ? node_item(content, index) : NULL;
    }
    return index == 0 ? content : NULL;
}

/* --- places ------------------------------------------------------------------------------ */

static const char *or_none(const char *text)
{
    return text != NULL ? text : "";
}

char *programme_dup_place(const Node *day, const Node *slot)
{
    guint index = programme_find_content(slot);
    const Node *content = index != G_MAXUINT ? node_value(slot, index) : NULL;
    bool is_alone = content != NULL && content->type == NODE_MAPPING;

    return g_strjoin(
        "|", or_none(programme_text(day, "date")), or_none(programme_text(slot, "start")),
        or_none(programme_text(slot, "end")), or_none(programme_text(slot, "all-day")),
        or_none(programme_text(slot, "until")), content != NULL ? node_key(slot, index)->text : "",
        is_alone ? or_none(programme_text(content, "id")) : "", NULL);
}

/* --- the sessions ------------------------------------------------------------------------ */

static void add_slot(Programme *programme, const Node *day, const Node *slot)
{
    guint index = programme_find_content(slot);
    g_autofree char *place = programme_dup_place(day, slot);
    const Node *session;

    for (guint i = 0;
         index != G_MAXUINT && (session = programme_session(node_value(slot, index), i)) != NULL;
         i++) {
        ProgrammeEntry *entry = g_new(ProgrammeEntry, 1);
        *entry = (ProgrammeEntry){
            .id = or_none(programme_text(session, "id")),
            .session = session,
            .slot = slot,
            .date = or_none(programme_text(day, "date")),
            .key = node_key(slot, index)->text,
            .place = g_string_chunk_insert_const(programme->places, place),
        };
        g_hash_table_replace(programme->sessions, (gpointer)entry->id, entry);
    }
}

Programme *programme_new(const Node *agenda)
{
    Programme *programme = g_new(Programme, 1);
    const Node *days = programme_list(agenda, "days");

    programme->sessions = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    programme->days = g_hash_table_new(g_str_hash, g_str_equal);
    programme->places = g_string_chunk_new(4096);
    for (guint i = 0; days != NULL && i < days->length; i++) {
        const Node *day = node_item(days, i);
        const Node *slots = programme_list(day, "slots");
        g_hash_table_insert(programme->days, (gpointer)or_none(programme_text(day, "date")),
                            (gpointer)day);
        for (guint j = 0; slots != NULL && j < slots->length; j++) {
            add_slot(programme, day, node_item(slots, j));
        }
    }
    return programme;
}

void programme_free(Programme *programme)
{
    if (programme == NULL) {
        return;
    }
    g_hash_table_unref(programme->sessions);
    g_hash_table_unref(programme->days);
    g_string_chunk_free(programme->places);
    g_free(programme);
}

const ProgrammeEntry *programme_find(const Programme *programme, const char *id)
{
    return id != NULL ? g_hash_table_lookup(programme->sessions, id) : NULL;
}

const Node *programme_find_day(const Programme *programme, const char *date)
{
    return date != NULL ? g_hash_table_lookup(programme->days, date) : NULL;
}
