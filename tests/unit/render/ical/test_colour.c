#include "render/ical/colour.h"

#include <string.h>

#include "support.h"

static void a_colour_never_changes(void **state)
{
    /* Written out: subscribers would see another. */
    assert_string_equal(colour_of("492131f5-c70d-5b44-9ad4-54089be0fa21")->name, "seagreen");
    assert_string_equal(colour_of("ff2131f5-c70d-5b44-9ad4-54089be0fa21")->name, "darkorchid");
}

static void a_name_is_a_css_name_and_its_value_six_hexadecimal_digits(void **state)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < 256; i++) {
        g_autofree char *uid = g_strdup_printf("%02x2131f5-c70d-5b44-9ad4-54089be0fa21", i);
        const Colour *colour = colour_of(uid);
        g_hash_table_add(seen, (gpointer)colour->name);
        assert_int_equal(strspn(colour->name, "abcdefghijklmnopqrstuvwxyz"), strlen(colour->name));
        assert_int_equal(colour->hex[0], '#');
        assert_int_equal(strspn(colour->hex + 1, "0123456789ABCDEF"), 6);
        assert_int_equal(strlen(colour->hex), 7);
    }
    /* Feeds side by side are to be told apart. */
    assert_int_equal(g_hash_table_size(seen), 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_never_changes),
        cmocka_unit_test(a_name_is_a_css_name_and_its_value_six_hexadecimal_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
