#include "service/message_memory.h"

#include "capture.h"
#include "support.h"

static int tell(gpointer data)
{
    const char *const *steps = data; /* pairs of thing and text; no text: it went well */
    g_autoptr(MessageMemory) memory = message_memory_new();

    for (; *steps != NULL; steps += 2) {
        if (*steps[1] == '\0') {
            message_memory_forget(memory, steps[0]);
        } else {
            message_memory_error(memory, steps[0], steps[1]);
        }
    }
    return 0;
}

static void assert_told(const char *const *steps, const char *expected)
{
    g_auto(Captured) captured = capture_run(tell, (gpointer)steps);

    assert_string_equal(captured.out, "");
    assert_string_equal(captured.err, expected);
}

static void what_stays_wrong_is_said_once(void **state)
{
    static const char *const STEPS[] = { "a", "broken", "a", "broken", "a", "broken", NULL };

    assert_told(STEPS, "confeed: error: broken\n");
}

static void it_is_said_again_after_it_went_well(void **state)
{
    static const char *const STEPS[] = { "a", "broken", "a", "", "a", "broken", NULL };

    assert_told(STEPS, "confeed: error: broken\nconfeed: error: broken\n");
}

static void another_fault_of_the_same_thing_is_said(void **state)
{
    static const char *const STEPS[] = { "a", "broken", "a", "lost", "a", "lost", NULL };

    assert_told(STEPS, "confeed: error: broken\nconfeed: error: lost\n");
}

static void one_thing_that_goes_well_says_nothing_of_another(void **state)
{
    static const char *const STEPS[] = { "a", "broken", "b", "", "a", "broken", NULL };

    assert_told(STEPS, "confeed: error: broken\n");
}

static int tell_of_many(gpointer data)
{
    g_autoptr(MessageMemory) memory = message_memory_new();

    for (guint i = 0; i < 5000; i++) {
        g_autofree char *thing = g_strdup_printf("%u", i);
        message_memory_error(memory, thing, "broken");
    }
    return 0;
}

static void there_is_an_end_to_what_is_said(void **state)
{
    g_auto(Captured) captured = capture_run(tell_of_many, NULL);
    g_auto(GStrv) lines = g_strsplit(captured.err, "\n", -1);

    assert_int_equal(g_strv_length(lines), 1000 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stays_wrong_is_said_once),
        cmocka_unit_test(it_is_said_again_after_it_went_well),
        cmocka_unit_test(another_fault_of_the_same_thing_is_said),
        cmocka_unit_test(one_thing_that_goes_well_says_nothing_of_another),
        cmocka_unit_test(there_is_an_end_to_what_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
