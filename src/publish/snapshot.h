#pragma once

#include "publish/publish.h"

/* All resources of some revisions, and the index that leads to them, by address. Immutable; shared
 * by reference count, also between threads. */
typedef struct Snapshot Snapshot;

/* revisions: Revision *, each of another agenda. */
Snapshot *snapshot_new(const GPtrArray *revisions, const PublishOptions *options);
Snapshot *snapshot_ref(Snapshot *snapshot);
void snapshot_unref(Snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_unref)

/* NULL if nothing stands there. `path` is as in Resource. */
const Resource *snapshot_find(const Snapshot *snapshot, const char *path);

/* All resources (const Resource *), by path. */
const GPtrArray *snapshot_resources(const Snapshot *snapshot);
