#pragma once

#include <glib.h>

/* Memory for many small things that are freed all at once. */
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Room for `size` octets, aligned for any type of at most eight; not cleared. */
gpointer arena_take(Arena *arena, gsize size);

/* A copy of `length` octets with a NUL after them. */
const char *arena_copy_text(Arena *arena, const char *text, gsize length);
