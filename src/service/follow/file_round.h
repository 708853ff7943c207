#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Looking at files, as opposed to waiting for events: it finds what the kernel does not report.
 * That is what other machines write to a shared disk, what is written through another name (a hard
 * link, a file that is mounted alone, the lower layer of an overlay), and what is mounted.
 */

/* What a file looks like from outside: enough to see that it has been written to or replaced. */
typedef struct FileLook {
    guint64 device;  /* what it is stored on, st_dev */
    gint64 size;     /* octets */
    gint64 modified; /* when its text changed, in nanoseconds of the disk's clock */
    gint64 changed;  /* when anything about it changed, likewise */
    /* Others may write to it, and are not seen to close it, as in a network file system. */
    bool is_shared;
    bool is_lost; /* no folder has it any more, for it was mounted alone and then replaced */
} FileLook;

/* False if there is no such file, or it is out of reach. May take long where a disk is not of this
 * machine. */
bool file_look_take(const char *path, FileLook *out_look);

/* Whether nothing has changed between two looks, as far as can be seen. */
bool file_look_is_same(const FileLook *a, const FileLook *b);

/* What all files looked like when somebody went round. */
typedef struct FileRound {
    gint64 began;      /* monotonic, microseconds */
    GHashTable *looks; /* path without links (char *) → FileLook, of those that are there */
    char *lack;        /* what is wrong with one that cannot be looked at; NULL: nothing */
    bool has_lost;     /* it is that such a file is lost, which no reading tells */
} FileRound;

/* Goes round: `paths`, ended by NULL, are files or folders of agendas, as for agendas_list_files.
 */
FileRound *file_round_go(char **paths);
void file_round_free(FileRound *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileRound, file_round_free)

/* Somebody who goes round again and again, in a thread, so that nobody else waits for a disk. */
typedef struct FileRounds FileRounds;

/* How long a round may take until something is said. */
#define FILE_ROUND_PATIENCE_SECONDS 10

/* Times in milliseconds. */
typedef struct FileRoundTimes {
    guint interval; /* from each round, and from now, to the next */
    guint patience; /* how long a round may take: FILE_ROUND_PATIENCE_SECONDS */
} FileRoundTimes;

/* Called on the default GMainContext after each round, which is borrowed; and with NULL, once,
 * while a round takes longer than it may. */
typedef void (*FileRoundsFunc)(const FileRound *round, gpointer data);

/* Goes round from now on. The paths are copied. */
FileRounds *file_rounds_new(char **paths, FileRoundTimes times, FileRoundsFunc func, gpointer data);

/* Does not wait for a round that is under way; `func` is not called any more. */
void file_rounds_free(FileRounds *rounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileRounds, file_rounds_free)
