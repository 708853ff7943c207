#include "file/forms.h"

#include "load_support.h"
#include "support.h"

static const SchemaField FIELD = { .key = "key" };

/* What is read from a value, and what is told of it. */
static void assert_read(ValueRead *read, const char *yaml, const char *expected, const char *told)
{
    g_auto(LoadSupport) support;
    const char *text = NULL;

    load_support_init(&support);
    const Node *value = load_support_parse(&support, yaml);
    assert_int_equal(read(&support.reader, &FIELD, value, &text), expected != NULL);
    load_support_assert_findings(&support, told);
    if (expected != NULL) {
        assert_string_equal(text, expected);
    } else {
        assert_null(text);
    }
}

static void a_language_has_the_usual_capitals(void **state)
{
    assert_read(forms_read_language, "EN", "en", "");
    assert_read(forms_read_language, "pt-br", "pt-BR", "");
    assert_read(forms_read_language, "ZH-hant-tw", "zh-Hant-TW", "");
    assert_read(forms_read_language, "sl-rozaj-biske", "sl-rozaj-biske", "");
    assert_read(forms_read_language, "en-x-US", "en-x-us", "");
}

static void what_is_no_language_is_told(void **state)
{
    assert_read(forms_read_language, "'en, fr'", NULL,
                "1:1 bad-language: \"en, fr\" is not a language; expected a tag such as en or "
                "pt-BR\n");
    assert_read(forms_read_language, "[en]", NULL,
                "1:1 wrong-type: expected a text for \"key\", found a list\n");
}

static void an_address_of_mail_has_one_at(void **state)
{
    static const char *const WRONG[] = { "jane",        "'@x.org'", "jane@",       "a@b@c",
                                         "'a b@x.org'", "é@x.org",  "'<a@x.org>'", "'a,b@x.org'" };

    assert_read(forms_read_email, "jane.doe+gfmd@ilo.org", "jane.doe+gfmd@ilo.org", "");
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *shown = g_strdelimit(g_strdup(WRONG[i]), "'", ' ');
        g_autofree char *told =
            g_strdup_printf("1:1 bad-email: \"%s\" is not an e-mail address; expected one such as "
                            "jane@example.org\n",
                            g_strstrip(shown));
        assert_read(forms_read_email, WRONG[i], NULL, told);
    }
}

static void a_place_is_two_numbers_in_degrees(void **state)
{
    assert_read(forms_read_geo, "[50.8503, 4.3517]", "50.8503;4.3517", "");
    assert_read(forms_read_geo, "'-22.9068, -43.1729'", "-22.9068;-43.1729", "");
    assert_read(forms_read_geo, "50.85;4.0", "50.85;4", "");
    assert_read(forms_read_geo, "[+90, -180]", "90;-180", "");
    assert_read(forms_read_geo, "[-0.0000001, 12.34567891]", "0;12.345679", "");
}

static void what_is_no_place_is_told(void **state)
{
    static const char *const WRONG[] = { "[90.1, 0]", "[0, 180.5]", "[1]",         "[1, 2, 3]",
                                         "Brussels",  "[nan, 0]",   "[0x10, 0]",   "[inf, 0]",
                                         "[50°, 4°]", "[[1], 2]",   "{lat: 50.8}", "[1e1, 0]",
                                         "'1,2,3'" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        assert_read(forms_read_geo, WRONG[i], NULL,
                    "1:1 bad-geo: \"key\" is no place; expected latitude and longitude in degrees, "
                    "such as [50.8503, 4.3517]\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_has_the_usual_capitals),
        cmocka_unit_test(what_is_no_language_is_told),
        cmocka_unit_test(an_address_of_mail_has_one_at),
        cmocka_unit_test(a_place_is_two_numbers_in_degrees),
        cmocka_unit_test(what_is_no_place_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
