#include "cli/editions.h"

#include <string.h>

#include "chronicle/soundness.h"
#include "cli/agendas.h"
#include "cli/message.h"
#include "cli/publication.h"
#include "cli/revision_set.h"
#include "cli/told.h"
#include "model/agenda_view.h"

/* How often it is tried again when others publish at the same time. */
#define MAX_TRIES 3

/* The last revision that the history was seen to have of an agenda. */
typedef struct Seen {
    guint number;
    gint64 stamp;
    bool is_lost; /* it no longer has it */
} Seen;

struct Editions {
    const EditionsOptions *options;
    History *history;
    GPtrArray *revisions; /* Revision *, by id */
    GHashTable *seen;     /* id → Seen */

    /* Since the history was last read to its end: what was said of it, and whether there is still
     * something to read. */
    Told *told;
    bool is_behind;

    bool is_away; /* the history is not where it was */
    char *lack;   /* see editions_lack */

    bool files_are_good;       /* as last read */
    PrivateEditions *privates; /* or NULL */
};

/* --- what there is ----------------------------------------------------------------------- */

/* Only what is in a history, or follows what is, can be followed by another revision; not a file
 * that could not be published. */
static const Revision *find_published(const Editions *editions, const char *id)
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

static void set_seen(Editions *editions, const Revision *revision)
{
    Seen *seen = g_new0(Seen, 1);

    seen->number = revision->number;
    seen->stamp = revision->stamp;
    g_hash_table_insert(editions->seen, g_strdup(revision->agenda->id), seen);
}

/* The first is told: whoever mends that sees the next. */
static void set_lack(Editions *editions, const char *text)
{
    if (editions->lack == NULL) {
        editions->lack = g_strdup(text);
    }
}

/* What was served is not taken back: another history may stand where it was, or an older state of
 * it. Fails as well if it cannot be told. */
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

/* The number of the last revision; 0, and no error, if that has been seen. */
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

/* Reads an agenda's last revision if it is news; whether one was put into place. What is here may
 * have been published without being kept: it stays until somebody publishes another.
 * `inout_agenda`, if not NULL, is an agenda at hand, as of chronicle_read_with. */
static bool read_agenda(Editions *editions, const char *id, Agenda **inout_agenda,
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
        if (find_published(editions, id) == NULL) {
            set_lack(editions, error->message);
        }
        return false;
    }
    set_seen(editions, revision);
    revision_set_put(editions->revisions, revision);
    return true;
}

/* Tells of agendas that the history had, and has no more. */
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

/* Reads all agendas, or those alone of which no revision is there. */
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
        } else if (!only_missing || find_published(editions, id) == NULL) {
            any = read_agenda(editions, id, NULL, status) || any;
        }
    }
    tell_missing(editions, agendas, status);
    return any;
}

/* Reads what is private; to be called whenever a revision may have been replaced. */
static bool read_private(Editions *editions, ExitStatus *status)
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

static bool read_all(Editions *editions, bool only_missing, ExitStatus *status)
{
    editions->is_behind = false;
    g_clear_pointer(&editions->lack, g_free);
    bool any = read_public(editions, only_missing, status);
    any = read_private(editions, status) || any;
    if (!editions->is_behind) {
        told_forget_all(editions->told);
    }
    return any;
}

/* --- where the history is ------------------------------------------------------------------ */

/* It is looked again every second. */
static void wait_for_history(Editions *editions, const char *what)
{
    g_autofree char *text = g_strdup_printf(
        "%s; until it is back, or a copy of it is moved there, nothing is published, and what was "
        "stays served",
        what);

    editions->is_away = true;
    g_clear_pointer(&editions->lack, g_free);
    set_lack(editions, text);
    told_error(editions->told, text, text);
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
    return history_open(options->history_path, options->manual ? HISTORY_READ : HISTORY_WRITE,
                        error);
}

/* Opens what stands where the history was; what is there to be made is none. */
static History *open_again(const Editions *editions, GError **error)
{
    g_autoptr(History) history = history_open(editions->options->history_path, HISTORY_READ, error);

    return history != NULL ? open_at_path(editions->options, error) : NULL;
}

