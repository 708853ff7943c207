#pragma once

#include <glib.h>

/*
 * Threads that can handle a fault: each has a stack of its own for that (sigaltstack(2)), since
 * what is at fault may be that its other one is full. Without memory GLib's words of it do that: to
 * put them together it needs memory.
 */
#define THREAD_FAULT_STACK_OCTETS (64 * 1024)

/* As g_thread_new and g_thread_try_new. */
GThread *thread_new(const char *name, GThreadFunc run, gpointer data);
GThread *thread_try_new(const char *name, GThreadFunc run, gpointer data, GError **error);
