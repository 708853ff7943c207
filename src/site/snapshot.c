#include "site/snapshot.h"

#include <string.h>

#include "base/processors.h"
#include "base/thread.h"
#include "model/address/address.h"
#include "render/page/page_index.h"
#include "render/web/sitemap.h"

struct Snapshot {
    GPtrArray *resources; /* Resource *, by path */
    GHashTable *by_path;  /* path → Resource */
    GHashTable *by_small; /* path in small letters → Resource, for paths with capitals; NULL if
                           * several differ in nothing else */
    GPtrArray *agendas;   /* SnapshotAgenda * */
    GHashTable *by_id;    /* id → SnapshotAgenda */

    GPtrArray *private_resources; /* Resource * */
    GHashTable *privates;         /* digest → PrivateCalendar */
};

static bool add_resource(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    Snapshot *snapshot = data;
    bool is_new = g_hash_table_insert(snapshot->by_path, take_resource->path, take_resource);

    /* Each agenda has a folder of its own, and each feed one address in each format. */
    g_assert(is_new);
    g_ptr_array_add(snapshot->resources, take_resource);
    g_autofree char *small = g_ascii_strdown(take_resource->path, -1);
    if (strcmp(small, take_resource->path) != 0) {
        gpointer only =
            g_hash_table_contains(snapshot->by_small, small) ? NULL : (gpointer)take_resource;
        g_hash_table_insert(snapshot->by_small, g_steal_pointer(&small), only);
    }
    return true;
}

/* --- hashing and compressing ------------------------------------------------------------- */

/* For fewer resources than this, threads would cost more than they save. */
#define SHARED_MIN 100
#define THREADS_MAX 8

/* Work that several threads share: each takes the next resource. */
typedef struct Finishing {
    const GPtrArray *resources;
    bool compress;
    gint next; /* atomic */
} Finishing;

static gpointer finish_resources(gpointer data)
{
    Finishing *finishing = data;
    const GPtrArray *resources = finishing->resources;

    /* One at a time, rather than a share for each thread: sizes differ too much. */
    for (guint i = (guint)g_atomic_int_add(&finishing->next, 1); i < resources->len;
         i = (guint)g_atomic_int_add(&finishing->next, 1)) {
        resource_finish(resources->pdata[i], finishing->compress);
    }
    return NULL;
}

/* Finishes all resources. Those that are shared with another snapshot are finished already, and
 * other threads use them: resource_finish only looks at them. This thread takes part in the work,
 * so one is started less. */
static void finish_all(const GPtrArray *resources, bool compress)
{
    Finishing finishing = { .resources = resources, .compress = compress };
    guint n_threads = resources->len < SHARED_MIN ? 1 : MIN(processors_usable(), THREADS_MAX);
    GThread *threads[THREADS_MAX];

    for (guint i = 1; i < n_threads; i++) {
        threads[i] = thread_new("finishing", finish_resources, &finishing);
    }
    finish_resources(&finishing);
    for (guint i = 1; i < n_threads; i++) {
        g_thread_join(threads[i]);
    }
}

/* --- private calendars ------------------------------------------------------------------- */

static void private_calendar_free(gpointer data)
{
    PrivateCalendar *calendar = data;

    resource_unref(calendar->resource);
    g_free(calendar);
}

static Resource *make_private(const PrivateAddress *address, const ResourceOptions *options)
{
    const RevisionFeed *feed = revision_find_feed(address->revision, address->feed_path);
    g_autoptr(ResourceMaker) maker = resource_maker_new(address->revision, options);

    return feed != NULL ? resource_maker_make_feed(maker, feed, FORMAT_ICS, &(FeedForm){ 0 })
                        : NULL;
}

/* The calendar at an address, borrowed; NULL if there is none any more. An agency can have several
 * addresses: `made` has the calendars that were already made for another one, by feed path. */
static Resource *find_private_resource(Snapshot *snapshot, GHashTable *made,
                                       const PrivateAddress *address,
                                       const ResourceOptions *options)
{
    Resource *resource = g_hash_table_lookup(made, address->feed_path);

    if (resource == NULL) {
        resource = make_private(address, options);
        if (resource != NULL) {
            g_ptr_array_add(snapshot->private_resources, resource);
            g_hash_table_insert(made, (gpointer)address->feed_path, resource);
        }
    }
    return resource;
}

/* No private calendar is reused from a previous snapshot. If an agency's view could not be read
 * then, its calendar may have held less under the same time of change. */
static void add_privates(Snapshot *snapshot, const GArray *addresses,
                         const ResourceOptions *options)
{
    g_autoptr(GHashTable) made = g_hash_table_new(g_str_hash, g_str_equal);
    ResourceOptions private_options = *options;

    private_options.is_private = true;
    private_options.known = NULL;
    for (guint i = 0; i < addresses->len; i++) {
        const PrivateAddress *address = &g_array_index(addresses, PrivateAddress, i);
        Resource *resource = find_private_resource(snapshot, made, address, &private_options);
        if (resource != NULL) {
            PrivateCalendar *calendar = g_new0(PrivateCalendar, 1);
            calendar->resource = resource_ref(resource);
            calendar->ends = address->ends;
            calendar->is_replaced = address->is_replaced;
            g_hash_table_insert(snapshot->privates, g_strdup(address->digest), calendar);
        }
    }
}

