#include <stdio.h>
#include <string.h>

#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/file_news.h"
#include "cli/command.h"
#include "cli/common/file_rewrite.h"
#include "cli/common/history_file.h"
#include "cli/common/user_name.h"
#include "file/agenda_file.h"
#include "file/agenda_text.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/publication_report.h"
#include "service/source/sourced_file.h"

typedef struct RevertOptions {
    const char *history;
    const char *why;
    const char *by;
    bool writes;
} RevertOptions;

#define NOTHING "nothing was published"

static const Option OPTIONS[] = {
    { .type = OPTION_HISTORY, .place = offsetof(RevertOptions, history) },
    { "message", 'm', OPTION_TEXT, offsetof(RevertOptions, why), "Why, for the history", "WHY",
      NULL },
    { "by", 0, OPTION_TEXT, offsetof(RevertOptions, by), "Who publishes (default: your login name)",
      "NAME", NULL },
    { "write", 0, OPTION_FLAG, offsetof(RevertOptions, writes),
      "Write the agenda's file, too; the old one becomes FILE~", NULL, NULL },
};

/* --- the file ---------------------------------------------------------------------------- */

/* The only file of the agenda that is there; the caller's own. NULL, having said why, if there is
 * none, or several. */
static char *find_file(History *history, const char *agenda, ExitStatus *out_status)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) files = history_list_files(history, agenda, strings, &error);
    const char *found = NULL;

    if (files == NULL) {
        *out_status = command_fail(error);
        return NULL;
    }
    *out_status = EXIT_STATUS_USAGE;
    for (guint i = 0; i < files->len; i++) {
        const char *path = g_array_index(files, HistoryFile, i).path;
        if (*path == '\0' || !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            continue;
        }
        if (found != NULL) {
            message_error("%s has several files, such as %s and %s: revert without --write, and "
                          "write the one you mean by hand",
                          agenda, found, path);
            return NULL;
        }
        found = path;
    }
    if (found == NULL) {
        message_error("no file of %s is known: revert without --write", agenda);
    }
    return g_strdup(found);
}

/* Writes what is published into a file. */
static bool write_file(const char *path, const char *canonical, GError **error)
{
    g_autofree char *old = NULL;
    gsize size;

    if (!g_file_get_contents(path, &old, &size, error)) {
        return false;
    }
    g_autofree char *text = agenda_text_update(canonical, old, size);
    return file_rewrite(path, old, size, text, error);
}

/* --- publishing -------------------------------------------------------------------------- */

/* Says of a file that is there, and still says what it published, that it is held back. */
static void tell_file(History *history, const HistoryFile *known)
{
    g_autoptr(AgendaFile) file =
        *known->path != '\0' ? sourced_file_read(known->path, NULL, NULL, NULL) : NULL;
    guint number;

    if (file == NULL || file->agenda == NULL) {
        return;
    }
    g_autofree char *digest = file_news_digest(file->agenda);
    HistoryFile now = { known->agenda, known->path, digest };
    if (file_news_find(history, &now, &number, NULL) == FILE_NEWS_OLD && number > 0) {
        printf("%s says what revision %u said; it is held back until it changes\n", known->path,
               number);
    }
}

static void tell_files(History *history, const char *agenda)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    g_autoptr(GArray) files = history_list_files(history, agenda, strings, NULL);

    for (guint i = 0; files != NULL && i < files->len; i++) {
        tell_file(history, &g_array_index(files, HistoryFile, i));
    }
}

/* Publishes an agenda, which is taken, after the last revision. What that said is noted, so that no
 * file publishes it again before it has changed. */
