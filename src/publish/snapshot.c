#include "publish/snapshot.h"

#include <string.h>

#include "render/page.h"

struct Snapshot {
    GPtrArray *resources; /* Resource *, by path */
    GHashTable *by_path;  /* path → Resource */
};

static bool add_resource(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    Snapshot *snapshot = data;
    bool is_new = g_hash_table_insert(snapshot->by_path, take_resource->path, take_resource);

    g_assert(is_new);
    resource_add_etag(take_resource);
    g_ptr_array_add(snapshot->resources, take_resource);
    return true;
}

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
}

Snapshot *snapshot_new(const GPtrArray *revisions, const PublishOptions *options)
{
    Snapshot *snapshot = g_atomic_rc_box_new0(Snapshot);

    snapshot->resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_free);
    snapshot->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < revisions->len; i++) {
        publish_revision(revisions->pdata[i], options, add_resource, snapshot, NULL);
    }
    add_index(snapshot, revisions);
    g_ptr_array_sort(snapshot->resources, compare_paths);
    return snapshot;
}

static void snapshot_clear(gpointer data)
{
    Snapshot *snapshot = data;

    g_hash_table_unref(snapshot->by_path);
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
