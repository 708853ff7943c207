#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/paper/paper_printer.h"

/* A time that a resource does not have. */
#define RESOURCE_UNDATED G_MININT64

/* What stands at an address: a feed in one format, a page, or what pages need. Immutable once
 * finished; reference-counted, also across threads. */
typedef struct Resource {
    char *path;             /* as of a file: "gfmd-2007/agencies/ilo.ics", "gfmd-2007/index.html" */
    const char *media_type; /* "text/calendar; charset=utf-8"; static */
    char *file_name;        /* what to call it when saved: "gfmd-2007-ilo.ics"; NULL for a page */
    char *etag;             /* with its quotes; NULL until resource_finish */
    /* In Unix seconds, or RESOURCE_UNDATED. Each tells the body from all that have stood or will
     * stand there: `changed` if the options are the same, `last_modified` whatever they were. */
    gint64 changed;
    gint64 last_modified;
    char *embed;       /* of a page: the origins whose pages may show it in a frame; or NULL */
    bool is_private;   /* only for those who were given its address */
    bool is_immutable; /* its path changes with its body: the body at this path never changes */
    GBytes *body;
    Paper *paper;    /* what the body is yet to be printed from, which takes long; else NULL */
    GBytes *gzip;    /* the body in gzip; NULL if that does not pay, or is not wanted */
    char *gzip_etag; /* the tag of that; or NULL */
    bool varies;     /* some requests get it in gzip (RFC 9110 §12.5.5) */
} Resource;

/* A resource that is not finished and not dated. Takes the path, the file name and the body, which
 * is NULL if it is yet to be printed. */
Resource *resource_new(char *take_path, const char *media_type, char *take_file_name,
                       GBytes *take_body);
Resource *resource_ref(Resource *resource);
void resource_unref(Resource *resource);

/* Prints the body from the paper, which is freed. Not on a resource that others have already. If it
 * fails, as paper_printer_print does, all stays as it was. */
bool resource_print(Resource *resource, PaperPrinter *printer, const gint *is_stopped,
                    GError **error);

/* Finishes a resource for serving: sets its entity tag, the XXH128 of the body (RFC 9110 §8.8.3;
 * with 128 bits, no two bodies will ever share one), and with `compress` the body in gzip, if that
 * pays, with its own tag. It is a separate step because only a server needs it, and compressing
 * takes longer than rendering. Does nothing if it has been done. */
void resource_finish(Resource *resource, bool compress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resource, resource_unref)
