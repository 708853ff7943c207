#pragma once

#include "model/address/format.h"
#include "serve/http/policy.h"
#include "serve/http/query.h"
#include "site/resource.h"

/* What is not in a snapshot and is made when somebody asks for it: a selection, a calendar as it
 * was or told in another form, or the list of its changes. */
typedef struct Demand {
    char *path;   /* as in Resource: "gfmd-2007/agencies/ilo.ics"; it need not exist */
    char *token;  /* of a private calendar, whose path nobody else has; or NULL */
    guint number; /* of the revision asked for; 0: none */
    bool has_at;
    gint64 at; /* Unix seconds */
    CalendarForm form;
    SelectionQuery *selection; /* of whatever agenda that will be; NULL: as the path says */
    char *words;               /* for a page: what is shown has them; NULL: any */
    bool compress;             /* in gzip too */
    char *key;                 /* canonical text: equal demands, and no others, have equal keys */
} Demand;

/* Counted, and immutable once it is shared. */

Demand *demand_new(const char *path, const Query *query);

/* The private calendar of a token, in whose place its path has the digest. */
Demand *demand_new_private(const char *token, Format format, const Query *query);

/* Whether it is of a revision that is named, or of a time. */
bool demand_is_past(const Demand *demand);

/* Asks for it in gzip too, which takes longer than making it. Not to be called once it waits. */
void demand_compress(Demand *demand);
Demand *demand_ref(Demand *demand);
void demand_unref(Demand *demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Demand, demand_unref)

typedef enum DemandOutcome {
    DEMAND_MADE,
    DEMAND_NOT_FOUND, /* 404 */
    DEMAND_REFUSED,   /* 400 */
    DEMAND_FAILED,    /* 503: for the moment */

    /* Nothing yet: what it is to be made of is being fetched beside the main thread. It is asked
     * for again once that is there (server_resume_demands): */
    DEMAND_BEGUN,   /* for this demand, to whose account it goes */
    DEMAND_WAITING, /* for another one, and then perhaps for this */
} DemandOutcome;

/* Who makes it. What is made, or not found or refused, holds as long as the snapshot that is
 * served, and is kept. */
typedef struct DemandMaker {
    /* Sets out_resource (the caller's own, with or without its etag) for DEMAND_MADE and only then,
     * and out_text, words in plain text with a line feed at their end that say why not, for
     * DEMAND_NOT_FOUND and DEMAND_REFUSED if it has something to say: else it is left NULL. Always
     * called on the thread that runs the default main context. */
    DemandOutcome (*make)(const Demand *demand, Resource **out_resource, char **out_text,
                          gpointer data);
    gpointer data;
    bool compress; /* what is made may be sent in gzip */
    Policy policy; /* as that of the server */
} DemandMaker;
