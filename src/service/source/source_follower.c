#include "service/source/source_follower.h"

#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/thread.h"
#include "file/agenda_file.h"
#include "service/message.h"
#include "service/message_memory.h"

/* After failures a source is visited after a minute, two, four …, and at last so often; or as often
 * as it is anyway, if that is later. */
#define RETRY_SECONDS 60
#define RETRY_SECONDS_MAX (15 * 60)

/* By how many hundredths an interval may be shorter or longer by chance, so that many servers do
 * not ask at once. */
#define JITTER_PERCENT 10

/* A visit under way. Whoever waits for it may be gone before it ends. */
typedef struct Errand {
    struct Followed *followed; /* of the main thread; NULL: nobody waits for it any more */
    AgendaSource *source;
    char *path;
    SourceMemory memory;
    SourceOutcome outcome;
    SourceNews news;
    guint n_sessions; /* of the news */
    guint retry_after;
    GError *error;
    int stop;
} Errand;

/* The source of a file. */
typedef struct Followed {
    SourceFollower *follower;
    char *path;
    AgendaSource *source;
    SourceMemory memory; /* empty while an errand has it */
    SourceNews news;     /* agenda: NULL if nothing has come yet */
    guint n_sessions;    /* of the news */
    GHashTable *told;    /* char *: the kinds of remarks that were told */
    gint64 checked;
    gint64 changed;
    char *fault;
    guint tries;    /* how many visits failed in a row */
    guint timer;    /* a source of the main loop: for the next visit; 0: none */
    Errand *errand; /* NULL: none is under way */
} Followed;

struct SourceFollower {
    GPtrArray *all; /* Followed *, by path */
    MessageMemory *memory;
    SourceFollowerFunc *func;
    gpointer data;
};

/* --- errands ----------------------------------------------------------------------------- */

static void errand_free(gpointer data)
{
    Errand *errand = data;

    agenda_source_unref(errand->source);
    g_free(errand->path);
    source_memory_clear(&errand->memory);
    source_news_clear(&errand->news);
    g_clear_error(&errand->error);
    close(errand->stop);
    g_free(errand);
}

static Errand *errand_new(Followed *followed)
{
    Errand *errand = g_new0(Errand, 1);

    errand->followed = followed;
    errand->source = agenda_source_ref(followed->source);
    errand->path = g_strdup(followed->path);
    errand->memory = followed->memory;
    errand->stop = eventfd(0, EFD_CLOEXEC);
    followed->memory = (SourceMemory){ 0 };
    return errand;
}

/* Counts the sessions of what came. What is no agenda is none of a source, either. */
static void count_sessions(Errand *errand)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("", errand->news.agenda, errand->news.size);

    errand->n_sessions = file->agenda != NULL ? file->agenda->sessions->len : 0;
}

static void errand_run(Errand *errand)
{
    const SourceVisit visit = { errand->source, errand->path, errand->stop };

    errand->outcome =
        source_visit(&visit, &errand->memory, &errand->news, &errand->retry_after, &errand->error);
    if (errand->outcome == SOURCE_OUTCOME_NEW) {
        count_sessions(errand);
    }
}

/* --- what comes of a visit --------------------------------------------------------------- */

/* Whether all sessions are gone, which is hardly meant; then it counts as a failure, and the next
 * visit asks for all again. */
static bool is_emptied(const Followed *followed, const Errand *errand)
{
    return errand->outcome == SOURCE_OUTCOME_NEW && errand->n_sessions == 0 &&
           followed->n_sessions > 0;
}

static void note_fault(Followed *followed, const char *text)
{
    const char *stays = followed->news.agenda != NULL ? "; what came last stays" : "";
    g_autofree char *words = g_strdup_printf("%s: its source %s%s", followed->path, text, stays);

    followed->tries++;
    g_free(followed->fault);
    followed->fault = g_strdup(text);
    message_memory_error(followed->follower->memory, followed->path, words);
}

