#include "serve/watch/traffic_kind.h"

#include "model/address/address.h"

const char *traffic_kind_word(TrafficKind kind)
{
    static const char *const WORDS[N_TRAFFIC_KINDS] = {
        [TRAFFIC_KIND_AGENDA] = "agenda",   [TRAFFIC_KIND_AGENCY] = "agency",
        [TRAFFIC_KIND_PERSON] = "person",   [TRAFFIC_KIND_ROUND_TABLE] = "round-table",
        [TRAFFIC_KIND_DAY] = "day",         [TRAFFIC_KIND_ROOM] = "room",
        [TRAFFIC_KIND_SESSION] = "session", [TRAFFIC_KIND_SELECT] = "select",
        [TRAFFIC_KIND_PAST] = "past",       [TRAFFIC_KIND_CHANGES] = "changes",
        [TRAFFIC_KIND_PAGE] = "page",       [TRAFFIC_KIND_PRIVATE] = "private",
        [TRAFFIC_KIND_SERVICE] = "service", [TRAFFIC_KIND_OTHER] = "other",
    };

    return WORDS[kind];
}

/* The kind of a calendar, by its feed. */
static TrafficKind kind_of_feed(FeedKind kind)
{
    static const TrafficKind OF_FEED[] = {
        [FEED_KIND_AGENDA] = TRAFFIC_KIND_AGENDA,
        [FEED_KIND_AGENCY] = TRAFFIC_KIND_AGENCY,
        [FEED_KIND_PERSON] = TRAFFIC_KIND_PERSON,
        [FEED_KIND_ROUND_TABLE] = TRAFFIC_KIND_ROUND_TABLE,
        [FEED_KIND_DAY] = TRAFFIC_KIND_DAY,
        [FEED_KIND_ROOM] = TRAFFIC_KIND_ROOM,
        [FEED_KIND_SESSION] = TRAFFIC_KIND_SESSION,
        [FEED_KIND_SELECTION] = TRAFFIC_KIND_SELECT,
    };

    return OF_FEED[kind];
}

TrafficKind traffic_kind_of_path(const char *path)
{
    Address address = address_parse(path);

    if (address.kind == ADDRESS_OTHER) {
        return TRAFFIC_KIND_PAGE;
    }
    if (address.kind == ADDRESS_PRIVATE_CALENDAR) {
        return TRAFFIC_KIND_PRIVATE;
    }
    switch (format_row(address.format)->kind) {
    case FORMAT_KIND_CALENDAR:
        return kind_of_feed(address.feed_kind);
    case FORMAT_KIND_CHANGES:
        return TRAFFIC_KIND_CHANGES;
    /* The page of a feed, a table or sheets count as any other page. */
    case FORMAT_KIND_PAGE:
    case FORMAT_KIND_TABLE:
    case FORMAT_KIND_PAPER:
        break;
    }
    return TRAFFIC_KIND_PAGE;
}
