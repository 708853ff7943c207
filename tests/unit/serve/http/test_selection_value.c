#include "serve/http/selection_value.h"

#include "support.h"

static void assert_unescaped(const char *value, const char *expected)
{
    g_autofree char *text = selection_value_unescape(value);

    assert_true(text != NULL);
    assert_string_equal(text, expected);
}

static void escapes_stand_for_what_ids_are_made_of(void **state)
{
    assert_unescaped("", "");
    assert_unescaped("ilo,1.2", "ilo,1.2");
    assert_unescaped("il%6f%2C1%2e2%2D_", "ilo,1.2-_");
}

static void escapes_of_anything_else_are_refused(void **state)
{
    static const char *const VALUES[] = {
        "%00", "a%00", "%0A", "%20", "+",     " ",   "%2B", "%C3%A9", "\303\251", "%7F", "%2",
        "%",   "%g0",  "a%",  "%25", "%2541", "a=b", "a/b", "%26",    "\"",       "a:b",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(VALUES); i++) {
        g_autofree char *text = selection_value_unescape(VALUES[i]);
        if (text != NULL) {
            fail_msg("%s: %s", VALUES[i], text);
        }
    }
}

static void assert_fault(const char *value, guint before, const char *expected)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *fault = NULL;
    guint count = before;

    assert_false(selection_value_read(value, SELECTION_AGENCY, query, &count, &fault));
    assert_string_equal(fault, expected);
}

static void a_value_that_is_none_is_told_why(void **state)
{
    assert_fault("", 0, "agency has no value.");
    assert_fault(",", 0, "In the list of agency there is an empty value.");
    assert_fault("ilo,,iom", 0, "In the list of agency there is an empty value.");
    assert_fault("ilo,iom", SELECTION_VALUES_MAX - 1, "There are more than 100 values.");
    assert_fault("a%00", 0,
                 "\"a%00\" cannot be a value of agency: ids are made of letters, digits, dots, "
                 "underscores and hyphens.");
}

static void values_are_counted(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *fault = NULL;
    guint count = SELECTION_VALUES_MAX - 2;

    assert_true(selection_value_read("iom%2cilo", SELECTION_AGENCY, query, &count, &fault));
    assert_int_equal(count, SELECTION_VALUES_MAX);
    g_autofree char *text = selection_query_to_text(query);
    assert_string_equal(text, "agency=ilo,iom");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_stand_for_what_ids_are_made_of),
        cmocka_unit_test(escapes_of_anything_else_are_refused),
        cmocka_unit_test(a_value_that_is_none_is_told_why),
        cmocka_unit_test(values_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
