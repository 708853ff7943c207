#include "service/editions_private.h"

#include "chronicle/file_news.h"
#include "model/revision/similar_id.h"
#include "model/view/agenda_view.h"
#include "service/agendas.h"
#include "service/follow/hold.h"
#include "service/message.h"
#include "service/publication_report.h"
#include "service/revision_set.h"

/* How often publishing is tried while others publish at the same time. */
#define MAX_TRIES 3

/* The taking of what a file says. */
typedef struct Taking {
    Editions *editions;
    bool any; /* a revision was replaced */
} Taking;

/* --- what is held back, and what failed --------------------------------------------------- */

/* Whether what is published is kept, so that a command can confirm what is held back. */
static bool keeps(const Editions *editions)
{
    return editions->history != NULL && !history_is_read_only(editions->history);
}

/* Reports that a file is held back, why, and how to confirm it. */
static void hold_for(const Editions *editions, FollowedFile *file, const Extent *extent,
                     const char *reason)
{
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

static void hold(const Editions *editions, FollowedFile *file, const Extent *extent,
                 const Omission *omission, const char *withdrawn)
{
    g_autofree char *reason = hold_reason_dup(extent, file->taken, omission, withdrawn);

    hold_for(editions, file, extent, reason);
}

/* Whether it may work later even if nobody touches the agenda. */
static bool may_pass(const GError *error)
{
    return !g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE);
}

/* Reads a text again, since publishing takes its agenda; NULL if the file has changed by now. */
static AgendaFile *read_again(Editions *editions, FollowedFile *followed, const Extent *extent)
{
    g_autoptr(AgendaFile) file =
        edition_sources_complete(editions, followed, agenda_file_read(followed->path, NULL));
    bool is_same = file != NULL && file->agenda != NULL && file->extent->digest == extent->digest;

    return is_same ? g_steal_pointer(&file) : NULL;
}

/* If publishing fails, the last revision stays. If there is none, nothing is served: subscribers
 * would take a revision that no history knows for what follows the one they have. */
static void fall_back(const Editions *editions, FollowedFile *file, const Extent *extent,
                      const GError *error)
{
    bool was_there = editions_find_published(editions, file->agenda_id) != NULL;
    bool is_tried_again = editions->options->is_service && may_pass(error);
    g_autofree char *text = g_strdup_printf(
        "%s: not published%s: %s%s", file->path, was_there ? ", the last revision stays" : "",
        error->message, is_tried_again ? "; it is tried again until it works" : "");

    followed_file_tell(file, extent, text);
    file->is_failed = true;
    file->status = EXIT_STATUS_ENVIRONMENT;
    if (is_tried_again) {
        followed_file_put_off(file, g_get_monotonic_time());
    }
}

void edition_taking_put_off(const Editions *editions, FollowedFile *file)
{
    file->status = EXIT_STATUS_ENVIRONMENT;
    if (editions->options->is_service) {
        followed_file_put_off(file, g_get_monotonic_time());
    }
}

/* --- taking what a file says -------------------------------------------------------------- */

/* Without a history the file is all there is. */
static void take_plain(Taking *taking, FollowedFile *file, AgendaFile *text)
{
    g_autoptr(Revision) revision = agendas_make_revision(text, &file->status);

    if (revision == NULL) {
        return;
    }
    /* Without a history nothing else looks for omissions. */
    const Revision *previous = revision_set_find(taking->editions->revisions, revision->agenda->id);
    if (previous != NULL) {
        g_autoptr(Omission) omission = omission_new(previous->agenda, revision->agenda);
        bool is_grave = omission_is_grave(omission);
        if (is_grave || extent_doubt(text->extent, file->taken) != EXTENT_DOUBT_NONE) {
            hold(taking->editions, file, text->extent, is_grave ? omission : NULL, NULL);
            return;
        }
    }
    revision_set_put(taking->editions->revisions, g_steal_pointer(&revision));
    taking->any = true;
    followed_file_take(file, text->extent);
}

