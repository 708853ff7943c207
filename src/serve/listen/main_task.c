#include "serve/listen/main_task.h"

/* A source that is ready when it is woken, and never otherwise. */
struct MainTask {
    GSource *source;
    MainTaskFunc run;
    gpointer data;
};

static gboolean dispatch(GSource *source, G_GNUC_UNUSED GSourceFunc callback, gpointer data)
{
    const MainTask *task = data;

    /* First of all, so that whoever wakes it from here on has it run again. */
    g_source_set_ready_time(source, -1);
    task->run(task->data);
    return G_SOURCE_CONTINUE;
}

MainTask *main_task_new(MainTaskFunc run, gpointer data)
{
    static GSourceFuncs funcs = { .dispatch = dispatch };
    MainTask *task = g_new0(MainTask, 1);

    task->run = run;
    task->data = data;
    task->source = g_source_new(&funcs, sizeof(GSource));
    /* dispatch() does not call this callback: it is set for its data. */
    g_source_set_callback(task->source, G_SOURCE_FUNC(run), task, NULL);
    g_source_attach(task->source, NULL);
    return task;
}

void main_task_free(MainTask *task)
{
    if (task == NULL) {
        return;
    }
    g_source_destroy(task->source);
    g_source_unref(task->source);
    g_free(task);
}

void main_task_wake(MainTask *task)
{
    g_source_set_ready_time(task->source, 0);
}

void main_task_wake_at(MainTask *task, gint64 at)
{
    g_source_set_ready_time(task->source, at);
}
