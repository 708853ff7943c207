#include "site/publish.h"

#include <string.h>

#include "render/ical/calendar.h"
#include "render/page/assets.h"
#include "render/report/change_feed.h"

#define INDEX "index.html"
#define CHANGES "changes.html"

struct Publisher {
    const Revision *revision;
    const PublishOptions *options;
    CalendarRenderer *calendars;
    PageRenderer *pages;      /* NULL until the first page is made */
    CalendarForm form;        /* of what is being made */
    const PageFilter *filter; /* likewise; or NULL */
};

Publisher *publisher_new(const Revision *revision, const PublishOptions *options)
{
    CalendarOptions calendar_options = {
        .public_url = options->public_url,
        .is_private = options->is_private,
        .notice = options->notice,
    };
    Publisher *publisher = g_new0(Publisher, 1);

    publisher->revision = revision;
    publisher->options = options;
    publisher->calendars = calendar_renderer_new(revision, &calendar_options);
    return publisher;
}

void publisher_free(Publisher *publisher)
{
    if (publisher != NULL) {
        calendar_renderer_free(publisher->calendars);
        g_clear_pointer(&publisher->pages, page_renderer_free);
        g_free(publisher);
    }
}

/* --- formats ----------------------------------------------------------------------------- */

static GBytes *render_calendar(Publisher *publisher, const RevisionFeed *feed)
{
    return calendar_render(publisher->calendars, feed, &publisher->form);
}

static ChangeFeed changes_of(const Publisher *publisher, const RevisionFeed *feed)
{
    return (ChangeFeed){
        .revision = publisher->revision,
        .feed = feed,
        .notes = change_log_find(publisher->revision->log, feed->feed->path),
        .public_url = publisher->options->public_url,
    };
}

static GBytes *render_atom(Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_atom(&changes);
}

static GBytes *render_changes_json(Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_json(&changes);
}

static GBytes *render_changes_text(Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_text(&changes);
}

static PageRenderer *pages_of(Publisher *publisher)
{
    if (publisher->pages == NULL) {
        publisher->pages = page_renderer_new(publisher->revision, publisher->options->public_url);
    }
    return publisher->pages;
}

static GBytes *render_page(Publisher *publisher, const RevisionFeed *feed)
{
    return page_render(pages_of(publisher), feed, publisher->filter);
}

typedef enum FormatKind {
    FORMAT_CALENDAR,
    FORMAT_CHANGES, /* only of what has a history */
    FORMAT_PAGE,
} FormatKind;

/* A format in which feeds are rendered. */
typedef struct Format {
    const char *extension;
    const char *media_type;
    FormatKind kind;
    GBytes *(*render)(Publisher *publisher, const RevisionFeed *feed);
} Format;

static const Format FORMATS[] = {
    { ".ics", "text/calendar; charset=utf-8", FORMAT_CALENDAR, render_calendar },
    { ".html", PAGE_MEDIA_TYPE, FORMAT_PAGE, render_page },
    { ".atom", CHANGE_FEED_ATOM_MEDIA_TYPE, FORMAT_CHANGES, render_atom },
    { ".changes.json", CHANGE_FEED_JSON_MEDIA_TYPE, FORMAT_CHANGES, render_changes_json },
    { ".changes.txt", CHANGE_FEED_TEXT_MEDIA_TYPE, FORMAT_CHANGES, render_changes_text },
};

/* The format that a path ends as, or NULL. */
static const Format *find_format(const char *path)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
        if (g_str_has_suffix(path, FORMATS[i].extension)) {
            return &FORMATS[i];
        }
    }
    return NULL;
}

gsize publish_feed_octets(const char *path)
{
    const Format *format = find_format(path);

    return format != NULL ? strlen(path) - strlen(format->extension) : 0;
}

/* --- resources --------------------------------------------------------------------------- */

/* "gfmd-2007-ilo.ics", "gfmd-2007-session-1.2.ics": what tells the feed from others, and no
 * slash. */
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

/* A calendar that has stood there since it last changed. */
static Resource *find_known(const Publisher *publisher, const char *path, const RevisionFeed *feed)
{
    GHashTable *known = (GHashTable *)publisher->options->known;
    Resource *resource = known != NULL ? g_hash_table_lookup(known, path) : NULL;

    return resource != NULL && publisher->revision->has_history &&
                   resource->changed == feed->changed
               ? resource_ref(resource)
               : NULL;
}

/* The page of the whole agenda is the index of its folder, and so is that of a selection. */
static char *dup_path(const Agenda *agenda, const Feed *feed, const Format *format)
{
    bool is_index = format->kind == FORMAT_PAGE &&
                    (feed->kind == FEED_KIND_AGENDA || feed->kind == FEED_KIND_SELECTION);

    return is_index ? g_strconcat(agenda->id, "/" INDEX, NULL)
                    : g_strconcat(feed->path, format->extension, NULL);
}

/* A page tells of more than its feed. */
static gint64 time_of_change(const Revision *revision, const RevisionFeed *feed,
                             const Format *format)
{
    return revision->has_history && format->kind != FORMAT_PAGE
               ? MIN(feed->changed, revision->modified)
               : revision->modified;
}

