#include "service/editions_private.h"

#include "service/message.h"
#include "service/source/sourced_file.h"

/* The agenda by whose ids what comes from a source is called; NULL if there is none. */
static const Agenda *find_like(Editions *editions, const char *id, ExitStatus *status)
{
    const Revision *revision = id != NULL ? editions_find_published(editions, id) : NULL;

    if (revision == NULL && id != NULL && editions->history != NULL) {
        editions_read_agenda(editions, id, NULL, status);
        revision = editions_find_published(editions, id);
    }
    return revision != NULL ? revision->agenda : NULL;
}

/* Without anybody who follows it, a source is visited now. */
static bool visit_once(const FollowedFile *file, const AgendaFile *text, SourceNews *out)
{
    g_autoptr(GError) error = NULL;

    if (!source_visit_once(text->source, file->path, out, &error)) {
        message_error("%s", error->message);
        return false;
    }
    return true;
}

static void complete(FollowedFile *file, AgendaFile *text, const SourceNews *news,
                     const Agenda *like)
{
    guint n_renamed = sourced_file_complete(text, news, like);

    if (n_renamed != file->n_renamed && n_renamed > 0) {
        message_info("%s: sessions that its source calls otherwise than before: %u; they are known "
                     "by their titles, times and rooms",
                     file->path, n_renamed);
    }
    file->n_renamed = n_renamed;
}

/* What came from the source of a file; NULL if nothing has. An agenda that was published need not
 * be waited for: it is served meanwhile. */
static const SourceNews *find_news(const Editions *editions, const FollowedFile *file,
                                   const AgendaFile *text, bool is_published)
{
    const SourceNews *news = source_follower_find(editions->sources, file->path, text->source);

    return news == NULL && editions->is_starting && !is_published
               ? source_follower_await(editions->sources, file->path)
               : news;
}

AgendaFile *edition_sources_complete(Editions *editions, FollowedFile *file, AgendaFile *take_text)
{
    g_autoptr(AgendaFile) text = take_text;
    g_auto(SourceNews) once = { 0 };

    file->is_waiting = false;
    if (text == NULL || text->source == NULL) {
        return g_steal_pointer(&text);
    }
    const char *id = text->source->options.id;
    const Agenda *like = find_like(editions, id, &file->status);
    const SourceNews *news = editions->sources != NULL
                                 ? find_news(editions, file, text, like != NULL)
                             : visit_once(file, text, &once) ? &once
                                                             : NULL;
    if (news != NULL) {
        complete(file, text, news, like);
        return g_steal_pointer(&text);
    }
    file->is_waiting = true;
    file->status = like != NULL ? EXIT_STATUS_OK : EXIT_STATUS_ENVIRONMENT;
    g_free(file->agenda_id);
    file->agenda_id = g_strdup(id);
    return NULL;
}

/* --- how they do ------------------------------------------------------------------------- */

/* A text that is another one whenever a source does otherwise; the caller's own. */
static char *dup_state(const SourceState *state)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", state->checked,
                           state->changed, state->fault != NULL ? state->fault : "");
}

static void note(Editions *editions, const SourceState *state)
{
    const char *known = g_hash_table_lookup(editions->source_states, state->id);
    g_autofree char *text = dup_state(state);
    const HistorySource source = { state->id, state->checked, state->changed, state->fault };

    /* A failure is reported by those who publish. */
    if (g_strcmp0(known, text) != 0 && history_put_source(editions->history, &source, NULL)) {
        g_hash_table_replace(editions->source_states, g_strdup(state->id), g_steal_pointer(&text));
    }
}

void editions_note_sources(Editions *editions)
{
    bool is_kept = editions->history != NULL && !history_is_read_only(editions->history);
    g_autoptr(GArray) states =
        is_kept && editions->sources != NULL ? source_follower_list(editions->sources) : NULL;

    for (guint i = 0; states != NULL && i < states->len; i++) {
        const SourceState *state = &g_array_index(states, SourceState, i);
        bool was_visited = state->checked > 0 || state->fault != NULL;
        if (state->id != NULL && was_visited && editions_holds(editions, state->id)) {
            note(editions, state);
        }
    }
}
