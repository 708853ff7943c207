#include "model/change/change_log.h"

#include <string.h>

/* Arrays never change: a new note makes a new array that takes the place of the old one. So logs
 * can share arrays. */
struct ChangeLog {
    gatomicrefcount references;
    GHashTable *by_path; /* path (GRefString) → GPtrArray of ChangeNote, the latest first */
};

/* --- notes ------------------------------------------------------------------------------- */

/* Counted atomically, like logs: other threads may still hold an older log with the same notes. */
static ChangeNote *note_new(guint number, gint64 stamp, const char *words, const char *json)
{
    ChangeNote *note = g_atomic_rc_box_new0(ChangeNote);

    note->number = number;
    note->stamp = stamp;
    note->words = g_strdup(words);
    note->json = g_strdup(json);
    return note;
}

static void note_clear(gpointer data)
{
    ChangeNote *note = data;

    g_free(note->words);
    g_free(note->json);
}

static void note_unref(gpointer data)
{
    g_atomic_rc_box_release_full(data, note_clear);
}

static void cut_clashes(char *line)
{
    static const char *const BEGINNINGS[] = { "; " CHANGE_NOTE_CLASH " ",
                                              "; " CHANGE_NOTE_NO_CLASH " " };

    for (gsize i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++) {
        char *clashes = strstr(line, BEGINNINGS[i]);
        if (clashes != NULL) {
            *clashes = '\0';
        }
    }
}

char **change_note_dup_lines(const ChangeNote *note, bool with_clashes)
{
    char **lines = g_strsplit(note->words, "\n", -1);
    char **last = lines + g_strv_length(lines) - 1;

    /* The words end with a line feed, after which g_strsplit finds an empty string. */
    g_clear_pointer(last, g_free);
    for (char **line = lines; !with_clashes && *line != NULL; line++) {
        cut_clashes(*line);
    }
    return lines;
}

/* --- logs -------------------------------------------------------------------------------- */

ChangeLog *change_log_new(void)
{
    ChangeLog *log = g_new0(ChangeLog, 1);

    g_atomic_ref_count_init(&log->references);
    log->by_path =
        g_hash_table_new_full(g_str_hash, g_str_equal, (GDestroyNotify)g_ref_string_release,
                              (GDestroyNotify)g_ptr_array_unref);
    return log;
}

ChangeLog *change_log_dup(const ChangeLog *log)
{
    ChangeLog *copy = change_log_new();
    GHashTableIter iter;
    gpointer path;
    gpointer notes;

    g_hash_table_iter_init(&iter, log->by_path);
    /* Into another hash table, so the order does not matter. */
    while (g_hash_table_iter_next(&iter, &path, &notes)) {
        g_hash_table_insert(copy->by_path, g_ref_string_acquire(path), g_ptr_array_ref(notes));
    }
    return copy;
}

ChangeLog *change_log_ref(ChangeLog *log)
{
    g_atomic_ref_count_inc(&log->references);
    return log;
}

void change_log_unref(ChangeLog *log)
{
    if (log != NULL && g_atomic_ref_count_dec(&log->references)) {
        g_hash_table_unref(log->by_path);
        g_free(log);
    }
}

const GPtrArray *change_log_find(const ChangeLog *log, const char *path)
{
    return g_hash_table_lookup(log->by_path, path);
}

static bool has_note_of(const GPtrArray *notes, guint number)
{
    for (guint i = 0; i < notes->len; i++) {
        if (((const ChangeNote *)notes->pdata[i])->number == number) {
            return true;
        }
    }
    return false;
}

guint change_log_count(const ChangeLog *log, guint number)
{
    guint count = 0;
    GHashTableIter iter;
    gpointer notes;

    g_hash_table_iter_init(&iter, log->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &notes)) {
        count += has_note_of(notes, number) ? 1 : 0;
    }
    return count;
}

void change_log_add(ChangeLog *log, const char *path, guint number, gint64 stamp, const char *words,
                    const char *json)
{
    const GPtrArray *before = change_log_find(log, path);
    guint n_kept = before != NULL ? MIN(before->len, CHANGE_LOG_NOTES_MAX - 1) : 0;
    GPtrArray *notes = g_ptr_array_new_full(n_kept + 1, note_unref);

    /* Only a log that nobody else holds may change. */
    g_assert(g_atomic_ref_count_compare(&log->references, 1));
    g_assert(g_str_has_suffix(words, "\n"));
    g_assert(before == NULL || number > ((const ChangeNote *)before->pdata[0])->number);
    g_ptr_array_add(notes, note_new(number, stamp, words, json));
    /* The oldest note goes once there are too many. */
    for (guint i = 0; i < n_kept; i++) {
        g_ptr_array_add(notes, g_atomic_rc_box_acquire(before->pdata[i]));
    }
    g_hash_table_insert(log->by_path, g_ref_string_new(path), notes);
}
