#pragma once

/* What requests are sorted by, to be counted. */
typedef enum TrafficKind {
    TRAFFIC_KIND_AGENDA, /* calendars, as they are now */
    TRAFFIC_KIND_AGENCY,
    TRAFFIC_KIND_PERSON,
    TRAFFIC_KIND_ROUND_TABLE,
    TRAFFIC_KIND_DAY,
    TRAFFIC_KIND_ROOM,
    TRAFFIC_KIND_SESSION,
    TRAFFIC_KIND_SELECT,
    TRAFFIC_KIND_PAST,    /* any calendar, as it was */
    TRAFFIC_KIND_CHANGES, /* lists of changes */
    TRAFFIC_KIND_PAGE,
    TRAFFIC_KIND_PRIVATE,
    TRAFFIC_KIND_SERVICE, /* pages about the service itself */
    TRAFFIC_KIND_OTHER,   /* nothing of ours */
    N_TRAFFIC_KINDS,
} TrafficKind;

/* The word for a kind, "round-table"; static. */
const char *traffic_kind_word(TrafficKind kind);

/* The kind of what stands at a path, which is as in Resource: never past, service or other. */
TrafficKind traffic_kind_of_path(const char *path);
