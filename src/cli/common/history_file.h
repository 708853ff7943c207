#pragma once

#include "history/history.h"
#include "service/exit_status.h"

/* Where the history is unless --history or $CONFEED_HISTORY says otherwise. */
#define HISTORY_FILE_DEFAULT "confeed.db"

/* The path of the history that a command works with: `given` (the value of --history, or NULL),
 * else $CONFEED_HISTORY, else the default. Borrowed. */
const char *history_file_path(const char *given);

/* Opens a history. On failure the error has been printed and out_status is set. */
History *history_file_open(const char *path, HistoryAccess access, ExitStatus *out_status);

/* Opens a history that has to be there, if only for reading: writing would make one where there is
 * none. */
History *history_file_open_existing(const char *path, HistoryAccess access, ExitStatus *out_status);

/* Says that a history has no such agenda, and which it has; returns the exit status for the command
 * to end with. */
ExitStatus history_file_say_unknown(History *history, const char *agenda);

/* Finds the last revision of an agenda. If there is none, or it cannot be found out, the error has
 * been printed and out_status is set. */
bool history_file_find_last(History *history, const char *agenda, guint *out_last,
                            ExitStatus *out_status);

/* A revision as a person names it: "gfmd-2007@12", or "12" if the history holds only one agenda;
 * "gfmd-2007@" is the last revision. */
typedef struct RevisionName {
    char *agenda;
    guint number;
} RevisionName;

void revision_name_clear(RevisionName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RevisionName, revision_name_clear)

/* Whether a text has this form; whether there is such a revision is another question. */
bool revision_name_is_one(const char *text);

/* Finds the revision that a text names. If it fails, it prints the error and sets out_status. */
bool revision_name_resolve(History *history, const char *text, RevisionName *out_name,
                           ExitStatus *out_status);
