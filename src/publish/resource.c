#include "publish/resource.h"

/* Half of a SHA-256: no two bodies will ever share it. */
#define ETAG_DIGITS 32

Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       gint64 last_modified, GBytes *take_body)
{
    Resource *resource = g_new0(Resource, 1);

    resource->path = take_path;
    resource->media_type = media_type;
    resource->file_name = take_file_name;
    resource->last_modified = last_modified;
    resource->body = take_body;
    return resource;
}

void resource_free(Resource *resource)
{
    if (resource == NULL) {
        return;
    }
    g_free(resource->path);
    g_free(resource->file_name);
    g_free(resource->etag);
    g_bytes_unref(resource->body);
    g_free(resource);
}

void resource_add_etag(Resource *resource)
{
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, resource->body);

    g_assert(resource->etag == NULL);
    resource->etag = g_strdup_printf("\"%.*s\"", ETAG_DIGITS, digest);
}
