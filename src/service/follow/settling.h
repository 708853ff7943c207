#pragma once

#include "service/follow/file_round.h"

/*
 * Decides whether files are whole, as far as can be seen from outside. It knows only what it is
 * told, and looks at no file and no clock. All times are monotonic, in microseconds; a name is
 * anything that tells files apart, such as a path.
 *
 * Whoever has written to a file has more to write until the file is closed. Where closing is not
 * seen, a file counts as whole once its size and its time have stood still.
 */
typedef struct Settling Settling;

typedef enum SettlingEvent {
    SETTLING_WRITTEN,  /* written to, emptied, or made to be written */
    SETTLING_CLOSED,   /* by somebody who may have written to it */
    SETTLING_REPLACED, /* another file stands there from now on, or none */
} SettlingEvent;

/* How long a file must stand still where closing is not seen. */
#define SETTLING_STILL_SECONDS 2

/* Of a file that stays open for longer, something is said. Even so it is not read. */
#define SETTLING_PATIENCE_SECONDS 300

/* No time at all: an event will tell. */
#define SETTLING_NEVER G_MAXINT64

/* `patience` is in microseconds; 0: SETTLING_PATIENCE_SECONDS. */
Settling *settling_new(gint64 patience);
void settling_free(Settling *settling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settling, settling_free)

/* Tells it what has happened to a file. */
void settling_note(Settling *settling, const char *name, SettlingEvent event, gint64 now);

/* Any file may have changed without an event: each has to stand still once. */
void settling_lose_sight(Settling *settling);

/* One file may have changed without an event: it has to stand still once. */
void settling_doubt(Settling *settling, const char *name);

/* Forgets all files whose names begin with `prefix`, for there will be no more events of them. */
void settling_forget(Settling *settling, const char *prefix);

/* When to look again whether a file is whole. 0: it is now; SETTLING_NEVER: an event will tell. */
gint64 settling_look(Settling *settling, const char *name, const FileLook *look, gint64 now);

/* The names (const char *, valid until the next call) of files that have been written to and stayed
 * open for as long as the patience lasts. Each is listed once, until it is written to after having
 * been closed. The array is the caller's. */
GPtrArray *settling_list_overdue(Settling *settling, gint64 now);

/* When the next file will have been open for too long; SETTLING_NEVER if none is being written. */
gint64 settling_next_overdue(const Settling *settling);
