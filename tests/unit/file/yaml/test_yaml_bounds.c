#include "file/yaml/yaml_bounds.h"

#include "load_support.h"

#include <string.h>

static void assert_bounds(const char *text, const char *expected)
{
    g_auto(LoadSupport) support;

    load_support_init(&support);
    assert_int_equal(yaml_bounds_check(text, strlen(text), support.findings), *expected == '\0');
    load_support_assert_findings(&support, expected);
}

static void blanks_in_a_row_are_bounded(void **state)
{
    g_autofree char *blanks = g_strnfill(YAML_BOUNDS_MAX_BLANKS - 1, ' ');
    g_autofree char *most = g_strconcat("a:\n b", blanks, "\nc", blanks, " d", NULL);
    g_autofree char *many = g_strconcat("a:\n é", blanks, "\t\nc", blanks, "\r\n", NULL);

    assert_bounds(most, "");
    assert_bounds(many,
                  "2:3 too-large: more than 1000 blanks and line breaks in a row begin here\n");
}

static void no_tag_directive_is_taken(void **state)
{
#define TOLD " unknown-tag: %TAG cannot be used; an agenda needs no tags\n"
    assert_bounds("%TAG !e! tag:example.org,2007:\n---\n", "1:1" TOLD);
    assert_bounds("a: b\n...\n%TAG\t! x\n%TAG ! y\n", "3:1" TOLD);
    assert_bounds("a: |\n %TAG ! x\n%YAML 1.2\n%TAGS\n%TAG", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_in_a_row_are_bounded),
        cmocka_unit_test(no_tag_directive_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