static ExitStatus publish(History *history, const Revision *last, Agenda *take_agenda,
                          const PublishOptions *how, bool tells_files)
{
    PublishOptions own = *how;
    g_autofree char *id = g_strdup(last->agenda->id);
    g_autoptr(GError) error = NULL;
    g_autofree char *digest = file_news_dup_published(history, id, &error);
    g_auto(Publication) publication = { 0 };

    if (digest == NULL) {
        agenda_free(take_agenda);
        return command_fail_so(error, NOTHING);
    }
    HistoryFile taken_back = { id, "", digest };
    own.file = &taken_back;
    switch (chronicle_publish(history, last, take_agenda, &own, &publication, &error)) {
    case PUBLISH_DONE:
        publication_report_print(&publication);
        if (tells_files) {
            tell_files(history, id);
        }
        return EXIT_STATUS_OK;
    case PUBLISH_SAME:
        printf("%s: the last revision, %u, says the same\n", id, last->number);
        return EXIT_STATUS_OK;
    case PUBLISH_FAILED:
        return command_fail_so(error, NOTHING);
    case PUBLISH_HELD: /* without caution nothing is */
        break;
    }
    g_assert_not_reached();
}

static ExitStatus revert(History *history, const RevisionName *name, PublishOptions *how,
                         bool tells_files)
{
    g_autoptr(Revision) last = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Agenda) agenda = chronicle_read_again(history, name->agenda, name->number, &error);

    if (agenda == NULL || !chronicle_read_last(history, name->agenda, &last, &error)) {
        return command_fail_so(error, NOTHING);
    }
    how->keep_seconds = last->keep_seconds;
    return publish(history, last, g_steal_pointer(&agenda), how, tells_files);
}

/* After the publication: if this fails, the file is held back, as without --write. What the earlier
 * revision says is not what is published where something was withdrawn since. */
static ExitStatus write_published(History *history, const char *path, const char *agenda)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *canonical = chronicle_read_file(history, agenda, CHRONICLE_LAST, &error);

    if (canonical == NULL || !write_file(path, canonical, &error)) {
        message_error("%s: not written: %s; it is published all the same, and \"confeed history "
                      "show %s@ --file\" prints it",
                      path, error->message, agenda);
        tell_files(history, agenda);
        return EXIT_STATUS_ENVIRONMENT;
    }
    printf("%s says so, too; what it said is in %s~\n", path, path);
    return EXIT_STATUS_OK;
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const RevertOptions *options = data;
    g_autofree char *user = user_name_dup();
    g_autofree char *text = g_strdup_printf("%s@%s", operands[0], operands[1]);
    g_auto(RevisionName) name = { 0 };
    PublishOptions how = { .by = options->by != NULL ? options->by : user };
    ExitStatus status = EXIT_STATUS_OK;

    if (strchr(operands[1], '@') != NULL || !revision_name_is_one(operands[1])) {
        message_error("revert: \"%s\" is no revision; expected its number, such as 12",
                      operands[1]);
        return EXIT_STATUS_USAGE;
    }
    if (!agendas_find_time(&how.now)) {
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autoptr(History) history =
        history_file_open_existing(options->history, HISTORY_WRITE, &status);
    if (history == NULL || !revision_name_resolve(history, text, &name, &status)) {
        return status;
    }
    if (history_is_read_only(history)) {
        message_error("%s cannot be written; nothing was published", history_name(history));
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autofree char *why = g_strdup_printf("as in revision %u", name.number);
    how.why = options->why != NULL ? options->why : why;
    g_autofree char *path = options->writes ? find_file(history, name.agenda, &status) : NULL;
    if (options->writes && path == NULL) {
        return status;
    }
    if (path != NULL && sourced_file_is_one(path)) {
        message_error("%s takes its agenda from a source: revert without --write", path);
        return EXIT_STATUS_USAGE;
    }
    status = revert(history, &name, &how, !options->writes);
    return status == EXIT_STATUS_OK && options->writes ? write_published(history, path, name.agenda)
                                                       : status;
}

const Command command_revert = {
    .name = "revert",
    .arguments = "AGENDA REVISION",
    .summary = "Publish an earlier revision again, as a new one",
    .description =
        "All that changes is told to subscribers as with any other revision. Files that\n"
        "say what was published last are held back, by serve and build too, until they\n"
        "say something else. With --write, the file is changed in its text: comments,\n"
        "order and quotes stay.\n\n"
        "Exit status: 0 fine, 2 wrong usage, 3 the history could not be read or written.\n"
        "Unless it is 0, nothing was published. Where only the file could not be written,\n"
        "it is 3, too, and a message says that all was published.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(RevertOptions),
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
