#pragma once

#include <glib.h>

/* Something that other threads have the main thread do: the one that runs the default main
 * context. */
typedef struct MainTask MainTask;

typedef void (*MainTaskFunc)(gpointer data);

/* To be called on the main thread, like main_task_free. */
MainTask *main_task_new(MainTaskFunc run, gpointer data);

/* From then on `run` is not called any more. No other thread may use the task. */
void main_task_free(MainTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MainTask, main_task_free)

/* Has `run` called soon, once for all calls of this before it. For any thread. */
void main_task_wake(MainTask *task);

/* Has `run` called at a time, monotonic microseconds, unless it is called before: only the last of
 * these, and of those above, counts. On the main thread, while no other one can wake it. */
void main_task_wake_at(MainTask *task, gint64 at);
