#include "base/thread.h"

#include <signal.h>

typedef struct Start {
    GThreadFunc run;
    gpointer data;
} Start;

static gpointer run_with_fault_stack(gpointer data)
{
    g_autofree Start *start = data;
    /* On the thread's own stack, so that it exists before anything can go wrong and needs no
     * clean-up. A fault overwrites nothing here, because this frame is still in use. */
    char octets[THREAD_FAULT_STACK_OCTETS];
    const stack_t stack = { .ss_sp = octets, .ss_size = sizeof octets };
    const stack_t none = { .ss_flags = SS_DISABLE };

    sigaltstack(&stack, NULL);
    gpointer result = start->run(start->data);
    /* `octets` is about to go out of scope. */
    sigaltstack(&none, NULL);
    return result;
}

static Start *start_new(GThreadFunc run, gpointer data)
{
    Start *start = g_new(Start, 1);

    *start = (Start){ run, data };
    return start;
}

GThread *thread_new(const char *name, GThreadFunc run, gpointer data)
{
    return g_thread_new(name, run_with_fault_stack, start_new(run, data));
}

GThread *thread_try_new(const char *name, GThreadFunc run, gpointer data, GError **error)
{
    Start *start = start_new(run, data);
    GThread *thread = g_thread_try_new(name, run_with_fault_stack, start, error);

    if (thread == NULL) {
        /* No thread has taken it over. */
        g_free(start);
    }
    return thread;
}