static void note_success(Followed *followed)
{
    if (followed->fault != NULL) {
        message_info("%s: its source is there again", followed->path);
        message_memory_forget(followed->follower->memory, followed->path);
    }
    followed->tries = 0;
    g_clear_pointer(&followed->fault, g_free);
    followed->checked = g_get_real_time() / G_USEC_PER_SEC;
}

/* Takes what came. Returns whether it says something new. */
static bool take_news(Followed *followed, Errand *errand)
{
    bool is_new =
        followed->news.agenda == NULL || strcmp(followed->news.agenda, errand->news.agenda) != 0;

    source_news_tell(&errand->news, followed->path, followed->told);
    source_news_clear(&followed->news);
    followed->news = errand->news;
    followed->n_sessions = errand->n_sessions;
    errand->news = (SourceNews){ 0 };
    followed->changed = is_new ? followed->checked : followed->changed;
    return is_new;
}

/* Takes over what an errand found. Returns whether it says something new. */
static bool take_over(Followed *followed, Errand *errand)
{
    g_autofree char *emptied = NULL;

    if (is_emptied(followed, errand)) {
        emptied = g_strdup_printf("has no sessions any more, and had %u", followed->n_sessions);
        note_fault(followed, emptied);
        return false;
    }
    if (errand->outcome == SOURCE_OUTCOME_FAILED) {
        note_fault(followed, errand->error->message);
    } else {
        note_success(followed);
    }
    followed->memory = errand->memory;
    errand->memory = (SourceMemory){ 0 };
    return errand->outcome == SOURCE_OUTCOME_NEW && take_news(followed, errand);
}

/* --- visit after visit ------------------------------------------------------------------- */

static gboolean begin(gpointer data);

static guint find_delay(const Followed *followed, guint retry_after)
{
    guint every = followed->source->every;

    if (followed->tries > 0 && followed->source->url != NULL) {
        guint most = MAX(every, RETRY_SECONDS_MAX);
        every = MIN((guint)RETRY_SECONDS << MIN(followed->tries - 1, 10), most);
    }
    return MAX(every, retry_after);
}

static void plan(Followed *followed, guint retry_after)
{
    guint milliseconds = find_delay(followed, retry_after) * 1000;
    gint jitter = (gint)(milliseconds / 100 * JITTER_PERCENT);

    followed->timer = g_timeout_add(milliseconds + (guint)g_random_int_range(-jitter, jitter + 1),
                                    begin, followed);
}

static gboolean hand_over(gpointer data)
{
    Errand *errand = data;
    Followed *followed = errand->followed;

    if (followed != NULL) {
        followed->errand = NULL;
        bool is_new = take_over(followed, errand);
        plan(followed, errand->retry_after);
        if (is_new) {
            followed->follower->func(followed->follower->data);
        }
    }
    return G_SOURCE_REMOVE;
}

static gpointer go(gpointer data)
{
    errand_run(data);
    g_idle_add_full(G_PRIORITY_DEFAULT, hand_over, data, errand_free);
    return NULL;
}

static gboolean begin(gpointer data)
{
    Followed *followed = data;
    Errand *errand = errand_new(followed);
    GThread *thread = thread_try_new("source", go, errand, NULL);

    if (thread == NULL) {
        /* No more threads are to be had just now. */
        followed->memory = errand->memory;
        errand->memory = (SourceMemory){ 0 };
        errand_free(errand);
        return G_SOURCE_CONTINUE;
    }
    g_thread_unref(thread);
    followed->errand = errand;
    followed->timer = 0;
    return G_SOURCE_REMOVE;
}

/* --- the sources ------------------------------------------------------------------------- */

static void followed_free(gpointer data)
{
    Followed *followed = data;
    static const guint64 ONE = 1;

    if (followed->timer != 0) {
        g_source_remove(followed->timer);
    }
    if (followed->errand != NULL) {
        followed->errand->followed = NULL;
        /* It cannot be full. */
        (void)!write(followed->errand->stop, &ONE, sizeof ONE);
    }
    agenda_source_unref(followed->source);
    source_memory_clear(&followed->memory);
    source_news_clear(&followed->news);
    g_hash_table_unref(followed->told);
    g_free(followed->fault);
    g_free(followed->path);
    g_free(followed);
}

