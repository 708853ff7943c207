#pragma once

#include "model/revision/revision.h"
#include "model/selection/calendar_form.h"
#include "render/ical/notice.h"

/* How the feeds of a revision are rendered as iCalendar. */
typedef struct CalendarOptions {
    const char *public_url; /* this and the others are as in ResourceOptions */
    bool is_private;
    const CalendarNotice *notice;
} CalendarOptions;

/* Renders feeds of one revision as iCalendar (RFC 5545, RFC 7986). Keeps what feeds share from one
 * to the next, so that rendering a feed is little more than copying. Not thread-safe (libical). */
typedef struct CalendarRenderer CalendarRenderer;

/* Borrows the revision and the notice, which must live longer. */
CalendarRenderer *calendar_renderer_new(const Revision *revision, const CalendarOptions *options);
void calendar_renderer_free(CalendarRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CalendarRenderer, calendar_renderer_free)

/* The whole calendar of a feed of that revision, in the revision's languages; the caller's own. */
GBytes *calendar_render(CalendarRenderer *renderer, const RevisionFeed *feed,
                        const CalendarForm *form);
