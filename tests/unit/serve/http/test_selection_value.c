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

static void assert_fault_of(const char *word, const char *value, guint before, const char *expected)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *fault = NULL;
    guint count = before;

    assert_false(selection_value_read(value, word, query, &count, &fault));
    assert_string_equal(fault, expected);
}

static void assert_fault(const char *value, guint before, const char *expected)
{
    assert_fault_of("agency", value, before, expected);
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
    assert_fault("a+b", 0,
                 "\"a+b\" cannot be a value of agency: ids are made of letters, digits, dots, "
                 "underscores and hyphens.");
    assert_fault_of("not-room", "a%20b", 0,
                    "\"a%20b\" cannot be a value of not-room: ids are made of letters, digits, "
                    "dots, underscores and hyphens.");
}

static void words_are_text_without_control_characters(void **state)
{
    static const char *const VALUES[] = {
        "%00", "a%0Ab", "%C2%85", "%E9", "%ED%A0%80", "%2", "\t"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(VALUES); i++) {
        g_autofree char *expected =
            g_strdup_printf("\"%s\" cannot be a value of not-tag: words are text in UTF-8, without "
                            "control characters.",
                            VALUES[i]);
        assert_fault_of("not-tag", VALUES[i], 0, expected);
    }
    assert_fault_of("tag", "a,%20", 0, "In the list of tag there is an empty value.");
}

static void words_are_unescaped_and_escaped_again(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *fault = NULL;
    guint count = 0;

    assert_true(selection_value_read("b+c,%20a%2Bb,%C3%A9", "tag", query, &count, &fault));
    assert_true(selection_value_read("%22A%26B%22", "not-type", query, &count, &fault));
    assert_int_equal(count, 4);
    assert_string_equal(query->ids[SELECTION_TAG]->pdata[0], "a+b");
    assert_string_equal(query->ids[SELECTION_TAG]->pdata[1], "b c");
    assert_string_equal(query->excluded[SELECTION_TYPE]->pdata[0], "\"A&B\"");
    g_autofree char *text = selection_query_to_text(query);
    assert_string_equal(text, "tag=a%2Bb,b%20c,%C3%A9&not-type=%22A%26B%22");
}

static void values_are_counted(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *fault = NULL;
    guint count = SELECTION_VALUES_MAX - 2;

    assert_true(selection_value_read("iom%2cilo", "agency", query, &count, &fault));
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
        cmocka_unit_test(words_are_text_without_control_characters),
        cmocka_unit_test(words_are_unescaped_and_escaped_again),
        cmocka_unit_test(values_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
