#include "service/editions_private.h"

#include "chronicle/chronicle_read.h"
#include "chronicle/soundness.h"
#include "service/message.h"
#include "service/revision_set.h"

/* How long a service waits for others who hold the history, since it answers nobody meanwhile. What
 * fails because of this is tried again. */
#define SERVICE_PATIENCE_MILLISECONDS 100

/* The last revision of an agenda that the history was seen to have. */
typedef struct Seen {
    guint number;
    gint64 stamp;
    bool is_lost; /* the history no longer has it */
} Seen;

/* --- reading it ---------------------------------------------------------------------------- */

GHashTable *edition_history_new_seen(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

const Revision *editions_find_published(const Editions *editions, const char *id)
{
    const Revision *revision = revision_set_find(editions->revisions, id);

    return revision != NULL && revision->has_history ? revision : NULL;
}

/* Only the first is kept: whoever mends that sees the next. */
static void set_lack(Editions *editions, const char *text)
{
    if (editions->lack == NULL) {
        editions->lack = g_strdup(text);
    }
}

/* Reports a failure, once for as long as it lasts: the history is read every second. If others hold
 * it for a moment, nothing is said while there is something to serve. */
static void tell_failure(Editions *editions, const GError *error, ExitStatus *status)
{
    bool is_busy = g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_BUSY);

    *status = EXIT_STATUS_ENVIRONMENT;
    editions->is_behind = true;
    if (!is_busy) {
        set_lack(editions, error->message);
    }
    if (!is_busy || editions->revisions->len == 0) {
        message_memory_error(editions->memory, error->message, error->message);
    }
}

void editions_set_seen(Editions *editions, const Revision *revision)
{
    Seen *seen = g_new0(Seen, 1);

    seen->number = revision->number;
    seen->stamp = revision->stamp;
    g_hash_table_insert(editions->seen, g_strdup(revision->agenda->id), seen);
}

/* Checks that the history still has the revision that is served. Another history, or an older copy,
 * may stand in its place; what was served is not taken back for that. Also fails if the history
 * cannot be read. */
static bool check_seen(Editions *editions, const char *id, GError **error)
{
    Seen *seen = g_hash_table_lookup(editions->seen, id);
    bool holds = true;

    if (seen != NULL &&
        !chronicle_holds(editions->history, id, seen->number, seen->stamp, &holds, error)) {
        return false;
    }
    if (seen != NULL) {
        seen->is_lost = !holds;
    }
    if (!holds) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: no longer holds revision %u of %s, which stays served: put back the "
                    "history that does, or start again with this one",
                    history_name(editions->history), seen->number, id);
        set_lack(editions, (*error)->message);
    }
    return holds;
}

/* The number of the last revision; 0 without an error if that has been seen. */
static guint find_news(Editions *editions, const char *id, GError **error)
{
    const Seen *seen = g_hash_table_lookup(editions->seen, id);
    guint number;

    if (!check_seen(editions, id, error) ||
        !history_find(editions->history, id, G_MAXINT64, &number, error)) {
        return 0;
    }
    return seen != NULL && seen->number == number ? 0 : number;
}

bool editions_read_agenda(Editions *editions, const char *id, Agenda **inout_agenda,
                          ExitStatus *status)
{
    g_autoptr(GError) error = NULL;
    Revision *revision = NULL;
    guint number = find_news(editions, id, &error);

    if (number == 0 && error == NULL) {
        return false;
    }
    if (error == NULL) {
        revision = inout_agenda != NULL
                       ? chronicle_read_with(editions->history, number, inout_agenda, &error)
                       : chronicle_read(editions->history, id, number, &error);
    }
    if (revision == NULL) {
        tell_failure(editions, error, status);
        /* An agenda that is still served with its last revision is not missing. */
        if (editions_find_published(editions, id) == NULL) {
            set_lack(editions, error->message);
        }
        return false;
    }
    editions_set_seen(editions, revision);
    revision_set_put(editions->revisions, revision);
    return true;
}

/* Others have published: what files of the agenda say may be held back now. */
static void look_at_files_of(Editions *editions, const char *id)
{
    for (guint i = 0; i < editions->files->len; i++) {
        FollowedFile *file = editions->files->pdata[i];
        file->due = g_strcmp0(file->agenda_id, id) == 0 ? 0 : file->due;
    }
}

/* Reports agendas that the history had and no longer has. */
static void tell_missing(Editions *editions, GPtrArray *agendas, ExitStatus *status)
{
    for (guint i = 0; i < editions->revisions->len; i++) {
        const Revision *revision = editions->revisions->pdata[i];
        g_autoptr(GError) error = NULL;
        if (!g_ptr_array_find_with_equal_func(agendas, revision->agenda->id, g_str_equal, NULL) &&
            !check_seen(editions, revision->agenda->id, &error)) {
            tell_failure(editions, error, status);
        }
    }
}

/* Reads all agendas, or only those without a revision here. */
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
        g_autoptr(GError) unsound = NULL;
        if (!soundness_check_name(editions->history, id, &unsound)) {
            tell_failure(editions, unsound, status);
            set_lack(editions, unsound->message);
        } else if (!only_missing || editions_find_published(editions, id) == NULL) {
            bool is_read = editions_read_agenda(editions, id, NULL, status);
            any = is_read || any;
            if (is_read) {
                look_at_files_of(editions, id);
            }
        }
    }
    tell_missing(editions, agendas, status);
    return any;
}

