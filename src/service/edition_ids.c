#include "chronicle/chronicle_read.h"
#include "model/change/likeness.h"
#include "service/editions_private.h"

/* Whether any file has, or had when it was last read, an agenda of this id. */
static bool has_file(const Editions *editions, const char *id)
{
    for (guint i = 0; i < editions->files->len; i++) {
        if (g_strcmp0(((const FollowedFile *)editions->files->pdata[i])->agenda_id, id) == 0) {
            return true;
        }
    }
    return false;
}

char *edition_ids_dup_twins(const Editions *editions, const FollowedFile *file)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < editions->files->len; i++) {
        const FollowedFile *other = editions->files->pdata[i];
        if (other != file && g_strcmp0(other->agenda_id, file->agenda_id) == 0) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", other->path);
        }
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

char *edition_ids_find_former(const Editions *editions, const Agenda *agenda)
{
    /* A file with errors may be that of any of them. */
    g_autoptr(GPtrArray) ids =
        has_file(editions, NULL) ? NULL : history_list_agendas(editions->history, NULL);

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        const char *id = ids->pdata[i];
        guint last = 0;
        if (has_file(editions, id) ||
            !history_find(editions->history, id, G_MAXINT64, &last, NULL) || last == 0) {
            continue;
        }
        g_autoptr(Agenda) former = chronicle_read_whole(editions->history, id, last, NULL);
        if (former != NULL && likeness_is_of_one(agenda, former)) {
            return g_strdup(id);
        }
    }
    return NULL;
}

GPtrArray *editions_list_without_file(const Editions *editions)
{
    const EditionsOptions *options = editions->options;
    GPtrArray *ids = g_ptr_array_new();
    /* A file with errors may be that of any of them. */
    bool is_known = editions->history != NULL && !options->manual && *options->paths != NULL &&
                    !has_file(editions, NULL);

    for (guint i = 0; is_known && i < editions->revisions->len; i++) {
        const Revision *revision = editions->revisions->pdata[i];
        if (!revision->is_retired && !has_file(editions, revision->agenda->id)) {
            g_ptr_array_add(ids, (gpointer)revision->agenda->id);
        }
    }
    return ids;
}

bool editions_can_wait(const Editions *editions)
{
    bool is_right = editions->is_listed;

    for (guint i = 0; i < editions->files->len; i++) {
        const FollowedFile *file = editions->files->pdata[i];
        is_right =
            is_right && (file->status == EXIT_STATUS_OK || file->is_twin || file->is_waiting);
    }
    return is_right;
}
