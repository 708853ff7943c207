#pragma once

#include <stdbool.h>

#include "model/revision.h"
#include "publish/resource.h"

/* How resources are made. Equal options and equal revisions give equal bytes. */
typedef struct PublishOptions {
    const char *public_url; /* where the tree will be reachable, without a slash at its end; NULL */
} PublishOptions;

/* Takes each resource in turn; returns false, with error set, to stop. */
typedef bool (*ResourceSink)(Resource *take_resource, gpointer data, GError **error);

/* Makes every resource of a revision, one at a time, for the sink: its feeds in every format, in
 * the order of feed_list, then its page. Fails only as the sink does. Not thread-safe (libical). */
bool publish_revision(const Revision *revision, const PublishOptions *options, ResourceSink sink,
                      gpointer data, GError **error);

/* How many resources publish_revision makes. */
guint publish_count(const Revision *revision);