bool editions_put_published(Editions *editions, Publication *publication)
{
    publication_report_log(publication);
    if (keeps(editions)) {
        publication_report_tell_past(publication, history_name(editions->history));
    }
    if (publication->revision == NULL) {
        return false;
    }
    /* Only what is kept can be looked for in the history later. */
    if (keeps(editions)) {
        editions_set_seen(editions, publication->revision);
    }
    revision_set_put(editions->revisions, g_steal_pointer(&publication->revision));
    return true;
}

/* The history already has what the file says: what was wrong with it is settled. */
static void take_same(FollowedFile *file, const Extent *extent)
{
    if (file->is_held || file->is_failed) {
        message_info("%s: what it says is published by now", file->path);
    }
    followed_file_take(file, extent);
}

/* Notes what a file says that is published; but not in another history than the one served. */
static void note(const Editions *editions, const HistoryFile *origin)
{
    if (editions_holds(editions, origin->agenda)) {
        file_news_note(editions->history, origin);
    }
}

/* Warns of ids that a revision, which may be NULL, has in addition to the one before, and that are
 * easily taken for earlier ones. */
static void warn_of_ids(const FollowedFile *file, const Revision *revision,
                        const Revision *previous)
{
    g_autoptr(Findings) findings = findings_new(file->path);

    if (revision != NULL && previous != NULL) {
        similar_id_report(revision->agenda, previous, findings);
    }
    agendas_print_findings(findings);
}

/* Publishes an agenda, which is taken, and deals with the outcome. False if it must be tried again
 * at once because others have published meanwhile; what they published has been read then. */
static bool publish(Taking *taking, FollowedFile *file, const Extent *extent, Agenda *take_agenda,
                    PublishOptions *how, bool is_last_try)
{
    Editions *editions = taking->editions;
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
        taking->any = true;
        return false;
    }
    switch (outcome) {
    case PUBLISH_DONE:
        warn_of_ids(file, publication.revision, previous);
        taking->any = editions_put_published(editions, &publication) || taking->any;
        followed_file_take(file, extent);
        break;
    case PUBLISH_SAME:
        note(editions, how->file);
        take_same(file, extent);
        break;
    case PUBLISH_HELD:
        hold(editions, file, extent, publication.omission, publication.withdrawn);
        break;
    case PUBLISH_FAILED:
        fall_back(editions, file, extent, error);
        break;
    }
    return true;
}

/* Whether the agenda has, or had, anything private. Its public revision then does not show whether
 * all of it is published; only publishing does. */
static bool may_be_private(Editions *editions, const Agenda *agenda)
{
    g_autoptr(GPtrArray) streams = history_list_streams(editions->history, agenda->id, NULL);

    return !agenda_view_is_public(agenda) || streams == NULL || streams->len > 0;
}

/* Puts the last revision of the agenda into place if there is none yet. The agenda itself may be
 * all that this needs; then it is taken. */
static void find_last(Taking *taking, FollowedFile *file, AgendaFile *text)
{
    Editions *editions = taking->editions;

    if (revision_set_find(editions->revisions, file->agenda_id) == NULL) {
        Agenda **at_hand = may_be_private(editions, text->agenda) ? NULL : &text->agenda;
        bool is_read = editions_read_agenda(editions, file->agenda_id, at_hand, &file->status);
        taking->any = is_read || taking->any;
    }
}

/* Says that a file is not published, since it says what it said before. */
static void keep_back(FollowedFile *file, const Extent *extent, guint number)
{
    g_autofree char *what = number > 0 ? g_strdup_printf("revision %u said", number)
                                       : g_strdup("it said before something else was published");
    g_autofree char *text =
        g_strdup_printf("%s: says what %s; it is held back until it changes", file->path, what);

    followed_file_keep_back(file, extent, text);
}

/* Others may have published since the history was last read. */
static void take_what_is_there(Taking *taking, FollowedFile *file, const HistoryFile *origin)
{
    Editions *editions = taking->editions;

    taking->any =
        editions_read_agenda(editions, file->agenda_id, NULL, &file->status) || taking->any;
    note(editions, origin);
}

