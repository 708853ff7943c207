#include "support.h"

#include "file/edit/list_match.h"

#include <string.h>

#include "file/yaml/node_tree.h"

/* The matches of two lists, as "0 - 2": a dash for an item that is new. */
static void assert_matches(const char *old, const char *wanted, const char *expected)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) old_tree = node_tree_parse(old, strlen(old), findings);
    g_autoptr(NodeTree) new_tree = node_tree_parse(wanted, strlen(wanted), findings);
    const Node *list = node_tree_root(new_tree);
    g_autofree guint *matches =
        list_match_items(node_tree_root(old_tree), list, record_identity_of);
    g_autoptr(GString) told = g_string_new(NULL);

    for (guint i = 0; i < list->length; i++) {
        g_autofree char *match =
            matches[i] == LIST_MATCH_NONE ? g_strdup("-") : g_strdup_printf("%u", matches[i]);
        g_string_append_printf(told, "%s%s", i > 0 ? " " : "", match);
    }
    assert_string_equal(told->str, expected);
}

static void texts_are_the_same_if_they_are_equal(void **state)
{
    assert_matches("[a, b, c]", "[a, d, c]", "0 - 2");
    assert_matches("[a, a, b]", "[a, b, a]", "0 - 1");
    assert_matches("[~, a]", "[null]", "0");
    assert_matches("[]", "[a]", "-");
    assert_matches("[a]", "[]", "");
}

static void as_many_as_keep_their_order_are_the_same(void **state)
{
    assert_matches("[a, b, c, d, e]", "[e, b, d, c, a]", "- 1 - 2 -");
    assert_matches("[a, b, c, d]", "[d, a, b, c]", "- 0 1 2");
}

static void records_are_the_same_by_what_is_firm_and_else_by_their_place(void **state)
{
    assert_matches("[{id: a}, {date: b}]", "[{id: a, t: x}, {date: c}]", "0 -");
    assert_matches("[{start: 1}, {start: 2}]", "[{start: 3}, {start: 2}]", "0 1");
    assert_matches("[{agency: a, role: b}, {agency: c}]", "[{agency: c, note: d}]", "1");
    assert_matches("[{x: 1}, [2]]", "[[3], {x: 1}]", "- 0");
    assert_matches("[{x: 1}, {id: a}, {x: 2}]", "[{x: 3}, {x: 4}, {id: a}, {x: 5}]", "0 - 1 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_the_same_if_they_are_equal),
        cmocka_unit_test(as_many_as_keep_their_order_are_the_same),
        cmocka_unit_test(records_are_the_same_by_what_is_firm_and_else_by_their_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
