#include <stdio.h>

#include "chronicle/chronicle.h"
#include "cli/agendas.h"
#include "cli/command.h"
#include "cli/history_file.h"
#include "cli/message.h"
#include "cli/publication.h"
#include "cli/user_name.h"

static char *history_path;
static char *why;
static char *by;
static char *keep;

static const GOptionEntry OPTIONS[] = {
    { "message", 'm', 0, G_OPTION_ARG_STRING, &why, "Why, for the history", "WHY" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, "Who publishes (default: your login name)", "NAME" },
    { "history", 0, 0, G_OPTION_ARG_FILENAME, &history_path,
      "The history (default: " HISTORY_FILE_DEFAULT ")", "PATH" },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, "How long cancelled entries stay (default: 14)",
      "DAYS" },
    G_OPTION_ENTRY_NULL,
};

/* Publishes after the last revision that the history has. */
static ExitStatus publish(History *history, Agenda *take_agenda, const Publishing *how)
{
    g_autoptr(Agenda) agenda = take_agenda;
    g_autoptr(Revision) previous = NULL;
    g_auto(Published) published = { 0 };
    g_autoptr(GError) error = NULL;

    if (!chronicle_read_last(history, agenda->id, &previous, &error)) {
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    switch (
        chronicle_publish(history, previous, g_steal_pointer(&agenda), how, &published, &error)) {
    case PUBLISH_DONE:
        publication_print(&published);
        if (fflush(stdout) != 0) {
            message_error("what was published could not be printed; it is in %s all the same",
                          history_name(history));
        }
        return EXIT_STATUS_OK;
    case PUBLISH_SAME:
        printf("%s: nothing has changed since revision %u\n", previous->agenda->id,
               previous->number);
        return EXIT_STATUS_OK;
    case PUBLISH_FAILED:
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_assert_not_reached();
}

static ExitStatus run(char **operands)
{
    g_autofree char *user = user_name_dup();
    Publishing how = { .by = by != NULL ? by : user, .why = why };
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (!publication_parse_keep(keep, &how.keep_seconds)) {
        return EXIT_STATUS_USAGE;
    }
    if (!agendas_find_time(&how.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autoptr(Agenda) agenda = agendas_read(operands[0], &status);
    if (agenda == NULL) {
        return status;
    }
    g_autoptr(History) history =
        history_open(history_file_path(history_path), HISTORY_WRITE, &error);
    if (history == NULL) {
        message_error("%s; nothing was published", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    if (history_is_read_only(history)) {
        message_error("%s cannot be written; nothing was published", history_name(history));
        return EXIT_STATUS_ENVIRONMENT;
    }
    return publish(history, g_steal_pointer(&agenda), &how);
}

const Command command_publish = {
    .name = "publish",
    .arguments = "FILE",
    .summary = "Put an agenda into the history as a new revision",
    .description =
        "Tells which calendars change, and how. What was published before stays in the\n"
        "history; an agenda that says what the last revision says makes no new one.\n"
        "The history is where --history says, else $CONFEED_HISTORY. --keep is in days,\n"
        "or \"always\".\n\n"
        "Exit status: 0 fine, 1 the agenda has errors, 2 wrong usage, 3 the history\n"
        "could not be written: then nothing was published.",
    .options = OPTIONS,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
