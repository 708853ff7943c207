/* That readers understand it, tests/page/test_codes.mjs looks. */
#include "render/web/qr_code.h"

#include <string.h>

#include "support.h"

static void a_code_is_an_image_with_a_name(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    qr_code_append(out, "https://feeds.example.org/", "QR code of <this>");
    assert_true(g_str_has_prefix(out->str, "<svg class=\"qr\" role=\"img\" "
                                           "aria-label=\"QR code of &lt;this&gt;\" "));
    assert_true(g_str_has_suffix(out->str, "\"/></svg>\n"));
    assert_null(strstr(out->str, "style="));
}

static void the_border_is_light(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    qr_code_append(out, "A", "A");
    /* The least code has 21 modules, and its first corner is dark. */
    assert_non_null(strstr(out->str, "viewBox=\"0 0 29 29\""));
    assert_non_null(strstr(out->str, " d=\"M4 4h7v1h-7z"));
}

static void what_is_too_long_is_left_out(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *text = g_strnfill(5000, 'x');

    qr_code_append(out, text, "none");
    assert_string_equal(out->str, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_an_image_with_a_name),
        cmocka_unit_test(the_border_is_light),
        cmocka_unit_test(what_is_too_long_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
