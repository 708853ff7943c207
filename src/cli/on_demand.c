#include "cli/on_demand.h"

#include <string.h>

#include "cli/message.h"
#include "model/selected_feed.h"
#include "model/word_search.h"

struct OnDemand {
    const Editions *editions;
    const PublishOptions *options;
    /* The one that was read last: who asks for one feed of it asks for more. Or NULL. */
    Revision *past;
    GHashTable *publishers; /* const Revision *, past or served now → Publisher */
};

OnDemand *on_demand_new(const Editions *editions, const PublishOptions *options)
{
    OnDemand *on_demand = g_new0(OnDemand, 1);

    on_demand->editions = editions;
    on_demand->options = options;
    on_demand->publishers = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)publisher_free);
    return on_demand;
}

void on_demand_free(OnDemand *on_demand)
{
    if (on_demand != NULL) {
        g_hash_table_unref(on_demand->publishers);
        revision_free(on_demand->past);
        g_free(on_demand);
    }
}

void on_demand_forget(OnDemand *on_demand)
{
    g_hash_table_remove_all(on_demand->publishers);
}

static Publisher *find_publisher(OnDemand *on_demand, const Revision *revision)
{
    Publisher *publisher = g_hash_table_lookup(on_demand->publishers, revision);

    if (publisher == NULL) {
        publisher = publisher_new(revision, on_demand->options);
        g_hash_table_insert(on_demand->publishers, (gpointer)revision, publisher);
    }
    return publisher;
}

/* The revision that is served now of the agenda that a path begins with. */
static const Revision *find_current(const OnDemand *on_demand, const char *path)
{
    const GPtrArray *revisions = editions_revisions(on_demand->editions);
    gsize octets = strcspn(path, "/");

    for (guint i = 0; i < revisions->len; i++) {
        const char *id = ((const Revision *)revisions->pdata[i])->agenda->id;
        if (strlen(id) == octets && strncmp(id, path, octets) == 0) {
            return revisions->pdata[i];
        }
    }
    return NULL;
}

/* --- earlier revisions ------------------------------------------------------------------- */

static DemandOutcome fail(const GError *error)
{
    message_error("%s", error->message);
    return DEMAND_FAILED;
}

/* Finds the number of the revision that is asked for; says why if there is none. */
static DemandOutcome find_number(History *history, const Demand *demand, const Revision *current,
                                 guint *out_number, char **out_text)
{
    const char *agenda = current->agenda->id;
    g_autoptr(GError) error = NULL;

    if (!demand->has_at) {
        *out_number = demand->number;
        if (demand->number > current->number) {
            *out_text = g_strdup_printf("%s has the revisions 1 to %u, and no %u.\n", agenda,
                                        current->number, demand->number);
            return DEMAND_REFUSED;
        }
        return DEMAND_MADE;
    }
    if (demand->at >= current->stamp) {
        *out_number = current->number;
        return DEMAND_MADE;
    }
    if (!history_find(history, agenda, demand->at, out_number, &error)) {
        return fail(error);
    }
    if (*out_number == 0) {
        *out_text = g_strdup_printf("Nothing of %s had been published by then.\n", agenda);
        return DEMAND_REFUSED;
    }
    return DEMAND_MADE;
}

static bool is_past(const OnDemand *on_demand, const char *agenda, guint number)
{
    const Revision *past = on_demand->past;

    return past != NULL && past->number == number && strcmp(past->agenda->id, agenda) == 0;
}

/* Sets out_revision to an earlier one, or to the one that is served. */
static DemandOutcome find_revision(OnDemand *on_demand, const Demand *demand,
                                   const Revision *current, const Revision **out_revision,
                                   char **out_text)
{
    History *history = editions_history(on_demand->editions);
    g_autoptr(GError) error = NULL;
    guint number = 0;

    if (history == NULL || !current->has_history) {
        *out_text = g_strdup("There is no history here: rev and at cannot be asked for.\n");
        return DEMAND_REFUSED;
    }
    DemandOutcome outcome = find_number(history, demand, current, &number, out_text);
    if (outcome != DEMAND_MADE) {
        return outcome;
    }
    if (number == current->number) {
        *out_revision = current;
        return DEMAND_MADE;
    }
    if (!is_past(on_demand, current->agenda->id, number)) {
        g_hash_table_remove(on_demand->publishers, on_demand->past);
        g_clear_pointer(&on_demand->past, revision_free);
        on_demand->past = chronicle_read(history, current->agenda->id, number, &error);
        if (on_demand->past == NULL) {
            return fail(error);
        }
    }
    *out_revision = on_demand->past;
    return DEMAND_MADE;
}

