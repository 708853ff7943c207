#pragma once

#include "history/history.h"
#include "service/exit_status.h"

/* Where the history is unless the command line or $CONFEED_HISTORY says otherwise. */
#define HISTORY_FILE_DEFAULT "confeed.db"

/* The history that a command works with: `given` (of --history, or NULL), else $CONFEED_HISTORY,
 * else the default. */
const char *history_file_path(const char *given);

/* Opens a history. On failure everything has been said and out_status is set. */
History *history_file_open(const char *path, HistoryAccess access, ExitStatus *out_status);

/* A revision as a person names it: "gfmd-2007@12", or "12" of the only agenda that the history
 * holds; "gfmd-2007@" is the last one. */
typedef struct RevisionName {
    char *agenda;
    guint number;
} RevisionName;

void revision_name_clear(RevisionName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RevisionName, revision_name_clear)

/* Whether a text has that form. */
bool revision_name_is_one(const char *text);

/* Finds what it names; says why if it cannot: then out_status is set. */
bool revision_name_resolve(History *history, const char *text, RevisionName *out_name,
                           ExitStatus *out_status);
