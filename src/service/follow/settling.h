#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Whether what stands in files is whole, as far as it can be seen from outside: it makes up its
 * mind from what is told to it, and looks at no file and no clock. All times are monotonic,
 * microseconds; a name is whatever tells files apart, such as a path.
 *
 * Who has written into a file has more to write until it is closed. Where that is not seen, a file
 * counts as whole when its size and its time have stood still.
 */
typedef struct Settling Settling;

typedef enum SettlingEvent {
    SETTLING_WRITTEN,  /* or emptied, or made to be written */
    SETTLING_CLOSED,   /* by somebody who may have written */
    SETTLING_REPLACED, /* another file stands there from now on, or none */
} SettlingEvent;

/* What a file looks like. */
typedef struct SettlingLook {
    gint64 size;    /* octets */
    gint64 changed; /* nanoseconds of any clock */
    bool is_shared; /* others write to it who are not seen to close it: a network file system */
} SettlingLook;

/* For how long it has to stand still where closing is not seen. */
#define SETTLING_STILL_SECONDS 2

/* After this something is said of a file that is not closed. It is not read all the same. */
#define SETTLING_PATIENCE_SECONDS 300

/* Until something is told of it. */
#define SETTLING_NEVER G_MAXINT64

/* `patience` is in microseconds; 0: SETTLING_PATIENCE_SECONDS. */
Settling *settling_new(gint64 patience);
void settling_free(Settling *settling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settling, settling_free)

void settling_note(Settling *settling, const char *name, SettlingEvent event, gint64 now);

/* Something may have happened to any file that was not told: each has to stand still once. */
void settling_lose_sight(Settling *settling);

/* The same of one file. */
void settling_doubt(Settling *settling, const char *name);

/* Nothing more will be told of files whose names begin so. */
void settling_forget(Settling *settling, const char *prefix);

/* When to look again whether a file is whole: 0 if it is now, SETTLING_NEVER if that will be told.
 */
gint64 settling_look(Settling *settling, const char *name, const SettlingLook *look, gint64 now);

/* The names (const char *, valid until the next call) of files that have been written to, and not
 * closed, for as long as its patience: each once, until something else is told of it. */
GPtrArray *settling_list_overdue(Settling *settling, gint64 now);

/* When there will be the first of them; SETTLING_NEVER if nothing is being written. */
gint64 settling_next_overdue(const Settling *settling);
