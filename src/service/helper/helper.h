#pragma once

#include <glib.h>
#include <stdbool.h>

#include "service/exit_status.h"

/*
 * This program again, for work that meets what strangers wrote: a process with nothing to lose
 * (confinement.h), which can be ended at any time. It reads standard input, and writes what it
 * makes to standard output and what it has to say to standard error; both are files in memory, so
 * that it never waits for whoever started it.
 */
typedef struct HelperTask {
    const char *const *arguments; /* its command line after "confeed"; ended by NULL */
    int input;                    /* the file that it has for its standard input */
    guint patience;               /* it is ended after so many seconds */
    int stop;                     /* it is ended once something can be read from this; -1: never */
} HelperTask;

typedef enum HelperEnd {
    HELPER_END_STATUS,  /* by itself, with an exit status */
    HELPER_END_SIGNAL,  /* by a signal, as one that needs more than it may have is */
    HELPER_END_LATE,    /* it took too long */
    HELPER_END_STOPPED, /* it was to stop */
} HelperEnd;

/* One that has ended. */
typedef struct Helper {
    HelperEnd end;
    int number;   /* its exit status, or the signal */
    int out;      /* what it made: a file, from its start */
    int messages; /* what it said, likewise */
} Helper;

/* Runs one to its end. False if it cannot be started. */
bool helper_run(const HelperTask *task, Helper *out, GError **error);
void helper_clear(Helper *helper);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Helper, helper_clear)

/* All that stands in a file, followed by a NUL; the caller's own. NULL, with errno, if it cannot be
 * read. */
char *helper_dup_file(int file, gsize *out_size);

/* --- in the process itself --------------------------------------------------------------- */

/* To be called first: the process ends when whoever started it does. */
void helper_begin(void);

/* Reads standard input to its end. NULL if it is more than `most` octets. */
GByteArray *helper_read_input(gsize most);

/* End the process at once: what libraries do at the end may need what was given up. */
void helper_end(ExitStatus status) G_GNUC_NORETURN;
void helper_fail(ExitStatus status, const char *message) G_GNUC_NORETURN;
