#include "site/resource_maker.h"

#include <string.h>

#include "model/address/address.h"
#include "render/ical/calendar.h"
#include "render/paper/paper_printer.h"
#include "render/report/change_feed.h"
#include "render/report/table_csv.h"
#include "render/web/assets.h"
#include "render/web/sitemap.h"

struct ResourceMaker {
    const Revision *revision;
    const ResourceOptions *options;
    CalendarRenderer *calendars;
    PageRenderer *pages; /* NULL until the first page is made: it looks through all sessions */
};

ResourceMaker *resource_maker_new(const Revision *revision, const ResourceOptions *options)
{
    CalendarOptions calendar_options = {
        .public_url = options->public_url,
        .is_private = options->is_private,
        .notice = options->notice,
    };
    ResourceMaker *maker = g_new0(ResourceMaker, 1);

    maker->revision = revision;
    maker->options = options;
    maker->calendars = calendar_renderer_new(revision, &calendar_options);
    return maker;
}

void resource_maker_free(ResourceMaker *maker)
{
    if (maker != NULL) {
        calendar_renderer_free(maker->calendars);
        g_clear_pointer(&maker->pages, page_renderer_free);
        g_free(maker);
    }
}

/* --- formats ----------------------------------------------------------------------------- */

typedef GBytes *FeedRenderer(ResourceMaker *maker, const RevisionFeed *feed, const FeedForm *form);

static GBytes *render_ics(ResourceMaker *maker, const RevisionFeed *feed, const FeedForm *form)
{
    return calendar_render(maker->calendars, feed, &form->calendar);
}

static PageRenderer *pages_of(ResourceMaker *maker)
{
    if (maker->pages == NULL) {
        maker->pages = page_renderer_new(maker->revision, maker->options->public_url,
                                         maker->options->is_private);
    }
    return maker->pages;
}

/* Whether pages offer a feed as sheets of paper. Sessions alone are nothing to hand out, and there
 * are many: as files they would take more room than all else. */
static bool offers_paper(const RevisionFeed *feed, const ResourceOptions *options)
{
    return paper_printer_is_there() && feed->feed->kind != FEED_KIND_SESSION &&
           (options->papers || !options->every_format);
}

static GBytes *render_html(ResourceMaker *maker, const RevisionFeed *feed, const FeedForm *form)
{
    PageForm page = form->page;

    page.has_paper = offers_paper(feed, maker->options);
    return page_render(pages_of(maker), feed, &page);
}

static ChangeFeed changes_of(const ResourceMaker *maker, const RevisionFeed *feed)
{
    return (ChangeFeed){
        .revision = maker->revision,
        .feed = feed,
        .notes = change_log_find(maker->revision->log, feed->feed->path),
        .public_url = maker->options->public_url,
    };
}

static GBytes *render_atom(ResourceMaker *maker, const RevisionFeed *feed,
                           G_GNUC_UNUSED const FeedForm *form)
{
    ChangeFeed changes = changes_of(maker, feed);

    return change_feed_to_atom(&changes);
}

static GBytes *render_changes_json(ResourceMaker *maker, const RevisionFeed *feed,
                                   G_GNUC_UNUSED const FeedForm *form)
{
    ChangeFeed changes = changes_of(maker, feed);

    return change_feed_to_json(&changes);
}

static GBytes *render_changes_text(ResourceMaker *maker, const RevisionFeed *feed,
                                   G_GNUC_UNUSED const FeedForm *form)
{
    ChangeFeed changes = changes_of(maker, feed);

    return change_feed_to_text(&changes);
}

/* The renderers for the formats of model/address/format. Paper is printed later. */
static FeedRenderer *const RENDERERS[N_FORMATS] = {
    [FORMAT_ICS] = render_ics,
    [FORMAT_HTML] = render_html,
    [FORMAT_ATOM] = render_atom,
    [FORMAT_CHANGES_JSON] = render_changes_json,
    [FORMAT_CHANGES_TEXT] = render_changes_text,
};

