#include <stdio.h>

#include "base/printable.h"
#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "cli/command.h"
#include "cli/user_name.h"
#include "service/agendas.h"
#include "service/follow/hold.h"
#include "service/message.h"
#include "service/publication_report.h"

/* Not "PublishOptions", which are the chronicle's. */
typedef struct PublishingOptions {
    const char *why;
    const char *by;
    const char *history;
    gint64 keep_seconds;
    bool accepts_all;
} PublishingOptions;

static const Option OPTIONS[] = {
    { "message", 'm', OPTION_TEXT, offsetof(PublishingOptions, why), "Why, for the history", "WHY",
      NULL },
    { "by", 0, OPTION_TEXT, offsetof(PublishingOptions, by),
      "Who publishes (default: your login name)", "NAME", NULL },
    { .type = OPTION_HISTORY, .place = offsetof(PublishingOptions, history) },
    { .type = OPTION_KEEP, .place = offsetof(PublishingOptions, keep_seconds) },
    { "accept", 0, OPTION_FLAG, offsetof(PublishingOptions, accepts_all),
      "Publish also what looks cut, or leaves out many sessions", NULL, NULL },
};

/* Says why nothing was published, and which sessions would have gone. */
static ExitStatus refuse(History *history, const char *path, const Extent *extent,
                         const Publication *held)
{
    const Omission *omission = held->omission;
    g_autofree char *reason = hold_reason_dup(extent, NULL, omission, held->taken_back);
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

/* Publishes an agenda after the last revision in the history. */
static ExitStatus publish(History *history, const char *path, AgendaFile *file,
                          const PublishOptions *how)
{
    g_autoptr(Revision) previous = NULL;
    g_auto(Publication) publication = { 0 };
    g_autoptr(GError) error = NULL;

    if (!chronicle_read_last(history, file->agenda->id, &previous, &error)) {
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    switch (chronicle_publish(history, previous, agenda_file_steal_agenda(file), how, &publication,
                              &error)) {
    case PUBLISH_DONE:
        publication_report_print(&publication);
        /* The revision is in the history by now: failing to print it is no failure to publish. */
        if (fflush(stdout) != 0) {
            message_error("what was published could not be printed; it is in %s all the same",
                          history_name(history));
        }
        publication_report_tell_past(&publication, history_name(history));
        return EXIT_STATUS_OK;
    case PUBLISH_SAME:
        printf("%s: nothing has changed since revision %u\n", previous->agenda->id,
               previous->number);
        return EXIT_STATUS_OK;
    case PUBLISH_HELD:
        return refuse(history, path, file->extent, &publication);
    case PUBLISH_FAILED:
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
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

static ExitStatus run(gconstpointer data, char **operands)
{
    const PublishingOptions *options = data;
    g_autofree char *user = user_name_dup();
    PublishOptions how = {
        .by = options->by != NULL ? options->by : user,
        .why = options->why,
        .keep_seconds = options->keep_seconds,
    };
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (!agendas_find_time(&how.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autoptr(AgendaFile) file = agenda_file_read(operands[0], &error);
    if (!agendas_report(file, error, &status)) {
        return status;
    }
    how.caution = find_caution(file->extent, options->accepts_all);
    /* Only now, since opening makes a history: a file with errors must not leave an empty one. */
    g_autoptr(History) history = history_open(options->history, HISTORY_WRITE, &error);
    if (history == NULL) {
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    /* It may be open for reading alone, although writing was asked for. */
    if (history_is_read_only(history)) {
        message_error("%s cannot be written; nothing was published", history_name(history));
        return EXIT_STATUS_ENVIRONMENT;
    }
    return publish(history, operands[0], file, &how);
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
        "ten or more sessions, is published only with --accept.\n\n"
        "Exit status: 0 fine, 1 the agenda has errors or is held back, 2 wrong usage, 3\n"
        "the history could not be written. Unless it is 0, nothing was published.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(PublishingOptions),
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
