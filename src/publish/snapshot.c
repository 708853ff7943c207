#include "publish/snapshot.h"

#include <string.h>

#include "render/page_index.h"

struct Snapshot {
    GPtrArray *resources;  /* Resource *, by path */
    GHashTable *by_path;   /* path → Resource */
    GHashTable *histories; /* a set of the ids of agendas */
    bool compress;
};

static bool add_resource(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    Snapshot *snapshot = data;
    bool is_new = g_hash_table_insert(snapshot->by_path, take_resource->path, take_resource);

    g_assert(is_new);
    g_ptr_array_add(snapshot->resources, take_resource);
    return true;
}

/* --- hashing and compressing ------------------------------------------------------------- */

/* Below this many resources it is not worth a thread. */
#define SHARED_MIN 100
#define THREADS_MAX 8

/* What several threads do together, each taking the next resource. */
typedef struct Finishing {
    Snapshot *snapshot;
    gint next; /* atomic */
} Finishing;

static gpointer finish_resources(gpointer data)
{
    Finishing *finishing = data;
    const GPtrArray *resources = finishing->snapshot->resources;

    for (guint i = (guint)g_atomic_int_add(&finishing->next, 1); i < resources->len;
         i = (guint)g_atomic_int_add(&finishing->next, 1)) {
        resource_finish(resources->pdata[i], finishing->snapshot->compress);
    }
    return NULL;
}

/* Those that are shared with another snapshot are finished, and in use: they are only looked at. */
static void finish_all(Snapshot *snapshot)
{
    Finishing finishing = { .snapshot = snapshot };
    guint n_threads =
        snapshot->resources->len < SHARED_MIN ? 1 : MIN(g_get_num_processors(), THREADS_MAX);
    GThread *threads[THREADS_MAX];

    for (guint i = 1; i < n_threads; i++) {
        threads[i] = g_thread_new("finishing", finish_resources, &finishing);
    }
    finish_resources(&finishing);
    for (guint i = 1; i < n_threads; i++) {
        g_thread_join(threads[i]);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Resource *const *)a)->path, (*(const Resource *const *)b)->path);
}

static void add_index(Snapshot *snapshot, const GPtrArray *revisions)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(PageEntry));
    gint64 modified = 0;

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        PageEntry entry = page_entry_of_agenda(revision->agenda);
        g_array_append_val(entries, entry);
        modified = MAX(modified, revision->modified);
    }
    add_resource(resource_new(g_strdup("index.html"), PAGE_MEDIA_TYPE, NULL, modified,
                              page_of_index((const PageEntry *)entries->data, entries->len)),
                 snapshot, NULL);
    publish_assets("", modified, add_resource, snapshot, NULL);
}

Snapshot *snapshot_new(const GPtrArray *revisions, const PublishOptions *options)
{
    return snapshot_new_after(NULL, revisions, options);
}

Snapshot *snapshot_new_after(const Snapshot *previous, const GPtrArray *revisions,
                             const PublishOptions *options)
{
    Snapshot *snapshot = g_atomic_rc_box_new0(Snapshot);
    PublishOptions with_known = *options;

    snapshot->resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_unref);
    snapshot->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    snapshot->histories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    snapshot->compress = options->compress;
    with_known.known = previous != NULL ? previous->by_path : NULL;
    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];

        publish_revision(revision, &with_known, add_resource, snapshot, NULL);
        if (revision->has_history) {
            g_hash_table_add(snapshot->histories, g_strdup(revision->agenda->id));
        }
    }
    add_index(snapshot, revisions);
    finish_all(snapshot);
    g_ptr_array_sort(snapshot->resources, compare_paths);
    return snapshot;
}

static void snapshot_clear(gpointer data)
{
    Snapshot *snapshot = data;

    g_hash_table_unref(snapshot->by_path);
    g_hash_table_unref(snapshot->histories);
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

const GPtrArray *snapshot_resources(const Snapshot *snapshot)
{
    return snapshot->resources;
}

bool snapshot_has_history(const Snapshot *snapshot, const char *agenda_id)
{
    return g_hash_table_contains(snapshot->histories, agenda_id);
}
