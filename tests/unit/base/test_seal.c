#include "base/seal.h"

#include <string.h>

#include "support.h"

#define TOKEN "aebagbafaydqqcikbmga2dqpcaireeyu"
#define OTHER "beeqscijbeeqscijbeeqscijbeeqscij"
#define TEXT "the text"

static void what_is_sealed_opens_with_the_token_of_its_lock(void **state)
{
    g_autofree char *lock = seal_lock_of(TOKEN);
    g_autofree char *sealed = seal_close(TEXT, lock);
    g_autofree char *text = seal_open(sealed, TOKEN);

    assert_string_equal(text, TEXT);
    assert_null(strstr(sealed, TEXT));
}

static void it_opens_with_no_other_token_and_not_with_the_lock(void **state)
{
    g_autofree char *lock = seal_lock_of(TOKEN);
    g_autofree char *sealed = seal_close(TEXT, lock);

    assert_null(seal_open(sealed, OTHER));
    assert_null(seal_open(sealed, lock));
    assert_null(seal_open(sealed, ""));
}

static void a_token_has_one_lock_and_seals_differ(void **state)
{
    g_autofree char *lock = seal_lock_of(TOKEN);
    g_autofree char *again = seal_lock_of(TOKEN);
    g_autofree char *other = seal_lock_of(OTHER);
    g_autofree char *first = seal_close(TEXT, lock);
    g_autofree char *second = seal_close(TEXT, lock);

    assert_string_equal(lock, again);
    assert_string_not_equal(lock, other);
    assert_string_not_equal(first, second);
}

static void what_is_damaged_does_not_open(void **state)
{
    g_autofree char *lock = seal_lock_of(TOKEN);
    g_autofree char *sealed = seal_close(TEXT, lock);

    for (gsize i = 0; i < strlen(sealed); i++) {
        g_autofree char *changed = g_strdup(sealed);
        changed[i] = changed[i] == '0' ? '1' : '0';
        assert_null(seal_open(changed, TOKEN));
    }
    for (gsize length = 0; length < strlen(sealed); length++) {
        g_autofree char *cut = g_strndup(sealed, length);
        assert_null(seal_open(cut, TOKEN));
    }
    assert_null(seal_open("no digits", TOKEN));
}

static void nothing_is_sealed_for_what_is_no_lock(void **state)
{
    g_autofree char *zeros = g_strnfill(64, '0');

    assert_null(seal_close(TEXT, ""));
    assert_null(seal_close(TEXT, "abcd"));
    assert_null(seal_close(TEXT, "no digits"));
    assert_null(seal_close(TEXT, zeros)); /* a point of low order: everybody's */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_opens_with_the_token_of_its_lock),
        cmocka_unit_test(it_opens_with_no_other_token_and_not_with_the_lock),
        cmocka_unit_test(a_token_has_one_lock_and_seals_differ),
        cmocka_unit_test(what_is_damaged_does_not_open),
        cmocka_unit_test(nothing_is_sealed_for_what_is_no_lock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
