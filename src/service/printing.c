#include "service/printing.h"

#include "base/thread.h"
#include "serve/listen/main_task.h"

/* A resource on its way. It belongs to the thread until that is joined, but for the flag. */
typedef struct Job {
    char *key;
    Resource *resource;
    PaperPrinter **printer; /* the Printing's, made for the first job */
    MainTask *task;
    GThread *thread;
    gint is_unwanted; /* atomic: nobody waits for it any more */
    bool is_printed;
    GError *error;
} Job;

struct Printing {
    void (*has_printed)(gpointer data);
    gpointer data;
    MainTask *task;
    PaperPrinter *printer; /* of the thread, while there is one; NULL until the first job */
    Job *running;          /* or NULL */
    Job *ended;            /* until it is asked for, or the next one ends; or NULL */
};

static void job_free(Job *job)
{
    if (job != NULL) {
        resource_unref(job->resource);
        g_clear_error(&job->error);
        g_free(job->key);
        g_free(job);
    }
}

/* Runs in a thread. Nothing here touches libical. */
static gpointer print_one(gpointer data)
{
    Job *job = data;

    if (*job->printer == NULL) {
        *job->printer = paper_printer_new(&job->error);
    }
    job->is_printed = *job->printer != NULL &&
                      resource_print(job->resource, *job->printer, &job->is_unwanted, &job->error);
    main_task_wake(job->task);
    return NULL;
}

/* Takes over what was printed, after waiting for it if need be. */
static void end_job(Printing *printing)
{
    Job *job = g_steal_pointer(&printing->running);

    g_thread_join(job->thread);
    if (g_atomic_int_get(&job->is_unwanted) != 0) {
        job_free(job);
    } else {
        job_free(printing->ended);
        printing->ended = job;
    }
}

static void take_printed(gpointer data)
{
    Printing *printing = data;

    end_job(printing);
    printing->has_printed(printing->data);
}

PrintingState printing_find(Printing *printing, const char *key, Resource **out_resource,
                            GError **error)
{
    if (printing->ended != NULL && g_str_equal(printing->ended->key, key)) {
        Job *job = g_steal_pointer(&printing->ended);
        bool is_printed = job->is_printed;
        if (is_printed) {
            *out_resource = g_steal_pointer(&job->resource);
        } else {
            g_propagate_error(error, g_steal_pointer(&job->error));
        }
        job_free(job);
        return is_printed ? PRINTING_THERE : PRINTING_FAILED;
    }
    return printing->running != NULL ? PRINTING_WAITING : PRINTING_IDLE;
}

bool printing_begin(Printing *printing, const char *key, Resource *take_resource, GError **error)
{
    Job *job = g_new0(Job, 1);

    g_assert(printing->running == NULL);
    job->key = g_strdup(key);
    job->resource = take_resource;
    job->printer = &printing->printer;
    job->task = printing->task;
    job->thread = thread_try_new("printing", print_one, job, error);
    if (job->thread == NULL) {
        job_free(job);
        return false;
    }
    printing->running = job;
    return true;
}

Printing *printing_new(void (*has_printed)(gpointer data), gpointer data)
{
    Printing *printing = g_new0(Printing, 1);

    printing->has_printed = has_printed;
    printing->data = data;
    printing->task = main_task_new(take_printed, printing);
    return printing;
}

void printing_forget(Printing *printing)
{
    g_clear_pointer(&printing->ended, job_free);
    if (printing->running != NULL) {
        g_atomic_int_set(&printing->running->is_unwanted, 1);
    }
}

void printing_free(Printing *printing)
{
    if (printing != NULL) {
        printing_forget(printing);
        if (printing->running != NULL) {
            end_job(printing);
        }
        main_task_free(printing->task);
        paper_printer_free(printing->printer);
        g_free(printing);
    }
}
