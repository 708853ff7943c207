#pragma once

#include <glib.h>

#include "model/address/feed_kind.h"
#include "model/address/format.h"

/*
 * What stands where. A path has no slash before it: "gfmd-2007/agencies/ilo.ics", as in files and,
 * behind the slash, over HTTP. An address has one spelling; nothing in a path is ever unescaped.
 */

/* What the page of a folder is called where a folder cannot be asked for: in files. */
#define ADDRESS_INDEX "index.html"

/* The page of all changes of an agenda, in its folder. */
#define ADDRESS_CHANGES "changes.html"

/* The folder of private calendars, which no agenda can have as its id. */
#define ADDRESS_PRIVATE "private"

typedef enum AddressKind {
    ADDRESS_OTHER,     /* none of the others: a page of no feed, what pages need, or nothing */
    ADDRESS_FEED,      /* a feed: "gfmd-2007/agencies/ilo.ics" */
    ADDRESS_SELECTION, /* whatever is asked for of an agenda: "gfmd-2007/select.ics"; its page,
                        * "gfmd-2007/index.html", which is of all of it unless asked */
    ADDRESS_PRIVATE_CALENDAR, /* "private/TOKEN.ics" */
} AddressKind;

/* What a path says by itself, whether or not anything stands there. */
typedef struct Address {
    AddressKind kind;
    Format format;      /* N_FORMATS, which a feed or selection never has: it ends as none does */
    FeedKind feed_kind; /* of what is no ADDRESS_OTHER */
    gsize stem_octets;  /* of the path: what comes before the extension */
} Address;

/* Takes a path apart. Takes no memory. */
Address address_parse(const char *path);

/* Which parameters the address takes; 0: nothing can stand there. */
ParameterSet address_parameters(const Address *address);

/* Whether a path of this form may have been ours once: it has only octets of ids (ID_CODE_OCTETS)
 * between its slashes, and leads nowhere else. */
bool address_is_path(const char *path);

/* These return the caller's own. */

/* The id of the agenda that a path begins with. */
char *address_dup_agenda(const char *path);

/* The path of a feed, without an extension: "gfmd-2007/agencies/ilo". `id` is NULL for
 * FEED_KIND_AGENDA, "gfmd-2007/agenda", and FEED_KIND_SELECTION, "gfmd-2007/select". */
char *address_dup_feed(const char *agenda_id, FeedKind kind, const char *id);

/* The same of the feed at an address, which is of a feed or a selection: "gfmd-2007/agenda" of
 * "gfmd-2007/index.html". */
char *address_dup_feed_of(const Address *address, const char *path);

/* The path of a feed in a format. The page of the whole agenda is the index of its folder, and so
 * is that of a selection. */
char *address_dup(const char *feed_path, FeedKind kind, Format format);

/* The path of a private calendar; `name` is its token, or what stands for that. */
char *address_dup_private(const char *name, Format format);
