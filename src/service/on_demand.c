#include "service/on_demand.h"

#include "model/address/address.h"
#include "model/revision/known_value.h"
#include "model/revision/selected_feed.h"
#include "model/revision/word_search.h"
#include "service/message_memory.h"
#include "service/past_revisions.h"
#include "service/printing.h"
#include "service/revision_set.h"
#include "service/translations.h"

/* What messages about printing are remembered by: no agenda has such an id. */
#define PRINTER "PDF"

struct OnDemand {
    const Editions *editions;
    const ResourceOptions *options;
    void (*resume)(gpointer data);
    gpointer resume_data;
    PastRevisions *past;
    Printing *printing;
    MessageMemory *memory;
    GHashTable *makers;         /* const Revision *, past or served now → ResourceMaker */
    Translations *translations; /* of the same revisions */
};

/* A past revision is dropped, and with it what was made from it. */
static void drop_past(const Revision *revision, gpointer data)
{
    OnDemand *on_demand = data;

    g_hash_table_remove(on_demand->makers, revision);
    translations_forget(on_demand->translations, revision);
}

static void resume(gpointer data)
{
    const OnDemand *on_demand = data;

    on_demand->resume(on_demand->resume_data);
}

OnDemand *on_demand_new(const Editions *editions, const ResourceOptions *options,
                        void (*resume_demands)(gpointer data), gpointer data)
{
    OnDemand *on_demand = g_new0(OnDemand, 1);
    PastRevisionsListener listener = { .has_read = resume, .drops = drop_past, .data = on_demand };

    on_demand->editions = editions;
    on_demand->options = options;
    on_demand->resume = resume_demands;
    on_demand->resume_data = data;
    on_demand->past = past_revisions_new(&listener, PAST_REVISIONS_OCTETS);
    on_demand->printing = printing_new(resume, on_demand);
    on_demand->memory = message_memory_new();
    /* By address: one revision is one object. */
    on_demand->makers =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)resource_maker_free);
    on_demand->translations = translations_new(options);
    return on_demand;
}

void on_demand_unref(OnDemand *on_demand)
{
    if (on_demand != NULL) {
        /* First, since this calls drop_past(). */
        past_revisions_free(on_demand->past);
        printing_free(on_demand->printing);
        translations_free(on_demand->translations);
        g_hash_table_unref(on_demand->makers);
        message_memory_free(on_demand->memory);
        g_free(on_demand);
    }
}

void on_demand_forget(OnDemand *on_demand)
{
    past_revisions_forget(on_demand->past);
    printing_forget(on_demand->printing);
    g_hash_table_remove_all(on_demand->makers);
    translations_forget(on_demand->translations, NULL);
}

static ResourceMaker *find_maker(OnDemand *on_demand, const Revision *revision)
{
    ResourceMaker *maker = g_hash_table_lookup(on_demand->makers, revision);

    if (maker == NULL) {
        maker = resource_maker_new(revision, on_demand->options);
        g_hash_table_insert(on_demand->makers, (gpointer)revision, maker);
    }
    return maker;
}

/* The revision that is served now, of the agenda that a path begins with. */
static const Revision *find_current(const OnDemand *on_demand, const char *path)
{
    g_autofree char *id = address_dup_agenda(path);

    return revision_set_find(editions_revisions(on_demand->editions), id);
}

/* --- earlier revisions ------------------------------------------------------------------- */

/* Reports a failure once: whoever asks for something that cannot be had asks again and again. */
static DemandOutcome fail(OnDemand *on_demand, const char *thing, const GError *error)
{
    message_memory_error(on_demand->memory, thing, error->message);
    return DEMAND_FAILED;
}

/* Finds the number of the revision that is asked for; if there is none, out_text says why. */
static DemandOutcome find_number(OnDemand *on_demand, const Demand *demand, const Revision *current,
                                 guint *out_number, char **out_text)
{
    History *history = editions_history(on_demand->editions);
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
        return fail(on_demand, agenda, error);
    }
    message_memory_forget(on_demand->memory, agenda);
    if (*out_number == 0) {
        *out_text = g_strdup_printf("Nothing of %s had been published by then.\n", agenda);
        return DEMAND_REFUSED;
    }
    return DEMAND_MADE;
}

