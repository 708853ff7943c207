#pragma once

#include "model/selection/feed.h"

/* That a private calendar has moved to another address. */
typedef struct CalendarNotice {
    const char *address; /* the new one */
    gint64 since;        /* Unix seconds */
    gint64 until;        /* when the old one ends */
} CalendarNotice;

/* Appends an entry that says so, on every day from one to the other. Not thread-safe (libical). */
void notice_append(GString *out, const Feed *feed, const CalendarNotice *notice);
