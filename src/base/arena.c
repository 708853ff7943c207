#include "base/arena.h"

#include <string.h>

/* Large enough that malloc maps each block by itself and gives it back to the system at once. */
#define BLOCK_SIZE ((gsize)1024 * 1024)
#define ALIGNMENT ((gsize)8)

struct Arena {
    GPtrArray *blocks;
    char *next; /* in the last block of the common size */
    gsize left;
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);

    arena->blocks = g_ptr_array_new_with_free_func(g_free);
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL) {
        return;
    }
    g_ptr_array_unref(arena->blocks);
    g_free(arena);
}

static char *take_octets(Arena *arena, gsize size)
{
    if (size > BLOCK_SIZE / 8 && size > arena->left) {
        char *block = g_malloc(size);
        g_ptr_array_add(arena->blocks, block);
        return block;
    }
    if (size > arena->left) {
        arena->next = g_malloc(BLOCK_SIZE);
        arena->left = BLOCK_SIZE;
        g_ptr_array_add(arena->blocks, arena->next);
    }

    char *taken = arena->next;
    arena->next += size;
    arena->left -= size;
    return taken;
}

gpointer arena_take(Arena *arena, gsize size)
{
    gsize excess = (gsize)arena->next % ALIGNMENT;
    gsize padding = excess == 0 ? 0 : ALIGNMENT - excess;

    if (padding > arena->left) {
        padding = arena->left;
    }
    arena->next += padding;
    arena->left -= padding;
    return take_octets(arena, size);
}

const char *arena_copy_text(Arena *arena, const char *text, gsize length)
{
    char *copy = take_octets(arena, length + 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
