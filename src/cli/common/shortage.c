#include "cli/common/shortage.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/thread.h"
#include "service/exit_status.h"

/* More stack than anything here needs, and the size of the smallest page. */
#define STACK_OCTETS (256 * 1024)
#define STACK_STEP 4096

/* Ends the program with a message. Nothing here allocates memory; everything may be called from a
 * signal handler. */
G_GNUC_NORETURN static void end(void)
{
    static const char WORDS[] = "confeed: error: there is not enough memory\n";
    ssize_t written = write(STDERR_FILENO, WORDS, strlen(WORDS));

    /* If this failed, too, there is no other place to say so. */
    (void)written;
    _exit(EXIT_STATUS_ENVIRONMENT);
}

/* Only the wording tells GLib's errors apart. */
static bool is_shortage(const char *message)
{
    static const char *const WORDS[] = { "failed to allocate", "overflow allocating",
                                         "creating thread" };

    for (gsize i = 0; message != NULL && i < G_N_ELEMENTS(WORDS); i++) {
        if (strstr(message, WORDS[i]) != NULL) {
            return true;
        }
    }
    /* GLib may not even have had the memory for its message. */
    return message == NULL && errno == ENOMEM;
}

static void log_or_end(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    if ((level & G_LOG_LEVEL_ERROR) != 0 && is_shortage(message)) {
        end();
    }
    g_log_default_handler(domain, level, message, data);
}

/* A library has used memory that it did not get. Any other fault ends the program as it would have
 * done without this handler. */
static void end_or_fail(int number)
{
    if (errno == ENOMEM) {
        end();
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* Makes the stack grow now, while the reason can still be reported: later, running out of stack
 * looks like the use of a wrong address. Not inlined: the compiler itself may touch the pages
 * before the first statement, so that the caller must be ready for it. */
G_NO_INLINE static void take_stack(void)
{
    volatile char room[STACK_OCTETS];

    /* Page by page and downwards, as the kernel lets a stack grow. */
    for (gsize i = sizeof room; i > 0; i -= STACK_STEP) {
        room[i - 1] = 0;
    }
}

void shortage_prepare(void)
{
    static char stack[THREAD_FAULT_STACK_OCTETS];
    const stack_t handler_stack = { .ss_sp = stack, .ss_size = sizeof stack };
    static const int FAULTS[] = { SIGSEGV, SIGBUS, SIGABRT, SIGTRAP };
    /* On a stack of its own, since the usual one may be used up. Not deferred, so that raise() ends
     * the program there and then. */
    struct sigaction action = { .sa_handler = end_or_fail, .sa_flags = SA_NODEFER | SA_ONSTACK };

    g_log_set_default_handler(log_or_end, NULL);
    sigaltstack(&handler_stack, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        struct sigaction before;
        /* Sanitizers have handlers of their own, which report more. */
        if (sigaction(FAULTS[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
            sigaction(FAULTS[i], &action, NULL);
        }
    }
    /* What end_or_fail() takes for a shortage, if the stack cannot grow. The fence has it stored:
     * to the compiler, nobody reads it. */
    errno = ENOMEM;
    atomic_signal_fence(memory_order_seq_cst);
    take_stack();
    errno = 0;
}