/* Finds an earlier revision, which may have to be read first. */
static DemandOutcome find_past(OnDemand *on_demand, const char *agenda, guint number,
                               const Revision **out_revision)
{
    static const DemandOutcome OF_STATE[] = {
        [PAST_THERE] = DEMAND_MADE,
        [PAST_BEGUN] = DEMAND_BEGUN,
        [PAST_WAITING] = DEMAND_WAITING,
        [PAST_FAILED] = DEMAND_FAILED,
    };
    const char *history = history_name(editions_history(on_demand->editions));
    g_autofree char *name = g_strdup_printf("%s@%u", agenda, number);
    g_autoptr(GError) error = NULL;
    PastState state =
        past_revisions_find(on_demand->past, history, agenda, number, out_revision, &error);

    if (state == PAST_FAILED) {
        return fail(on_demand, name, error);
    }
    if (state == PAST_THERE) {
        message_memory_forget(on_demand->memory, name);
    }
    return OF_STATE[state];
}

/* Finds the revision that is asked for, an earlier one or the one that is served. */
static DemandOutcome find_revision(OnDemand *on_demand, const Demand *demand,
                                   const Revision *current, const Revision **out_revision,
                                   char **out_text)
{
    guint number = 0;

    if (editions_history(on_demand->editions) == NULL || !current->has_history) {
        *out_text = g_strdup("There is no history here: rev and at cannot be asked for.\n");
        return DEMAND_REFUSED;
    }
    /* Another history may number other revisions so. */
    if (!editions_holds(on_demand->editions, current->agenda->id)) {
        return DEMAND_FAILED;
    }
    DemandOutcome outcome = find_number(on_demand, demand, current, &number, out_text);
    if (outcome != DEMAND_MADE) {
        return outcome;
    }
    if (number == current->number) {
        *out_revision = current;
        return DEMAND_MADE;
    }
    return find_past(on_demand, current->agenda->id, number, out_revision);
}

/* --- making it --------------------------------------------------------------------------- */

/* A feed that differs from what stands at its own address. */
typedef struct Wanted {
    const char *feed_path; /* as in Feed */
    Format format;
    const SelectionQuery *query; /* NULL: as the revision has it */
    FeedForm form;
} Wanted;

/* Makes a feed from a revision; if that cannot be done, out_text says why. */
static Resource *make_wanted(ResourceMaker *maker, const Revision *revision, const Wanted *wanted,
                             char **out_text)
{
    const char *path = wanted->feed_path;

    if (wanted->query == NULL || selected_feed_is_plain(revision, path, wanted->query)) {
        /* A selection that is the feed itself is made as such, with its own name and address. */
        const RevisionFeed *own = revision_find_feed(revision, path);
        FeedForm form = wanted->form;
        form.page.filter = NULL;
        return own != NULL ? resource_maker_make_feed(maker, own, wanted->format, &form) : NULL;
    }
    g_autoptr(RevisionFeed) feed = selected_feed_new(revision, path, wanted->query, out_text);
    return feed != NULL ? resource_maker_make_feed(maker, feed, wanted->format, &wanted->form)
                        : NULL;
}

/* What a page is asked to select, including words; owned by the caller. */
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

/* Makes the page of a selection, or that of the agenda if nothing narrows it; if it cannot be made,
 * out_text says why. */
static Resource *make_page(ResourceMaker *maker, const Revision *revision, const Demand *demand,
                           bool has_private, char **out_text)
{
    g_autoptr(SelectionQuery) none = selection_query_new();
    PageFilter filter = { .query = demand->selection != NULL ? demand->selection : none,
                          .words = demand->words };
    g_autoptr(SelectionQuery) query = dup_query(revision, filter.query, filter.words);
    FeedKind kind = selection_query_narrows(query) ? FEED_KIND_SELECTION : FEED_KIND_AGENDA;
    g_autofree char *path = address_dup_feed(revision->agenda->id, kind, NULL);
    Wanted wanted = {
        path, FORMAT_HTML, query, { .page = { .filter = &filter, .has_private = has_private } }
    };

    return make_wanted(maker, revision, &wanted, out_text);
}

