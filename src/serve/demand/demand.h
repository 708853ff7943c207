#pragma once

#include "model/address/format.h"
#include "serve/http/policy.h"
#include "serve/http/query.h"
#include "site/resource.h"

/* Something that is not in a snapshot and is made when somebody asks for it: a selection, a
 * calendar as it was or in another form, or the list of its changes. */
typedef struct Demand {
    char *path;   /* as in Resource: "gfmd-2007/agencies/ilo.ics"; it need not exist */
    char *token;  /* of a private calendar, whose path has its digest; or NULL */
    guint number; /* of the revision asked for; 0: none */
    bool has_at;
    gint64 at; /* Unix seconds */
    CalendarForm form;
    TableForm table;
    PaperForm paper;
    SelectionQuery *selection; /* of the agenda as it is then; NULL: as the path says */
    char *words;               /* for a page, which shows only what holds them; NULL: any */
    bool compress;             /* in gzip, too */
    char *key;                 /* canonical text: equal demands, and no others, have equal keys */
} Demand;

/* Counted, and immutable once it is shared. */

Demand *demand_new(const char *path, const Query *query);

/* A demand for the private calendar of a token. Its path has the token's digest instead. */
Demand *demand_new_private(const char *token, Format format, const Query *query);

/* Whether it asks for a revision by its number, or for a time. */
bool demand_is_past(const Demand *demand);

/* Asks for it in gzip, too, which takes longer than making it. Not to be called once it waits. */
void demand_compress(Demand *demand);
Demand *demand_ref(Demand *demand);
void demand_unref(Demand *demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Demand, demand_unref)

typedef enum DemandOutcome {
    DEMAND_MADE,
    DEMAND_NOT_FOUND, /* 404 */
    DEMAND_REFUSED,   /* 400 */
    DEMAND_FAILED,    /* 503: for the moment */

    /* Nothing yet: what it is made from is being fetched beside the main thread. It is asked for
     * again once that is there (server_resume_demands). */
    DEMAND_BEGUN,   /* for this demand, whose clients are charged for it */
    DEMAND_WAITING, /* for another one, and then perhaps for this */
} DemandOutcome;

/* What makes demands. Whatever is made, not found or refused stays so as long as the snapshot that
 * is served, and is kept. */
typedef struct DemandMaker {
    /* Sets out_resource (the caller's own, with or without its entity tag) for DEMAND_MADE and only
     * then. For DEMAND_NOT_FOUND and DEMAND_REFUSED it sets out_text to words that say why, in
     * plain text with a line feed at the end, or leaves it NULL if there is nothing to say. Always
     * called on the thread that runs the default main context. */
    DemandOutcome (*make)(const Demand *demand, Resource **out_resource, char **out_text,
                          gpointer data);
    gpointer data;
    bool compress; /* what is made may be sent in gzip */
    Policy policy; /* as that of the server */
} DemandMaker;