SourceFollower *source_follower_new(SourceFollowerFunc *func, gpointer data)
{
    SourceFollower *follower = g_new0(SourceFollower, 1);

    follower->all = g_ptr_array_new_with_free_func(followed_free);
    follower->memory = message_memory_new();
    follower->func = func;
    follower->data = data;
    return follower;
}

void source_follower_free(SourceFollower *follower)
{
    if (follower != NULL) {
        g_ptr_array_unref(follower->all);
        message_memory_free(follower->memory);
        g_free(follower);
    }
}

static Followed *find(const SourceFollower *follower, const char *path)
{
    for (guint i = 0; i < follower->all->len; i++) {
        Followed *followed = follower->all->pdata[i];
        if (strcmp(followed->path, path) == 0) {
            return followed;
        }
    }
    return NULL;
}

static Followed *follow(SourceFollower *follower, const char *path, AgendaSource *source)
{
    Followed *followed = g_new0(Followed, 1);

    followed->follower = follower;
    followed->path = g_strdup(path);
    followed->source = agenda_source_ref(source);
    followed->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    /* When the main loop runs. */
    followed->timer = g_timeout_add(0, begin, followed);
    g_ptr_array_add(follower->all, followed);
    return followed;
}

const SourceNews *source_follower_find(SourceFollower *follower, const char *path,
                                       AgendaSource *source)
{
    Followed *followed = find(follower, path);

    if (followed != NULL && !agenda_source_equals(followed->source, source)) {
        g_ptr_array_remove(follower->all, followed);
        followed = NULL;
    }
    if (followed == NULL) {
        followed = follow(follower, path, source);
    }
    return followed->news.agenda != NULL ? &followed->news : NULL;
}

const SourceNews *source_follower_await(SourceFollower *follower, const char *path)
{
    Followed *followed = find(follower, path);

    if (followed->news.agenda == NULL && followed->tries == 0) {
        Errand *errand = errand_new(followed);
        g_source_remove(followed->timer);
        errand_run(errand);
        take_over(followed, errand);
        plan(followed, errand->retry_after);
        errand_free(errand);
    }
    return followed->news.agenda != NULL ? &followed->news : NULL;
}

void source_follower_keep(SourceFollower *follower, const GPtrArray *paths)
{
    for (guint i = follower->all->len; i > 0; i--) {
        const Followed *followed = follower->all->pdata[i - 1];
        bool is_kept = false;
        for (guint j = 0; j < paths->len && !is_kept; j++) {
            is_kept = strcmp(paths->pdata[j], followed->path) == 0;
        }
        if (!is_kept) {
            g_ptr_array_remove_index(follower->all, i - 1);
        }
    }
}

void source_follower_hurry(SourceFollower *follower)
{
    for (guint i = 0; i < follower->all->len; i++) {
        Followed *followed = follower->all->pdata[i];
        if (followed->timer != 0) {
            g_source_remove(followed->timer);
            followed->timer = g_timeout_add(0, begin, followed);
        }
    }
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(((const SourceState *)a)->path, ((const SourceState *)b)->path);
}

GArray *source_follower_list(const SourceFollower *follower)
{
    GArray *states = g_array_new(FALSE, FALSE, sizeof(SourceState));

    for (guint i = 0; i < follower->all->len; i++) {
        const Followed *followed = follower->all->pdata[i];
        const AgendaSource *source = followed->source;
        SourceState state = {
            .path = followed->path,
            .id = source->options.id,
            .origin = source->url != NULL ? source->url : source->path,
            .checked = followed->checked,
            .changed = followed->changed,
            .fault = followed->fault,
        };
        g_array_append_val(states, state);
    }
    g_array_sort(states, compare_paths);
    return states;
}
