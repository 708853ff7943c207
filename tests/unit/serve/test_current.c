#include "serve/current.h"

#include <string.h>

#include "support.h"

static Answers *new_answers(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    ResourceOptions options = { 0 };
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &options);

    return answers_new(snapshot, &(Policy){ 0 }, NULL);
}

/* Tells when, and on which thread, some answers are freed: by a body that they hold. */
typedef struct Witness {
    gint freed; /* atomic: how often */
    GThread *thread;
} Witness;

static void note_freed(gpointer data)
{
    Witness *witness = data;

    witness->thread = g_thread_self();
    g_atomic_int_inc(&witness->freed);
}

static Answers *new_answers_with(Witness *witness)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    ResourceOptions options = { 0 };
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &options);
    Resource *resource = snapshot_resources(snapshot)->pdata[0];

    g_bytes_unref(resource->body);
    resource->body = g_bytes_new_with_free_func("body", 4, note_freed, witness);
    return answers_new(snapshot, &(Policy){ 0 }, NULL);
}

static void run_main_tasks(void)
{
    while (g_main_context_iteration(NULL, FALSE)) {
    }
}

static void what_was_set_is_taken_from_then_on(void **state)
{
    Answers *one = new_answers();
    Answers *other = new_answers();
    g_autoptr(Current) current = current_new(one);
    Answers *first = current_take(current);

    assert_ptr_equal(first, one);
    current_set(current, other);
    Answers *second = current_take(current);
    assert_ptr_equal(second, other);
    current_give_back(current, first);
    current_give_back(current, second);
    Answers *third = current_take(current);
    assert_ptr_equal(third, other);
    current_give_back(current, third);
}

static void what_nobody_uses_is_freed_when_it_is_replaced(void **state)
{
    Witness witness = { 0 };
    g_autoptr(Current) current = current_new(new_answers_with(&witness));

    current_give_back(current, current_take(current));
    assert_int_equal(witness.freed, 0);
    current_set(current, new_answers());
    assert_int_equal(witness.freed, 1);
}

typedef struct Giver {
    Current *current;
    Answers *answers;
} Giver;

static gpointer give_back(gpointer data)
{
    const Giver *giver = data;

    current_give_back(giver->current, giver->answers);
    return NULL;
}

static void what_is_still_used_is_freed_afterwards_by_the_main_thread(void **state)
{
    Witness witness = { 0 };
    g_autoptr(Current) current = current_new(new_answers_with(&witness));
    Giver giver = { .current = current, .answers = current_take(current) };
    Answers *other_use = current_take(current);

    current_set(current, new_answers());
    g_thread_join(g_thread_new("giver", give_back, &giver));
    run_main_tasks();
    assert_int_equal(g_atomic_int_get(&witness.freed), 0);
    giver.answers = other_use;
    g_thread_join(g_thread_new("giver", give_back, &giver));
    assert_int_equal(g_atomic_int_get(&witness.freed), 0);
    run_main_tasks();
    assert_int_equal(g_atomic_int_get(&witness.freed), 1);
    assert_ptr_equal(witness.thread, g_thread_self());
}

static void what_was_given_back_at_last_is_freed_with_all(void **state)
{
    Witness witness = { 0 };
    g_autoptr(Current) current = current_new(new_answers_with(&witness));
    Answers *answers = current_take(current);

    current_set(current, new_answers());
    current_give_back(current, answers);
    g_clear_pointer(&current, current_free);
    assert_int_equal(witness.freed, 1);
    run_main_tasks();
}

static gpointer take_and_give_back(gpointer data)
{
    for (guint i = 0; i < 3000; i++) {
        Answers *answers = current_take(data);
        g_assert(snapshot_find(answers_snapshot(answers), "index.html") != NULL);
        current_give_back(data, answers);
    }
    return NULL;
}

static void threads_can_take_while_others_are_set(void **state)
{
    Witness witnesses[50] = { 0 };
    g_autoptr(Current) current = current_new(new_answers());
    GThread *threads[3];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("taker", take_and_give_back, current);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(witnesses); i++) {
        current_set(current, new_answers_with(&witnesses[i]));
        run_main_tasks();
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
    g_clear_pointer(&current, current_free);
    for (gsize i = 0; i < G_N_ELEMENTS(witnesses); i++) {
        assert_int_equal(witnesses[i].freed, 1);
        assert_ptr_equal(witnesses[i].thread, g_thread_self());
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_set_is_taken_from_then_on),
        cmocka_unit_test(what_nobody_uses_is_freed_when_it_is_replaced),
        cmocka_unit_test(what_is_still_used_is_freed_afterwards_by_the_main_thread),
        cmocka_unit_test(what_was_given_back_at_last_is_freed_with_all),
        cmocka_unit_test(threads_can_take_while_others_are_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
