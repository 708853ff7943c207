#include "service/follow/hold.h"

#include <string.h>

#include "support.h"

static void assert_reason(const char *text, const char *last, const Omission *omission,
                          const char *expected)
{
    g_autoptr(Extent) extent = extent_new(text, strlen(text));
    g_autoptr(Extent) before = last != NULL ? extent_new(last, strlen(last)) : NULL;
    g_autofree char *reason = hold_reason_dup(extent, before, omission, NULL);

    assert_string_equal(reason, expected);
}

static void it_is_told_how_a_text_is_not_whole(void **state)
{
    assert_reason("a\nb", NULL, NULL, "its last line, 2, has no end, as if it were not all saved");
    assert_reason("a\n", "12345\n", NULL, "it shrank from 6 to 2 octets");
    assert_reason("a\nb\n", "a\nb\nc\n", NULL, "it is what it was up to line 2, and ends there");
}

static void what_was_withdrawn_is_named(void **state)
{
    g_autoptr(Extent) whole = extent_new("a\n", 2);
    g_autoptr(Extent) open = extent_new("a", 1);
    g_autofree char *only = hold_reason_dup(whole, NULL, NULL, "the session s");
    g_autofree char *both = hold_reason_dup(open, NULL, NULL, "the session s");

    assert_string_equal(only, "it would publish the session s");
    assert_string_equal(both, "its last line, 1, has no end, as if it were not all saved, and it "
                              "would publish the session s");
}

static void assert_withdrawal(WithdrawalKind kind, const char *what, const char *agency,
                              const char *expected)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(kind, what, agency);
    g_autofree char *command = hold_withdrawal_dup(withdrawal, "forum", "a b.db");

    assert_string_equal(command, expected);
}

static void the_command_that_withdraws_is_quoted(void **state)
{
    assert_withdrawal(WITHDRAWAL_SESSION, "1.1", NULL,
                      "confeed withdraw forum --session 1.1 --history 'a b.db'");
    assert_withdrawal(WITHDRAWAL_CONTRIBUTION, "1.1", "ilo",
                      "confeed withdraw forum --session 1.1 --agency ilo --history 'a b.db'");
    assert_withdrawal(
        WITHDRAWAL_PREPARATION, "ilo/input/It's", NULL,
        "confeed withdraw forum --preparation 'ilo/input/It'\\''s' --history 'a b.db'");
}

static void what_is_left_out_is_named(void **state)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Omission omission = { .stood = 12, .gone = 5, .names = names };

    for (guint i = 0; i < 5; i++) {
        g_ptr_array_add(names, (gpointer) "1.1 One");
    }
    assert_reason("a\n", NULL, &omission,
                  "5 of 12 sessions are not in it any more: 1.1 One, 1.1 One, 1.1 One and 2 more");
    g_ptr_array_set_size(names, 3);
    omission.gone = 3;
    assert_reason("a", NULL, &omission,
                  "its last line, 1, has no end, as if it were not all saved, and 3 of 12 sessions "
                  "are not in it any more: 1.1 One, 1.1 One, 1.1 One");
    g_ptr_array_set_size(names, 0);
    assert_reason("a\n", NULL, &omission, "3 of 12 sessions are not in it any more");
}

static void the_command_can_be_given_to_a_shell(void **state)
{
    g_autofree char *plain = hold_confirmation_dup("in/a-1.yaml", "confeed.db");
    g_autofree char *odd = hold_confirmation_dup("my agenda.yaml", "it's");

    assert_string_equal(plain, "confeed publish --accept in/a-1.yaml --history confeed.db");
    assert_string_equal(odd, "confeed publish --accept 'my agenda.yaml' --history 'it'\\''s'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_how_a_text_is_not_whole),
        cmocka_unit_test(what_is_left_out_is_named),
        cmocka_unit_test(what_was_withdrawn_is_named),
        cmocka_unit_test(the_command_that_withdraws_is_quoted),
        cmocka_unit_test(the_command_can_be_given_to_a_shell),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
