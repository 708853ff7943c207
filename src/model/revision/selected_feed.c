#include "model/revision/selected_feed.h"

#include <string.h>

#include "model/address/address.h"
#include "model/address/participant_key.h"
#include "model/revision/known_value.h"

/* --- what it is of an agenda of long ago -------------------------------------------------- */

/* Whether a past had one of the wanted values of a name, or a gone feed of one; true if none is
 * wanted. Agencies and people only: other records are in a past only if its events name them, so
 * they tell nothing about whether the feed existed. */
static bool had_one(const Past *past, SelectionName name, const GPtrArray *ids)
{
    FeedKind kind = name == SELECTION_PERSON ? FEED_KIND_PERSON : FEED_KIND_AGENCY;

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        if (selection_name_find(name, past->agenda, ids->pdata[i]) != NULL) {
            return true;
        }
        for (guint j = 0; j < past->gone_feeds->len; j++) {
            const Feed *gone = past->gone_feeds->pdata[j];
            if (gone->kind == kind && strcmp(strrchr(gone->path, '/') + 1, ids->pdata[i]) == 0) {
                return true;
            }
        }
    }
    return ids == NULL;
}

static bool find_past_selection(const Past *past, gpointer data, Selection *out_selection)
{
    const SelectionQuery *query = data;

    if (!had_one(past, SELECTION_AGENCY, query->ids[SELECTION_AGENCY]) ||
        !had_one(past, SELECTION_PERSON, query->ids[SELECTION_PERSON])) {
        return false;
    }
    selection_query_resolve(query, past->agenda, out_selection);
    return true;
}

/* --- when it changed ---------------------------------------------------------------------- */

/* Raises `changed` to when the last of the own feeds of a name's values changed. False if one of
 * them has no feed. */
static bool find_last_change(const Revision *revision, SelectionName name, const GPtrArray *ids,
                             gint64 *inout_changed)
{
    for (guint i = 0; i < ids->len; i++) {
        const RevisionFeed *feed = known_value_find_feed(revision, name, ids->pdata[i]);
        if (feed == NULL) {
            return false;
        }
        *inout_changed = MAX(*inout_changed, feed->changed);
    }
    return true;
}

/* When a selection changed. Whatever enters or leaves it, or is over in it, does so in the own feed
 * of one of its values, too. Roles, kinds, terms and choices have no feeds: with these, it counts
 * as changed with every revision. */
static gint64 time_of_change(const Revision *revision, const SelectionQuery *query)
{
    gint64 changed = G_MININT64;

    if (query->plenary != CHOICE_DEFAULT || query->breaks != CHOICE_DEFAULT) {
        return revision->stamp;
    }
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        /* What has entered what is left out is told as cancelled for a time, and is over when no
         * feed of a value changes. */
        if (query->excluded[name] != NULL) {
            return revision->stamp;
        }
        if (query->ids[name] != NULL &&
            !find_last_change(revision, name, query->ids[name], &changed)) {
            return revision->stamp;
        }
    }
    return changed != G_MININT64 ? changed : revision->stamp;
}

/* --- making it ---------------------------------------------------------------------------- */

/* A feed with a path and words. */
static Feed *feed_new(const Agenda *agenda, const char *path, char *take_words)
{
    Feed *feed = g_new0(Feed, 1);

    feed->kind = FEED_KIND_SELECTION;
    feed->path = g_strdup(path);
    feed->words = take_words;
    feed->description = feed_dup_description(agenda, feed->words);
    return feed;
}

/* The key of the single person that is selected or, where none is, of the single agency. */
static char *dup_viewpoint(const SelectionQuery *query)
{
    const GPtrArray *people = query->ids[SELECTION_PERSON];
    const GPtrArray *ids = people != NULL ? people : query->ids[SELECTION_AGENCY];

    return ids != NULL && ids->len == 1
               ? participant_key_dup(people != NULL ? FEED_KIND_PERSON : FEED_KIND_AGENCY,
                                     ids->pdata[0])
               : NULL;
}

/* Completes a feed, which it takes: `query` is what it selects. */
static RevisionFeed *finish(const Revision *revision, const SelectionQuery *query, Feed *take_feed)
{
    PastSelection then = { .find = find_past_selection, .data = (gpointer)query };
    Feed *feed = take_feed;

    feed->viewpoint_key = dup_viewpoint(query);
    feed->viewpoint = feed_find_viewpoint(feed, revision->agenda);
    selection_query_resolve(query, revision->agenda, &feed->selection);
    return revision_feed_new(revision, feed, time_of_change(revision, query), &then);
}

