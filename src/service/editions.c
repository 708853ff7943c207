#include "service/editions.h"

#include "service/editions_private.h"
#include "service/message.h"

/* --- from files -------------------------------------------------------------------------- */

static bool read_files(Editions *editions, bool only_due)
{
    ExitStatus status = EXIT_STATUS_OK;

    /* With --manual the history alone says what is served. */
    if (editions->history != NULL && editions->options->manual) {
        return false;
    }
    bool any = edition_files_read(editions, only_due);
    any = editions_read_rules(editions) || any;
    /* After the files: publishing one may have replaced a revision whose private views follow. */
    return edition_history_read_private(editions, &status) || any;
}

bool editions_read_files(Editions *editions)
{
    return read_files(editions, false);
}

bool editions_read_due_files(Editions *editions)
{
    return read_files(editions, true);
}

gint64 editions_due(const Editions *editions)
{
    return followed_files_next_due(editions->files);
}

void editions_wait_until_whole(Editions *editions, EditionsWhenWhole when_whole, gpointer data)
{
    editions->when_whole = when_whole;
    editions->when_whole_data = data;
}

/* --- opening ----------------------------------------------------------------------------- */

bool editions_options_are_whole(const EditionsOptions *options)
{
    if (options->history_path == NULL && *options->paths == NULL) {
        message_error("an agenda file is missing, or --history");
        return false;
    }
    if (options->history_path == NULL && options->manual) {
        message_error("--manual goes with --history");
        return false;
    }
    return true;
}

static void tell_without_file(const Editions *editions)
{
    g_autoptr(GPtrArray) ids = editions_list_without_file(editions);

    for (guint i = 0; i < ids->len; i++) {
        message_info("%s: is in the history, and in none of the files that are read; what was "
                     "published of it stays",
                     (const char *)ids->pdata[i]);
    }
}

Editions *editions_new(const EditionsOptions *options, SourceFollower *sources,
                       ExitStatus *out_status)
{
    Editions *editions = g_new0(Editions, 1);
    ExitStatus status = EXIT_STATUS_OK;

    editions->options = options;
    editions->sources = sources;
    editions->source_states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    editions->is_starting = true;
    editions->files = followed_files_new();
    editions->is_listed = true;
    editions->revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    editions->seen = edition_history_new_seen();
    editions->memory = message_memory_new();
    editions->zone_states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    /* Without its history nothing is served: what subscribers have would not be followed. */
    if (options->history_path != NULL && !edition_history_open(editions)) {
        *out_status = EXIT_STATUS_ENVIRONMENT;
        return editions;
    }
    /* Files first: an agenda that a file holds need not be read from the history. */
    if (!options->manual) {
        edition_files_read(editions, false);
        status = MAX(status, edition_files_status(editions));
    }
    if (editions->history != NULL) {
        edition_history_read_all(editions, true, &status);
        tell_without_file(editions);
        editions_read_rules(editions);
    }
    editions->is_starting = false;
    *out_status = status;
    return editions;
}

void editions_free(Editions *editions)
{
    if (editions == NULL) {
        return;
    }
    g_ptr_array_unref(editions->revisions);
    g_hash_table_unref(editions->seen);
    g_ptr_array_unref(editions->files);
    message_memory_free(editions->memory);
    g_hash_table_unref(editions->zone_states);
    g_hash_table_unref(editions->source_states);
    g_free(editions->lack);
    /* They borrow the history. */
    private_editions_free(editions->privates);
    g_clear_pointer(&editions->history, history_close);
    g_free(editions);
}

const GPtrArray *editions_revisions(const Editions *editions)
{
    return editions->revisions;
}

bool editions_are_good(const Editions *editions)
{
    bool is_history_good =
        editions->history == NULL || (!editions->is_behind && !editions->is_away);

    return edition_files_status(editions) == EXIT_STATUS_OK && is_history_good;
}

const PrivateEditions *editions_private(const Editions *editions)
{
    return editions->privates;
}

const char *editions_lack(const Editions *editions)
{
    return editions->lack;
}

History *editions_history(const Editions *editions)
{
    return editions->history;
}
