#pragma once

#include <glib.h>
#include <stdbool.h>

/* Leaves the process nothing but to compute, to read files that it may open, to write to what is
 * open, and to end. Any other system call fails with EPERM. Needs PR_SET_NO_NEW_PRIVS. A program
 * built without libseccomp does nothing. */
bool syscall_filter_enter(GError **error);
