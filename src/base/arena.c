#include "base/arena.h"

#include <string.h>

/* Large enough that malloc maps each block by itself and gives it back to the system at once. */
#define BLOCK_SIZE ((gsize)1024 * 1024)
#define ALIGNMENT ((gsize)8)

struct Arena {
    GPtrArray *blocks;
    char *block; /* the block being filled */
    gsize used;  /* how many octets of it are taken */
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);

    arena->blocks = g_ptr_array_new_with_free_func(g_free);
    /* "Full", so that the first request takes a block, and an unused arena takes none. */
    arena->used = BLOCK_SIZE;
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

static char *add_block(Arena *arena, gsize size)
{
    char *block = g_malloc(size);

    g_ptr_array_add(arena->blocks, block);
    return block;
}

static char *take_octets(Arena *arena, gsize size)
{
    if (size <= BLOCK_SIZE - arena->used) {
        arena->used += size;
        return arena->block + arena->used - size;
    }
    /* A large request gets a block of its own, so that the rest of the current block stays usable.
     * */
    if (size > BLOCK_SIZE / 8) {
        return add_block(arena, size);
    }
    arena->block = add_block(arena, BLOCK_SIZE);
    arena->used = size;
    return arena->block;
}

gpointer arena_take(Arena *arena, gsize size)
{
    /* A block of BLOCK_SIZE may end before the next multiple of ALIGNMENT. */
    arena->used = MIN((arena->used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT, BLOCK_SIZE);
    return take_octets(arena, size);
}

const char *arena_copy_text(Arena *arena, const char *text, gsize length)
{
    char *copy = take_octets(arena, length + 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
