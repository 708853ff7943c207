#include "site/resource.h"

#include <libdeflate.h>
#include <xxhash.h>

/* Fast: higher levels take up to twice the time, and save only 6 % more. */
#define LEVEL 1

/* A body that fits into one packet is sent as fast either way. */
#define MIN_OCTETS 1400

Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       GBytes *take_body)
{
    Resource *resource = g_atomic_rc_box_new0(Resource);

    resource->path = take_path;
    resource->media_type = media_type;
    resource->file_name = take_file_name;
    resource->changed = RESOURCE_UNDATED;
    resource->last_modified = RESOURCE_UNDATED;
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
    g_free(resource->embed);
    g_clear_pointer(&resource->body, g_bytes_unref);
    g_clear_pointer(&resource->paper, paper_free);
    g_clear_pointer(&resource->gzip, g_bytes_unref);
}

void resource_unref(Resource *resource)
{
    if (resource != NULL) {
        g_atomic_rc_box_release_full(resource, resource_clear);
    }
}

bool resource_print(Resource *resource, PaperPrinter *printer, const gint *is_stopped,
                    GError **error)
{
    resource->body = paper_printer_print(printer, resource->paper, is_stopped, error);
    if (resource->body == NULL) {
        return false;
    }
    g_clear_pointer(&resource->paper, paper_free);
    return true;
}

/* A hash of the octets, so that a restart, or another machine, gives the same tag. */
static char *etag_of(GBytes *body)
{
    gsize size;
    gconstpointer octets = g_bytes_get_data(body, &size);
    XXH128_hash_t hash = XXH3_128bits(octets, size);

    return g_strdup_printf("\"%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x\"",
                           (guint64)hash.high64, (guint64)hash.low64);
}

/* A body in gzip format (RFC 1952), without a name or a time: it depends on the octets alone. NULL
 * for a body that fits into one packet, or if it would not save a tenth. */
static GBytes *compress_body(GBytes *body)
{
    gsize size;
    const guint8 *octets = g_bytes_get_data(body, &size);

    if (size < MIN_OCTETS) {
        return NULL;
    }
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    g_assert(compressor != NULL);
    /* libdeflate returns 0 if the result does not fit: so the room is what decides. */
    gsize room = size - size / 10;
    guint8 *compressed = g_malloc(room);
    gsize length = libdeflate_gzip_compress(compressor, octets, size, compressed, room);
    libdeflate_free_compressor(compressor);
    if (length == 0) {
        g_free(compressed);
        return NULL;
    }
    return g_bytes_new_take(g_realloc(compressed, length), length);
}

void resource_finish(Resource *resource, bool compress)
{
    if (resource->etag != NULL) {
        return;
    }
    resource->etag = etag_of(resource->body);
    resource->gzip = compress ? compress_body(resource->body) : NULL;
    /* A representation of its own needs a tag of its own (RFC 9110 §8.8.3.3). */
    resource->gzip_etag = resource->gzip != NULL ? etag_of(resource->gzip) : NULL;
    resource->varies = resource->gzip != NULL;
}
