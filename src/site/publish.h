#pragma once

#include <stdbool.h>

#include "model/address/format.h"
#include "model/revision/revision.h"
#include "model/selection/calendar_form.h"
#include "render/ical/notice.h"
#include "render/page/page.h"
#include "site/resource.h"

/* How resources are made. Equal options and equal revisions give equal bytes. */
typedef struct PublishOptions {
    const char *public_url; /* where the tree will be reachable, without a slash at its end; NULL */
    bool every_format; /* publish_revision makes each feed in all that it can have; else only in
                        * those that are to be ready (FormatRow), and the page of the agenda */
    bool compress;     /* a snapshot has them in gzip too */

    /* Resources that were made before with the same options, path → Resource: calendars that have
     * not changed since are not made again. Or NULL. */
    const GHashTable *known;

    /* The calendars are for those who were given their addresses: of revisions in the view of an
     * agency, without a word of where they are. `notice`, or NULL, is told at their end. */
    bool is_private;
    const CalendarNotice *notice;
} PublishOptions;

/* Takes each resource in turn; returns false, with error set, to stop. */
typedef bool (*ResourceSink)(Resource *take_resource, gpointer data, GError **error);

/* Makes every resource of a revision, one at a time, for the sink: its feeds in every format, in
 * their order, then the page of its changes and what pages need. Fails only as the sink does. Not
 * thread-safe (libical). */
bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error);

/* How many resources publish_revision makes. */
guint publish_count(const Revision *revision, const PublishOptions *options);

/* Makes what pages need, styles and such, in the folder assets/ of `folder`: "gfmd-2007/", or ""
 * for the index. */
bool publish_assets(const char *folder, gint64 modified, ResourceSink sink, gpointer data,
                    GError **error);

/* --- one at a time ----------------------------------------------------------------------- */

/* Makes resources of one revision. What they share is kept from one to the next, so that a calendar
 * is little more than copying. Not thread-safe (libical). */
typedef struct Publisher Publisher;

/* Borrows both. Once the revision is freed, nothing but publisher_free may be called. */
Publisher *publisher_new(const Revision *revision, const PublishOptions *options);
void publisher_free(Publisher *publisher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publisher, publisher_free)

/* How a feed is told. All zero is as it stands at its address unless asked. */
typedef struct FeedForm {
    CalendarForm
        calendar; /* for formats other than HTML; its languages are those of the revision */
    const PageFilter *filter; /* for HTML; or NULL */
} FeedForm;

/* Makes what stands at a path, "gfmd-2007/agencies/ilo.ics", the caller's own. NULL if the revision
 * has no such feed, or no history of which a list of changes could tell. */
Resource *publisher_make(Publisher *publisher, const char *path, const FeedForm *form);

/* Makes a feed that the revision has not by itself (RevisionFeed). */
Resource *publisher_make_feed(Publisher *publisher, const RevisionFeed *feed, Format format,
                              const FeedForm *form);
