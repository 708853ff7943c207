#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/common/user_name.h"
#include "render/paper/paper_printer.h"
#include "service/editions.h"
#include "service/message.h"
#include "site/tree.h"

/* Builds of at least this many files show their progress, this often (microseconds). */
#define PROGRESS_FILES 500
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 5)

typedef struct BuildOptions {
    const char *folder;
    const char *public_url;
    const char *history; /* or NULL */
    bool is_manual;
    gint64 keep_seconds;
    bool with_pdf;
} BuildOptions;

static const Option OPTIONS[] = {
    { "output", 'o', OPTION_PATH, offsetof(BuildOptions, folder), "Where to write (default: feeds)",
      "FOLDER", NULL },
    { .type = OPTION_PUBLIC_URL,
      .place = offsetof(BuildOptions, public_url),
      .summary = "Where the files will be reachable" },
    { "history", 0, OPTION_PATH, offsetof(BuildOptions, history),
      "Publish into it, and build what it holds", "PATH", NULL },
    { "manual", 0, OPTION_FLAG, offsetof(BuildOptions, is_manual), "Do not publish the files", NULL,
      NULL },
    { "pdf", 0, OPTION_FLAG, offsetof(BuildOptions, with_pdf),
      "And everything but sessions as PDF, to be printed", NULL, NULL },
    { .type = OPTION_KEEP, .place = offsetof(BuildOptions, keep_seconds) },
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

static ExitStatus write_tree(const char *folder, const GPtrArray *revisions,
                             const BuildOptions *built)
{
    /* Any web server may hand out the files: nothing is made on demand. */
    ResourceOptions options = { .public_url = built->public_url,
                                .every_format = true,
                                .papers = built->with_pdf };
    Progress progress = { 0 };
    g_autoptr(GError) error = NULL;
    FolderCounts counts;
    /* In a file or a pipe, lines that overwrite each other would only be noise. */
    bool is_written =
        tree_write(folder, revisions, &options, isatty(STDERR_FILENO) ? show_progress : NULL,
                   &progress, &counts, &error);

    if (progress.shown) {
        /* Erases the progress, so that the next message does not begin behind it. */
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

static ExitStatus run(gconstpointer data, char **operands)
{
    const BuildOptions *options = data;
    const char *folder = options->folder != NULL ? options->folder : "feeds";
    g_autofree char *by = user_name_dup();
    EditionsOptions sources = {
        .paths = operands,
        .history_path = options->history,
        .manual = options->is_manual,
        .keep_seconds = options->keep_seconds,
        .by = by,
    };
    ExitStatus status;

    if (*folder == '\0') {
        message_error("build: --output needs the name of a folder");
        return EXIT_STATUS_USAGE;
    }
    if (options->with_pdf && !paper_printer_is_there()) {
        message_error("build: this program was built without pango, so it makes no PDF");
        return EXIT_STATUS_ENVIRONMENT;
    }
    if (!editions_options_are_whole(&sources)) {
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Editions) editions = editions_new(&sources, NULL, &status);
    return status == EXIT_STATUS_OK ? write_tree(folder, editions_revisions(editions), options)
                                    : status;
}

const Command command_build = {
    .name = "build",
    .arguments = "[FILE-or-FOLDER…]",
    .summary = "Write every feed and page as files",
    .description =
        "Each agenda gets a folder of its own under FOLDER. Files whose bytes are the\n"
        "same are not touched. Files of an earlier run that no longer belong are\n"
        "removed; nothing else is. With a history, the files are published into it, and\n"
        "every agenda that it holds is written, with its changes. --keep is in days, or\n"
        "\"always\".\n\n"
        "Exit status: 0 fine, 1 an agenda has errors or is held back, 2 wrong usage, 3\n"
        "the disk failed.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(BuildOptions),
    .min_operands = 0,
    .max_operands = G_MAXUINT,
    .run = run,
};
