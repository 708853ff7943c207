#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What a process gives up for good before it reads what strangers wrote: the network, all files but
 * a folder, other programs, and more memory and time than it needs. What the kernel does not know
 * stays open; a program built without libseccomp keeps the calls.
 */
typedef struct ConfinementLimits {
    gsize memory;         /* octets more than the process has now */
    guint cpu_seconds;    /* of computing from now on; then it is ended by SIGXCPU */
    gsize output;         /* octets in each file that it writes; then by SIGXFSZ */
    const char *readable; /* the folder in which files can be read; need not exist */
} ConfinementLimits;

/* Fails if a limit cannot be set. */
bool confinement_enter(const ConfinementLimits *limits, GError **error);
