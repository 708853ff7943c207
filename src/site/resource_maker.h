#pragma once

#include <stdbool.h>

#include "model/address/format.h"
#include "model/revision/revision.h"
#include "model/selection/calendar_form.h"
#include "render/ical/notice.h"
#include "render/page/page.h"
#include "site/resource.h"

/* How resources are made. Equal options and equal revisions give equal bytes. */
typedef struct ResourceOptions {
    const char *public_url; /* where the tree will be reachable, without a slash at its end; NULL */
    bool every_format; /* resource_maker_run makes each feed in all that it can have; else only in
                        * those that are to be ready (FormatRow), and the page of the agenda */
    bool compress;     /* a snapshot has them in gzip too */

    /* Resources that were made before with the same options, path → Resource: calendars that have
     * not changed since are not made again. Or NULL. */
    const GHashTable *known;

    /* The calendars are for those who were given their addresses: of revisions in the view of an
     * agency, without a word of where they are. `notice`, or NULL, is told at their end. */
    bool is_private;
    const CalendarNotice *notice;
} ResourceOptions;

/* Takes each resource in turn; returns false, with error set, to stop. */
typedef bool (*ResourceSink)(Resource *take_resource, gpointer data, GError **error);

/* Makes every resource of a revision, one at a time, for the sink: its feeds in every format, in
 * their order, then the page of its changes and what pages need. Fails only as the sink does. Not
 * thread-safe (libical). */
bool resource_maker_run(const Revision *revision, const ResourceOptions *options, ResourceSink sink,
                        gpointer data, GError **error);

/* How many resources resource_maker_run makes. */
guint resource_maker_count(const Revision *revision, const ResourceOptions *options);

/* Makes what pages need, styles and such, in the folder assets/ of `folder`: "gfmd-2007/", or ""
 * for the index. */
bool resource_maker_make_assets(const char *folder, gint64 modified, ResourceSink sink,
                                gpointer data, GError **error);

/* --- one at a time ----------------------------------------------------------------------- */

/* Makes resources of one revision. What they share is kept from one to the next, so that a calendar
 * is little more than copying. Not thread-safe (libical). */
typedef struct ResourceMaker ResourceMaker;

/* Borrows both. Once the revision is freed, nothing but resource_maker_free may be called. */
ResourceMaker *resource_maker_new(const Revision *revision, const ResourceOptions *options);
void resource_maker_free(ResourceMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ResourceMaker, resource_maker_free)

/* How a feed is told. All zero is as it stands at its address unless asked. */
typedef struct FeedForm {
    CalendarForm
        calendar; /* for formats other than HTML; its languages are those of the revision */
    const PageFilter *filter; /* for HTML; or NULL */
} FeedForm;

/* Makes what stands at a path, "gfmd-2007/agencies/ilo.ics", the caller's own. NULL if the revision
 * has no such feed, or no history of which a list of changes could tell. */
Resource *resource_maker_make(ResourceMaker *maker, const char *path, const FeedForm *form);

/* Makes a feed that the revision has not by itself (RevisionFeed). */
Resource *resource_maker_make_feed(ResourceMaker *maker, const RevisionFeed *feed, Format format,
                                   const FeedForm *form);