static RevisionFeed *make_selection(const Revision *revision, const char *path,
                                    const SelectionQuery *query)
{
    const Agenda *agenda = revision->agenda;
    g_autofree char *words = selection_query_to_words(query, known_value_label, revision);
    g_autofree char *subject =
        g_strconcat(g_str_has_prefix(words, ", ") ? "everything" : "", words, NULL);
    /* As in an agency's own feed. A chosen kind or session leaves nothing to say about
     * plenaries. */
    bool says_plenaries =
        query->plenary == CHOICE_DEFAULT && query->ids[SELECTION_KIND] == NULL &&
        query->ids[SELECTION_SESSION] == NULL &&
        (query->ids[SELECTION_AGENCY] != NULL || query->ids[SELECTION_PERSON] != NULL ||
         query->ids[SELECTION_ROLE] != NULL);

    Feed *feed = feed_new(agenda, path,
                          g_strconcat(subject, says_plenaries ? ", with the plenaries" : "", NULL));
    feed->query = selection_query_to_text(query);
    feed->name = feed_dup_name(agenda, subject);
    feed->subject = g_steal_pointer(&subject);
    return finish(revision, query, feed);
}

/* --- a feed with its own address, but other plenaries and breaks --------------------------- */

static bool makes_difference(Choice choice, bool is_so)
{
    return choice != CHOICE_DEFAULT && (choice == CHOICE_YES) != is_so;
}

bool selected_feed_is_plain(const Revision *revision, const char *path, const SelectionQuery *query)
{
    const RevisionFeed *own = revision_find_feed(revision, path);

    return own != NULL && !selection_query_narrows(query) &&
           !makes_difference(query->plenary, own->feed->selection.plenaries) &&
           !makes_difference(query->breaks, own->feed->selection.breaks);
}

static Choice choose(Choice asked, bool is_so)
{
    return asked != CHOICE_DEFAULT ? asked : is_so ? CHOICE_YES : CHOICE_NO;
}

/* The query that makes the feed's own selection, without choices. */
static SelectionQuery *query_of_feed(const Feed *feed)
{
    SelectionQuery *query = selection_query_new();

    SelectionName name = known_value_name_of(feed->kind);

    if (name < N_SELECTION_NAMES) {
        selection_query_add(query, name, strrchr(feed->path, '/') + 1);
    }
    return query;
}

static Choice keep_different(Choice choice, bool is_so)
{
    return makes_difference(choice, is_so) ? choice : CHOICE_DEFAULT;
}

static RevisionFeed *make_variant(const Revision *revision, const Feed *own,
                                  const SelectionQuery *asked)
{
    const Agenda *agenda = revision->agenda;
    g_autoptr(SelectionQuery) query = query_of_feed(own);
    SelectionQuery different = {
        .plenary = keep_different(asked->plenary, own->selection.plenaries),
        .breaks = keep_different(asked->breaks, own->selection.breaks),
    };

    /* The words and the address have only the choices that differ from the feed's own. */
    query->plenary = different.plenary;
    query->breaks = different.breaks;
    g_autofree char *words = selection_query_to_words(query, known_value_label, revision);
    /* The selection has both settled: the defaults of a query are not those of the feed. */
    query->plenary = choose(asked->plenary, own->selection.plenaries);
    query->breaks = choose(asked->breaks, own->selection.breaks);
    Feed *feed =
        feed_new(agenda, own->path,
                 g_strconcat(own->kind == FEED_KIND_AGENDA ? "the whole agenda" : "", words, NULL));
    feed->query = selection_query_to_text(&different);
    feed->name = g_strdup(own->name);
    feed->subject = g_strdup(own->subject);
    return finish(revision, query, feed);
}

RevisionFeed *selected_feed_new(const Revision *revision, const char *path,
                                const SelectionQuery *query, char **out_text)
{
    const RevisionFeed *own = revision_find_feed(revision, path);
    g_autofree char *selections = address_dup_feed(revision->agenda->id, FEED_KIND_SELECTION, NULL);

    if (own != NULL) {
        /* Callers answer such a query with the feed itself. */
        g_assert(!selected_feed_is_plain(revision, path, query));
        return make_variant(revision, own->feed, query);
    }
    if (strcmp(path, selections) != 0 || !known_value_check(revision, query, out_text)) {
        return NULL;
    }
    return make_selection(revision, path, query);
}
