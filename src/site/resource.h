#pragma once

#include <glib.h>
#include <stdbool.h>

#define RESOURCE_UNDATED G_MININT64

/* One address with what stands there: a feed in one format, or a page. Immutable; shared by
 * reference count, also between threads. */
typedef struct Resource {
    char *path;             /* "gfmd-2007/agencies/ilo.ics", "gfmd-2007/index.html": as in files */
    const char *media_type; /* "text/calendar; charset=utf-8"; static */
    char *file_name;        /* what to call it when saved: "gfmd-2007-ilo.ics"; NULL for a page */
    char *etag;             /* with its quotes; NULL until resource_finish */
    gint64 last_modified;   /* Unix seconds */
    gint64 changed;    /* of a feed with a history: tells its body from every other one that has
                        * stood or will stand there; else RESOURCE_UNDATED */
    bool is_private;   /* only for those who were given its address */
    bool is_immutable; /* the path changes with the body: what stands there will never be another */
    GBytes *body;
    GBytes *gzip;    /* the same in gzip; NULL if that does not pay, or is not wanted */
    char *gzip_etag; /* of that; NULL */
    bool varies;     /* others may get it in gzip (RFC 9110 §12.5.5) */
} Resource;

/* Takes the path, the file name and the body; undated. */
Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       gint64 last_modified, GBytes *take_body);
Resource *resource_ref(Resource *resource);
void resource_unref(Resource *resource);

/* Gives it its entity tag, the XXH128 of the body (RFC 9110 §8.8.3; of 128 bits, no two bodies will
 * ever share them), and with `compress` the body in gzip, if that pays, with a tag of its own: only
 * those who serve it need them, and compressing takes longer than rendering. Nothing if that has
 * been done. */
void resource_finish(Resource *resource, bool compress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resource, resource_unref)
