#include "model/text.h"

#include "support.h"

static const TextVariant VARIANTS[] = {
    { .lang = "en", .value = "colour" },      { .lang = "fr-CA", .value = "couleur (Canada)" },
    { .lang = "fr", .value = "couleur" },     { .lang = "pt-BR", .value = "cor" },
    { .lang = "fra", .value = "not French" },
};

static const Text TEXT = { .variants = VARIANTS, .n_variants = G_N_ELEMENTS(VARIANTS) };

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_absent_text_has_no_value_in_any_language),
        cmocka_unit_test(without_a_language_the_first_variant_is_given),
        cmocka_unit_test(the_language_asked_for_is_given_whatever_its_case),
        cmocka_unit_test(the_primary_language_stands_in_for_a_region),
        cmocka_unit_test(the_plain_primary_language_goes_before_another_region),
        cmocka_unit_test(another_region_goes_before_another_language),
        cmocka_unit_test(an_unknown_language_gives_the_first_variant),
        cmocka_unit_test(a_text_without_languages_is_given_for_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
