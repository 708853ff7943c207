#include "model/selection/cancelled_form.h"

#include "support.h"

static void every_form_has_a_word_that_is_read_back(void **state)
{
    static const char *const WORDS[] = { "mark", "drop", "title" };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        CancelledForm form;
        assert_true(cancelled_form_parse(WORDS[i], &form));
        assert_int_equal(form, i);
        assert_string_equal(cancelled_form_word(form), WORDS[i]);
    }
}

static void other_words_are_none(void **state)
{
    static const char *const WORDS[] = { "", "Mark", "mark ", "mar", "marks", "yes" };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        CancelledForm form = CANCELLED_TITLE;
        assert_false(cancelled_form_parse(WORDS[i], &form));
        assert_int_equal(form, CANCELLED_TITLE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_has_a_word_that_is_read_back),
        cmocka_unit_test(other_words_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
