#pragma once

#include "file/extent.h"
#include "service/exit_status.h"

/* `due` of a file that is read only once a change is reported. */
#define FOLLOWED_FILE_NEVER G_MAXINT64

/* Tries after failures that may pass begin after a second, and are at last this far apart. */
#define FOLLOWED_FILE_RETRY_SECONDS_MAX 60

/* An agenda file that is read again whenever it changes, and what became of it. Times are
 * monotonic, in microseconds. */
typedef struct FollowedFile {
    char *path;
    ExitStatus status;   /* of the last reading */
    char *agenda_id;     /* of the agenda that it held last; NULL if it held none */
    Extent *taken;       /* of the text that was taken from it last; or NULL */
    bool is_twin;        /* another file has an agenda of the same id: neither is taken */
    bool is_waiting;     /* nothing has come from its source yet */
    bool is_held;        /* what it holds is held back */
    bool is_failed;      /* it could not be published, and that was reported */
    guint64 said_digest; /* digest of the text that `said` is about */
    char *said;          /* the last error that was printed; or NULL */
    gint64 due;          /* when to read it even if no change is reported */
    guint tries;         /* how many have failed in a row */
    guint n_renamed;     /* sessions that its source calls otherwise than the agenda does */
} FollowedFile;

/* A list of files (FollowedFile *), empty. */
GPtrArray *followed_files_new(void);

/* Brings the list to these paths (char *), in their order; what is known of a file stays. */
void followed_files_settle(GPtrArray *files, const GPtrArray *paths);

/* Prints an error of a file, unless it was the last one printed and of the same text. */
void followed_file_tell(FollowedFile *file, const Extent *extent, const char *text);

/* Prints that what it says stays back, unless that was the last thing printed and of the same text.
 * Nothing is wrong with the file: it counts as taken. */
void followed_file_keep_back(FollowedFile *file, const Extent *extent, const char *text);

/* Notes that its agenda was taken: nothing is wrong with the file. */
void followed_file_take(FollowedFile *file, const Extent *extent);

/* Notes a failure: the file is read again, later after each failure in a row. */
void followed_file_put_off(FollowedFile *file, gint64 now);

/* When the next file is to be read; FOLLOWED_FILE_NEVER if none is due. */
gint64 followed_files_next_due(const GPtrArray *files);
