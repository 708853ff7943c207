#include <stdio.h>
#include <string.h>

#include "base/printable.h"
#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/file_news.h"
#include "cli/command.h"
#include "cli/common/user_name.h"
#include "model/agenda/clash.h"
#include "model/agenda/oddity.h"
#include "model/revision/similar_id.h"
#include "service/agendas.h"
#include "service/follow/hold.h"
#include "service/message.h"
#include "service/publication_report.h"
#include "service/source/sourced_file.h"
#include "service/zone_rules.h"

/* Not "PublishOptions", which are the chronicle's. */
typedef struct PublishingOptions {
    const char *why;
    const char *by;
    const char *history;
    gint64 keep_seconds;
    bool accepts_all;
    bool is_strict;
    int above; /* ABOVE_UNSET: not given */
} PublishingOptions;

#define NOTHING "nothing was published"

#define ABOVE_UNSET (-1)

/* Leaves room for what changes afterwards. */
#define ABOVE_MAX 900000000

static const Option OPTIONS[] = {
    { "message", 'm', OPTION_TEXT, offsetof(PublishingOptions, why), "Why, for the history", "WHY",
      NULL },
    { "by", 0, OPTION_TEXT, offsetof(PublishingOptions, by),
      "Who publishes (default: your login name)", "NAME", NULL },
    { .type = OPTION_HISTORY, .place = offsetof(PublishingOptions, history) },
    { .type = OPTION_KEEP, .place = offsetof(PublishingOptions, keep_seconds) },
    { "accept", 0, OPTION_FLAG, offsetof(PublishingOptions, accepts_all),
      "Publish also what looks cut, or leaves out many sessions", NULL, NULL },
    { "strict", 0, OPTION_FLAG, offsetof(PublishingOptions, is_strict),
      "Publish nothing with warnings, or clashes that are new", NULL, NULL },
    { "above", 0, OPTION_NUMBER, offsetof(PublishingOptions, above),
      "Begin above this SEQUENCE, after a history was lost", "N",
      &(const OptionRange){ ABOVE_UNSET, 0, ABOVE_MAX, NULL, NULL } },
};

/* --- what is warned of ------------------------------------------------------------------- */

