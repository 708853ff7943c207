#pragma once

#include <glib.h>

/*
 * What was said of things that are tried again and again: what stays wrong is said once.
 */
typedef struct Told Told;

Told *told_new(void);
void told_free(Told *told);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Told, told_free)

/* Says an error, unless it was the last that was said of the same thing. */
void told_error(Told *told, const char *thing, const char *text);

/* It went well: what goes wrong next is said again. */
void told_forget(Told *told, const char *thing);
void told_forget_all(Told *told);
