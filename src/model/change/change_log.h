#pragma once

#include <glib.h>

/*
 * What the revisions of an agenda have changed in each of its feeds, in words: for those who read
 * of changes. It holds the last CHANGE_LOG_NOTES_MAX of each feed. Immutable once it is shared;
 * counted, also between threads.
 */
#define CHANGE_LOG_NOTES_MAX 50

typedef struct ChangeLog ChangeLog;

/* What a revision has changed in a feed. */
typedef struct ChangeNote {
    guint number; /* of the revision */
    gint64 stamp; /* of the revision, Unix seconds */
    char *words;  /* lines of text, one or more, each with its end */
    char *json;   /* an array of changes */
} ChangeNote;

/* The lines of a note without their ends; the caller's own. */
char **change_note_dup_lines(const ChangeNote *note);

ChangeLog *change_log_new(void);

/* A log that can be added to; what it has in common with the other is not copied. */
ChangeLog *change_log_dup(const ChangeLog *log);

ChangeLog *change_log_ref(ChangeLog *log);
void change_log_unref(ChangeLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChangeLog, change_log_unref)

/* Adds a note, of a later revision than all that the feed has, to a log that is not shared. The
 * words have a line at least. */
void change_log_add(ChangeLog *log, const char *path, guint number, gint64 stamp, const char *words,
                    const char *json);

/* How many feeds a revision has changed, as far as the notes tell. */
guint change_log_count(const ChangeLog *log, guint number);

/* The notes on a feed (const ChangeNote *), the latest first; NULL if there are none. */
const GPtrArray *change_log_find(const ChangeLog *log, const char *path);
