#pragma once

#include "file/agenda_source.h"
#include "service/follow/file_round.h"

/*
 * Looking at the source of an agenda file once: fetching it or reading its file, and importing it.
 * Strangers' text is met by helpers only (service/helper/helper.h).
 */

/* What is remembered from one visit to the next, so that what has not changed costs nothing. All is
 * empty before the first. */
typedef struct SourceMemory {
    char *etag;
    char *last_modified;
    bool is_outside;
    FileLook look;     /* of a file, at the last visit … */
    FileLook imported; /* … and when it was last imported */
} SourceMemory;

void source_memory_clear(SourceMemory *memory);

typedef struct SourceNews {
    char *agenda; /* an agenda file, in JSON */
    gsize size;
    char **remarks; /* as in Import */
} SourceNews;

void source_news_clear(SourceNews *news);

/* Says what of the source of a file is not in the agenda, or not as it was. `told`, if it is not
 * NULL, holds the kinds of things that were told (char *) and are not again; it owns them. */
void source_news_tell(const SourceNews *news, const char *path, GHashTable *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SourceNews, source_news_clear)

typedef enum SourceOutcome {
    SOURCE_OUTCOME_FAILED,
    SOURCE_OUTCOME_SAME, /* as at the last visit */
    SOURCE_OUTCOME_NEW,
} SourceOutcome;

typedef struct SourceVisit {
    const AgendaSource *source;
    const char *agenda_path; /* of the agenda file: a source's file is told from its folder */
    int stop;                /* as in FetchRequest */
} SourceVisit;

/* Takes up to a minute and a quarter, or for a source of several pages five minutes, and a minute
 * to import. A file that changed since the last look is the same until it stands still, but at the
 * first visit. The text of an error names the source. `out_retry_after`: seconds that a server asks
 * to be left alone; 0 if it does not. */
SourceOutcome source_visit(const SourceVisit *visit, SourceMemory *memory, SourceNews *out,
                           guint *out_retry_after, GError **error);

/* The first visit, and the only one; what is left out is told. The text of an error begins with the
 * path of the agenda file. */
bool source_visit_once(const AgendaSource *source, const char *agenda_path, SourceNews *out,
                       GError **error);
