#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/public_url.h"
#include "cli/user_name.h"
#include "service/editions.h"
#include "service/message.h"
#include "service/publication.h"
#include "site/tree.h"

/* Work of so many files shows how far it is, this often. */
#define PROGRESS_FILES 500
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 5)

static char *output;
static char *public_url;
static char *history_path;
static char *keep;
static gboolean manual;

static const GOptionEntry OPTIONS[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write (default: feeds)",
      "FOLDER" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &public_url, "Where the files will be reachable",
      "URL" },
    { "history", 0, 0, G_OPTION_ARG_FILENAME, &history_path,
      "Publish into it, and build what it holds", "PATH" },
    { "manual", 0, 0, G_OPTION_ARG_NONE, &manual, "Do not publish the files", NULL },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, "How long cancelled entries stay (default: 14)",
      "DAYS" },
    G_OPTION_ENTRY_NULL,
};

typedef struct Progress {
    gint64 next; /* monotonic time of the next line */
    bool shown;
} Progress;

static void show_progress(guint done, guint total, gpointer data)
{
    Progress *progress = data;
    gint64 now = g_get_monotonic_time();

    if (total >= PROGRESS_FILES && now >= progress->next) {
        fprintf(stderr, "\r%u of %u files", done, total);
        progress->next = now + PROGRESS_INTERVAL;
        progress->shown = true;
    }
}

static ExitStatus write_tree(const char *folder, const GPtrArray *revisions)
{
    PublishOptions options = { .public_url = public_url, .every_format = true };
    Progress progress = { 0 };
    g_autoptr(GError) error = NULL;
    TreeCounts counts;
    bool is_written =
        tree_write(folder, revisions, &options, isatty(STDERR_FILENO) ? show_progress : NULL,
                   &progress, &counts, &error);

    if (progress.shown) {
        fputs("\r\033[K", stderr);
    }
    if (!is_written) {
        message_error("%s", error->message);
        return EXIT_STATUS_ENVIRONMENT;
    }
    printf("%s: %u written, %u unchanged, %u removed\n", folder, counts.written, counts.unchanged,
           counts.removed);
    return EXIT_STATUS_OK;
}

static ExitStatus run(char **operands)
{
    const char *folder = output != NULL ? output : "feeds";
    g_autofree char *by = user_name_dup();
    EditionsOptions options = {
        .paths = operands,
        .history_path = history_path,
        .manual = manual,
        .by = by,
    };
    ExitStatus status;

    if (*folder == '\0') {
        message_error("build: --output needs the name of a folder");
        return EXIT_STATUS_USAGE;
    }
    if (!public_url_settle(public_url) || !publication_parse_keep(keep, &options.keep_seconds) ||
        !editions_options_are_whole(&options)) {
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Editions) editions = editions_new(&options, &status);
    return status == EXIT_STATUS_OK ? write_tree(folder, editions_revisions(editions)) : status;
}

const Command command_build = {
    .name = "build",
    .arguments = "[FILE-or-FOLDER…]",
    .summary = "Write every feed and page as files",
    .description =
        "Each agenda gets a folder of its own under FOLDER. Files whose bytes are the\n"
        "same are not touched; what an earlier run wrote and no longer belongs is\n"
        "removed, and nothing else is. With a history, the files are published into\n"
        "it, and every agenda that it holds is written, with what has changed. --keep is\n"
        "in days, or \"always\".\n\n"
        "Exit status: 0 fine, 1 an agenda has errors or is held back, 2 wrong usage,\n"
        "3 the disk failed.",
    .options = OPTIONS,
    .min_operands = 0,
    .max_operands = G_MAXUINT,
    .run = run,
};
