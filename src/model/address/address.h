#pragma once

#include <glib.h>

#include "model/address/feed_kind.h"
#include "model/address/format.h"

/*
 * What stands at which address.
 *
 * A path is as in the tree of files, or as in a URL after its first slash:
 * "gfmd-2007/agencies/ilo.ics". Each address has one spelling only; nothing in a path is ever
 * unescaped.
 */

/* The file name of a folder's page: a tree of files cannot be asked for a folder. */
#define ADDRESS_INDEX "index.html"

/* The page of all changes to an agenda, in the agenda's folder. */
#define ADDRESS_CHANGES "changes.html"

/* The folder of private calendars. No agenda can have it as its id. */
#define ADDRESS_PRIVATE "private"

typedef enum AddressKind {
    ADDRESS_OTHER, /* none of the others: a page of no feed, a file that pages need, or nothing at
                    * all */
    ADDRESS_FEED,  /* a feed: "gfmd-2007/agencies/ilo.ics" */
    ADDRESS_SELECTION,        /* a selection: "gfmd-2007/select.ics", or as a page
                               * "gfmd-2007/index.html", which shows all unless parameters narrow
                               * it */
    ADDRESS_TABLE,            /* who contributes what, as a table: "gfmd-2007/table.html" */
    ADDRESS_PRIVATE_CALENDAR, /* "private/TOKEN.ics" */
} AddressKind;

/* What the form of a path says, whether or not anything stands there. */
typedef struct Address {
    AddressKind kind;
    Format format; /* N_FORMATS if the path has no known extension; a feed, a selection or a table
                    * always has one */
    FeedKind feed_kind; /* not set for ADDRESS_OTHER and ADDRESS_TABLE */
    gsize stem_octets;  /* length of the path before its extension */
} Address;

/* Takes a path apart. Allocates nothing. */
Address address_parse(const char *path);

/* The parameters that an address accepts; 0 if nothing can stand there. */
ParameterSet address_parameters(const Address *address);

/* Whether a path may have been ours once: it consists of octets of ids (ID_CODE_OCTETS) between
 * slashes, and no segment is empty, "." or "..". */
bool address_is_path(const char *path);

/* The caller owns what these return. */

/* The id of an agenda, which is the first segment of a path. */
char *address_dup_agenda(const char *path);

/* The path of a feed, without an extension: "gfmd-2007/agencies/ilo". `id` is NULL for
 * FEED_KIND_AGENDA ("gfmd-2007/agenda") and FEED_KIND_SELECTION ("gfmd-2007/select"). */
char *address_dup_feed(const char *agenda_id, FeedKind kind, const char *id);

/* The path, without an extension, of the feed at `path`, whose address is a feed or a selection:
 * "gfmd-2007/agenda" for "gfmd-2007/index.html". */
char *address_dup_feed_of(const Address *address, const char *path);

/* The path of a feed in a format. The page of the whole agenda and the page of selections are the
 * index of the agenda's folder. */
char *address_dup(const char *feed_path, FeedKind kind, Format format);

/* The path of an agenda's table in a format. */
char *address_dup_table(const char *agenda_id, Format format);

/* The path of a private calendar; `name` is its token or a placeholder for it. */
char *address_dup_private(const char *name, Format format);
