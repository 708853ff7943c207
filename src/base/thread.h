#pragma once

#include <glib.h>

/*
 * Threads that survive a fault long enough to report it. Each has a second stack for signal
 * handlers (sigaltstack(2)), because its first may be full. Running out of memory does that: GLib
 * allocates memory to report it, fails again, and recurses until the stack is full.
 *
 * The size of a second stack:
 */
#define THREAD_FAULT_STACK_OCTETS (64 * 1024)

/* Like g_thread_new() and g_thread_try_new(). */
GThread *thread_new(const char *name, GThreadFunc run, gpointer data);
GThread *thread_try_new(const char *name, GThreadFunc run, gpointer data, GError **error);
