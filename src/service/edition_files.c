#include "service/editions_private.h"

#include "model/view/agenda_view.h"
#include "service/agendas.h"
#include "service/follow/hold.h"
#include "service/message.h"
#include "service/publication_report.h"
#include "service/revision_set.h"

/* How often publishing is tried while others publish at the same time. */
#define MAX_TRIES 3

/* One reading of the files. */
typedef struct Reading {
    Editions *editions;
    GHashTable *file_of_id; /* id → path */
    bool any;               /* a revision was replaced */
} Reading;

static void put_read(Reading *reading, Revision *take_revision)
{
    revision_set_put(reading->editions->revisions, take_revision);
    reading->any = true;
}

/* --- what is held back, and what failed --------------------------------------------------- */

/* Whether what is published is kept, so that a command can confirm what is held back. */
static bool keeps(const Editions *editions)
{
    return editions->history != NULL && !history_is_read_only(editions->history);
}

/* Reports that a file is held back, and how to confirm it. */
static void hold(const Editions *editions, FollowedFile *file, const Extent *extent,
                 const Omission *omission, const char *taken_back)
{
    g_autofree char *reason = hold_reason_dup(extent, file->taken, omission, taken_back);
    /* Without a history that is kept, there is nothing to confirm it in. */
    g_autofree char *remedy =
        keeps(editions) ? hold_confirmation_dup(file->path, history_name(editions->history))
                        : g_strdup("start confeed again");
    g_autofree char *text =
        g_strdup_printf("%s: held back, what was there stays: %s; if that is meant: %s", file->path,
                        reason, remedy);

    followed_file_tell(file, extent, text);
    file->is_held = true;
    file->status = EXIT_STATUS_INPUT;
}

/* Whether it may work later even if nobody touches the agenda. */
static bool may_pass(const GError *error)
{
    return !g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE);
}

/* Reads a text again, since publishing takes its agenda; NULL if the file has changed by now. */
static AgendaFile *read_again(const char *path, const Extent *extent)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, NULL);
    bool is_same = file != NULL && file->agenda != NULL && file->extent->digest == extent->digest;

    return is_same ? g_steal_pointer(&file) : NULL;
}

/* Serves what could not be published, unless it is served already. */
static void serve_unpublished(Reading *reading, FollowedFile *file, const Extent *extent)
{
    const GPtrArray *revisions = reading->editions->revisions;
    bool is_served = file->taken != NULL && file->taken->digest == extent->digest &&
                     revision_set_find(revisions, file->agenda_id) != NULL;
    g_autoptr(AgendaFile) again = is_served ? NULL : read_again(file->path, extent);
    Revision *revision = again != NULL ? agendas_make_revision(again, &file->status) : NULL;

    if (revision != NULL) {
        put_read(reading, revision);
        extent_free(file->taken);
        file->taken = extent_copy(extent);
    }
}

/* If publishing fails, the last revision stays; if there is none, the file is served even so. */
static void fall_back(Reading *reading, FollowedFile *file, const Extent *extent,
                      const GError *error)
{
    Editions *editions = reading->editions;
    bool was_there = editions_find_published(editions, file->agenda_id) != NULL;
    bool is_tried_again = editions->options->is_service && may_pass(error);
    g_autofree char *text =
        g_strdup_printf("%s: not published, %s: %s%s", file->path,
                        was_there ? "the last revision stays" : "and so without a history",
                        error->message, is_tried_again ? "; it is tried again until it works" : "");

    followed_file_tell(file, extent, text);
    file->is_failed = true;
    file->status = EXIT_STATUS_ENVIRONMENT;
    if (is_tried_again) {
        followed_file_put_off(file, g_get_monotonic_time());
    }
    if (!was_there) {
        serve_unpublished(reading, file, extent);
    }
}

/* The file is no longer the one that was read. */
static void put_off_changed(const Editions *editions, FollowedFile *file)
{
    file->status = EXIT_STATUS_ENVIRONMENT;
    if (editions->options->is_service) {
        followed_file_put_off(file, g_get_monotonic_time());
    }
}

/* --- taking what a file says -------------------------------------------------------------- */

/* Without a history the file is all there is. */
static void take_plain(Reading *reading, FollowedFile *file, AgendaFile *text)
{
    g_autoptr(Revision) revision = agendas_make_revision(text, &file->status);

    if (revision == NULL) {
        return;
    }
    /* Without a history nothing else looks for omissions. */
    const Revision *previous =
        revision_set_find(reading->editions->revisions, revision->agenda->id);
    if (previous != NULL) {
        g_autoptr(Omission) omission = omission_new(previous->agenda, revision->agenda);
        bool is_grave = omission_is_grave(omission);
        if (is_grave || extent_doubt(text->extent, file->taken) != EXTENT_DOUBT_NONE) {
            hold(reading->editions, file, text->extent, is_grave ? omission : NULL, NULL);
            return;
        }
    }
    put_read(reading, g_steal_pointer(&revision));
    followed_file_take(file, text->extent);
}

