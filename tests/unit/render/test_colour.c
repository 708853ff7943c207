#include "render/colour.h"

#include <string.h>

#include "support.h"

static void a_colour_never_changes(void **state)
{
    assert_ptr_equal(colour_of("gfmd-2007/agencies/ilo"), colour_of("gfmd-2007/agencies/ilo"));
    /* Written out: subscribers would see another. */
    assert_string_equal(colour_of("gfmd-2007/agencies/ilo")->name, "slateblue");
}

static void a_name_is_a_css_name_and_its_value_six_hexadecimal_digits(void **state)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *identity = g_strdup_printf("agenda/agencies/a%u", i);
        const Colour *colour = colour_of(identity);
        g_hash_table_add(seen, (gpointer)colour->name);
        assert_int_equal(strspn(colour->name, "abcdefghijklmnopqrstuvwxyz"), strlen(colour->name));
        assert_int_equal(colour->hex[0], '#');
        assert_int_equal(strspn(colour->hex + 1, "0123456789ABCDEF"), 6);
        assert_int_equal(strlen(colour->hex), 7);
    }
    /* Feeds side by side are to be told apart. */
    assert_true(g_hash_table_size(seen) >= 8);
}

static void an_empty_identity_has_a_colour(void **state)
{
    assert_non_null(colour_of(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_never_changes),
        cmocka_unit_test(a_name_is_a_css_name_and_its_value_six_hexadecimal_digits),
        cmocka_unit_test(an_empty_identity_has_a_colour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
