#pragma once

#include <glib.h>

/* Memory for many small objects that are all freed at once. */
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Memory for `size` octets, aligned for any type of at most eight octets. Not cleared. It belongs
 * to the arena. */
gpointer arena_take(Arena *arena, gsize size);

/* A copy of `length` octets, followed by a NUL. It belongs to the arena. */
const char *arena_copy_text(Arena *arena, const char *text, gsize length);
