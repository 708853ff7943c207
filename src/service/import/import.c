#include "service/import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/exit_status.h"

G_DEFINE_QUARK(import - error, import_error)

/* How long the reader of a source may take in all. One that computes is ended sooner. */
#define PATIENCE_MS (60 * 1000)

void import_clear(Import *import)
{
    g_clear_pointer(&import->agenda, g_free);
    g_clear_pointer(&import->remarks, g_strfreev);
}

static bool fail(GError **error, const char *what)
{
    int code = errno;

    g_set_error(error, IMPORT_ERROR, IMPORT_ERROR_ENVIRONMENT, "%s: %s", what, g_strerror(code));
    return false;
}

/* --- the process ------------------------------------------------------------------------- */

/* A process that reads a source, and what it writes: files in memory, so that it can write all
 * without being waited for. */
typedef struct Reading {
    int out;
    int messages;
    pid_t pid;
} Reading;

static void reading_clear(Reading *reading)
{
    close(reading->out);
    close(reading->messages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static char *dup_operand(const char *text)
{
    return g_strdup(text != NULL ? text : "");
}

/* The command line of the process. The caller frees it with g_ptr_array_unref. */
static GPtrArray *make_arguments(const ImportRequest *request)
{
    const ForeignOptions *options = &request->options;
    const char *const *column = request->hints.columns;
    const char delimiter[] = { request->hints.delimiter, '\0' };
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(arguments, g_strdup("confeed"));
    g_ptr_array_add(arguments, g_strdup(IMPORT_COMMAND));
    g_ptr_array_add(arguments, g_strdup(request->format->name));
    g_ptr_array_add(arguments, g_strdup(FOREIGN_AGENCIES_WORDS[options->agencies]));
    g_ptr_array_add(arguments, dup_operand(options->id));
    g_ptr_array_add(arguments, dup_operand(options->title));
    g_ptr_array_add(arguments, dup_operand(options->timezone));
    g_ptr_array_add(arguments, g_strdup(delimiter));
    for (; column != NULL && *column != NULL; column++) {
        g_ptr_array_add(arguments, g_strdup(*column));
    }
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

/* Starts this program again, with the source and two files for its standard streams. */
static bool start(Reading *reading, int source, const ImportRequest *request, GError **error)
{
    g_autoptr(GPtrArray) arguments = make_arguments(request);
    posix_spawn_file_actions_t streams;

    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_adddup2(&streams, source, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&streams, reading->out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&streams, reading->messages, STDERR_FILENO);
    errno = posix_spawn(&reading->pid, "/proc/self/exe", &streams, NULL, (char **)arguments->pdata,
                        environ);
    posix_spawn_file_actions_destroy(&streams);
    return errno == 0 || fail(error, "the reader of the source cannot be started");
}

/* Waits for the end of the process, and puts one to it if it takes too long. */
static int await(const Reading *reading)
{
    struct pollfd ended = { .fd = pidfd_open(reading->pid, 0), .events = POLLIN };
    int status = 0;

    while (ended.fd >= 0 && poll(&ended, 1, PATIENCE_MS) < 0 && errno == EINTR) {
    }
    /* Without such a descriptor the limit on computing has to do. */
    if (ended.fd >= 0 && ended.revents == 0) {
        kill(reading->pid, SIGKILL);
    }
    while (waitpid(reading->pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (ended.fd >= 0) {
        close(ended.fd);
    }
    return status;
}

/* --- what it wrote ----------------------------------------------------------------------- */

/* All that stands in a file in memory; the caller's own. NULL if it cannot be read. */
static char *dup_file(int file, gsize *out_size)
{
    struct stat facts;

    if (fstat(file, &facts) != 0) {
        return NULL;
    }
    gsize size = (gsize)facts.st_size;
    g_autofree char *text = g_try_malloc(size + 1);
    if (text == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    for (gsize at = 0; at < size;) {
        ssize_t n = pread(file, text + at, size - at, (off_t)at);
        if (n <= 0) {
            return NULL;
        }
        at += (gsize)n;
    }
    text[size] = '\0';
    *out_size = size;
    return g_steal_pointer(&text);
}

/* Why a process was ended by a signal. */
static const char *signal_words(int number)
{
    switch (number) {
    case SIGXCPU:
    case SIGKILL:
        return "it takes too long to read";
    case SIGXFSZ:
        return "it makes an agenda that is too large";
    case SIGABRT:
    case SIGTRAP:
        return "it takes more memory to read than there is, or is more than its reader can take";
    default:
        return "its reader broke down over it, which is a fault of confeed: please report it";
    }
}

static bool take_failure(int status, const char *messages, GError **error)
{
    if (WIFSIGNALED(status)) {
        g_set_error_literal(error, IMPORT_ERROR, IMPORT_ERROR_SOURCE,
                            signal_words(WTERMSIG(status)));
        return false;
    }
    bool is_source = WEXITSTATUS(status) == EXIT_STATUS_INPUT;
    g_set_error_literal(error, IMPORT_ERROR,
                        is_source ? IMPORT_ERROR_SOURCE : IMPORT_ERROR_ENVIRONMENT,
                        *messages != '\0' ? messages : "its reader broke down over it");
    return false;
}

static bool take_result(const Reading *reading, int status, Import *out, GError **error)
{
    gsize length = 0;
    g_autofree char *messages = dup_file(reading->messages, &length);

    if (messages == NULL) {
        return fail(error, "what the reader of the source said is lost");
    }
    g_strchomp(messages);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_STATUS_OK) {
        return take_failure(status, messages, error);
    }
    out->agenda = dup_file(reading->out, &out->size);
    if (out->agenda == NULL) {
        return fail(error, "what the reader of the source wrote is lost");
    }
    out->remarks = *messages != '\0' ? g_strsplit(messages, "\n", -1) : g_new0(char *, 1);
    return true;
}

bool import_run(int source, const ImportRequest *request, Import *out, GError **error)
{
    g_auto(Reading) reading = {
        .out = memfd_create("agenda", MFD_CLOEXEC),
        .messages = memfd_create("messages", MFD_CLOEXEC),
    };

    if (reading.out < 0 || reading.messages < 0) {
        return fail(error, "there is no place for what is read");
    }
    return start(&reading, source, request, error) &&
           take_result(&reading, await(&reading), out, error);
}
