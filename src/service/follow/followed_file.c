#include "service/follow/followed_file.h"

#include <string.h>

#include "service/message.h"

static FollowedFile *followed_file_new(const char *path)
{
    FollowedFile *file = g_new0(FollowedFile, 1);

    file->path = g_strdup(path);
    file->due = FOLLOWED_FILE_NEVER;
    return file;
}

static void followed_file_free(gpointer data)
{
    FollowedFile *file = data;

    if (file != NULL) {
        extent_free(file->taken);
        g_free(file->said);
        g_free(file->agenda_id);
        g_free(file->path);
        g_free(file);
    }
}

GPtrArray *followed_files_new(void)
{
    return g_ptr_array_new_with_free_func(followed_file_free);
}

/* Takes the first file with this path out of the list, leaving NULL there; NULL if none has it. */
static FollowedFile *steal_file(GPtrArray *files, const char *path)
{
    for (guint i = 0; i < files->len; i++) {
        FollowedFile *file = files->pdata[i];
        if (file != NULL && strcmp(file->path, path) == 0) {
            files->pdata[i] = NULL;
            return file;
        }
    }
    return NULL;
}

void followed_files_settle(GPtrArray *files, const GPtrArray *paths)
{
    g_autoptr(GPtrArray) settled = g_ptr_array_new();

    for (guint i = 0; i < paths->len; i++) {
        FollowedFile *known = steal_file(files, paths->pdata[i]);
        g_ptr_array_add(settled, known != NULL ? known : followed_file_new(paths->pdata[i]));
    }
    /* Frees the files that are no longer listed. */
    g_ptr_array_set_size(files, 0);
    g_ptr_array_extend_and_steal(files, g_steal_pointer(&settled));
}

/* Whether this was not said last; from now on it was. */
static bool is_news(FollowedFile *file, const Extent *extent, const char *text)
{
    /* The same of another text is news: somebody has tried to mend it. */
    if (g_strcmp0(file->said, text) == 0 && file->said_digest == extent->digest) {
        return false;
    }
    g_free(file->said);
    file->said = g_strdup(text);
    file->said_digest = extent->digest;
    return true;
}

void followed_file_tell(FollowedFile *file, const Extent *extent, const char *text)
{
    if (is_news(file, extent, text)) {
        message_error("%s", text);
    }
}

/* All of followed_file_take but forgetting what was said. */
static void set_taken(FollowedFile *file, const Extent *extent)
{
    /* Copied first, in case it is the one that is freed. */
    Extent *taken = extent_copy(extent);

    extent_free(file->taken);
    file->taken = taken;
    file->is_held = false;
    file->is_failed = false;
    file->tries = 0;
}

void followed_file_take(FollowedFile *file, const Extent *extent)
{
    set_taken(file, extent);
    g_clear_pointer(&file->said, g_free);
}

void followed_file_keep_back(FollowedFile *file, const Extent *extent, const char *text)
{
    set_taken(file, extent);
    if (is_news(file, extent, text)) {
        message_info("%s", text);
    }
}

void followed_file_put_off(FollowedFile *file, gint64 now)
{
    /* The shift is bounded: one by 32 or more is undefined. */
    guint seconds = MIN(1U << MIN(file->tries, 16), FOLLOWED_FILE_RETRY_SECONDS_MAX);

    file->tries++;
    file->due = now + seconds * G_TIME_SPAN_SECOND;
}

gint64 followed_files_next_due(const GPtrArray *files)
{
    gint64 next = FOLLOWED_FILE_NEVER;

    for (guint i = 0; i < files->len; i++) {
        next = MIN(next, ((const FollowedFile *)files->pdata[i])->due);
    }
    return next;
}
