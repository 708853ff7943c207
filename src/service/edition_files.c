#include "service/editions_private.h"

#include "service/agendas.h"

/* Whether a file is whole, as far as can be seen; if not, `due` is when to look again. */
static bool is_whole(const Editions *editions, FollowedFile *file)
{
    gint64 when = editions->when_whole != NULL
                      ? editions->when_whole(file->path, editions->when_whole_data)
                      : 0;

    file->due = when == 0 ? FOLLOWED_FILE_NEVER : when;
    return when == 0;
}

/* What a file says; NULL if it says nothing that could be taken, which has been dealt with. */
static AgendaFile *look_at(const Editions *editions, FollowedFile *file, AgendaFile *take_text,
                           const GError *error)
{
    g_autoptr(AgendaFile) text = take_text;

    file->status = EXIT_STATUS_OK;
    if (agendas_report(text, error, &file->status)) {
        g_free(file->agenda_id);
        file->agenda_id = g_strdup(text->agenda->id);
        return g_steal_pointer(&text);
    }
    if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_AGAIN)) {
        edition_taking_put_off(editions, file);
    } else {
        /* A file with errors claims no id: another may have it. */
        g_clear_pointer(&file->agenda_id, g_free);
    }
    return NULL;
}

/* Asks before and after reading, to see that nobody has begun to write in between. */
static AgendaFile *read_file(Editions *editions, FollowedFile *file)
{
    g_autoptr(GError) error = NULL;

    if (!is_whole(editions, file)) {
        return NULL;
    }
    g_autoptr(AgendaFile) text = agenda_file_read(file->path, &error);
    if (!is_whole(editions, file)) {
        return NULL;
    }
    bool has_source = text != NULL && text->source != NULL;
    text = edition_sources_complete(editions, file, g_steal_pointer(&text));
    return has_source && text == NULL ? NULL
                                      : look_at(editions, file, g_steal_pointer(&text), error);
}

/* Nobody can say which of several files with one id is meant: a stray copy, or a leftover of a
 * program that keeps folders the same, must not go to everybody. */
static void refuse_twin(FollowedFile *file, const Extent *extent, const char *twins)
{
    g_autofree char *text =
        g_strdup_printf("%s: the agenda's id is \"%s\", as in %s: none of them is taken, and what "
                        "was there stays, until there is only one",
                        file->path, file->agenda_id, twins);

    followed_file_tell(file, extent, text);
    file->status = EXIT_STATUS_INPUT;
}

/* Returns whether a revision was replaced. */
static bool take_file(Editions *editions, FollowedFile *file, AgendaFile *text)
{
    g_autofree char *twins = edition_ids_dup_twins(editions, file);

    file->is_twin = *twins != '\0';
    if (file->is_twin) {
        refuse_twin(file, text->extent, twins);
        return false;
    }
    return edition_taking_run(editions, file, text);
}

static void list_files(Editions *editions)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    editions->is_listed = agendas_list_files(editions->options->paths, paths);
    followed_files_settle(editions->files, paths);
    if (editions->sources != NULL) {
        source_follower_keep(editions->sources, paths);
    }
}

/* All are read before any is taken, since files may have one id. */
bool edition_files_read(Editions *editions, bool only_due)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)agenda_file_free);
    gint64 now = g_get_monotonic_time();
    bool any = false;

    if (!only_due) {
        list_files(editions);
    }
    for (guint i = 0; i < editions->files->len; i++) {
        FollowedFile *file = editions->files->pdata[i];
        bool is_left = only_due && file->due > now;
        g_ptr_array_add(texts, is_left ? NULL : read_file(editions, file));
    }
    for (guint i = 0; i < editions->files->len; i++) {
        AgendaFile *text = texts->pdata[i];
        if (text != NULL) {
            any = take_file(editions, editions->files->pdata[i], text) || any;
        }
    }
    return any;
}

ExitStatus edition_files_status(const Editions *editions)
{
    ExitStatus status = editions->is_listed ? EXIT_STATUS_OK : EXIT_STATUS_ENVIRONMENT;

    for (guint i = 0; i < editions->files->len; i++) {
        status = MAX(status, ((const FollowedFile *)editions->files->pdata[i])->status);
    }
    return status;
}
