#include "serve/listen/main_task.h"

#include "support.h"

typedef struct Count {
    guint runs;
    MainTask *wake_again; /* in the first run; or NULL */
} Count;

static void count(gpointer data)
{
    Count *counted = data;

    if (counted->runs++ == 0 && counted->wake_again != NULL) {
        main_task_wake(counted->wake_again);
    }
}

static void run_all(void)
{
    while (g_main_context_iteration(NULL, FALSE)) {
    }
}

static void a_task_runs_when_it_is_woken_and_only_then(void **state)
{
    Count counted = { 0 };
    g_autoptr(MainTask) task = main_task_new(count, &counted);

    run_all();
    assert_int_equal(counted.runs, 0);
    main_task_wake(task);
    assert_int_equal(counted.runs, 0);
    run_all();
    assert_int_equal(counted.runs, 1);
    run_all();
    assert_int_equal(counted.runs, 1);
}

static void it_runs_once_for_all_that_woke_it_before(void **state)
{
    Count counted = { 0 };
    g_autoptr(MainTask) task = main_task_new(count, &counted);

    main_task_wake(task);
    main_task_wake(task);
    run_all();
    assert_int_equal(counted.runs, 1);
}

static void woken_while_it_runs_it_runs_again(void **state)
{
    Count counted = { 0 };
    g_autoptr(MainTask) task = main_task_new(count, &counted);

    counted.wake_again = task;
    main_task_wake(task);
    run_all();
    assert_int_equal(counted.runs, 2);
}

static gpointer wake(gpointer task)
{
    main_task_wake(task);
    return NULL;
}

static void another_thread_wakes_the_loop_from_its_sleep(void **state)
{
    Count counted = { 0 };
    g_autoptr(MainTask) task = main_task_new(count, &counted);
    GThread *waker = g_thread_new("waker", wake, task);

    while (counted.runs == 0) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_thread_join(waker);
    assert_int_equal(counted.runs, 1);
}

static void once_freed_it_does_not_run(void **state)
{
    Count counted = { 0 };
    MainTask *task = main_task_new(count, &counted);

    main_task_wake(task);
    main_task_free(task);
    run_all();
    assert_int_equal(counted.runs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_runs_when_it_is_woken_and_only_then),
        cmocka_unit_test(it_runs_once_for_all_that_woke_it_before),
        cmocka_unit_test(woken_while_it_runs_it_runs_again),
        cmocka_unit_test(another_thread_wakes_the_loop_from_its_sleep),
        cmocka_unit_test(once_freed_it_does_not_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
