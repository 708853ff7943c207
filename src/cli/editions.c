#include "cli/editions.h"

#include <string.h>

#include "cli/editions_core.h"
#include "cli/message.h"
#include "cli/revision_set.h"

/* How long a service waits for others who hold the history: meanwhile it answers nobody. What does
 * not work then is tried again. */
#define SERVICE_PATIENCE_MILLISECONDS 100

const Revision *editions_find_published(const Editions *editions, const char *id)
{
    const Revision *revision = revision_set_find(editions->revisions, id);

    return revision != NULL && revision->has_history ? revision : NULL;
}

/* --- from the history -------------------------------------------------------------------- */

/* It is looked again every second: what stays wrong is said once. */
static void tell_failure(Editions *editions, const GError *error, ExitStatus *status)
{
    *status = EXIT_STATUS_ENVIRONMENT;
    editions->is_behind = true;
    told_error(editions->told, error->message, error->message);
}

void editions_set_seen(Editions *editions, const char *id, guint number)
{
    g_hash_table_insert(editions->seen, g_strdup(id), GUINT_TO_POINTER(number));
}

bool editions_read_agenda(Editions *editions, const char *id, Agenda **inout_agenda,
                          ExitStatus *status)
{
    guint seen = GPOINTER_TO_UINT(g_hash_table_lookup(editions->seen, id));
    g_autoptr(GError) error = NULL;
    Revision *revision = NULL;
    guint number = 0;

    if (history_find(editions->history, id, G_MAXINT64, &number, &error) && number == seen) {
        return false;
    }
    if (error == NULL) {
        revision = inout_agenda != NULL
                       ? chronicle_read_with(editions->history, number, inout_agenda, &error)
                       : chronicle_read(editions->history, id, number, &error);
    }
    if (revision == NULL) {
        tell_failure(editions, error, status);
        return false;
    }
    revision_set_put(editions->revisions, revision);
    editions_set_seen(editions, id, number);
    return true;
}

/* Reads all agendas, or those alone of which there is nothing. */
static bool read_public(Editions *editions, bool only_missing, ExitStatus *status)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) agendas = history_list_agendas(editions->history, &error);
    bool any = false;

    if (agendas == NULL) {
        tell_failure(editions, error, status);
        return false;
    }
    for (guint i = 0; i < agendas->len; i++) {
        const char *id = agendas->pdata[i];
        if (!only_missing || revision_set_find(editions->revisions, id) == NULL) {
            any = editions_read_agenda(editions, id, NULL, status) || any;
        }
    }
    return any;
}

/* Reads what is private; to be called whenever a revision may have been replaced. */
static bool read_private(Editions *editions, ExitStatus *status)
{
    g_autoptr(GError) error = NULL;
    bool any = false;

    if (editions->privates == NULL) {
        return false;
    }
    if (!private_editions_read(editions->privates, &any, &error)) {
        tell_failure(editions, error, status);
    }
    private_editions_settle(editions->privates, editions->revisions);
    return any;
}

static bool read_all(Editions *editions, bool only_missing, ExitStatus *status)
{
    editions->is_behind = false;
    bool any = read_public(editions, only_missing, status);
    any = read_private(editions, status) || any;
    if (!editions->is_behind) {
        told_forget_all(editions->told);
    }
    return any;
}

/* What was held back may have been confirmed. */
static void look_at_held_files(Editions *editions)
{
    for (guint i = 0; i < editions->files->len; i++) {
        FollowedFile *file = editions->files->pdata[i];
        file->due = file->is_held ? 0 : file->due;
    }
}

bool editions_read_history(Editions *editions)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (editions->history == NULL ||
        (!history_has_news(editions->history) && !editions->is_behind) ||
        !read_all(editions, false, &status)) {
        return false;
    }
    look_at_held_files(editions);
    return true;
}

/* --- from files -------------------------------------------------------------------------- */

static bool read_files(Editions *editions, bool only_due)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (editions->history != NULL && editions->options->manual) {
        return false;
    }
    bool any = edition_files_read(editions, only_due);
    return read_private(editions, &status) || any;
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

static void open_history(Editions *editions, ExitStatus *status)
{
    const EditionsOptions *options = editions->options;
    g_autoptr(GError) error = NULL;

    editions->history =
        history_open(options->history_path, options->manual ? HISTORY_READ : HISTORY_WRITE, &error);
    if (editions->history == NULL) {
        message_error("%s; going on without a history", error->message);
        *status = EXIT_STATUS_ENVIRONMENT;
        return;
    }
    if (!options->manual && history_is_read_only(editions->history)) {
        message_error("%s cannot be written: what is published now will not be kept",
                      options->history_path);
    }
    if (options->is_service) {
        history_set_patience(editions->history, SERVICE_PATIENCE_MILLISECONDS);
    }
    history_has_news(editions->history);
    if (options->with_private) {
        editions->privates = private_editions_new(editions->history);
    }
}

Editions *editions_new(const EditionsOptions *options, ExitStatus *out_status)
{
    Editions *editions = g_new0(Editions, 1);
    ExitStatus status = EXIT_STATUS_OK;

    editions->options = options;
    editions->files = followed_files_new();
    editions->is_listed = true;
    editions->revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    editions->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    editions->told = told_new();
    if (options->history_path != NULL) {
        open_history(editions, &status);
    }
    /* The files first: what one says, the history then need not be asked. */
    if (editions->history == NULL || !options->manual) {
        edition_files_read(editions, false);
        status = MAX(status, edition_files_status(editions));
    }
    if (editions->history != NULL) {
        read_all(editions, true, &status);
    }
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
    told_free(editions->told);
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
    bool is_history_good = editions->options->history_path == NULL ||
                           (editions->history != NULL && !editions->is_behind);

    return edition_files_status(editions) == EXIT_STATUS_OK && is_history_good;
}

const PrivateEditions *editions_private(const Editions *editions)
{
    return editions->privates;
}

History *editions_history(const Editions *editions)
{
    return editions->history;
}
