#include "publish/resource.h"

#include "publish/gzip.h"

/* Half of a SHA-256: no two bodies will ever share it. */
#define ETAG_DIGITS 32

Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       gint64 last_modified, GBytes *take_body)
{
    Resource *resource = g_atomic_rc_box_new0(Resource);

    resource->path = take_path;
    resource->media_type = media_type;
    resource->file_name = take_file_name;
    resource->last_modified = last_modified;
    resource->changed = RESOURCE_UNDATED;
    resource->body = take_body;
    return resource;
}

Resource *resource_ref(Resource *resource)
{
    return g_atomic_rc_box_acquire(resource);
}

static void resource_clear(gpointer data)
{
    Resource *resource = data;

    g_free(resource->path);
    g_free(resource->file_name);
    g_free(resource->etag);
    g_free(resource->gzip_etag);
    g_bytes_unref(resource->body);
    g_clear_pointer(&resource->gzip, g_bytes_unref);
}

void resource_unref(Resource *resource)
{
    if (resource != NULL) {
        g_atomic_rc_box_release_full(resource, resource_clear);
    }
}

static char *etag_of(GBytes *body)
{
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, body);

    return g_strdup_printf("\"%.*s\"", ETAG_DIGITS, digest);
}

void resource_finish(Resource *resource, bool compress)
{
    if (resource->etag != NULL) {
        return;
    }
    resource->etag = etag_of(resource->body);
    resource->gzip = compress ? gzip_compress(resource->body) : NULL;
    resource->gzip_etag = resource->gzip != NULL ? etag_of(resource->gzip) : NULL;
}
