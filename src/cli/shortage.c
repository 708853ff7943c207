#include "cli/shortage.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/thread.h"
#include "service/exit_status.h"

/* More than anything here needs, and the least that a page has. */
#define STACK_OCTETS (256 * 1024)
#define STACK_STEP 4096

/* Nothing here takes memory, or is not to be called in the middle of anything else. */
G_GNUC_NORETURN static void end(void)
{
    static const char WORDS[] = "confeed: error: there is not enough memory\n";
    ssize_t written = write(STDERR_FILENO, WORDS, strlen(WORDS));

    (void)written;
    _exit(EXIT_STATUS_ENVIRONMENT);
}

/* GLib has no other way to tell than by its words. */
static bool is_shortage(const char *message)
{
    static const char *const WORDS[] = { "failed to allocate", "overflow allocating",
                                         "creating thread" };

    for (gsize i = 0; message != NULL && i < G_N_ELEMENTS(WORDS); i++) {
        if (strstr(message, WORDS[i]) != NULL) {
            return true;
        }
    }
    return message == NULL && errno == ENOMEM;
}

static void log_or_end(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    if ((level & G_LOG_LEVEL_ERROR) != 0 && is_shortage(message)) {
        end();
    }
    g_log_default_handler(domain, level, message, data);
}

/* A library has used what it did not get. Any other fault ends the program as it would have. */
static void end_or_fail(int number)
{
    if (errno == ENOMEM) {
        end();
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* Has the stack grow now, while what is wrong can be told: later it is as if a wrong address had
 * been used. */
static void take_stack(void)
{
    volatile char room[STACK_OCTETS];

    errno = ENOMEM;
    for (gsize i = sizeof room; i > 0; i -= STACK_STEP) {
        room[i - 1] = 0;
    }
    errno = 0;
}

void shortage_prepare(void)
{
    static char stack[THREAD_FAULT_STACK_OCTETS];
    const stack_t handler_stack = { .ss_sp = stack, .ss_size = sizeof stack };
    static const int FAULTS[] = { SIGSEGV, SIGBUS, SIGABRT, SIGTRAP };
    struct sigaction action = { .sa_handler = end_or_fail, .sa_flags = SA_NODEFER | SA_ONSTACK };

    g_log_set_default_handler(log_or_end, NULL);
    sigaltstack(&handler_stack, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        struct sigaction before;
        /* Sanitizers have their own, which tell more. */
        if (sigaction(FAULTS[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
            sigaction(FAULTS[i], &action, NULL);
        }
    }
    take_stack();
}
