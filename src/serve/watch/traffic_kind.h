#pragma once

/* What requests are counted by. */
typedef enum TrafficKind {
    TRAFFIC_KIND_AGENDA, /* calendars, as they are now */
    TRAFFIC_KIND_AGENCY,
    TRAFFIC_KIND_ROUND_TABLE,
    TRAFFIC_KIND_DAY,
    TRAFFIC_KIND_ROOM,
    TRAFFIC_KIND_SESSION,
    TRAFFIC_KIND_SELECT,
    TRAFFIC_KIND_PAST,    /* any calendar, as it was */
    TRAFFIC_KIND_CHANGES, /* lists of changes */
    TRAFFIC_KIND_PAGE,
    TRAFFIC_KIND_PRIVATE,
    TRAFFIC_KIND_SERVICE, /* what is told of the service itself */
    TRAFFIC_KIND_OTHER,   /* nothing of ours */
    N_TRAFFIC_KINDS,
} TrafficKind;

/* "round-table" */
const char *traffic_kind_word(TrafficKind kind);

/* The kind of what stands at a path, as in Resource: never past, service or other. */
TrafficKind traffic_kind_of_path(const char *path);