typedef GBytes *TableRenderer(ResourceMaker *maker, const Table *table, const FeedForm *form);

static GBytes *render_table_html(ResourceMaker *maker, const Table *table, const FeedForm *form)
{
    return page_render_table(pages_of(maker), table, &form->table, &form->page);
}

static GBytes *render_table_csv(G_GNUC_UNUSED ResourceMaker *maker, const Table *table,
                                const FeedForm *form)
{
    return table_csv_render(table, &form->table);
}

/* And those for tables. */
static TableRenderer *const TABLE_RENDERERS[N_FORMATS] = {
    [FORMAT_HTML] = render_table_html,
    [FORMAT_CSV] = render_table_csv,
};

static Paper *make_paper(const ResourceMaker *maker, const RevisionFeed *feed, const FeedForm *form)
{
    PaperOptions options = {
        .public_url = maker->options->public_url,
        .is_private = maker->options->is_private,
        .cancelled = form->calendar.cancelled,
        .form = form->paper,
    };

    return paper_programme_new(maker->revision, feed, &options);
}

/* --- resources --------------------------------------------------------------------------- */

/* "gfmd-2007-ilo.ics", "gfmd-2007-session-1.2.ics": identifies the feed, and has no slash. Where
 * ids alone could be mistaken for another kind's, the kind is named. */
static char *file_name_of(const Agenda *agenda, const Feed *feed, const char *extension)
{
    const char *id = strrchr(feed->path, '/') + 1;

    switch (feed->kind) {
    case FEED_KIND_AGENDA:
        return g_strconcat(agenda->id, extension, NULL);
    case FEED_KIND_AGENCY:
    case FEED_KIND_DAY:
    case FEED_KIND_SELECTION:
        return g_strconcat(agenda->id, "-", id, extension, NULL);
    case FEED_KIND_PERSON:
    case FEED_KIND_ROUND_TABLE:
    case FEED_KIND_ROOM:
    case FEED_KIND_SESSION:
        return g_strconcat(agenda->id, "-", feed_kind_word(feed->kind), "-", id, extension, NULL);
    }
    g_assert_not_reached();
}

/* A calendar made earlier that has not changed since, with a reference of its own; NULL if there is
 * none. */
static Resource *find_known(const ResourceMaker *maker, const char *path, gint64 changed)
{
    GHashTable *known = (GHashTable *)maker->options->known;
    Resource *resource = known != NULL ? g_hash_table_lookup(known, path) : NULL;

    return resource != NULL && resource->changed == changed ? resource_ref(resource) : NULL;
}

/* Whether nothing but the entries and the head of the feed decides the octets: not where the form
 * or the query can differ at the same path. Pages and lists of changes depend on more. */
static bool is_plain(const RevisionFeed *feed, Format format, const FeedForm *form)
{
    return format_row(format)->kind == FORMAT_KIND_CALENDAR &&
           calendar_form_is_plain(&form->calendar) && feed->feed->kind != FEED_KIND_SELECTION;
}

/* When something last changed: a time of the history, where stamps rise strictly.
 * RESOURCE_UNDATED without a history, and where another revision can come to have the same time. */
static gint64 date_of(const Revision *revision, gint64 changed)
{
    return revision->has_history && changed < revision->unkept_since ? changed : RESOURCE_UNDATED;
}

/* Dates a resource for caches. Not a private one: what an agency sees may also change because its
 * view could not be read before. */
static void set_last_modified(Resource *resource, const ResourceOptions *options, gint64 date)
{
    if (date > options->dated_after && !options->is_private) {
        resource->last_modified = date;
    }
}