/* Opens what stands in the history's place, and says of it that it is there. One that has been cut
 * short and mended is opened anew as well: of it SQLite remembers what it was in between. */
static bool take_up(Editions *editions, const char *words)
{
    g_autoptr(GError) error = NULL;
    History *history = open_again(editions, &error);

    if (history == NULL) {
        wait_for_history(editions, error->message);
        return false;
    }
    if (editions->privates != NULL) {
        private_editions_set_history(editions->privates, history);
    }
    history_close(editions->history);
    editions->history = history;
    editions->is_away = true;
    message_info("%s: %s", editions->options->history_path, words);
    tell_if_unkept(editions);
    return true;
}

/* Whether the history is where it was, or another is; else it is told. */
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

bool editions_read_history(Editions *editions)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (editions->history == NULL || !find_history(editions)) {
        return false;
    }
    bool was_away = editions->is_away;
    if (was_away) {
        editions->is_away = false;
        told_forget_all(editions->told);
    }
    bool is_news = history_has_news(editions->history) || editions->is_behind || was_away;
    bool any = is_news && read_all(editions, false, &status);
    /* What was saved meanwhile could not be published. */
    return (was_away && editions_read_files(editions)) || any;
}

/* --- from files -------------------------------------------------------------------------- */

/* One reading of all files. */
typedef struct Reading {
    GHashTable *file_of_id;
    ExitStatus status; /* the worst */
    bool any;          /* a revision is another than before */
} Reading;

/* Two agendas under one id would have the same addresses. */
static bool is_first_of_its_id(Reading *reading, const char *path, const char *id)
{
    const char *other = g_hash_table_lookup(reading->file_of_id, id);

    if (other != NULL) {
        message_error("%s: the agenda's id is \"%s\", as in %s; each agenda needs its own", path,
                      id, other);
        reading->status = MAX(reading->status, EXIT_STATUS_INPUT);
        return false;
    }
    g_hash_table_insert(reading->file_of_id, g_strdup(id), (gpointer)path);
    return true;
}

static void put_read(Editions *editions, Reading *reading, Revision *take_revision)
{
    revision_set_put(editions->revisions, take_revision);
    reading->any = true;
}

/* Without a history a file is all there is. */
static void read_plain(Editions *editions, Reading *reading, const char *path)
{
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(Revision) revision = agendas_open(path, &status);

    reading->status = MAX(reading->status, status);
    if (revision != NULL && is_first_of_its_id(reading, path, revision->agenda->id)) {
        put_read(editions, reading, g_steal_pointer(&revision));
    }
}

static void put_published(Editions *editions, Reading *reading, Published *published)
{
    if (published->revision == NULL) {
        return;
    }
    if (!history_is_read_only(editions->history)) {
        set_seen(editions, published->revision);
    }
    put_read(editions, reading, g_steal_pointer(&published->revision));
}

/* Publishes an agenda, which is taken. */
static PublishOutcome publish(Editions *editions, Reading *reading, const char *path,
                              Agenda *take_agenda, GError **error)
{
    Publishing how = { .by = editions->options->by,
                       .why = path,
                       .keep_seconds = editions->options->keep_seconds };
    const Revision *previous = find_published(editions, take_agenda->id);
    g_auto(Published) published = { 0 };

    if (!agendas_find_time(&how.now)) {
        reading->status = EXIT_STATUS_ENVIRONMENT;
        agenda_free(take_agenda);
        return PUBLISH_SAME;
    }
    PublishOutcome outcome =
        chronicle_publish(editions->history, previous, take_agenda, &how, &published, error);
    if (outcome == PUBLISH_DONE) {
        publication_log(&published);
        put_published(editions, reading, &published);
    }
    return outcome;
}