/* Makes the table of a selection, or that of the whole agenda if nothing narrows it; if it cannot
 * be made, out_text says why. */
static Resource *make_table(ResourceMaker *maker, const Revision *revision, const Demand *demand,
                            char **out_text)
{
    g_autoptr(SelectionQuery) none = selection_query_new();
    PageFilter filter = { .query = demand->selection != NULL ? demand->selection : none,
                          .words = demand->words };
    g_autoptr(SelectionQuery) query = dup_query(revision, filter.query, filter.words);
    bool is_asked = demand->selection != NULL || demand->words != NULL;
    FeedForm form = { .page = { .filter = is_asked ? &filter : NULL }, .table = demand->table };

    return known_value_check(revision, filter.query, out_text)
               ? resource_maker_make_table(maker, query, format_of_path(demand->path), &form)
               : NULL;
}

/* Makes what is asked for at a path: what stands there, a page, a table, or a selection. */
static Resource *make(ResourceMaker *maker, const Revision *revision, const Demand *demand,
                      bool has_private, char **out_text)
{
    Address address = address_parse(demand->path);
    FeedForm form = { .calendar = demand->form,
                      .page = { .has_private = has_private },
                      .paper = demand->paper };

    if (address.kind == ADDRESS_TABLE) {
        return make_table(maker, revision, demand, out_text);
    }
    if (demand->selection == NULL && demand->words == NULL) {
        return resource_maker_make(maker, demand->path, &form);
    }
    if (address.format == FORMAT_HTML) {
        return make_page(maker, revision, demand, has_private, out_text);
    }
    g_autofree char *path = address_dup_feed_of(&address, demand->path);
    Wanted wanted = { path, address.format, demand->selection, form };
    return make_wanted(maker, revision, &wanted, out_text);
}

