#pragma once

#include "model/feed.h"
#include "model/revision.h"

/* One address with what stands there: a feed in one format, or a page. Immutable. */
typedef struct Resource {
    char *path;             /* "gfmd-2007/agencies/ilo.ics", "gfmd-2007/index.html": as in files */
    const char *media_type; /* "text/calendar; charset=utf-8" */
    char *file_name;        /* what to call it when saved: "gfmd-2007-ilo.ics" */
    char *etag;             /* with its quotes; a function of the body */
    gint64 last_modified;   /* Unix seconds */
    GBytes *body;
} Resource;

void resource_free(Resource *resource);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resource, resource_free)

/* Takes each resource in turn; returns false, with error set, to stop. */
typedef bool (*ResourceSink)(Resource *take_resource, gpointer data, GError **error);

/* How resources are made. Equal options and equal revisions give equal bytes. */
typedef struct PublishOptions {
    const char *public_url; /* where the tree will be reachable, without a slash at its end; NULL */
} PublishOptions;

/* Makes every resource of a revision, one at a time, for the sink: its feeds in every format and
 * its pages. They are in the order of feed_list, pages last. Not thread-safe (libical). */
bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error);

/* How many resources publish_revision will make. */
guint publish_count(const Revision *revision);

/* The page that leads to several agendas (const Revision *). */
Resource *publish_index(const GPtrArray *revisions);

/* All resources of some revisions, and the index, by address. Immutable, shared by reference
 * count between threads. */
typedef struct Snapshot Snapshot;

/* revisions: Revision *, each with its own agenda id. */
Snapshot *snapshot_new(const GPtrArray *revisions, const PublishOptions *options, GError **error);
Snapshot *snapshot_ref(Snapshot *snapshot);
void snapshot_unref(Snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_unref)

/* NULL if nothing stands there. `path` is as in Resource. */
const Resource *snapshot_find(const Snapshot *snapshot, const char *path);

/* All resources (const Resource *), by path. */
const GPtrArray *snapshot_resources(const Snapshot *snapshot);
