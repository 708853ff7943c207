#include "render/page/page_error.h"

#include "page_text.h"
#include "support.h"

static void lines_become_paragraphs_and_there_is_a_way_back(void **state)
{
    g_autofree char *text = page_text_take(page_of_error("Not & here", "One <b>.\n\nTwo.\n", "/"));

    page_text_assert_has(text, "<h1>Not &amp; here</h1>\n<p dir=\"auto\">One &lt;b&gt;.</p>\n"
                               "<p dir=\"auto\">Two.</p>\n");
    page_text_assert_has(text, "<p><a href=\"/\">All agendas</a></p>");
    page_text_assert_has(text, "href=\"/assets/style-");
}

static void every_link_stays_under_the_root(void **state)
{
    g_autofree char *text = page_text_take(page_of_error("Not here", "One.\n", "/feeds/"));
    guint count = 0;

    for (const char *link = strstr(text, "f=\"/"); link != NULL; link = strstr(link + 1, "f=\"/")) {
        assert_true(g_str_has_prefix(link, "f=\"/feeds/"));
        count++;
    }
    /* The style sheet, the icon, and twice the way back. */
    assert_int_equal(count, 4);
    page_text_assert_has(text, "<script src=\"/feeds/assets/");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_paragraphs_and_there_is_a_way_back),
        cmocka_unit_test(every_link_stays_under_the_root),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