Resource *resource_maker_make_feed(ResourceMaker *maker, const RevisionFeed *feed, Format format,
                                   const FeedForm *form)
{
    const Revision *revision = maker->revision;
    const FormatRow *row = format_row(format);
    bool is_private = maker->options->is_private;
    bool is_paper = row->kind == FORMAT_KIND_PAPER;
    g_autofree char *path = address_dup(feed->feed->path, feed->feed->kind, format);
    bool plain = is_plain(feed, format, form);
    /* All else counts as changed with each revision. */
    gint64 date = date_of(revision, plain ? feed->changed : revision->stamp);
    Resource *known = plain && date != RESOURCE_UNDATED ? find_known(maker, path, date) : NULL;

    if (known != NULL) {
        return known;
    }
    /* Among downloads, an agency's two calendars must not be mistaken for each other. */
    g_autofree char *ending = g_strconcat(is_private ? "-private" : "", row->extension, NULL);
    char *file_name =
        row->kind != FORMAT_KIND_PAGE ? file_name_of(revision->agenda, feed->feed, ending) : NULL;
    Resource *resource = resource_new(g_steal_pointer(&path), row->media_type, file_name,
                                      is_paper ? NULL : RENDERERS[format](maker, feed, form));
    resource->paper = is_paper ? make_paper(maker, feed, form) : NULL;
    resource->is_private = is_private;
    resource->embed = row->kind == FORMAT_KIND_PAGE ? g_strdup(revision->agenda->embed) : NULL;
    resource->changed = plain ? date : RESOURCE_UNDATED;
    /* That there are private calendars comes and goes without a revision. */
    set_last_modified(resource, maker->options, form->page.has_private ? RESOURCE_UNDATED : date);
    return resource;
}

static Resource *make_changes_page(ResourceMaker *maker)
{
    const Revision *revision = maker->revision;
    Resource *page = resource_new(g_strconcat(revision->agenda->id, "/" ADDRESS_CHANGES, NULL),
                                  format_row(FORMAT_HTML)->media_type, NULL,
                                  page_render_changes(pages_of(maker)));

    page->embed = g_strdup(revision->agenda->embed);
    set_last_modified(page, maker->options, date_of(revision, revision->stamp));
    return page;
}

static Resource *make_sitemap(const Revision *revision, const ResourceOptions *options)
{
    Resource *sitemap =
        resource_new(g_strconcat(revision->agenda->id, "/" SITEMAP_NAME, NULL), SITEMAP_MEDIA_TYPE,
                     NULL, sitemap_of_revision(revision, options->public_url));

    set_last_modified(sitemap, options, date_of(revision, revision->stamp));
    return sitemap;
}

/* Where the agenda says so, the clashes are for everybody's eyes. */
static Table *new_table(const ResourceMaker *maker, const SelectionQuery *query,
                        const TableForm *form)
{
    const Agenda *agenda = maker->revision->agenda;
    g_auto(Selection) selection;

    if (query != NULL) {
        selection_query_resolve(query, agenda, &selection);
    } else {
        selection_init(&selection);
    }
    selection.undated = true;
    return table_new(agenda, &selection, form, agenda->show_clashes);
}

Resource *resource_maker_make_table(ResourceMaker *maker, const SelectionQuery *query,
                                    Format format, const FeedForm *form)
{
    const Revision *revision = maker->revision;
    const FormatRow *row = format_row(format);
    bool is_page = row->kind == FORMAT_KIND_PAGE;
    TableRenderer *render = TABLE_RENDERERS[format];
    g_autoptr(Table) table = new_table(maker, query, &form->table);

    /* Each format that takes parameters for tables has one. */
    g_assert(render != NULL);
    char *file_name =
        is_page ? NULL : g_strconcat(revision->agenda->id, "-table", row->extension, NULL);
    Resource *resource = resource_new(address_dup_table(revision->agenda->id, format),
                                      row->media_type, file_name, render(maker, table, form));

    resource->embed = is_page ? g_strdup(revision->agenda->embed) : NULL;
    set_last_modified(resource, maker->options, date_of(revision, revision->stamp));
    return resource;
}

static Resource *make_asset(AssetId id, const char *folder)
{
    Resource *resource = resource_new(g_strconcat(folder, ASSETS_FOLDER, asset_name(id), NULL),
                                      asset_media_type(id), NULL, asset_get(id));

    resource->is_immutable = true;
    return resource;
}

