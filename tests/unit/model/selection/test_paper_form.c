#include "model/selection/paper_form.h"

#include "support.h"

static void assert_written(PaperForm form, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    paper_form_append(out, &form);
    assert_string_equal(out->str, expected);
    assert_int_equal(paper_form_is_plain(&form), out->len == 0);
}

static void a_form_is_written_as_an_address_asks_for_it(void **state)
{
    assert_written((PaperForm){ 0 }, "");
    assert_written((PaperForm){ .notes = true }, "&notes=yes");
    assert_written((PaperForm){ .letter = true }, "&paper=letter");
    assert_written((PaperForm){ .notes = true, .letter = true }, "&notes=yes&paper=letter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_written_as_an_address_asks_for_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
