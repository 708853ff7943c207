#include "render/page/page_error.h"

#include "page_text.h"
#include "support.h"

static void lines_become_paragraphs_and_there_is_a_way_back(void **state)
{
    g_autofree char *text = page_text_take(page_of_error("Not & here", "One <b>.\n\nTwo.\n"));

    page_text_assert_has(text, "<h1>Not &amp; here</h1>\n<p dir=\"auto\">One &lt;b&gt;.</p>\n"
                               "<p dir=\"auto\">Two.</p>\n");
    page_text_assert_has(text, "<p><a href=\"/\">All agendas</a></p>");
    page_text_assert_has(text, "href=\"/assets/style-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_paragraphs_and_there_is_a_way_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
