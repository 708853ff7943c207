#include "base/token.h"

#include <string.h>

#include "support.h"

static void octets_are_written_in_base32(void **state)
{
    /* RFC 4648 §10, in small letters, with "foobar" made up to ten octets. */
    static const struct {
        const char *octets;
        const char *text;
    } CASES[] = {
        { "", "" },
        { "fooba", "mzxw6ytb" },
        { "foobarbazz", "mzxw6ytbojrgc6t2" },
        { "\xff\xff\xff\xff\xff", "77777777" },
        { "\x01\x02\x03\x04\x05", "aebagbaf" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text =
            token_encode((const guint8 *)CASES[i].octets, strlen(CASES[i].octets));
        assert_string_equal(text, CASES[i].text);
    }
}

static void tokens_have_160_bits_each_of_which_comes_and_goes(void **state)
{
    g_autofree char *first = token_new();
    bool is_other[TOKEN_LENGTH] = { false };

    for (guint round = 0; round < 64; round++) {
        g_autofree char *token = token_new();
        assert_int_equal(strlen(token), TOKEN_LENGTH);
        assert_int_equal(strspn(token, "abcdefghijklmnopqrstuvwxyz234567"), TOKEN_LENGTH);
        assert_string_not_equal(token, first);
        for (gsize i = 0; i < TOKEN_LENGTH; i++) {
            is_other[i] = is_other[i] || token[i] != first[i];
        }
    }
    for (gsize i = 0; i < TOKEN_LENGTH; i++) {
        assert_true(is_other[i]);
    }
}

static void a_digest_is_that_of_sha_256(void **state)
{
    g_autofree char *digest = token_digest("abc");

    assert_int_equal(strlen(digest), TOKEN_DIGEST_LENGTH);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(octets_are_written_in_base32),
        cmocka_unit_test(tokens_have_160_bits_each_of_which_comes_and_goes),
        cmocka_unit_test(a_digest_is_that_of_sha_256),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
