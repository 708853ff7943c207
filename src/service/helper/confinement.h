#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What a process gives up for good before it meets what strangers wrote: all files but some, other
 * programs, more memory and time than it needs and, unless it is to reach strangers, the network.
 * What the kernel does not know stays open; a program built without libseccomp keeps the calls.
 */
typedef struct ConfinementLimits {
    gsize memory;      /* octets more than the process has now */
    guint cpu_seconds; /* of computing from now on; then it is ended by SIGXCPU */
    gsize output;      /* octets in each file that it writes; then by SIGXFSZ */
    /* Files, and folders with all that is in them, which can be read; ended by NULL. They need not
     * exist. Nothing can be written that is not open. */
    const char *const *readable;
    bool is_online; /* it keeps the network, and with it most system calls */
} ConfinementLimits;

/* Fails if a limit cannot be set. */
bool confinement_enter(const ConfinementLimits *limits, GError **error);
