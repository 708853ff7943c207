#include "render/web/html.h"

#include <string.h>

#include "support.h"

typedef void (*Append)(GString *out, const char *text);

static void assert_appends(Append append, const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new("before ");

    append(out, text);
    assert_string_equal(out->str + strlen("before "), expected);
}

static void text_cannot_become_markup(void **state)
{
    assert_appends(html_append_text, "", "");
    assert_appends(html_append_text, "plain, with é and 漢 and 🙂",
                   "plain, with é and 漢 and 🙂");
    assert_appends(html_append_text, "<script>", "&lt;script&gt;");
    assert_appends(html_append_text, "a & b &amp; c", "a &amp; b &amp;amp; c");
    assert_appends(html_append_text, "\" onclick='x'", "&quot; onclick=&#39;x&#39;");
    assert_appends(html_append_text, "a\tb\nc", "a\tb\nc");
}

static void what_html_forbids_is_replaced(void **state)
{
    assert_appends(html_append_text,
                   "a\x01"
                   "b\r\x7F",
                   "a\uFFFDb\uFFFD\uFFFD");
    assert_appends(html_append_text, "\xC2\x80\xC2\x9F", "\uFFFD\uFFFD");
    assert_appends(html_append_text, "\uFFFE\uFDD0\U0001FFFF", "\uFFFD\uFFFD\uFFFD");
    assert_appends(html_append_text, "\u00A0\u00C0\uF000\U0001F600",
                   "\u00A0\u00C0\uF000\U0001F600");
}

static void each_place_takes_a_value(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    html_append(out, "<a href=\"{}\">{}</a>", "x?a=1&b=2", "<b>");
    assert_string_equal(out->str, "<a href=\"x?a=1&amp;b=2\">&lt;b&gt;</a>");
    html_append(out, "{}", "{}");
    assert_true(g_str_has_suffix(out->str, "</a>{}"));
}

static void a_text_has_its_language_and_its_own_direction(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);
    TextVariant variant = { .lang = "fr", .value = "Salle d'or" };
    Text french = { .variants = &variant, .n_variants = 1 };
    Text none = { 0 };

    html_append_element(out, "p", "note", &french);
    assert_string_equal(out->str, "<p class=\"note\" lang=\"fr\" dir=\"auto\">Salle d&#39;or</p>");
    g_string_truncate(out, 0);
    variant.lang = NULL;
    html_append_element(out, "h1", NULL, &french);
    assert_string_equal(out->str, "<h1 dir=\"auto\">Salle d&#39;or</h1>");
    g_string_truncate(out, 0);
    html_append_element(out, "p", NULL, &none);
    assert_string_equal(out->str, "");
}

static void only_unreserved_characters_are_left_in_an_address(void **state)
{
    assert_appends(html_append_url_component, "webcal://a.example/b?c=d&e=é #",
                   "webcal%3A%2F%2Fa.example%2Fb%3Fc%3Dd%26e%3D%C3%A9%20%23");
    assert_appends(html_append_url_component, "Az09-._~", "Az09-._~");
}

static void json_cannot_end_its_script(void **state)
{
    assert_appends(html_append_json, "{\"a\":\"</script><!--&\"}",
                   "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_cannot_become_markup),
        cmocka_unit_test(what_html_forbids_is_replaced),
        cmocka_unit_test(each_place_takes_a_value),
        cmocka_unit_test(a_text_has_its_language_and_its_own_direction),
        cmocka_unit_test(only_unreserved_characters_are_left_in_an_address),
        cmocka_unit_test(json_cannot_end_its_script),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