/* Takes up a publication. If it has no public revision, only private views have changed. */
static void put_published(Reading *reading, Publication *publication)
{
    Editions *editions = reading->editions;

    publication_report_log(publication);
    if (keeps(editions)) {
        publication_report_tell_past(publication, history_name(editions->history));
    }
    if (publication->revision == NULL) {
        return;
    }
    /* Only what is kept can be looked for in the history later. */
    if (keeps(editions)) {
        editions_set_seen(editions, publication->revision);
    }
    put_read(reading, g_steal_pointer(&publication->revision));
}

/* The history already has what the file says: what was wrong with it is settled. */
static void take_same(FollowedFile *file, const Extent *extent)
{
    if (file->is_held || file->is_failed) {
        message_info("%s: what it says is published by now", file->path);
    }
    followed_file_take(file, extent);
}

/* Publishes an agenda, which is taken, and deals with the outcome. False if it must be tried again
 * at once because others have published meanwhile; what they published has been read then. */
static bool publish(Reading *reading, FollowedFile *file, const Extent *extent, Agenda *take_agenda,
                    PublishOptions *how, bool is_last_try)
{
    Editions *editions = reading->editions;
    const Revision *previous = editions_find_published(editions, file->agenda_id);
    g_autoptr(GError) error = NULL;
    g_auto(Publication) publication = { 0 };
    PublishOutcome outcome =
        chronicle_publish(editions->history, previous, take_agenda, how, &publication, &error);
    /* Both may come from comparing the agenda with a revision that is no longer the last one. */
    bool may_be_late =
        outcome == PUBLISH_HELD || g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE);

    if (may_be_late && !is_last_try &&
        editions_read_agenda(editions, file->agenda_id, NULL, &file->status)) {
        reading->any = true;
        return false;
    }
    switch (outcome) {
    case PUBLISH_DONE:
        put_published(reading, &publication);
        followed_file_take(file, extent);
        break;
    case PUBLISH_SAME:
        take_same(file, extent);
        break;
    case PUBLISH_HELD:
        hold(editions, file, extent, publication.omission, publication.taken_back);
        break;
    case PUBLISH_FAILED:
        fall_back(reading, file, extent, error);
        break;
    }
    return true;
}

/* Whether the agenda has, or had, anything private. Its public revision then does not show whether
 * all of it is published; only publishing does. */
static bool may_be_private(Editions *editions, const Agenda *agenda)
{
    g_autoptr(GPtrArray) streams = history_list_streams(editions->history, agenda->id, NULL);

    return agenda_view_count_private(agenda) > 0 || streams == NULL || streams->len > 0;
}

/* Puts the last revision of the agenda into place if there is none yet. The agenda itself may be
 * all that this needs; then it is taken. */
static void find_last(Reading *reading, FollowedFile *file, AgendaFile *text)
{
    Editions *editions = reading->editions;

    if (revision_set_find(editions->revisions, file->agenda_id) == NULL) {
        Agenda **at_hand = may_be_private(editions, text->agenda) ? NULL : &text->agenda;
        bool is_read = editions_read_agenda(editions, file->agenda_id, at_hand, &file->status);
        reading->any = is_read || reading->any;
    }
}

/* Publishes what a file says, unless the history says it already. */
static void take_into_history(Reading *reading, FollowedFile *file, AgendaFile *text)
{
    Editions *editions = reading->editions;
    bool is_doubted = extent_doubt(text->extent, file->taken) != EXTENT_DOUBT_NONE;
    PublishOptions how = { .by = editions->options->by,
                           .why = file->path,
                           .keep_seconds = editions->options->keep_seconds,
                           .caution = is_doubted ? CAUTION_DOUBT : CAUTION_USUAL };

    if (!agendas_find_time(&how.now)) {
        file->status = EXIT_STATUS_ENVIRONMENT;
        return;
    }
    find_last(reading, file, text);
    /* Taken by find_last(): the history says the same as the file. */
    if (text->agenda == NULL && revision_set_find(editions->revisions, file->agenda_id) != NULL) {
        take_same(file, text->extent);
        return;
    }
    /* If it was taken and no revision came of it, the file is read again. */
    g_autoptr(AgendaFile) again =
        text->agenda == NULL ? read_again(file->path, text->extent) : NULL;
    Agenda *agenda = agenda_file_steal_agenda(again != NULL ? again : text);
    for (guint tries = 1; agenda != NULL; tries++) {
        if (publish(reading, file, text->extent, agenda, &how, tries == MAX_TRIES)) {
            return;
        }
        /* Publishing has taken the agenda: the next try reads it again. */
        g_autoptr(AgendaFile) next = read_again(file->path, text->extent);
        agenda = next != NULL ? agenda_file_steal_agenda(next) : NULL;
    }
    g_autofree char *words = g_strdup_printf("%s: changed while it was read", file->path);
    followed_file_tell(file, text->extent, words);
    put_off_changed(editions, file);
}

