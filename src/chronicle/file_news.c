#include "chronicle/file_news.h"

#include <string.h>

#include "chronicle/stream.h"
#include "file/agenda_records.h"

#define STRINGS_BLOCK 4096 /* octets */

static char *digest_of(const GArray *records)
{
    g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    const AgendaRecord *zone = agenda_records_find_zone(records);

    for (guint i = 0; i < records->len; i++) {
        const AgendaRecord *record = &g_array_index(records, AgendaRecord, i);
        if (record != zone) {
            g_array_append_val(said, *record);
        }
    }
    return agenda_records_digest(said);
}

char *file_news_digest(const Agenda *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(STRINGS_BLOCK);
    g_autoptr(GArray) records = agenda_records_of(agenda, strings);

    return digest_of(records);
}

/* The digest of a file that says what a revision says; "" if that is damaged. NULL for
 * HISTORY_ERROR. */
static char *digest_of_entry(History *history, const HistoryEntry *entry, GError **error)
{
    g_autoptr(HistoryFacts) facts = history_read(history, entry->agenda, entry->number, error);
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    if (facts == NULL) {
        return NULL;
    }
    for (guint i = 0; i < facts->records->len; i++) {
        const HistoryRecord *fact = &g_array_index(facts->records, HistoryRecord, i);
        AgendaRecord record = { fact->kind, fact->id, fact->place, fact->text };
        g_array_append_val(records, record);
    }
    return agenda_records_find_malformed(records) == NULL ? digest_of(records) : g_strdup("");
}

/* Which file of a list has a path; NULL if none has. */
static const HistoryFile *find_path(const GArray *files, const char *path)
{
    for (guint i = 0; i < files->len; i++) {
        const HistoryFile *file = &g_array_index(files, HistoryFile, i);
        if (strcmp(file->path, path) == 0) {
            return file;
        }
    }
    return NULL;
}

static bool has_digest(const GArray *files, const char *digest)
{
    for (guint i = 0; i < files->len; i++) {
        if (strcmp(g_array_index(files, HistoryFile, i).digest, digest) == 0) {
            return true;
        }
    }
    return false;
}

/* The revisions of an agenda with all that is private, as far as anything was; see stream.h. */
static GArray *list_whole(History *history, const char *agenda, GStringChunk *strings,
                          GError **error)
{
    g_autofree char *stream = stream_of_whole(agenda);
    g_autoptr(GArray) whole = history_list(history, stream, strings, error);

    return whole != NULL && whole->len == 0 ? history_list(history, agenda, strings, error)
                                            : g_steal_pointer(&whole);
}

/* Finds the last revision with a digest: 0 if there is none. out_is_last: it is the last of all. */
static bool find_revision(History *history, const HistoryFile *file, guint *out_number,
                          bool *out_is_last, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(STRINGS_BLOCK);
    g_autoptr(GArray) entries = list_whole(history, file->agenda, strings, error);
    guint i = entries != NULL ? entries->len : 0;
    bool is_found = false;

    while (i > 0 && !is_found) {
        const HistoryEntry *entry = &g_array_index(entries, HistoryEntry, i - 1);
        g_autofree char *digest = digest_of_entry(history, entry, error);
        if (digest == NULL) {
            return false;
        }
        is_found = strcmp(digest, file->digest) == 0;
        i -= is_found ? 0 : 1;
    }
    if (i == 0) {
        *out_number = 0;
        *out_is_last = false;
        return entries != NULL;
    }
    *out_is_last = i == entries->len;
    return history_find(history, file->agenda, g_array_index(entries, HistoryEntry, i - 1).stamp,
                        out_number, error);
}

FileNews file_news_find(History *history, const HistoryFile *file, guint *out_number,
                        GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(STRINGS_BLOCK);
    g_autoptr(GArray) files = history_list_files(history, file->agenda, strings, error);
    bool is_last;

    if (files == NULL) {
        return FILE_NEWS_FAILED;
    }
    const HistoryFile *known = find_path(files, file->path);
    bool is_fresh =
        known != NULL ? strcmp(known->digest, file->digest) != 0 : !has_digest(files, file->digest);
    if (is_fresh) {
        return FILE_NEWS_FRESH;
    }
    if (!find_revision(history, file, out_number, &is_last, error)) {
        return FILE_NEWS_FAILED;
    }
    return is_last ? FILE_NEWS_NONE : FILE_NEWS_OLD;
}

void file_news_note(History *history, const HistoryFile *file)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(STRINGS_BLOCK);
    g_autoptr(GArray) files = history_list_files(history, file->agenda, strings, NULL);
    const HistoryFile *known = files != NULL ? find_path(files, file->path) : NULL;

    if (files != NULL && (known == NULL || strcmp(known->digest, file->digest) != 0)) {
        history_put_file(history, file, NULL);
    }
}
