/* Covers src/base/arena.c */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_taken_is_aligned_whatever_was_taken_before(void **state)
{
    g_autoptr(Arena) arena = arena_new();

    for (gsize length = 0; length < 100; length++) {
        arena_copy_text(arena, "", 0);
        assert_int_equal((uintptr_t)arena_take(arena, length + 1) % 8, 0);
    }
}

static void things_do_not_overlap_over_many_blocks(void **state)
{
    g_autoptr(Arena) arena = arena_new();
    gsize *numbers[5000];

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        numbers[i] = arena_take(arena, 1000);
        memset(numbers[i], 0xFF, 1000);
        *numbers[i] = i;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        assert_int_equal(*numbers[i], i);
    }
}

static void a_large_thing_leaves_room_for_small_ones(void **state)
{
    g_autoptr(Arena) arena = arena_new();
    const char *before = arena_copy_text(arena, "before", 6);
    char *large = arena_take(arena, (gsize)8 * 1024 * 1024);

    memset(large, 'x', (gsize)8 * 1024 * 1024);
    const char *after = arena_copy_text(arena, "after", 5);
    assert_ptr_equal(after, before + strlen("before") + 1 + 1);
    assert_string_equal(before, "before");
    assert_string_equal(after, "after");
}

static void a_text_is_cut_at_its_length(void **state)
{
    g_autoptr(Arena) arena = arena_new();

    assert_string_equal(arena_copy_text(arena, "abcdef", 3), "abc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_aligned_whatever_was_taken_before),
        cmocka_unit_test(things_do_not_overlap_over_many_blocks),
        cmocka_unit_test(a_large_thing_leaves_room_for_small_ones),
        cmocka_unit_test(a_text_is_cut_at_its_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
