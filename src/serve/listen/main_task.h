#pragma once

#include <glib.h>

/* Something that other threads have the main thread do, which runs the default main context. */
typedef struct MainTask MainTask;

typedef void (*MainTaskFunc)(gpointer data);

/* For the main thread, as is main_task_free. */
MainTask *main_task_new(MainTaskFunc run, gpointer data);

/* After this `run` is not called any more. No other thread may use the task. */
void main_task_free(MainTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MainTask, main_task_free)

/* Has `run` called soon, once for all calls of this that come before. For any thread. */
void main_task_wake(MainTask *task);

/* Has `run` called at a time, in monotonic microseconds, unless it is woken before: only the last
 * call of this or of main_task_wake counts. For the main thread, while no other can wake it. */
void main_task_wake_at(MainTask *task, gint64 at);
