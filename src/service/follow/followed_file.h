#pragma once

#include "file/extent.h"
#include "service/exit_status.h"

/* Until something is told of it. */
#define FOLLOWED_FILE_NEVER G_MAXINT64

/* What fails for a reason that may pass is tried again after a second, two, four …, and at last as
 * seldom as this. */
#define FOLLOWED_FILE_RETRY_SECONDS_MAX 60

/* An agenda file that is read again and again, and what became of it. Times are monotonic,
 * microseconds. */
typedef struct FollowedFile {
    char *path;
    ExitStatus status;   /* as it was read last */
    char *agenda_id;     /* of what it held last; NULL if that was none */
    Extent *taken;       /* of what was taken from it last; NULL */
    bool is_held;        /* what it holds is held back */
    bool is_failed;      /* it was not published, and that was said */
    guint64 said_digest; /* of the text of which something was said */
    char *said;          /* what that was; NULL */
    gint64 due;          /* when to read it although nothing is told of it */
    guint tries;         /* that failed, one after the other */
} FollowedFile;

/* The files (FollowedFile *) in an order that is given. */
GPtrArray *followed_files_new(void);

/* Brings the list to these paths (char *), in their order: what is known of a file stays. */
void followed_files_settle(GPtrArray *files, const GPtrArray *paths);

/* Says an error of a file, unless it was the last that was said, and of the same text. */
void followed_file_tell(FollowedFile *file, const Extent *extent, const char *text);

/* Its agenda has been taken: nothing is wrong with it. */
void followed_file_take(FollowedFile *file, const Extent *extent);

/* It failed: it is read again, the later the oftener it has failed. */
void followed_file_put_off(FollowedFile *file, gint64 now);

/* When the next of them is to be read; FOLLOWED_FILE_NEVER. */
gint64 followed_files_next_due(const GPtrArray *files);
