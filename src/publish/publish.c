#include "publish/publish.h"

#include <string.h>

#include "render/calendar.h"
#include "render/page.h"

/* A format in which feeds are rendered. */
static const struct {
    const char *extension;
    const char *media_type;
    GBytes *(*render)(CalendarRenderer *renderer, const Feed *feed);
} FORMATS[] = {
    { ".ics", "text/calendar; charset=utf-8", calendar_render },
};

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
        return g_strconcat(agenda->id, "-", id, extension, NULL);
    case FEED_KIND_ROUND_TABLE:
    case FEED_KIND_ROOM:
    case FEED_KIND_SESSION:
        return g_strconcat(agenda->id, "-", feed_kind_word(feed->kind), "-", id, extension, NULL);
    }
    g_assert_not_reached();
}

bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error)
{
    const Agenda *agenda = revision->agenda;
    CalendarOptions calendar_options = { .public_url = options->public_url };
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &calendar_options);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);

    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        for (gsize j = 0; j < G_N_ELEMENTS(FORMATS); j++) {
            const char *extension = FORMATS[j].extension;
            Resource *resource =
                resource_new(g_strconcat(feed->path, extension, NULL), FORMATS[j].media_type,
                             file_name_of(agenda, feed, extension), revision->modified,
                             FORMATS[j].render(renderer, feed));
            if (!sink(resource, data, error)) {
                return false;
            }
        }
    }
    Resource *page = resource_new(g_strconcat(agenda->id, "/index.html", NULL), PAGE_MEDIA_TYPE,
                                  NULL, revision->modified, page_of_agenda(agenda, feeds));
    return sink(page, data, error);
}

guint publish_count(const Revision *revision)
{
    return feed_count(revision->agenda) * (guint)G_N_ELEMENTS(FORMATS) + 1;
}
