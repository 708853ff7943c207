/* Covers src/base/thread.c */
#include "base/thread.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#define HANDLED 42

static gpointer double_it(gpointer data)
{
    return GINT_TO_POINTER(2 * GPOINTER_TO_INT(data));
}

static void what_a_thread_makes_is_handed_on(void **state)
{
    GThread *first = thread_new("first", double_it, GINT_TO_POINTER(3));
    GThread *second = thread_try_new("second", double_it, GINT_TO_POINTER(4), NULL);

    assert_int_equal(GPOINTER_TO_INT(g_thread_join(first)), 6);
    assert_int_equal(GPOINTER_TO_INT(g_thread_join(second)), 8);
}

static void end_as_handled(int number)
{
    (void)number;
    _exit(HANDLED);
}

static guint fill_stack(guint depth)
{
    volatile guint here[1024] = { depth };

    return depth == 0 ? here[0] : fill_stack(depth + 1) + here[depth % 1024];
}

static gpointer run_out_of_stack(gpointer data)
{
    return GUINT_TO_POINTER(fill_stack(GPOINTER_TO_UINT(data)));
}

static void a_full_stack_is_a_fault_that_can_be_handled(void **state)
{
    const struct sigaction action = { .sa_handler = end_as_handled, .sa_flags = SA_ONSTACK };
    int status;
    pid_t child = fork();

    if (child == 0) {
        sigaction(SIGSEGV, &action, NULL);
        g_thread_join(thread_new("full", run_out_of_stack, GUINT_TO_POINTER(1)));
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), HANDLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_thread_makes_is_handed_on),
        cmocka_unit_test(a_full_stack_is_a_fault_that_can_be_handled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
