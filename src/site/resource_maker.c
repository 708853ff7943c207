#include "site/resource_maker.h"

#include <string.h>

#include "model/address/address.h"
#include "render/ical/calendar.h"
#include "render/page/assets.h"
#include "render/report/change_feed.h"

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

static GBytes *render_html(ResourceMaker *maker, const RevisionFeed *feed, const FeedForm *form)
{
    return page_render(pages_of(maker), feed, form->filter);
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

/* The renderers for the formats of model/address/format. */
static FeedRenderer *const RENDERERS[N_FORMATS] = {
    [FORMAT_ICS] = render_ics,
    [FORMAT_HTML] = render_html,
    [FORMAT_ATOM] = render_atom,
    [FORMAT_CHANGES_JSON] = render_changes_json,
    [FORMAT_CHANGES_TEXT] = render_changes_text,
};

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
    case FEED_KIND_ROUND_TABLE:
    case FEED_KIND_ROOM:
    case FEED_KIND_SESSION:
        return g_strconcat(agenda->id, "-", feed_kind_word(feed->kind), "-", id, extension, NULL);
    }
    g_assert_not_reached();
}

/* A calendar made earlier that has not changed since, with a reference of its own; NULL if there is
 * none. */
static Resource *find_known(const ResourceMaker *maker, const char *path, const RevisionFeed *feed)
{
    GHashTable *known = (GHashTable *)maker->options->known;
    Resource *resource = known != NULL ? g_hash_table_lookup(known, path) : NULL;

    return resource != NULL && resource->changed == feed->changed ? resource_ref(resource) : NULL;
}

/* A page shows more than its feed, such as clashes, so it counts as changed with each revision.
 * Without a history, feeds do not know when they changed. */
static gint64 time_of_change(const Revision *revision, const RevisionFeed *feed, Format format)
{
    return revision->has_history && format_row(format)->kind != FORMAT_KIND_PAGE
               ? MIN(feed->changed, revision->modified)
               : revision->modified;
}

/* Whether the time of the feed's last change identifies the octets: not where the form or the query
 * can differ at the same path, nor where another revision can come to have the same time. Pages and
 * lists of changes depend on more. */
static bool is_dated(const Revision *revision, const RevisionFeed *feed, Format format,
                     const FeedForm *form)
{
    return revision->has_history && feed->changed < revision->unkept_since &&
           format_row(format)->kind == FORMAT_KIND_CALENDAR &&
           calendar_form_is_plain(&form->calendar) && feed->feed->kind != FEED_KIND_SELECTION;
}

Resource *resource_maker_make_feed(ResourceMaker *maker, const RevisionFeed *feed, Format format,
                                   const FeedForm *form)
{
    const Revision *revision = maker->revision;
    const FormatRow *row = format_row(format);
    bool is_private = maker->options->is_private;
    g_autofree char *path = address_dup(feed->feed->path, feed->feed->kind, format);
    bool dated = is_dated(revision, feed, format, form);
    Resource *known = dated ? find_known(maker, path, feed) : NULL;

    if (known != NULL) {
        return known;
    }
    /* Among downloads, an agency's two calendars must not be mistaken for each other. */
    g_autofree char *ending = g_strconcat(is_private ? "-private" : "", row->extension, NULL);
    char *file_name =
        row->kind != FORMAT_KIND_PAGE ? file_name_of(revision->agenda, feed->feed, ending) : NULL;
    Resource *resource =
        resource_new(g_steal_pointer(&path), row->media_type, file_name,
                     time_of_change(revision, feed, format), RENDERERS[format](maker, feed, form));
    resource->is_private = is_private;
    if (dated) {
        resource->changed = feed->changed;
    }
    return resource;
}

static Resource *make_changes_page(ResourceMaker *maker)
{
    const Revision *revision = maker->revision;

    return resource_new(g_strconcat(revision->agenda->id, "/" ADDRESS_CHANGES, NULL),
                        format_row(FORMAT_HTML)->media_type, NULL, revision->modified,
                        page_render_changes(pages_of(maker)));
}

static Resource *make_asset(AssetId id, const char *folder, gint64 modified)
{
    Resource *resource = resource_new(g_strconcat(folder, ASSETS_FOLDER, asset_name(id), NULL),
                                      asset_media_type(id), NULL, modified, asset_get(id));

    resource->is_immutable = true;
    return resource;
}

bool resource_maker_make_assets(const char *folder, gint64 modified, ResourceSink sink,
                                gpointer data, GError **error)
{
    for (AssetId id = 0; id < N_ASSETS; id++) {
        if (!sink(make_asset(id, folder, modified), data, error)) {
            return false;
        }
    }
    return true;
}

static bool is_possible(const Revision *revision, Format format)
{
    return !format_needs_history(format) || revision->log != NULL;
}

/* The page of the agenda is always there: everything else is found from it. */
static bool is_wanted(const Revision *revision, const RevisionFeed *feed, Format format,
                      const ResourceOptions *options)
{
    return is_possible(revision, format) &&
           (options->every_format || format_row(format)->is_ready ||
            (format == FORMAT_HTML && feed->feed->kind == FEED_KIND_AGENDA));
}

bool resource_maker_run(const Revision *revision, const ResourceOptions *options, ResourceSink sink,
                        gpointer data, GError **error)
{
    g_autoptr(ResourceMaker) maker = resource_maker_new(revision, options);
    g_autofree char *folder = g_strconcat(revision->agenda->id, "/", NULL);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        for (Format format = 0; format < N_FORMATS; format++) {
            if (is_wanted(revision, feed, format, options) &&
                !sink(resource_maker_make_feed(maker, feed, format, &(FeedForm){ 0 }), data,
                      error)) {
                return false;
            }
        }
    }
    return sink(make_changes_page(maker), data, error) &&
           resource_maker_make_assets(folder, revision->modified, sink, data, error);
}

guint resource_maker_count(const Revision *revision, const ResourceOptions *options)
{
    guint count = 1 + N_ASSETS; /* the page of changes, and what pages need */

    for (guint i = 0; i < revision->feeds->len; i++) {
        for (Format format = 0; format < N_FORMATS; format++) {
            count += is_wanted(revision, revision->feeds->pdata[i], format, options) ? 1 : 0;
        }
    }
    return count;
}

Resource *resource_maker_make(ResourceMaker *maker, const char *path, const FeedForm *form)
{
    const Revision *revision = maker->revision;
    Address address = address_parse(path);

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
