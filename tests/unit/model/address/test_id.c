#include "model/address/id.h"

#include <fnmatch.h>

#include "support.h"

static void an_id_is_of_small_letters_digits_and_hyphens(void **state)
{
    assert_true(id_is_good("gfmd-2007"));
    assert_true(id_is_good("-"));
    assert_false(id_is_good(""));
    assert_false(id_is_good("GFMD"));
    assert_false(id_is_good("1.2"));
    assert_false(id_is_good("a_b"));
    assert_false(id_is_good("caf\xc3\xa9"));
}

static void a_code_is_also_of_capitals_dots_and_underscores(void **state)
{
    assert_true(id_is_good_code("Round_1.2-b"));
    assert_false(id_is_good_code(""));
    assert_false(id_is_good_code("1/2"));
    assert_false(id_is_good_code("1,2"));
    assert_false(id_is_good_code("1 2"));
}

static void each_octet_is_one_as_the_pattern_says(void **state)
{
    for (int octet = 1; octet <= 255; octet++) {
        char text[] = { (char)octet, '\0' };
        assert_int_equal(id_is_good(text), fnmatch("[" ID_OCTETS "]", text, 0) == 0);
        assert_int_equal(id_is_good_code(text), fnmatch("[" ID_CODE_OCTETS "]", text, 0) == 0);
        assert_int_equal(id_has_octet((char)octet), id_is_good_code(text));
    }
    assert_false(id_has_octet('\0'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_of_small_letters_digits_and_hyphens),
        cmocka_unit_test(a_code_is_also_of_capitals_dots_and_underscores),
        cmocka_unit_test(each_octet_is_one_as_the_pattern_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