static Resource *make_resource(Publisher *publisher, const RevisionFeed *feed, const Format *format)
{
    const Revision *revision = publisher->revision;
    g_autofree char *path = dup_path(revision->agenda, feed->feed, format);
    bool is_dated = revision->has_history && format->kind == FORMAT_CALENDAR &&
                    calendar_form_is_plain(&publisher->form) &&
                    feed->feed->kind != FEED_KIND_SELECTION;
    Resource *known = is_dated ? find_known(publisher, path, feed) : NULL;

    if (known != NULL) {
        return known;
    }
    const PublishOptions *options = publisher->options;
    g_autofree char *ending =
        g_strconcat(options->is_private ? "-private" : "", format->extension, NULL);
    char *file_name =
        format->kind != FORMAT_PAGE ? file_name_of(revision->agenda, feed->feed, ending) : NULL;
    Resource *resource =
        resource_new(g_steal_pointer(&path), format->media_type, file_name,
                     time_of_change(revision, feed, format), format->render(publisher, feed));
    resource->is_private = options->is_private;
    if (is_dated) {
        resource->changed = feed->changed;
    }
    return resource;
}

static Resource *make_changes_page(Publisher *publisher)
{
    const Revision *revision = publisher->revision;

    return resource_new(g_strconcat(revision->agenda->id, "/" CHANGES, NULL), PAGE_MEDIA_TYPE, NULL,
                        revision->modified, page_render_changes(pages_of(publisher)));
}

static Resource *make_asset(AssetId id, const char *folder, gint64 modified)
{
    Resource *resource = resource_new(g_strconcat(folder, ASSETS_FOLDER, asset_name(id), NULL),
                                      asset_media_type(id), NULL, modified, asset_get(id));

    resource->is_immutable = true;
    return resource;
}

bool publish_assets(const char *folder, gint64 modified, ResourceSink sink, gpointer data,
                    GError **error)
{
    for (AssetId id = 0; id < N_ASSETS; id++) {
        if (!sink(make_asset(id, folder, modified), data, error)) {
            return false;
        }
    }
    return true;
}

static bool is_wanted(const Format *format, const RevisionFeed *feed, const Revision *revision,
                      const PublishOptions *options)
{
    switch (format->kind) {
    case FORMAT_CHANGES:
        return options->with_changes && revision->log != NULL;
    case FORMAT_PAGE:
        return options->with_pages || feed->feed->kind == FEED_KIND_AGENDA;
    case FORMAT_CALENDAR:
        break;
    }
    return true;
}

bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error)
{
    g_autoptr(Publisher) publisher = publisher_new(revision, options);
    g_autofree char *folder = g_strconcat(revision->agenda->id, "/", NULL);

    for (guint i = 0; i < revision->feeds->len; i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(FORMATS); j++) {
            const RevisionFeed *feed = revision->feeds->pdata[i];
            if (is_wanted(&FORMATS[j], feed, revision, options) &&
                !sink(make_resource(publisher, feed, &FORMATS[j]), data, error)) {
                return false;
            }
        }
    }
    return sink(make_changes_page(publisher), data, error) &&
           publish_assets(folder, revision->modified, sink, data, error);
}

guint publish_count(const Revision *revision, const PublishOptions *options)
{
    guint count = 1 + N_ASSETS;

    for (guint i = 0; i < revision->feeds->len; i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(FORMATS); j++) {
            count += is_wanted(&FORMATS[j], revision->feeds->pdata[i], revision, options) ? 1 : 0;
        }
    }
    return count;
}

/* The format of calendars or pages. */
static const Format *only_format(FormatKind kind)
{
    const Format *format = FORMATS;

    while (format->kind != kind) {
        format++;
    }
    return format;
}

/* The page of the whole agenda has a name of its own. */
static const RevisionFeed *find_feed(const Revision *revision, const char *path,
                                     const Format *format)
{
    g_autofree char *index = g_strconcat(revision->agenda->id, "/" INDEX, NULL);
    g_autofree char *feed_path = g_str_equal(path, index)
                                     ? g_strconcat(revision->agenda->id, "/agenda", NULL)
                                     : g_strndup(path, publish_feed_octets(path));
    const RevisionFeed *feed = revision_find_feed(revision, feed_path);
    g_autofree char *own_path =
        feed != NULL ? dup_path(revision->agenda, feed->feed, format) : NULL;

    return g_strcmp0(own_path, path) == 0 ? feed : NULL;
}

Resource *publisher_make(Publisher *publisher, const char *path, const CalendarForm *form)
{
    const Revision *revision = publisher->revision;
    const Format *format = find_format(path);
    const RevisionFeed *feed = format != NULL ? find_feed(revision, path, format) : NULL;

    if (feed == NULL || (format->kind == FORMAT_CHANGES && revision->log == NULL)) {
        return NULL;
    }
    publisher->form = *form;
    publisher->filter = NULL;
    return make_resource(publisher, feed, format);
}

Resource *publisher_make_calendar(Publisher *publisher, const RevisionFeed *feed,
                                  const CalendarForm *form)
{
    publisher->form = *form;
    return make_resource(publisher, feed, only_format(FORMAT_CALENDAR));
}

Resource *publisher_make_page(Publisher *publisher, const RevisionFeed *feed,
                              const PageFilter *filter)
{
    publisher->filter = filter;
    return make_resource(publisher, feed, only_format(FORMAT_PAGE));
}
