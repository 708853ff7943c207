#include "render/page/page_notes.h"

#include <string.h>

#include "render/report/json_value.h"

struct PageNotes {
    GPtrArray *clashes;   /* Clash * */
    GHashTable *clashing; /* const Session * → GPtrArray of const Clash * */
    GHashTable *moves;    /* id of a session → words */
};

/* --- clashes ------------------------------------------------------------------------------- */

static void add_clash(PageNotes *notes, const Session *session, Clash *clash)
{
    GPtrArray *clashes = g_hash_table_lookup(notes->clashing, session);

    if (clashes == NULL) {
        clashes = g_ptr_array_new();
        g_hash_table_insert(notes->clashing, (gpointer)session, clashes);
    }
    g_ptr_array_add(clashes, clash);
}

static void find_clashes(PageNotes *notes, const Agenda *agenda)
{
    notes->clashes = clash_list(agenda);
    for (guint i = 0; i < notes->clashes->len; i++) {
        Clash *clash = notes->clashes->pdata[i];
        for (guint j = 0; j < clash->sessions->len; j++) {
            add_clash(notes, clash->sessions->pdata[j], clash);
        }
    }
}

/* --- moves ----------------------------------------------------------------------------------- */

/* "was Monday 9 July 2007 10:00–12:00", of what a note of a move has as the old time. */
static char *dup_old_time(const json_t *old)
{
    const char *iso = json_string_value(json_object_get(old, "date"));
    const char *start = json_string_value(json_object_get(old, "start"));
    const char *end = json_string_value(json_object_get(old, "end"));
    CivilDate date;

    if (iso == NULL || !civil_parse_date(iso, &date)) {
        return NULL;
    }
    g_autofree char *day = civil_date_to_words(date);
    const char *from = start != NULL ? strchr(start, 'T') : NULL;
    const char *to = end != NULL ? strchr(end, 'T') : NULL;
    return from != NULL && to != NULL ? g_strdup_printf("was %s %.5s–%.5s", day, from + 1, to + 1)
                                      : g_strdup_printf("was %s", day);
}

static char *dup_old_room(const json_t *old)
{
    const char *name = json_string_value(json_object_get(old, "name"));

    return name != NULL ? g_strdup_printf("was in %s", name) : g_strdup("had no room");
}

/* The words for one change as the log has it (change_json.h); NULL if it is no move. */
static char *dup_move(const json_t *change)
{
    const char *kind = json_string_value(json_object_get(change, "kind"));
    const json_t *old = json_object_get(change, "old");

    if (g_strcmp0(kind, "moved") == 0) {
        return dup_old_time(old);
    }
    return g_strcmp0(kind, "room") == 0 ? dup_old_room(old) : NULL;
}

/* What one revision has moved; `moved` of what later ones have is left as it is. */
static void add_moves(GHashTable *moves, const json_t *changes)
{
    gsize length = json_array_size(changes);

    for (gsize i = 0; i < length; i++) {
        const json_t *change = json_array_get(changes, i);
        const char *id = json_string_value(json_object_get(change, "session"));
        g_autofree char *words = id != NULL ? dup_move(change) : NULL;
        const char *others = id != NULL ? g_hash_table_lookup(moves, id) : NULL;
        if (words != NULL) {
            g_hash_table_insert(moves, g_strdup(id),
                                others != NULL ? g_strdup_printf("%s; %s", others, words)
                                               : g_steal_pointer(&words));
        }
    }
}

/* Adds what of an earlier revision a later one has not moved again. */
static void add_earlier(GHashTable *moves, GHashTable *earlier)
{
    GHashTableIter iter;
    gpointer id;
    gpointer words;

    g_hash_table_iter_init(&iter, earlier);
    while (g_hash_table_iter_next(&iter, &id, &words)) {
        if (!g_hash_table_contains(moves, id)) {
            g_hash_table_insert(moves, g_strdup(id), g_strdup(words));
        }
    }
}

/* Whether it is worth taking a note apart: one of many changes is long. */
static bool may_have_moves(const ChangeNote *note)
{
    return strstr(note->json, "\"moved\"") != NULL || strstr(note->json, "\"room\"") != NULL;
}

static void find_moves(PageNotes *notes, const Revision *revision)
{
    g_autofree char *path = g_strconcat(revision->agenda->id, "/agenda", NULL);
    const GPtrArray *log = revision->log != NULL ? change_log_find(revision->log, path) : NULL;

    for (guint i = 0; log != NULL && i < log->len; i++) {
        const ChangeNote *note = log->pdata[i];
        if (note->stamp + PAGE_NOTES_LATELY < revision->stamp) {
            break;
        }
        json_t *changes = may_have_moves(note) ? json_loads(note->json, 0, NULL) : NULL;
        g_autoptr(GHashTable) moves =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        add_moves(moves, changes);
        add_earlier(notes->moves, moves);
        json_decref(changes);
    }
}

/* --- both ------------------------------------------------------------------------------------ */

PageNotes *page_notes_new(const Revision *revision)
{
    PageNotes *notes = g_new0(PageNotes, 1);

    notes->clashing = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    notes->moves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    find_clashes(notes, revision->agenda);
    find_moves(notes, revision);
    return notes;
}

void page_notes_free(PageNotes *notes)
{
    if (notes == NULL) {
        return;
    }
    g_hash_table_unref(notes->clashing);
    g_hash_table_unref(notes->moves);
    g_ptr_array_unref(notes->clashes);
    g_free(notes);
}

const GPtrArray *page_notes_clashes(const PageNotes *notes, const Session *session)
{
    return g_hash_table_lookup(notes->clashing, session);
}

const char *page_notes_move(const PageNotes *notes, const Session *session)
{
    return g_hash_table_lookup(notes->moves, session->id);
}
