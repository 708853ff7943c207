#include "serve/watch/traffic_kind.h"

#include <string.h>

#include "model/selection/feed.h"
#include "site/publish.h"

#define CALENDAR ".ics"
#define PAGE ".html"

const char *traffic_kind_word(TrafficKind kind)
{
    static const char *const WORDS[N_TRAFFIC_KINDS] = {
        [TRAFFIC_KIND_AGENDA] = "agenda",
        [TRAFFIC_KIND_AGENCY] = "agency",
        [TRAFFIC_KIND_ROUND_TABLE] = "round-table",
        [TRAFFIC_KIND_DAY] = "day",
        [TRAFFIC_KIND_ROOM] = "room",
        [TRAFFIC_KIND_SESSION] = "session",
        [TRAFFIC_KIND_SELECT] = "select",
        [TRAFFIC_KIND_PAST] = "past",
        [TRAFFIC_KIND_CHANGES] = "changes",
        [TRAFFIC_KIND_PAGE] = "page",
        [TRAFFIC_KIND_PRIVATE] = "private",
        [TRAFFIC_KIND_SERVICE] = "service",
        [TRAFFIC_KIND_OTHER] = "other",
    };

    return WORDS[kind];
}

/* The kind of a calendar, by what follows the agenda's id. */
static TrafficKind kind_of_calendar(const char *rest)
{
    static const TrafficKind OF_FEED[] = {
        [FEED_KIND_AGENCY] = TRAFFIC_KIND_AGENCY,
        [FEED_KIND_ROUND_TABLE] = TRAFFIC_KIND_ROUND_TABLE,
        [FEED_KIND_DAY] = TRAFFIC_KIND_DAY,
        [FEED_KIND_ROOM] = TRAFFIC_KIND_ROOM,
        [FEED_KIND_SESSION] = TRAFFIC_KIND_SESSION,
    };
    gsize octets = strcspn(rest, "/");

    for (FeedKind kind = FEED_KIND_AGENCY; kind <= FEED_KIND_SESSION; kind++) {
        const char *folder = feed_kind_folder(kind);
        if (strncmp(folder, rest, octets) == 0 && folder[octets] == '\0') {
            return OF_FEED[kind];
        }
    }
    return strcmp(rest, "select" CALENDAR) == 0 ? TRAFFIC_KIND_SELECT : TRAFFIC_KIND_AGENDA;
}

TrafficKind traffic_kind_of_path(const char *path)
{
    const char *slash = strchr(path, '/');

    if (slash != NULL && g_str_has_suffix(slash, CALENDAR)) {
        return kind_of_calendar(slash + 1);
    }
    return publish_feed_octets(path) > 0 && !g_str_has_suffix(path, PAGE) ? TRAFFIC_KIND_CHANGES
                                                                          : TRAFFIC_KIND_PAGE;
}