/* What could not be published leaves what was; if there was nothing, the file is still served. */
static void fall_back(Editions *editions, Reading *reading, const char *path, const char *id,
                      const GError *error)
{
    bool was_there = find_published(editions, id) != NULL;

    message_error("%s: not published, %s: %s", path,
                  was_there ? "the last revision stays" : "and so without a history",
                  error->message);
    reading->status = EXIT_STATUS_ENVIRONMENT;
    if (!was_there) {
        Revision *revision = agendas_open(path, &reading->status);
        if (revision != NULL) {
            put_read(editions, reading, revision);
        }
    }
}

/* Whether it has to be published to see if all of it is: what is public is not all. */
static bool may_be_private(Editions *editions, const Agenda *agenda)
{
    g_autoptr(GPtrArray) streams = history_list_streams(editions->history, agenda->id, NULL);

    return agenda_view_count_private(agenda) > 0 || streams == NULL || streams->len > 0;
}

static void read_into_history(Editions *editions, Reading *reading, const char *path)
{
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(Agenda) agenda = agendas_read(path, &status);

    reading->status = MAX(reading->status, status);
    if (agenda == NULL || !is_first_of_its_id(reading, path, agenda->id)) {
        return;
    }
    g_autofree char *id = g_strdup(agenda->id);
    if (revision_set_find(editions->revisions, id) == NULL) {
        Agenda **at_hand = may_be_private(editions, agenda) ? NULL : &agenda;
        reading->any = read_agenda(editions, id, at_hand, &reading->status) || reading->any;
        if (agenda == NULL && revision_set_find(editions->revisions, id) == NULL) {
            agenda = agendas_read(path, &reading->status);
        }
    }
    for (guint tries = 1; agenda != NULL; tries++) {
        g_autoptr(GError) error = NULL;
        PublishOutcome outcome = publish(editions, reading, path, g_steal_pointer(&agenda), &error);
        if (outcome != PUBLISH_FAILED) {
            return;
        }
        bool is_stale = g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE);
        if (tries == MAX_TRIES || !is_stale || !read_agenda(editions, id, NULL, &reading->status)) {
            fall_back(editions, reading, path, id, error);
            return;
        }
        reading->any = true;
        agenda = agendas_read(path, &reading->status);
    }
}

static Reading read_files(Editions *editions)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) file_of_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = { .file_of_id = file_of_id };

    if (!agendas_list_files(editions->options->paths, files)) {
        reading.status = EXIT_STATUS_ENVIRONMENT;
    }
    for (guint i = 0; i < files->len; i++) {
        if (editions->history != NULL) {
            read_into_history(editions, &reading, files->pdata[i]);
        } else {
            read_plain(editions, &reading, files->pdata[i]);
        }
    }
    reading.file_of_id = NULL;
    editions->files_are_good = reading.status == EXIT_STATUS_OK;
    return reading;
}

bool editions_read_files(Editions *editions)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (editions->history != NULL && editions->options->manual) {
        return false;
    }
    bool any = read_files(editions).any;
    return read_private(editions, &status) || any;
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

    editions->history = open_at_path(options, &error);
    if (editions->history == NULL) {
        message_error("%s; going on without a history", error->message);
        *status = EXIT_STATUS_ENVIRONMENT;
        return;
    }
    tell_if_unkept(editions);
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
    editions->files_are_good = true;
    editions->revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    editions->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    editions->told = told_new();
    if (options->history_path != NULL) {
        open_history(editions, &status);
    }
    /* The files first: what one says, the history then need not be asked. */
    if (editions->history == NULL || !options->manual) {
        Reading reading = read_files(editions);
        status = MAX(status, reading.status);
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
    told_free(editions->told);
    g_free(editions->lack);
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
        editions->options->history_path == NULL ||
        (editions->history != NULL && !editions->is_behind && !editions->is_away);

    return editions->files_are_good && is_history_good;
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

bool editions_holds(const Editions *editions, const char *id)
{
    const Seen *seen = g_hash_table_lookup(editions->seen, id);

    return editions->history != NULL && (seen == NULL || !seen->is_lost) &&
           history_find_place(editions->history) == HISTORY_IN_PLACE;
}