bool resource_maker_make_assets(const char *folder, ResourceSink sink, gpointer data,
                                GError **error)
{
    for (AssetId id = 0; id < N_ASSETS; id++) {
        if (!sink(make_asset(id, folder), data, error)) {
            return false;
        }
    }
    return true;
}

static bool is_possible(const Revision *revision, Format format)
{
    const FormatRow *row = format_row(format);

    return row->parameters != 0 && (!format_needs_history(format) || revision->log != NULL) &&
           (row->kind != FORMAT_KIND_PAPER || paper_printer_is_there());
}

/* The page of the agenda is always there: everything else is found from it. */
static bool is_wanted(const Revision *revision, const RevisionFeed *feed, Format format,
                      const ResourceOptions *options)
{
    if (format_row(format)->kind == FORMAT_KIND_PAPER) {
        return options->every_format && offers_paper(feed, options);
    }
    return is_possible(revision, format) &&
           (options->every_format || format_row(format)->is_ready ||
            (format == FORMAT_HTML && feed->feed->kind == FEED_KIND_AGENDA));
}

/* A server makes tables when somebody asks. */
static bool has_table(Format format, const ResourceOptions *options)
{
    return options->every_format && format_row(format)->table_parameters != 0;
}

static bool make_tables(ResourceMaker *maker, const FeedForm *form, ResourceSink sink,
                        gpointer data, GError **error)
{
    for (Format format = 0; format < N_FORMATS; format++) {
        if (has_table(format, maker->options) &&
            !sink(resource_maker_make_table(maker, NULL, format, form), data, error)) {
            return false;
        }
    }
    return true;
}

bool resource_maker_run(const Revision *revision, const ResourceOptions *options, ResourceSink sink,
                        gpointer data, GError **error)
{
    g_autoptr(ResourceMaker) maker = resource_maker_new(revision, options);
    g_autofree char *folder = g_strconcat(revision->agenda->id, "/", NULL);
    const FeedForm form = { .page = { .is_file = options->every_format } };

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        for (Format format = 0; format < N_FORMATS; format++) {
            if (is_wanted(revision, feed, format, options) &&
                !sink(resource_maker_make_feed(maker, feed, format, &form), data, error)) {
                return false;
            }
        }
    }
    return sink(make_changes_page(maker), data, error) &&
           make_tables(maker, &form, sink, data, error) &&
           (options->public_url == NULL || sink(make_sitemap(revision, options), data, error)) &&
           resource_maker_make_assets(folder, sink, data, error);
}

guint resource_maker_count(const Revision *revision, const ResourceOptions *options)
{
    /* The page of changes, the sitemap, and what pages need. */
    guint count = 1 + (options->public_url != NULL ? 1 : 0) + N_ASSETS;

    for (guint i = 0; i < revision->feeds->len; i++) {
        for (Format format = 0; format < N_FORMATS; format++) {
            count += is_wanted(revision, revision->feeds->pdata[i], format, options) ? 1 : 0;
        }
    }
    for (Format format = 0; format < N_FORMATS; format++) {
        count += has_table(format, options) ? 1 : 0;
    }
    return count;
}

Resource *resource_maker_make(ResourceMaker *maker, const char *path, const FeedForm *form)
{
    const Revision *revision = maker->revision;
    Address address = address_parse(path);

    if (address.kind == ADDRESS_TABLE) {
        return resource_maker_make_table(maker, NULL, address.format, form);
    }
    if ((address.kind != ADDRESS_FEED && address.kind != ADDRESS_SELECTION) ||
        !is_possible(revision, address.format)) {
        return NULL;
    }
    g_autofree char *feed_path = address_dup_feed_of(&address, path);
    const RevisionFeed *feed = revision_find_feed(revision, feed_path);
    if (feed == NULL) {
        return NULL;
    }
    /* A feed has one address in each format: the page of the whole agenda is index.html, so nothing
     * may stand at its path with ".html". */
    g_autofree char *own_path = address_dup(feed_path, feed->feed->kind, address.format);
    return strcmp(own_path, path) == 0 ? resource_maker_make_feed(maker, feed, address.format, form)
                                       : NULL;
}