static bool has_text(const Findings *findings, const char *text)
{
    for (gsize i = 0; i < findings_length(findings); i++) {
        if (strcmp(findings_get(findings, i)->text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the clashes of an agenda that the one published last did not have. */
static bool add_new_clashes(History *history, const Revision *previous, AgendaFile *file,
                            GError **error)
{
    g_autoptr(Findings) before = findings_new("");
    g_autoptr(Findings) now = findings_new("");

    if (previous != NULL) {
        g_autoptr(Agenda) whole =
            chronicle_read_whole(history, previous->agenda->id, CHRONICLE_LAST, error);
        if (whole == NULL) {
            return false;
        }
        clash_report(whole, before);
    }
    clash_report(file->agenda, now);
    for (gsize i = 0; i < findings_length(now); i++) {
        const Finding *clash = findings_get(now, i);
        if (!has_text(before, clash->text)) {
            findings_add(file->findings, clash->severity, clash->place, clash->rule,
                         g_strdup(clash->hint), "%s", clash->text);
        }
    }
    return true;
}

/* Adds a warning if the last revision's stamp is far ahead of the clock. */
static void add_stamp_ahead(const Revision *previous, AgendaFile *file, gint64 now)
{
    if (previous != NULL && previous->stamp > now + CIVIL_DAY_SECONDS) {
        g_autofree char *text = civil_stamp_to_text(previous->stamp);
        findings_add(file->findings, SEVERITY_WARNING, (Place){ 0 }, "stamp-ahead", NULL,
                     "the last revision is of %s, which is ahead of the clock: all that follow are "
                     "stamped after it",
                     text);
    }
}

/* Prints the warnings of a file. False if that is enough to publish nothing, or if they could not
 * be found out; out_status is set then. */
static bool warn(History *history, const Revision *previous, AgendaFile *file,
                 const PublishingOptions *options, gint64 now, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;

    oddity_report(file->agenda, now, file->findings);
    if (previous != NULL) {
        similar_id_report(file->agenda, previous, file->findings);
    }
    add_stamp_ahead(previous, file, now);
    if (options->is_strict && !add_new_clashes(history, previous, file, &error)) {
        *out_status = command_fail_so(error, NOTHING);
        return false;
    }
    findings_sort(file->findings);
    agendas_print_findings(file->findings);
    if (options->is_strict && findings_length(file->findings) > 0) {
        message_error("%s: nothing was published, because of --strict",
                      findings_file(file->findings));
        *out_status = EXIT_STATUS_INPUT;
        return false;
    }
    return true;
}

/* --- publishing -------------------------------------------------------------------------- */

/* Says why nothing was published, and which sessions would have gone. */
static ExitStatus refuse(History *history, const char *path, const Extent *extent,
                         const Publication *held)
{
    const Omission *omission = held->omission;
    g_autofree char *reason = hold_reason_dup(extent, NULL, omission, held->withdrawn);
    g_autofree char *remedy = hold_confirmation_dup(path, history_name(history));

    for (guint i = 0; omission != NULL && i < omission->names->len; i++) {
        g_autofree char *name = printable_dup(omission->names->pdata[i]);
        printf("would go: %s\n", name);
    }
    /* Sessions that not everybody may see are counted, not named. */
    if (omission != NULL && omission->gone > omission->names->len) {
        printf("would go: %u that not everybody sees\n", omission->gone - omission->names->len);
    }
    /* The list goes to standard output, and should come before the error. */
    fflush(stdout);
    message_error("%s: held back, nothing was published: %s; if that is meant: %s", path, reason,
                  remedy);
    return EXIT_STATUS_INPUT;
}

/* Tells what was published. The revision is in the history by now: failing to print it is no
 * failure to publish. */
static void tell(const History *history, const Publication *publication)
{
    publication_report_print(publication);
    if (fflush(stdout) != 0) {
        message_error("what was published could not be printed; it is in %s all the same",
                      history_name(history));
    }
}

/* First publishes what is published already under the rules that its time zone has by now, if that
 * moves anything. */
static bool publish_rules(History *history, Revision **inout_previous, const PublishOptions *how,
                          GError **error)
{
    g_auto(Publication) publication = { 0 };
    PublishOutcome outcome = *inout_previous != NULL ? zone_rules_publish(history, *inout_previous,
                                                                          how, &publication, error)
                                                     : PUBLISH_SAME;

    if (outcome == PUBLISH_DONE) {
        tell(history, &publication);
        if (publication.revision != NULL) {
            revision_free(*inout_previous);
            *inout_previous = g_steal_pointer(&publication.revision);
        }
    }
    return outcome != PUBLISH_FAILED;
}

/* Publishes an agenda after the last revision in the history. */
static ExitStatus publish(History *history, const char *path, AgendaFile *file,
                          const PublishingOptions *options, const PublishOptions *how)
{
    g_autoptr(Revision) previous = NULL;
    g_auto(Publication) publication = { 0 };
    ExitStatus status;
    g_autoptr(GError) error = NULL;

    if (!chronicle_read_last(history, file->agenda->id, &previous, &error)) {
        return command_fail_so(error, NOTHING);
    }
    /* Before the rules: what is refused leaves the history as it was. */
    if (!warn(history, previous, file, options, how->now, &status)) {
        return status;
    }
    if (!publish_rules(history, &previous, how, &error)) {
        return command_fail_so(error, NOTHING);
    }
    switch (chronicle_publish(history, previous, agenda_file_steal_agenda(file), how, &publication,
                              &error)) {
    case PUBLISH_DONE:
        tell(history, &publication);
        publication_report_tell_past(&publication, history_name(history));
        return EXIT_STATUS_OK;
    case PUBLISH_SAME:
        file_news_note(history, how->file);
        printf("%s: nothing has changed since revision %u\n", previous->agenda->id,
               previous->number);
        return EXIT_STATUS_OK;
    case PUBLISH_HELD:
        return refuse(history, path, file->extent, &publication);
    case PUBLISH_FAILED:
        return command_fail_so(error, NOTHING);
    }
    g_assert_not_reached();
}

/* A text that looks cut is held back if it says anything new; others if they leave out too much. */
static Caution find_caution(const Extent *extent, bool accepts_all)
{
    if (accepts_all) {
        return CAUTION_NONE;
    }
    return extent_doubt(extent, NULL) != EXTENT_DOUBT_NONE ? CAUTION_DOUBT : CAUTION_USUAL;
}

/* What was published last, by whose ids what comes from a source is called. */
typedef struct Last {
    const char *history; /* its path */
    Agenda *agenda;      /* once it is found; or NULL */
} Last;

static void last_clear(Last *last)
{
    agenda_free(last->agenda);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Last, last_clear)

static const Agenda *find_last(const char *id, gpointer data)
{
    Last *last = data;
    g_autoptr(History) history = g_file_test(last->history, G_FILE_TEST_EXISTS)
                                     ? history_open(last->history, HISTORY_READ, NULL)
                                     : NULL;

    /* A history that cannot be read is reported when it is to be written. */
    if (history != NULL && last->agenda == NULL) {
        last->agenda = chronicle_read_whole(history, id, CHRONICLE_LAST, NULL);
    }
    return last->agenda;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const PublishingOptions *options = data;
    g_autofree char *user = user_name_dup();
    PublishOptions how = {
        .by = options->by != NULL ? options->by : user,
        .why = options->why,
        .keep_seconds = options->keep_seconds,
        .least_sequence = options->above != ABOVE_UNSET ? (guint)options->above + 1 : 0,
    };
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (!agendas_find_time(&how.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_auto(Last) last = { .history = options->history };
    g_autoptr(AgendaFile) file = sourced_file_read(operands[0], find_last, &last, &error);
    if (!agendas_report(file, error, &status)) {
        return status;
    }
    g_autofree char *real_path = agendas_real_path_dup(operands[0]);
    g_autofree char *digest = file_news_digest(file->agenda);
    g_autofree char *id = g_strdup(file->agenda->id);
    HistoryFile origin = { id, real_path, digest };
    how.file = &origin;
    how.caution = find_caution(file->extent, options->accepts_all);
    /* Only now, since opening makes a history: a file with errors must not leave an empty one. */
    g_autoptr(History) history = history_open(options->history, HISTORY_WRITE, &error);
    if (history == NULL) {
        return command_fail_so(error, NOTHING);
    }
    /* It may be open for reading alone, although writing was asked for. */
    if (history_is_read_only(history)) {
        message_error("%s cannot be written; nothing was published", history_name(history));
        return EXIT_STATUS_ENVIRONMENT;
    }
    return publish(history, operands[0], file, options, &how);
}

const Command command_publish = {
    .name = "publish",
    .arguments = "FILE",
    .summary = "Put an agenda into the history as a new revision",
    .description =
        "Reports which calendars change, and how. Earlier revisions stay in the history;\n"
        "an agenda that says the same as the last revision makes no new one. The history\n"
        "is where --history says, else $CONFEED_HISTORY. --keep is in days, or \"always\".\n"
        "A file that ends in the middle of a line, or leaves out more than a third of\n"
        "ten or more sessions, is published only with --accept. --above is for a history\n"
        "that was lost, or is an older copy: see confeed(1).\n\n"
        "Exit status: 0 fine, 1 the agenda has errors or is held back, 2 wrong usage, 3\n"
        "the history could not be written. Unless it is 0, nothing was published.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(PublishingOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