bool edition_history_read_private(Editions *editions, ExitStatus *status)
{
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);

    if (editions->privates == NULL) {
        return false;
    }
    bool any = private_editions_read(editions->privates, failures);
    for (guint i = 0; i < failures->len; i++) {
        const GError *failure = failures->pdata[i];
        tell_failure(editions, failure, status);
        set_lack(editions, failure->message);
    }
    private_editions_settle(editions->privates, editions->revisions);
    return any;
}

bool edition_history_read_all(Editions *editions, bool only_missing, ExitStatus *status)
{
    editions->is_behind = false;
    g_clear_pointer(&editions->lack, g_free);
    bool any = read_public(editions, only_missing, status);
    any = edition_history_read_private(editions, status) || any;
    /* All is well: whatever goes wrong from now on is reported again. */
    if (!editions->is_behind) {
        message_memory_forget_all(editions->memory);
    }
    return any;
}

/* --- where the history is ------------------------------------------------------------------ */

/* Notes that the history is not in its place; it is looked for every second. */
static void wait_for_history(Editions *editions, const char *what)
{
    g_autofree char *text = g_strdup_printf(
        "%s; until it is back, or a copy of it is moved there, nothing is published, and what was "
        "stays served",
        what);

    editions->is_away = true;
    g_clear_pointer(&editions->lack, g_free);
    set_lack(editions, text);
    message_memory_error(editions->memory, text, text);
}

static void tell_if_unkept(const Editions *editions)
{
    if (!editions->options->manual && history_is_read_only(editions->history)) {
        message_error("%s cannot be written: what is published now will not be kept",
                      editions->options->history_path);
    }
}

static History *open_at_path(const EditionsOptions *options, GError **error)
{
    History *history =
        history_open(options->history_path, options->manual ? HISTORY_READ : HISTORY_WRITE, error);

    if (history != NULL && options->is_service) {
        history_set_patience(history, SERVICE_PATIENCE_MILLISECONDS);
    }
    return history;
}

bool edition_history_open(Editions *editions)
{
    const EditionsOptions *options = editions->options;
    g_autoptr(GError) error = NULL;

    editions->history = open_at_path(options, &error);
    if (editions->history == NULL) {
        bool is_missing =
            options->manual && !g_file_test(options->history_path, G_FILE_TEST_EXISTS);
        message_error("%s%s", error->message,
                      is_missing ? "; the first \"confeed publish\" makes it" : "");
        return false;
    }
    tell_if_unkept(editions);
    /* Forgets the news so far: all of it is read next. */
    history_has_news(editions->history);
    if (options->with_private) {
        editions->privates = private_editions_new(editions->history);
    }
    return true;
}

/* Opens what stands where the history was. For reading first, since writing would make a new
 * history where there is none. */
static History *open_again(const Editions *editions, GError **error)
{
    g_autoptr(History) history = history_open(editions->options->history_path, HISTORY_READ, error);

    return history != NULL ? open_at_path(editions->options, error) : NULL;
}

/* Opens what stands in the history's place, and says so in `words`. A history that was cut short
 * and mended is opened anew, too: SQLite remembers what it was in between. */
static bool take_up(Editions *editions, const char *words)
{
    g_autoptr(GError) error = NULL;
    History *history = open_again(editions, &error);

    if (history == NULL) {
        wait_for_history(editions, error->message);
        return false;
    }
    /* They borrow the history, so they change it before the old one is closed. */
    if (editions->privates != NULL) {
        private_editions_set_history(editions->privates, history);
    }
    history_close(editions->history);
    editions->history = history;
    /* Has editions_read_history() read everything again. */
    editions->is_away = true;
    message_info("%s: %s", editions->options->history_path, words);
    tell_if_unkept(editions);
    return true;
}

/* Whether the history is where it was, or another is; if not, that is reported. */
static bool find_history(Editions *editions)
{
    const char *path = editions->options->history_path;
    g_autofree char *what = NULL;

    switch (history_find_place(editions->history)) {
    case HISTORY_IN_PLACE:
        return !editions->is_away || take_up(editions, "the history is back");
    case HISTORY_REPLACED:
        return take_up(editions, "another file was moved there, and is the history from now on");
    case HISTORY_GONE:
        what = g_strdup_printf("%s: the history is gone", path);
        break;
    case HISTORY_TRUNCATED:
        what = g_strdup_printf("%s: the history has been cut short", path);
        break;
    }
    wait_for_history(editions, what);
    return false;
}

/* What was held back may have been confirmed by a command meanwhile. */
static void look_at_held_files(Editions *editions)
{
    for (guint i = 0; i < editions->files->len; i++) {
        FollowedFile *file = editions->files->pdata[i];
        file->due = file->is_held ? 0 : file->due;
    }
}

/* A history that was away may be a different one now, so what was made from it is made anew. Files
 * saved meanwhile could not be published, so they are read again. */
static bool read_again(Editions *editions)
{
    ExitStatus status = EXIT_STATUS_OK;

    editions->is_away = false;
    message_memory_forget_all(editions->memory);
    history_has_news(editions->history);
    edition_history_read_all(editions, false, &status);
    editions_read_files(editions);
    return true;
}

bool editions_read_history(Editions *editions)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (editions->history == NULL || !find_history(editions)) {
        return false;
    }
    if (editions->is_away) {
        return read_again(editions);
    }
    if ((!history_has_news(editions->history) && !editions->is_behind) ||
        !edition_history_read_all(editions, false, &status)) {
        return false;
    }
    look_at_held_files(editions);
    return true;
}

bool editions_holds(const Editions *editions, const char *id)
{
    const Seen *seen = g_hash_table_lookup(editions->seen, id);

    /* It may have gone since it was last read. */
    return editions->history != NULL && (seen == NULL || !seen->is_lost) &&
           history_find_place(editions->history) == HISTORY_IN_PLACE;
}