const PrivateCalendar *snapshot_find_private(const Snapshot *snapshot, const char *digest)
{
    return g_hash_table_lookup(snapshot->privates, digest);
}

const GPtrArray *snapshot_private_resources(const Snapshot *snapshot)
{
    return snapshot->private_resources;
}

/* --- the whole --------------------------------------------------------------------------- */

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Resource *const *)a)->path, (*(const Resource *const *)b)->path);
}

static void agenda_entry_free(gpointer data)
{
    SnapshotAgenda *agenda = data;

    g_free(agenda->id);
    g_free(agenda);
}

static void add_agenda(Snapshot *snapshot, const Revision *revision)
{
    SnapshotAgenda *agenda = g_new0(SnapshotAgenda, 1);

    agenda->id = g_strdup(revision->agenda->id);
    agenda->number = revision->number;
    agenda->stamp = revision->stamp;
    agenda->has_history = revision->has_history;
    g_ptr_array_add(snapshot->agendas, agenda);
    g_hash_table_insert(snapshot->by_id, agenda->id, agenda);
}

static void add_sitemap(Snapshot *snapshot, const GPtrArray *revisions, const char *public_url)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    sitemap_add_revisions(ids, revisions);
    add_resource(resource_new(g_strdup(SITEMAP_NAME), SITEMAP_MEDIA_TYPE, NULL,
                              sitemap_of_agendas(ids, public_url)),
                 snapshot, NULL);
}

static void add_index(Snapshot *snapshot, const GPtrArray *revisions)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));

    page_index_add_revisions(entries, revisions);
    add_resource(resource_new(g_strdup(ADDRESS_INDEX), format_row(FORMAT_HTML)->media_type, NULL,
                              page_of_index(entries)),
                 snapshot, NULL);
    resource_maker_make_assets("", add_resource, snapshot, NULL);
}

Snapshot *snapshot_new(const GPtrArray *revisions, const ResourceOptions *options)
{
    return snapshot_new_after(NULL, revisions, NULL, options);
}

Snapshot *snapshot_new_after(const Snapshot *previous, const GPtrArray *revisions,
                             const GArray *addresses, const ResourceOptions *options)
{
    Snapshot *snapshot = g_atomic_rc_box_new0(Snapshot);
    ResourceOptions with_known = *options;

    /* The tables borrow their keys and values from the arrays. */
    snapshot->resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_unref);
    snapshot->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    snapshot->by_small = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    snapshot->agendas = g_ptr_array_new_with_free_func(agenda_entry_free);
    snapshot->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    snapshot->private_resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_unref);
    snapshot->privates =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, private_calendar_free);
    with_known.known = previous != NULL ? previous->by_path : NULL;
    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];

        resource_maker_run(revision, &with_known, add_resource, snapshot, NULL);
        add_agenda(snapshot, revision);
    }
    add_index(snapshot, revisions);
    if (options->public_url != NULL) {
        add_sitemap(snapshot, revisions, options->public_url);
    }
    if (addresses != NULL) {
        add_privates(snapshot, addresses, options);
    }
    finish_all(snapshot->resources, options->compress);
    finish_all(snapshot->private_resources, options->compress);
    g_ptr_array_sort(snapshot->resources, compare_paths);
    return snapshot;
}

static void snapshot_clear(gpointer data)
{
    Snapshot *snapshot = data;

    g_hash_table_unref(snapshot->privates);
    g_ptr_array_unref(snapshot->private_resources);
    g_hash_table_unref(snapshot->by_small);
    g_hash_table_unref(snapshot->by_path);
    g_hash_table_unref(snapshot->by_id);
    g_ptr_array_unref(snapshot->agendas);
    g_ptr_array_unref(snapshot->resources);
}

Snapshot *snapshot_ref(Snapshot *snapshot)
{
    return g_atomic_rc_box_acquire(snapshot);
}

void snapshot_unref(Snapshot *snapshot)
{
    if (snapshot != NULL) {
        g_atomic_rc_box_release_full(snapshot, snapshot_clear);
    }
}

const Resource *snapshot_find(const Snapshot *snapshot, const char *path)
{
    return g_hash_table_lookup(snapshot->by_path, path);
}

const Resource *snapshot_find_any_case(const Snapshot *snapshot, const char *path)
{
    g_autofree char *small = g_ascii_strdown(path, -1);
    const Resource *resource = g_hash_table_lookup(snapshot->by_path, small);
    gpointer with_capitals = NULL;

    if (!g_hash_table_lookup_extended(snapshot->by_small, small, NULL, &with_capitals)) {
        return resource;
    }
    return resource == NULL ? with_capitals : NULL;
}

const GPtrArray *snapshot_resources(const Snapshot *snapshot)
{
    return snapshot->resources;
}

const GPtrArray *snapshot_agendas(const Snapshot *snapshot)
{
    return snapshot->agendas;
}

const SnapshotAgenda *snapshot_find_agenda(const Snapshot *snapshot, const char *id)
{
    return g_hash_table_lookup(snapshot->by_id, id);
}