/* --- reading ------------------------------------------------------------------------------ */

/* Two agendas with the same id would have the same addresses. */
static bool is_first_of_its_id(Reading *reading, FollowedFile *file)
{
    const char *other = g_hash_table_lookup(reading->file_of_id, file->agenda_id);

    if (other != NULL) {
        message_error("%s: the agenda's id is \"%s\", as in %s; each agenda needs its own",
                      file->path, file->agenda_id, other);
        file->status = EXIT_STATUS_INPUT;
        return false;
    }
    g_hash_table_insert(reading->file_of_id, g_strdup(file->agenda_id), file->path);
    return true;
}

/* A file that is not read this time keeps its id. */
static void leave_file(Reading *reading, const FollowedFile *file)
{
    if (file->agenda_id != NULL && !g_hash_table_contains(reading->file_of_id, file->agenda_id)) {
        g_hash_table_insert(reading->file_of_id, g_strdup(file->agenda_id), file->path);
    }
}

/* Whether a file is whole, as far as can be seen; if not, `due` is when to look again. */
static bool is_whole(const Editions *editions, FollowedFile *file)
{
    gint64 when = editions->when_whole != NULL
                      ? editions->when_whole(file->path, editions->when_whole_data)
                      : 0;

    file->due = when == 0 ? FOLLOWED_FILE_NEVER : when;
    return when == 0;
}

/* Deals with a file that was read, or could not be. */
static void take_file(Reading *reading, FollowedFile *file, AgendaFile *text, const GError *error)
{
    Editions *editions = reading->editions;

    file->status = EXIT_STATUS_OK;
    if (!agendas_report(text, error, &file->status)) {
        if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_AGAIN)) {
            put_off_changed(editions, file);
            leave_file(reading, file);
        } else {
            /* A file with errors claims no id: another may have it. */
            g_clear_pointer(&file->agenda_id, g_free);
        }
        return;
    }
    g_free(file->agenda_id);
    file->agenda_id = g_strdup(text->agenda->id);
    if (!is_first_of_its_id(reading, file)) {
        return;
    }
    if (editions->history != NULL) {
        take_into_history(reading, file, text);
    } else {
        take_plain(reading, file, text);
    }
}

/* Asks before and after reading, to see that nobody has begun to write in between. */
static void read_file(Reading *reading, FollowedFile *file)
{
    g_autoptr(GError) error = NULL;

    if (!is_whole(reading->editions, file)) {
        leave_file(reading, file);
        return;
    }
    g_autoptr(AgendaFile) text = agenda_file_read(file->path, &error);
    if (!is_whole(reading->editions, file)) {
        leave_file(reading, file);
        return;
    }
    take_file(reading, file, text, error);
}

static void list_files(Editions *editions)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    editions->is_listed = agendas_list_files(editions->options->paths, paths);
    followed_files_settle(editions->files, paths);
}

bool edition_files_read(Editions *editions, bool only_due)
{
    g_autoptr(GHashTable) file_of_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = { .editions = editions, .file_of_id = file_of_id };
    gint64 now = g_get_monotonic_time();

    if (!only_due) {
        list_files(editions);
    }
    for (guint i = 0; i < editions->files->len; i++) {
        FollowedFile *file = editions->files->pdata[i];
        if (only_due && file->due > now) {
            leave_file(&reading, file);
        } else {
            read_file(&reading, file);
        }
    }
    return reading.any;
}

ExitStatus edition_files_status(const Editions *editions)
{
    ExitStatus status = editions->is_listed ? EXIT_STATUS_OK : EXIT_STATUS_ENVIRONMENT;

    for (guint i = 0; i < editions->files->len; i++) {
        status = MAX(status, ((const FollowedFile *)editions->files->pdata[i])->status);
    }
    return status;
}