/* --- making it --------------------------------------------------------------------------- */

/* Makes a calendar that no revision has by itself; says why if it cannot be. */
static Resource *make_selected(Publisher *publisher, const Revision *revision, const Demand *demand,
                               char **out_text)
{
    g_autofree char *path = g_strndup(demand->path, publish_feed_octets(demand->path));

    if (selected_feed_is_plain(revision, path, demand->selection)) {
        return publisher_make(publisher, demand->path, demand->cancelled);
    }
    g_autoptr(RevisionFeed) feed = selected_feed_new(revision, path, demand->selection, out_text);
    return feed != NULL ? publisher_make_calendar(publisher, feed, demand->cancelled) : NULL;
}

/* What a page is asked to select, words included; the caller's own. */
static SelectionQuery *dup_query(const Revision *revision, const SelectionQuery *asked,
                                 const char *words)
{
    SelectionQuery *query = selection_query_copy(asked);

    if (words != NULL) {
        word_search_narrow(query, revision, words);
    }
    if (selection_query_narrows(query)) {
        selection_query_forget_defaults(query);
    }
    return query;
}

/* Makes the page of a selection; says why if it cannot be. */
static Resource *make_selected_page(Publisher *publisher, const Revision *revision,
                                    const Demand *demand, char **out_text)
{
    g_autoptr(SelectionQuery) none = selection_query_new();
    PageFilter filter = { .query = demand->selection != NULL ? demand->selection : none,
                          .words = demand->words };
    g_autoptr(SelectionQuery) query = dup_query(revision, filter.query, filter.words);
    g_autofree char *path = g_strconcat(
        revision->agenda->id, selection_query_narrows(query) ? "/select" : "/agenda", NULL);

    if (selected_feed_is_plain(revision, path, query)) {
        return publisher_make(publisher, demand->path, CANCELLED_MARK);
    }
    g_autoptr(RevisionFeed) feed = selected_feed_new(revision, path, query, out_text);
    return feed != NULL ? publisher_make_page(publisher, feed, &filter) : NULL;
}

static Resource *make(Publisher *publisher, const Revision *revision, const Demand *demand,
                      char **out_text)
{
    bool is_selected = demand->selection != NULL || demand->words != NULL;

    if (!is_selected) {
        return publisher_make(publisher, demand->path, demand->cancelled);
    }
    return g_str_has_suffix(demand->path, ".html")
               ? make_selected_page(publisher, revision, demand, out_text)
               : make_selected(publisher, revision, demand, out_text);
}

/* Makes what a revision has at the path, or says why it has not. */
static DemandOutcome make_of(OnDemand *on_demand, const Revision *revision, const Demand *demand,
                             Resource **out_resource, char **out_text)
{
    Publisher *publisher = find_publisher(on_demand, revision);
    char *text = NULL;
    Resource *resource = make(publisher, revision, demand, &text);

    if (resource != NULL) {
        *out_resource = resource;
        return DEMAND_MADE;
    }
    if (text != NULL) {
        *out_text = text;
        return DEMAND_REFUSED;
    }
    return DEMAND_NOT_FOUND;
}

DemandOutcome on_demand_make(const Demand *demand, Resource **out_resource, char **out_text,
                             gpointer data)
{
    OnDemand *on_demand = data;
    const Revision *current = find_current(on_demand, demand->path);
    const Revision *revision = current;

    if (current == NULL) {
        return DEMAND_NOT_FOUND;
    }
    if (demand->has_at || demand->number != 0) {
        DemandOutcome outcome = find_revision(on_demand, demand, current, &revision, out_text);
        if (outcome != DEMAND_MADE) {
            return outcome;
        }
    }
    DemandOutcome outcome = make_of(on_demand, revision, demand, out_resource, out_text);
    if (outcome == DEMAND_NOT_FOUND && revision != current) {
        *out_text = g_strdup_printf("Revision %u of %s has no such calendar.\n", revision->number,
                                    current->agenda->id);
    }
    return outcome;
}
