#pragma once

#include "model/revision/holding.h"

/* What is shown of the service itself, at one moment. All times are Unix seconds. */

typedef struct AgendaFacts {
    const char *id;
    guint number; /* of the revision that is served */
    gint64 stamp; /* when that was published */
    bool has_agencies;
    bool is_without_file;             /* it is served from the history, and its file is gone */
    guint agencies[N_HOLDING_STATES]; /* how many of them hold what */
} AgendaFacts;

/* Where an agenda comes from, if that is followed. */
typedef struct SourceFacts {
    const char *agenda_id;
    gint64 checked; /* when it was last found to be sound; 0: never */
    gint64 changed; /* when something new last came from there; 0: never */
    bool is_good;   /* the last look at it succeeded */
} SourceFacts;

typedef struct ServiceFacts {
    gint64 now;
    gint64 started;
    const char *tz_version; /* of tzdata */

    /* How often agendas were read, from files or a history. */
    guint64 good_readings;
    guint64 bad_readings;
    bool is_last_good;
    gint64 last_good; /* when the last good reading was; 0: none yet */

    GArray *agendas;  /* AgendaFacts, those that are served */
    GArray *sources;  /* SourceFacts */
    guint64 log_lost; /* lines of the access log */
    guint64 resident; /* octets of memory; 0: not known */
    char *lack;       /* what keeps it from being ready although it serves; NULL: nothing does */
} ServiceFacts;

/* Whether there is something to serve, and the history lacks nothing. A file with errors is no
 * reason not to be ready: what was good before is served. */
bool service_facts_are_ready(const ServiceFacts *facts);

/* All of this, and whether it is ready, as JSON with a line feed at its end; the caller's own. */
char *service_facts_to_json(const ServiceFacts *facts);
