#pragma once

#include <glib.h>

/* One address with what stands there: a feed in one format, or a page. Immutable. */
typedef struct Resource {
    char *path;             /* "gfmd-2007/agencies/ilo.ics", "gfmd-2007/index.html": as in files */
    const char *media_type; /* "text/calendar; charset=utf-8"; static */
    char *file_name;        /* what to call it when saved: "gfmd-2007-ilo.ics"; NULL for a page */
    char *etag;             /* with its quotes; NULL until resource_add_etag */
    gint64 last_modified;   /* Unix seconds */
    GBytes *body;
} Resource;

/* Takes the path, the file name and the body. */
Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       gint64 last_modified, GBytes *take_body);
void resource_free(Resource *resource);

/* Gives it its entity tag, a function of the body alone (RFC 9110 §8.8.3): only those who serve it
 * need one, and hashing takes longer than rendering. */
void resource_add_etag(Resource *resource);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resource, resource_free)
