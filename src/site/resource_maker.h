#pragma once

#include <stdbool.h>

#include "model/address/format.h"
#include "model/revision/revision.h"
#include "model/selection/calendar_form.h"
#include "render/ical/notice.h"
#include "render/page/page.h"
#include "render/paper/paper_programme.h"
#include "site/resource.h"

/* How resources are made. Equal options and equal revisions give equal octets. */
typedef struct ResourceOptions {
    const char *public_url; /* where the tree is reachable, without a slash at the end; or NULL */
    bool every_format; /* for files: resource_maker_run makes each feed in every possible format,
                        * and pages that ask for nothing; else only in those that are to be ready
                        * (FormatRow), and the page of the agenda */
    bool papers;       /* for files: and each feed but those of sessions as sheets of paper, too */
    bool compress;     /* a snapshot also has them in gzip */

    /* Unix seconds: only what has changed later, by the history, has a date. What had changed by
     * then may already have been sent in other octets, by another version or with other options. */
    gint64 dated_after;

    /* Resources made earlier with the same options, path → Resource, or NULL. Calendars that have
     * not changed since are not made again. */
    const GHashTable *known;

    /* The calendars are private: made from a revision in the view of an agency, for those who were
     * given the address, which they do not name. They end with `notice`, unless it is NULL. */
    bool is_private;
    const CalendarNotice *notice;
} ResourceOptions;

/* Called with each resource in turn, which it takes. Returns false, with error set, to stop. */
typedef bool (*ResourceSink)(Resource *take_resource, gpointer data, GError **error);

/* Makes every resource of a revision, and passes them to the sink one at a time: its feeds in
 * order, each in its formats, then the page of changes, with `every_format` the table in each of
 * its own, the sitemap and what pages need. Fails only if the sink does. Not thread-safe
 * (libical). */
bool resource_maker_run(const Revision *revision, const ResourceOptions *options, ResourceSink sink,
                        gpointer data, GError **error);

/* The number of resources that resource_maker_run makes. */
guint resource_maker_count(const Revision *revision, const ResourceOptions *options);

/* Makes what pages need, such as styles, for the folder assets/ in `folder`: "gfmd-2007/", or ""
 * for the index. Fails only if the sink does. */
bool resource_maker_make_assets(const char *folder, ResourceSink sink, gpointer data,
                                GError **error);

/* --- one at a time ----------------------------------------------------------------------- */

/* Makes resources of one revision. Keeps what they share from one to the next, so that making a
 * calendar is little more than copying. Not thread-safe (libical). */
typedef struct ResourceMaker ResourceMaker;

/* Borrows both. Once the revision is freed, only resource_maker_free may be called. */
ResourceMaker *resource_maker_new(const Revision *revision, const ResourceOptions *options);
void resource_maker_free(ResourceMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ResourceMaker, resource_maker_free)

/* The form of a feed. All zero: as it stands at its address if nothing else is asked for. */
typedef struct FeedForm {
    CalendarForm
        calendar;    /* for formats other than HTML; its languages are those of the revision */
    PageForm page;   /* for HTML */
    TableForm table; /* for tables */
    PaperForm paper; /* for sheets of paper, with `cancelled` of the calendar */
} FeedForm;

/* What comes as sheets of paper is yet to be printed (resource_print); so is what
 * resource_maker_run passes on. */

/* Makes what stands at a path such as "gfmd-2007/agencies/ilo.ics"; the caller's own. NULL if the
 * revision has no such feed, if it is a list of changes and there is no history, or if it is for
 * paper and the program cannot print. */
Resource *resource_maker_make(ResourceMaker *maker, const char *path, const FeedForm *form);

/* Makes the table of what a query (NULL: nothing narrows it) selects, in a format that has tables;
 * the caller's own. Values that the agenda does not have select nothing. */
Resource *resource_maker_make_table(ResourceMaker *maker, const SelectionQuery *query,
                                    Format format, const FeedForm *form);

/* Makes a feed in a format; the caller's own. It need not be one of the revision's own: see
 * revision_feed_new. */
Resource *resource_maker_make_feed(ResourceMaker *maker, const RevisionFeed *feed, Format format,
                                   const FeedForm *form);
