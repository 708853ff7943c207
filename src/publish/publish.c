#include "publish/publish.h"

#include <string.h>

#include "render/calendar.h"
#include "render/change_feed.h"
#include "render/page.h"

struct Publisher {
    const Revision *revision;
    const PublishOptions *options;
    CalendarRenderer *calendars;
    CancelledForm form; /* of what is being made */
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
    publisher->form = CANCELLED_MARK;
    return publisher;
}

void publisher_free(Publisher *publisher)
{
    if (publisher != NULL) {
        calendar_renderer_free(publisher->calendars);
        g_free(publisher);
    }
}

/* --- formats ----------------------------------------------------------------------------- */

static GBytes *render_calendar(const Publisher *publisher, const RevisionFeed *feed)
{
    return calendar_render(publisher->calendars, feed, publisher->form);
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

static GBytes *render_atom(const Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_atom(&changes);
}

static GBytes *render_changes_json(const Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_json(&changes);
}

static GBytes *render_changes_text(const Publisher *publisher, const RevisionFeed *feed)
{
    ChangeFeed changes = changes_of(publisher, feed);

    return change_feed_to_text(&changes);
}

/* A format in which feeds are rendered. */
typedef struct Format {
    const char *extension;
    const char *media_type;
    bool is_of_changes; /* only of what has a history */
    GBytes *(*render)(const Publisher *publisher, const RevisionFeed *feed);
} Format;

/* Calendars come first. */
static const Format FORMATS[] = {
    { ".ics", "text/calendar; charset=utf-8", false, render_calendar },
    { ".atom", CHANGE_FEED_ATOM_MEDIA_TYPE, true, render_atom },
    { ".changes.json", CHANGE_FEED_JSON_MEDIA_TYPE, true, render_changes_json },
    { ".changes.txt", CHANGE_FEED_TEXT_MEDIA_TYPE, true, render_changes_text },
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

static Resource *make_resource(const Publisher *publisher, const RevisionFeed *feed,
                               const Format *format)
{
    const Revision *revision = publisher->revision;
    g_autofree char *path = g_strconcat(feed->feed->path, format->extension, NULL);
    bool is_dated = revision->has_history && !format->is_of_changes &&
                    publisher->form == CANCELLED_MARK && feed->feed->kind != FEED_KIND_SELECTION;
    Resource *known = is_dated ? find_known(publisher, path, feed) : NULL;

    if (known != NULL) {
        return known;
    }
    gint64 modified =
        revision->has_history ? MIN(feed->changed, revision->modified) : revision->modified;
    const PublishOptions *options = publisher->options;
    g_autofree char *ending =
        g_strconcat(options->is_private ? "-private" : "", format->extension, NULL);
    Resource *resource = resource_new(g_steal_pointer(&path), format->media_type,
                                      file_name_of(revision->agenda, feed->feed, ending), modified,
                                      format->render(publisher, feed));
    resource->is_private = options->is_private;
    if (is_dated) {
        resource->changed = feed->changed;
    }
    return resource;
}

/* Those that have an address on the page: what is gone is found by who knew it. */
static GPtrArray *dup_own_feeds(const Revision *revision)
{
    GPtrArray *feeds = g_ptr_array_new();

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        if (!feed->is_gone) {
            g_ptr_array_add(feeds, feed->feed);
        }
    }
    return feeds;
}

static Resource *make_page(const Revision *revision)
{
    g_autoptr(GPtrArray) feeds = dup_own_feeds(revision);

    return resource_new(g_strconcat(revision->agenda->id, "/index.html", NULL), PAGE_MEDIA_TYPE,
                        NULL, revision->modified, page_of_agenda(revision->agenda, feeds));
}

static bool is_wanted(const Format *format, const Revision *revision, const PublishOptions *options)
{
    return !format->is_of_changes || (options->with_changes && revision->log != NULL);
}

bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error)
{
    g_autoptr(Publisher) publisher = publisher_new(revision, options);

    for (guint i = 0; i < revision->feeds->len; i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(FORMATS); j++) {
            if (is_wanted(&FORMATS[j], revision, options) &&
                !sink(make_resource(publisher, revision->feeds->pdata[i], &FORMATS[j]), data,
                      error)) {
                return false;
            }
        }
    }
    return sink(make_page(revision), data, error);
}

guint publish_count(const Revision *revision, const PublishOptions *options)
{
    guint formats = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
        formats += is_wanted(&FORMATS[i], revision, options) ? 1 : 0;
    }
    return revision->feeds->len * formats + 1;
}

Resource *publisher_make(Publisher *publisher, const char *path, CancelledForm form)
{
    const Revision *revision = publisher->revision;
    const Format *format = find_format(path);
    g_autofree char *feed_path = g_strndup(path, publish_feed_octets(path));
    const RevisionFeed *feed = revision_find_feed(revision, feed_path);

    if (format == NULL || feed == NULL || (format->is_of_changes && revision->log == NULL)) {
        return NULL;
    }
    publisher->form = form;
    return make_resource(publisher, feed, format);
}

Resource *publisher_make_calendar(Publisher *publisher, const RevisionFeed *feed,
                                  CancelledForm form)
{
    publisher->form = form;
    return make_resource(publisher, feed, &FORMATS[0]);
}
