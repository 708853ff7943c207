#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What each revision of an agenda changed in each feed, in words, for people who want to know what
 * is new. A log keeps the last CHANGE_LOG_NOTES_MAX notes of each feed. Immutable once shared;
 * shared by reference count, between threads too.
 */
#define CHANGE_LOG_NOTES_MAX 50

typedef struct ChangeLog ChangeLog;

/* What a revision changed in a feed. */
typedef struct ChangeNote {
    guint number; /* the revision's number */
    gint64 stamp; /* the revision's stamp, Unix seconds */
    char *words;  /* one or more lines of text, each with its line feed */
    char *json;   /* the changes as a JSON array */
} ChangeNote;

/* How a line goes on, after a semicolon, where it ends with the clashes that a change has made or
 * solved. The history has them, but not everybody is shown them. */
#define CHANGE_NOTE_CLASH "now clashes with"
#define CHANGE_NOTE_NO_CLASH "no longer clashes with"

/* The lines of a note without their line feeds, and without clashes unless they are to be shown.
 * The caller owns them. */
char **change_note_dup_lines(const ChangeNote *note, bool with_clashes);

ChangeLog *change_log_new(void);

/* A copy that notes can be added to. It shares the notes with the original. */
ChangeLog *change_log_dup(const ChangeLog *log);

ChangeLog *change_log_ref(ChangeLog *log);
void change_log_unref(ChangeLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChangeLog, change_log_unref)

/* Adds a note to a log that is not shared. `number` is higher than in any note on the feed, and
 * `words` has at least one line. */
void change_log_add(ChangeLog *log, const char *path, guint number, gint64 stamp, const char *words,
                    const char *json);

/* How many feeds a revision changed, as far as the notes go back. */
guint change_log_count(const ChangeLog *log, guint number);

/* The notes on a feed (const ChangeNote *), the latest first; NULL if there are none. Borrowed. */
const GPtrArray *change_log_find(const ChangeLog *log, const char *path);
