#pragma once

#include "site/private_address.h"
#include "site/resource_maker.h"

/* All resources of some revisions, by path, and the index that leads to them. Immutable;
 * reference-counted, also across threads. */
typedef struct Snapshot Snapshot;

/* Makes a snapshot of revisions (Revision *), each of another agenda. Keeps nothing of them. Not
 * thread-safe (libical). */
Snapshot *snapshot_new(const GPtrArray *revisions, const ResourceOptions *options);

/* Like snapshot_new, but shares with `previous` (or NULL), made with the same options, all public
 * calendars that have not changed since: so it takes time in proportion to those that have. It also
 * has the private calendars at these addresses (PrivateAddress; NULL: none), kept apart from all
 * other resources. */
Snapshot *snapshot_new_after(const Snapshot *previous, const GPtrArray *revisions,
                             const GArray *addresses, const ResourceOptions *options);
Snapshot *snapshot_ref(Snapshot *snapshot);
void snapshot_unref(Snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_unref)

/* What stands at a path, as in Resource; NULL if nothing does. Borrowed, as is all that follows. */
const Resource *snapshot_find(const Snapshot *snapshot, const char *path);

/* What stands at a path that is the same but for capital letters; NULL if nothing does, or several
 * resources do. */
const Resource *snapshot_find_any_case(const Snapshot *snapshot, const char *path);

/* All resources (const Resource *), by path. */
const GPtrArray *snapshot_resources(const Snapshot *snapshot);

/* What a snapshot knows about an agenda. */
typedef struct SnapshotAgenda {
    char *id;
    guint number;     /* of its revision */
    gint64 stamp;     /* when that was published, Unix seconds */
    bool has_history; /* feeds can be asked for as they were earlier */
} SnapshotAgenda;

/* All agendas (const SnapshotAgenda *), in the order of their revisions. */
const GPtrArray *snapshot_agendas(const Snapshot *snapshot);

/* The agenda with this id; NULL if there is none. */
const SnapshotAgenda *snapshot_find_agenda(const Snapshot *snapshot, const char *id);

/* What stands at a private address. */
typedef struct PrivateCalendar {
    Resource *resource;
    gint64 ends; /* as in PrivateAddress */
    bool is_replaced;
} PrivateCalendar;

/* The private calendar whose token has this digest; NULL if there is none. */
const PrivateCalendar *snapshot_find_private(const Snapshot *snapshot, const char *digest);

/* The resources of all private calendars (const Resource *), each once. */
const GPtrArray *snapshot_private_resources(const Snapshot *snapshot);
