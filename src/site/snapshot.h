#pragma once

#include "site/private_address.h"
#include "site/resource_maker.h"

/* All resources of some revisions, and the index that leads to them, by address. Immutable; shared
 * by reference count, also between threads. */
typedef struct Snapshot Snapshot;

/* revisions: Revision *, each of another agenda. */
Snapshot *snapshot_new(const GPtrArray *revisions, const ResourceOptions *options);

/* The same, made with the same options as a previous one (or NULL), of which it shares all public
 * calendars that have not changed since: it takes time in proportion to those that have. It has the
 * private calendars at these addresses (PrivateAddress; NULL: none), which are nowhere among the
 * others. */
Snapshot *snapshot_new_after(const Snapshot *previous, const GPtrArray *revisions,
                             const GArray *addresses, const ResourceOptions *options);
Snapshot *snapshot_ref(Snapshot *snapshot);
void snapshot_unref(Snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_unref)

/* NULL if nothing stands there. `path` is as in Resource. */
const Resource *snapshot_find(const Snapshot *snapshot, const char *path);

/* All resources (const Resource *), by path. */
const GPtrArray *snapshot_resources(const Snapshot *snapshot);

/* What a snapshot holds of an agenda. */
typedef struct SnapshotAgenda {
    char *id;
    guint number;     /* of its revision */
    gint64 stamp;     /* when that was published, Unix seconds */
    bool has_history; /* feeds can be asked for as they were */
} SnapshotAgenda;

/* All agendas (const SnapshotAgenda *), in the order of their revisions. */
const GPtrArray *snapshot_agendas(const Snapshot *snapshot);

/* By its id; NULL if there is none. */
const SnapshotAgenda *snapshot_find_agenda(const Snapshot *snapshot, const char *id);

/* What stands at a private address. */
typedef struct PrivateCalendar {
    Resource *resource;
    gint64 ends; /* as in PrivateAddress */
    bool is_replaced;
} PrivateCalendar;

/* By the digest of its token; NULL if there is none. */
const PrivateCalendar *snapshot_find_private(const Snapshot *snapshot, const char *digest);

/* The resources of all private calendars (const Resource *), each once. */
const GPtrArray *snapshot_private_resources(const Snapshot *snapshot);
