#include "service/follow/settling.h"

typedef struct File {
    bool is_open;   /* written to, and not closed yet */
    gint64 since;   /* when that began */
    bool is_told;   /* a message has said that it takes long */
    bool is_unsure; /* it may be open although nobody was seen to open it */
    bool was_seen;  /* it has looked like `look` since `still_since` */
    FileLook look;
    gint64 still_since;
} File;

struct Settling {
    gint64 patience;
    GHashTable *files; /* name → File */
    bool was_blind;    /* events may have been missed for files that are not in `files` */
};

Settling *settling_new(gint64 patience)
{
    Settling *settling = g_new0(Settling, 1);

    settling->patience = patience != 0 ? patience : SETTLING_PATIENCE_SECONDS * G_TIME_SPAN_SECOND;
    settling->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return settling;
}

void settling_free(Settling *settling)
{
    if (settling != NULL) {
        g_hash_table_unref(settling->files);
        g_free(settling);
    }
}

static File *find_file(Settling *settling, const char *name)
{
    File *file = g_hash_table_lookup(settling->files, name);

    if (file == NULL) {
        file = g_new0(File, 1);
        file->is_unsure = settling->was_blind;
        g_hash_table_insert(settling->files, g_strdup(name), file);
    }
    return file;
}

void settling_note(Settling *settling, const char *name, SettlingEvent event, gint64 now)
{
    File *file = find_file(settling, name);

    if (event != SETTLING_WRITTEN) {
        /* Being closed or replaced ends all doubt about who may still be writing. */
        file->is_open = false;
        file->is_unsure = false;
    } else if (!file->is_open) {
        /* Counted from the first write, so that writing without end is noticed. */
        file->is_open = true;
        file->is_told = false;
        file->since = now;
    }
}

void settling_lose_sight(Settling *settling)
{
    /* Files that are forgotten are unsure when they are found again: see find_file(). */
    g_hash_table_remove_all(settling->files);
    settling->was_blind = true;
}

void settling_doubt(Settling *settling, const char *name)
{
    File *file = find_file(settling, name);

    file->is_unsure = true;
    file->was_seen = false;
}

static gboolean begins_with(gpointer name, gpointer file, gpointer prefix)
{
    (void)file;
    return g_str_has_prefix(name, prefix);
}

void settling_forget(Settling *settling, const char *prefix)
{
    g_hash_table_foreach_remove(settling->files, begins_with, (gpointer)prefix);
}

gint64 settling_look(Settling *settling, const char *name, const FileLook *look, gint64 now)
{
    File *file = find_file(settling, name);

    if (file->is_open) {
        return SETTLING_NEVER;
    }
    /* On a disk of this machine all who write are seen: a file that is not open is whole. */
    if (!look->is_shared && !file->is_unsure) {
        return 0;
    }
    /* Any change starts the time of standing still again. */
    if (!file->was_seen || !file_look_is_same(&file->look, look)) {
        file->was_seen = true;
        file->look = *look;
        file->still_since = now;
    }
    gint64 due = file->still_since + SETTLING_STILL_SECONDS * G_TIME_SPAN_SECOND;
    if (now < due) {
        return due;
    }
    file->is_unsure = false;
    return 0;
}

static gint64 overdue_time(const Settling *settling, const File *file)
{
    return file->is_open && !file->is_told ? file->since + settling->patience : SETTLING_NEVER;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *settling_list_overdue(Settling *settling, gint64 now)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    gpointer file;

    g_hash_table_iter_init(&iter, settling->files);
    while (g_hash_table_iter_next(&iter, &name, &file)) {
        if (overdue_time(settling, file) <= now) {
            ((File *)file)->is_told = true;
            g_ptr_array_add(names, name);
        }
    }
    /* A hash table has no order, but messages should have one. */
    g_ptr_array_sort(names, compare_names);
    return names;
}

gint64 settling_next_overdue(const Settling *settling)
{
    gint64 next = SETTLING_NEVER;
    GHashTableIter iter;
    gpointer file;

    g_hash_table_iter_init(&iter, settling->files);
    while (g_hash_table_iter_next(&iter, NULL, &file)) {
        next = MIN(next, overdue_time(settling, file));
    }
    return next;
}
