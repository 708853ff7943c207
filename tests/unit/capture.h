#pragma once

#include <glib.h>

/* What a function writes to the standard streams. */
typedef struct Captured {
    char *out;
    char *err;
    int status; /* what it returned */
} Captured;

void captured_clear(Captured *captured);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Captured, captured_clear)

/* Runs a function, in which nothing may be asserted, with both streams led into files. */
Captured capture_run(int (*run)(gpointer data), gpointer data);
