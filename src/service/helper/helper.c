#include "service/helper/helper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool fail(GError **error, const char *what)
{
    int code = errno;

    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "%s: %s", what,
                g_strerror(code));
    return false;
}

/* --- its start --------------------------------------------------------------------------- */

/* The signals are as at the start of any program, whatever the threads of this one hold back. */
static void reset_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static bool start(const HelperTask *task, const Helper *helper, pid_t *out_pid, GError **error)
{
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    posix_spawn_file_actions_t streams;
    posix_spawnattr_t attributes;

    g_ptr_array_add(arguments, (gpointer) "confeed");
    for (const char *const *argument = task->arguments; *argument != NULL; argument++) {
        g_ptr_array_add(arguments, (gpointer)*argument);
    }
    g_ptr_array_add(arguments, NULL);
    posix_spawnattr_init(&attributes);
    reset_signals(&attributes);
    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_adddup2(&streams, task->input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&streams, helper->out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&streams, helper->messages, STDERR_FILENO);
    errno = posix_spawn(out_pid, "/proc/self/exe", &streams, &attributes, (char **)arguments->pdata,
                        environ);
    posix_spawn_file_actions_destroy(&streams);
    posix_spawnattr_destroy(&attributes);
    return errno == 0 || fail(error, "a helper cannot be started");
}

/* --- its end ----------------------------------------------------------------------------- */

enum { ENDED, STOP, N_WAITED };

/* Waits until the process has ended, is to end, or takes too long. */
static HelperEnd await_end(struct pollfd *waited, guint patience)
{
    gint64 deadline = g_get_monotonic_time() + patience * G_USEC_PER_SEC;

    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        int count = left > 0 ? poll(waited, N_WAITED, (int)left) : 0;
        if (count > 0 && waited[ENDED].revents != 0) {
            return HELPER_END_STATUS;
        }
        if (count > 0) {
            return HELPER_END_STOPPED;
        }
        if (count == 0) {
            return HELPER_END_LATE;
        }
        if (errno != EINTR) {
            return HELPER_END_STATUS;
        }
    }
}

/* Waits for the end of the process, and puts one to it if need be. */
static void await(const HelperTask *task, pid_t pid, Helper *helper)
{
    struct pollfd waited[N_WAITED] = {
        [ENDED] = { .fd = pidfd_open(pid, 0), .events = POLLIN },
        [STOP] = { .fd = task->stop, .events = POLLIN },
    };
    int status = 0;

    /* Without such a descriptor the limit on computing has to do. */
    helper->end = waited[ENDED].fd >= 0 ? await_end(waited, task->patience) : HELPER_END_STATUS;
    if (helper->end != HELPER_END_STATUS) {
        kill(pid, SIGKILL);
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (waited[ENDED].fd >= 0) {
        close(waited[ENDED].fd);
    }
    if (helper->end == HELPER_END_STATUS && WIFSIGNALED(status)) {
        helper->end = HELPER_END_SIGNAL;
    }
    helper->number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

bool helper_run(const HelperTask *task, Helper *out, GError **error)
{
    g_auto(Helper) helper = {
        .out = memfd_create("out", MFD_CLOEXEC),
        .messages = memfd_create("messages", MFD_CLOEXEC),
    };
    pid_t pid;

    if (helper.out < 0 || helper.messages < 0) {
        return fail(error, "there is no place for what a helper makes");
    }
    if (!start(task, &helper, &pid, error)) {
        return false;
    }
    await(task, pid, &helper);
    lseek(helper.out, 0, SEEK_SET);
    lseek(helper.messages, 0, SEEK_SET);
    *out = helper;
    helper = (Helper){ 0 };
    return true;
}

/* Standard streams are never among them. */
void helper_clear(Helper *helper)
{
    if (helper->out > STDERR_FILENO) {
        close(helper->out);
    }
    if (helper->messages > STDERR_FILENO) {
        close(helper->messages);
    }
}

char *helper_dup_file(int file, gsize *out_size)
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

/* --- in the process itself --------------------------------------------------------------- */

void helper_begin(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

GByteArray *helper_read_input(gsize most)
{
    static guint8 chunk[64 * 1024];
    g_autoptr(GByteArray) input = g_byte_array_new();

    for (;;) {
        ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
        if (n == 0) {
            return g_steal_pointer(&input);
        }
        if (n < 0) {
            helper_fail(EXIT_STATUS_ENVIRONMENT, g_strerror(errno));
        }
        if (input->len + (gsize)n > most) {
            return NULL;
        }
        g_byte_array_append(input, chunk, (guint)n);
    }
}

void helper_end(ExitStatus status)
{
    fflush(stdout);
    fflush(stderr);
    _exit((int)status);
}

void helper_fail(ExitStatus status, const char *message)
{
    fprintf(stderr, "%s\n", message);
    helper_end(status);
}