/* Makes what a revision has at the path; out_text says why if it is refused. */
static DemandOutcome make_of(OnDemand *on_demand, const Revision *revision, const Demand *demand,
                             Resource **out_resource, char **out_text)
{
    const char *langs = demand->form.langs;
    char *text = NULL;
    ResourceMaker *maker =
        *langs != '\0' ? translations_find(on_demand->translations, revision, langs, &revision)
                       : NULL;
    const PrivateEditions *privates = editions_private(on_demand->editions);
    bool has_private =
        privates != NULL && private_editions_has_agenda(privates, revision->agenda->id);

    if (maker == NULL) {
        maker = find_maker(on_demand, revision);
    }
    Resource *resource = make(maker, revision, demand, has_private, &text);

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

/* --- private calendars ------------------------------------------------------------------- */

/* The address of a token's private calendar, as far as known from outside; the caller's own. */
static char *address_of(const OnDemand *on_demand, const char *token, Format format)
{
    const char *url = on_demand->options->public_url;
    g_autofree char *path = address_dup_private(token, format);

    return g_strdup_printf("%s/%s", url != NULL ? url : "", path);
}

/* Makes a private calendar. Only the cache of demands keeps it. */
static DemandOutcome make_private_of(const PrivateAddress *address, const Demand *demand,
                                     const ResourceOptions *options, Resource **out_resource,
                                     char **out_text)
{
    const char *langs = demand->form.langs;
    const Revision *revision = address->revision;
    g_autoptr(Revision) translated = *langs != '\0' ? translations_make(revision, langs) : NULL;
    Wanted wanted = {
        .feed_path = address->feed_path,
        .format = format_of_path(demand->path),
        .query = demand->selection,
        .form = { .calendar = demand->form, .paper = demand->paper },
    };

    revision = translated != NULL ? translated : revision;
    g_autoptr(ResourceMaker) maker = resource_maker_new(revision, options);
    *out_resource = make_wanted(maker, revision, &wanted, out_text);
    return *out_resource != NULL ? DEMAND_MADE : DEMAND_NOT_FOUND;
}

static DemandOutcome make_private(const OnDemand *on_demand, const Demand *demand,
                                  Resource **out_resource, char **out_text)
{
    const PrivateEditions *privates = editions_private(on_demand->editions);
    const PrivateAddress *found =
        privates != NULL ? private_editions_find(privates, demand->token) : NULL;
    /* A copy, since these options are for one private calendar. */
    ResourceOptions options = *on_demand->options;
    CalendarNotice notice = { 0 };

    if (found == NULL) {
        return DEMAND_NOT_FOUND;
    }
    /* A calendar at an old address says where the new one is, and until when the old one works. */
    g_autofree char *successor = private_editions_dup_successor(privates, demand->token, &notice);
    g_autofree char *address =
        successor != NULL ? address_of(on_demand, successor, format_of_path(demand->path)) : NULL;
    notice.address = address;
    options.is_private = true;
    options.notice = address != NULL ? &notice : NULL;
    return make_private_of(found, demand, &options, out_resource, out_text);
}

/* --- all of them ------------------------------------------------------------------------- */

static DemandOutcome make_any(OnDemand *on_demand, const Demand *demand, Resource **out_resource,
                              char **out_text)
{
    const Revision *current = find_current(on_demand, demand->path);
    const Revision *revision = current;

    if (demand->token != NULL) {
        return make_private(on_demand, demand, out_resource, out_text);
    }
    if (current == NULL) {
        return DEMAND_NOT_FOUND;
    }
    if (demand_is_past(demand)) {
        DemandOutcome outcome = find_revision(on_demand, demand, current, &revision, out_text);
        if (outcome != DEMAND_MADE) {
            return outcome;
        }
    }
    DemandOutcome outcome = make_of(on_demand, revision, demand, out_resource, out_text);
    /* The calendar may exist in other revisions: "not found" alone would mislead. */
    if (outcome == DEMAND_NOT_FOUND && revision != current) {
        *out_text = g_strdup_printf("Revision %u of %s has no such calendar.\n", revision->number,
                                    current->agenda->id);
    }
    return outcome;
}

/* --- on paper ---------------------------------------------------------------------------- */

/* Has a resource, which it takes, printed beside the main thread. */
static DemandOutcome begin_printing(OnDemand *on_demand, const char *key, Resource *take_resource,
                                    char **out_text)
{
    g_autoptr(Resource) resource = take_resource;
    g_autoptr(GError) error = NULL;

    if (resource->paper->rows->len >= PAPER_PROGRAMME_ROWS_MAX) {
        *out_text = g_strdup("This is too much for one PDF: ask for a day, a room or an agency, or "
                             "narrow it otherwise.\n");
        return DEMAND_REFUSED;
    }
    return printing_begin(on_demand->printing, key, g_steal_pointer(&resource), &error)
               ? DEMAND_BEGUN
               : fail(on_demand, PRINTER, error);
}

static DemandOutcome make_on_paper(OnDemand *on_demand, const Demand *demand,
                                   Resource **out_resource, char **out_text)
{
    g_autoptr(GError) error = NULL;
    Resource *resource = NULL;

    switch (printing_find(on_demand->printing, demand->key, out_resource, &error)) {
    case PRINTING_THERE:
        message_memory_forget(on_demand->memory, PRINTER);
        return DEMAND_MADE;
    case PRINTING_FAILED:
        return fail(on_demand, PRINTER, error);
    case PRINTING_WAITING:
        return DEMAND_WAITING;
    case PRINTING_IDLE:
        break;
    }
    DemandOutcome outcome = make_any(on_demand, demand, &resource, out_text);
    return outcome == DEMAND_MADE ? begin_printing(on_demand, demand->key, resource, out_text)
                                  : outcome;
}

DemandOutcome on_demand_make(const Demand *demand, Resource **out_resource, char **out_text,
                             gpointer data)
{
    OnDemand *on_demand = data;
    Format format = address_parse(demand->path).format;
    bool is_paper = format_row(format)->kind == FORMAT_KIND_PAPER;

    if (is_paper && !paper_printer_is_there()) {
        *out_text = g_strdup("This service was built without pango, so it makes no PDF.\n");
        return DEMAND_NOT_FOUND;
    }
    return is_paper ? make_on_paper(on_demand, demand, out_resource, out_text)
                    : make_any(on_demand, demand, out_resource, out_text);
}
