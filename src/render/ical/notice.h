#pragma once

#include "model/selection/feed.h"

/* A private calendar has moved to another address. */
typedef struct CalendarNotice {
    const char *address; /* the new one */
    gint64 since;        /* Unix seconds */
    gint64 until;        /* when the old one ends */
} CalendarNotice;

/* Appends an all-day entry that says so, from the day of `since` to the last day before `until`.
 * Not thread-safe (libical). */
void notice_append(GString *out, const Feed *feed, const CalendarNotice *notice);
