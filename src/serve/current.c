#include "serve/current.h"

#include "serve/listen/main_task.h"

struct Current {
    GMutex mutex; /* of all below */
    Answers *answers;
    GPtrArray *worn_out; /* references to earlier answers, given back by requests */
    MainTask *task;
};

static GPtrArray *new_list(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)answers_unref);
}

static void drop_worn_out(gpointer data)
{
    Current *current = data;
    GPtrArray *worn_out;

    g_mutex_lock(&current->mutex);
    worn_out = current->worn_out;
    current->worn_out = new_list();
    g_mutex_unlock(&current->mutex);
    /* Outside the lock, since freeing a snapshot takes long. */
    g_ptr_array_unref(worn_out);
}

Current *current_new(Answers *take_answers)
{
    Current *current = g_new0(Current, 1);

    g_mutex_init(&current->mutex);
    current->answers = take_answers;
    current->worn_out = new_list();
    current->task = main_task_new(drop_worn_out, current);
    return current;
}

void current_free(Current *current)
{
    if (current == NULL) {
        return;
    }
    main_task_free(current->task);
    g_ptr_array_unref(current->worn_out);
    answers_unref(current->answers);
    g_mutex_clear(&current->mutex);
    g_free(current);
}

void current_set(Current *current, Answers *take_answers)
{
    Answers *before;

    g_mutex_lock(&current->mutex);
    before = current->answers;
    current->answers = take_answers;
    g_mutex_unlock(&current->mutex);
    /* Outside the lock, since this may free a snapshot. */
    answers_unref(before);
}

Answers *current_take(Current *current)
{
    Answers *answers;

    g_mutex_lock(&current->mutex);
    answers = answers_ref(current->answers);
    g_mutex_unlock(&current->mutex);
    return answers;
}

void current_give_back(Current *current, Answers *answers)
{
    bool is_worn_out;

    g_mutex_lock(&current->mutex);
    is_worn_out = answers != current->answers;
    if (is_worn_out) {
        /* Dropped on the main thread: freeing may take long, and clients wait for this one. */
        g_ptr_array_add(current->worn_out, answers);
    } else {
        /* Never the last reference: `current` has one. */
        answers_unref(answers);
    }
    g_mutex_unlock(&current->mutex);
    if (is_worn_out) {
        main_task_wake(current->task);
    }
}