/* Deals with a file that says nothing new; false if it does, and is to be published. */
static bool take_old(Taking *taking, FollowedFile *file, const Extent *extent,
                     const HistoryFile *origin)
{
    const Editions *editions = taking->editions;
    g_autoptr(GError) error = NULL;
    guint number;

    /* A history that cannot be written has no note of what was taken. */
    if (!keeps(editions) && file->taken != NULL && file->taken->digest == extent->digest) {
        take_what_is_there(taking, file, origin);
        return true;
    }
    switch (file_news_find(editions->history, origin, &number, &error)) {
    case FILE_NEWS_FRESH:
        return false;
    case FILE_NEWS_NONE:
        take_what_is_there(taking, file, origin);
        take_same(file, extent);
        return true;
    case FILE_NEWS_OLD:
        take_what_is_there(taking, file, origin);
        keep_back(file, extent, number);
        return true;
    case FILE_NEWS_FAILED:
        fall_back(editions, file, extent, error);
        return true;
    }
    g_assert_not_reached();
}

/* Holds back the first agenda of an id that looks like a mistake: all addresses would change. */
static bool hold_renamed(const Editions *editions, FollowedFile *file, const AgendaFile *text)
{
    if (!keeps(editions) || revision_set_find(editions->revisions, file->agenda_id) != NULL) {
        return false;
    }
    g_autofree char *former = edition_ids_find_former(editions, text->agenda);
    if (former == NULL) {
        return false;
    }
    g_autofree char *reason = g_strdup_printf("it looks like the agenda %s under a new id", former);
    hold_for(editions, file, text->extent, reason);
    return true;
}

/* Publishes what a file says, unless it says nothing new, or the history says it already. */
static void take_into_history(Taking *taking, FollowedFile *file, AgendaFile *text)
{
    Editions *editions = taking->editions;
    g_autofree char *real_path = agendas_real_path_dup(file->path);
    g_autofree char *digest = file_news_digest(text->agenda);
    HistoryFile origin = { file->agenda_id, real_path, digest };
    bool is_doubted = extent_doubt(text->extent, file->taken) != EXTENT_DOUBT_NONE;
    PublishOptions how = { .by = editions->options->by,
                           .why = file->path,
                           .keep_seconds = editions->options->keep_seconds,
                           .caution = is_doubted ? CAUTION_DOUBT : CAUTION_USUAL,
                           .file = &origin };

    if (!agendas_find_time(&how.now)) {
        file->status = EXIT_STATUS_ENVIRONMENT;
        return;
    }
    find_last(taking, file, text);
    /* First, so that what is new in the file and what is new in its zone are told apart. */
    taking->any = edition_rules_publish(editions, file->agenda_id) || taking->any;
    /* Taken by find_last(): the history says the same as the file. */
    if (text->agenda == NULL && revision_set_find(editions->revisions, file->agenda_id) != NULL) {
        note(editions, &origin);
        take_same(file, text->extent);
        return;
    }
    if ((text->agenda != NULL && hold_renamed(editions, file, text)) ||
        take_old(taking, file, text->extent, &origin)) {
        return;
    }
    /* If it was taken and no revision came of it, the file is read again. */
    g_autoptr(AgendaFile) again =
        text->agenda == NULL ? read_again(editions, file, text->extent) : NULL;
    Agenda *agenda = agenda_file_steal_agenda(again != NULL ? again : text);
    for (guint tries = 1; agenda != NULL; tries++) {
        if (publish(taking, file, text->extent, agenda, &how, tries == MAX_TRIES)) {
            return;
        }
        /* Publishing has taken the agenda: the next try reads it again. */
        g_autoptr(AgendaFile) next = read_again(editions, file, text->extent);
        agenda = next != NULL ? agenda_file_steal_agenda(next) : NULL;
    }
    g_autofree char *words = g_strdup_printf("%s: changed while it was read", file->path);
    followed_file_tell(file, text->extent, words);
    edition_taking_put_off(editions, file);
}

bool edition_taking_run(Editions *editions, FollowedFile *file, AgendaFile *text)
{
    Taking taking = { .editions = editions };

    if (editions->history != NULL) {
        take_into_history(&taking, file, text);
    } else {
        take_plain(&taking, file, text);
    }
    return taking.any;
}
