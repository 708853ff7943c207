#include "model/agenda/text.h"

#include "support.h"

static const TextVariant VARIANTS[] = {
    { .lang = "en", .value = "colour" },      { .lang = "fr-CA", .value = "couleur (Canada)" },
    { .lang = "fr", .value = "couleur" },     { .lang = "pt-BR", .value = "cor" },
    { .lang = "fra", .value = "not French" },
};

static const Text TEXT = { .variants = VARIANTS, .n_variants = G_N_ELEMENTS(VARIANTS) };

static void a_tag_has_the_form_of_one_registered_or_not(void **state)
{
    static const char *const TAGS[] = { "en",        "pt-BR",  "zh-Hans-CN", "de-AT-1996", "x-ours",
                                        "i-klingon", "es-419", "EN",         "abcdefgh-1", "sw" };
    static const char *const NONE[] = { "",       "-",    "a",   "x",     "fr-",       "-fr",
                                        "fr--be", "12",   "f_r", "fr be", "abcdefghi", "a-b",
                                        "é",      "fr-é", "1x",  "fr,en" };

    for (gsize i = 0; i < G_N_ELEMENTS(TAGS); i++) {
        assert_true(text_is_tag(TAGS[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NONE); i++) {
        assert_false(text_is_tag(NONE[i]));
    }
}

static void an_absent_text_has_no_value_in_any_language(void **state)
{
    const Text absent = { 0 };

    assert_null(text_get(&absent, NULL));
    assert_null(text_get(&absent, "en"));
}

static void without_a_language_the_first_variant_is_given(void **state)
{
    assert_string_equal(text_get(&TEXT, NULL), "colour");
}

static void the_language_asked_for_is_given_whatever_its_case(void **state)
{
    assert_string_equal(text_get(&TEXT, "fr"), "couleur");
    assert_string_equal(text_get(&TEXT, "FR-ca"), "couleur (Canada)");
    assert_string_equal(text_get(&TEXT, "fra"), "not French");
}

static void the_primary_language_stands_in_for_a_region(void **state)
{
    assert_string_equal(text_get(&TEXT, "en-GB"), "colour");
}

static void the_plain_primary_language_goes_before_another_region(void **state)
{
    assert_string_equal(text_get(&TEXT, "fr-BE"), "couleur");
}

static void another_region_goes_before_another_language(void **state)
{
    assert_string_equal(text_get(&TEXT, "pt"), "cor");
    assert_string_equal(text_get(&TEXT, "pt-PT"), "cor");
}

static void an_unknown_language_gives_the_first_variant(void **state)
{
    assert_string_equal(text_get(&TEXT, "de"), "colour");
    assert_string_equal(text_get(&TEXT, "e"), "colour");
    assert_string_equal(text_get(&TEXT, "p"), "colour");
    assert_string_equal(text_get(&TEXT, ""), "colour");
    assert_string_equal(text_get(&TEXT, "-"), "colour");
}

static void a_text_without_languages_is_given_for_each(void **state)
{
    const TextVariant only = { .value = "same" };
    const Text text = { .variants = &only, .n_variants = 1 };

    assert_string_equal(text_get(&text, "fr"), "same");
    assert_string_equal(text_get(&text, NULL), "same");
}

static void what_is_shown_can_be_another_variant_than_the_first(void **state)
{
    Text shown = TEXT;

    shown.shown = 2;
    assert_string_equal(text_get(&shown, NULL), "couleur");
    assert_string_equal(text_get(&shown, "de"), "couleur");
    assert_string_equal(text_get(&shown, "en"), "colour");
    assert_string_equal(text_first(&shown), "colour");
    assert_null(text_first(&(Text){ 0 }));
}

static void a_text_is_chosen_in_the_first_language_that_it_has(void **state)
{
    static const char *const GERMAN_OR_FRENCH[] = { "de", "fr-be", "pt", NULL };
    static const char *const PORTUGUESE[] = { "pt", "fr", NULL };
    static const char *const GERMAN[] = { "de", NULL };

    assert_int_equal(text_choose(&TEXT, GERMAN_OR_FRENCH), 2);
    assert_int_equal(text_choose(&TEXT, PORTUGUESE), 3);
    assert_int_equal(text_choose(&TEXT, GERMAN), 0);
    assert_true(text_has(&TEXT, "PT-pt"));
    assert_false(text_has(&TEXT, "de"));
    assert_false(text_has(&TEXT, "f"));
}

static void assert_differs(const TextVariant *before, gsize n_before, const TextVariant *after,
                           gsize n_after, const char *old_value, const char *new_value)
{
    const Text one = { .variants = before, .n_variants = n_before };
    const Text other = { .variants = after, .n_variants = n_after };
    const char *found_before;
    const char *found_after;

    assert_true(text_differs(&one, &other, &found_before, &found_after));
    assert_string_equal(found_before, old_value);
    assert_string_equal(found_after, new_value);
}

static void texts_differ_in_the_first_language_in_which_they_say_something_else(void **state)
{
    static const TextVariant BOTH[] = { { "en", "a" }, { "fr", "b" } };
    static const TextVariant OTHER[] = { { "en", "a" }, { "fr", "c" } };
    static const TextVariant NEW[] = { { "en", "x" }, { "fr", "c" } };
    static const TextVariant TURNED[] = { { "fr", "b" }, { "en", "a" } };
    const Text text = { .variants = BOTH, .n_variants = 2 };
    const char *before;
    const char *after;

    assert_false(text_differs(&text, &text, &before, &after));
    assert_string_equal(before, "a");
    assert_differs(BOTH, 2, OTHER, 2, "b", "c");
    assert_differs(BOTH, 2, NEW, 2, "a", "x");
    assert_differs(BOTH, 2, BOTH, 1, "b", "a");
    assert_differs(BOTH, 1, BOTH, 2, "a", "b");
    assert_differs(BOTH, 2, TURNED, 2, "a", "b");
}

/* With "fr,en" the second is shown instead of the third, which says something else. */
static void a_language_that_says_the_same_is_a_difference_to_who_asks_for_several(void **state)
{
    static const TextVariant TWO[] = { { "en", "a" }, { "es", "c" } };
    static const TextVariant THREE[] = { { "en", "a" }, { "fr", "a" }, { "es", "c" } };
    static const TextVariant PLAIN[] = { { NULL, "a" } };
    const Text two = { .variants = TWO, .n_variants = 2 };
    const Text three = { .variants = THREE, .n_variants = 3 };
    const Text one = { .variants = TWO, .n_variants = 1 };
    const Text plain = { .variants = PLAIN, .n_variants = 1 };
    const char *before;
    const char *after;

    assert_true(text_differs(&two, &three, &before, &after));
    assert_null(before);
    assert_string_equal(after, "a");
    assert_true(text_differs(&three, &two, &before, &after));
    assert_string_equal(before, "a");
    assert_null(after);
    assert_false(text_differs(&three, &three, &before, &after));
    assert_false(text_differs(&plain, &one, &before, &after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_has_the_form_of_one_registered_or_not),
        cmocka_unit_test(an_absent_text_has_no_value_in_any_language),
        cmocka_unit_test(without_a_language_the_first_variant_is_given),
        cmocka_unit_test(the_language_asked_for_is_given_whatever_its_case),
        cmocka_unit_test(the_primary_language_stands_in_for_a_region),
        cmocka_unit_test(the_plain_primary_language_goes_before_another_region),
        cmocka_unit_test(another_region_goes_before_another_language),
        cmocka_unit_test(an_unknown_language_gives_the_first_variant),
        cmocka_unit_test(a_text_without_languages_is_given_for_each),
        cmocka_unit_test(what_is_shown_can_be_another_variant_than_the_first),
        cmocka_unit_test(a_text_is_chosen_in_the_first_language_that_it_has),
        cmocka_unit_test(texts_differ_in_the_first_language_in_which_they_say_something_else),
        cmocka_unit_test(a_language_that_says_the_same_is_a_difference_to_who_asks_for_several),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
