#include "support.h"

#include "file/yaml/node.h"

#include <string.h>

#include "file/yaml/node_tree.h"

static Node scalar(const char *text, bool plain)
{
    return (
        Node){ .type = NODE_SCALAR, .text = text, .length = (guint32)strlen(text), .plain = plain };
}

static void a_place_is_the_line_and_the_column(void **state)
{
    const Node node = { .line = 3, .column = 14 };

    assert_int_equal(node_place(&node).line, 3);
    assert_int_equal(node_place(&node).column, 14);
}

static void the_words_of_yaml_for_no_value_are_null(void **state)
{
    static const char *const WORDS[] = { "", "~", "null", "Null", "NULL" };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const Node plain = scalar(WORDS[i], true);
        const Node quoted = scalar(WORDS[i], false);
        assert_true(node_is_null(&plain));
        assert_false(node_is_null(&quoted));
    }
}

static void other_words_and_other_nodes_are_not_null(void **state)
{
    static const char *const WORDS[] = { "nULL", "nil", "none", "~~", " ", "0", "false" };
    const Node list = { .type = NODE_SEQUENCE, .plain = true };
    const Node mapping = { .type = NODE_MAPPING, .plain = true };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const Node node = scalar(WORDS[i], true);
        assert_false(node_is_null(&node));
    }
    assert_false(node_is_null(&list));
    assert_false(node_is_null(&mapping));
}

static void each_type_has_its_words(void **state)
{
    assert_string_equal(node_type_words(NODE_SCALAR), "a text");
    assert_string_equal(node_type_words(NODE_SEQUENCE), "a list");
    assert_string_equal(node_type_words(NODE_MAPPING), "keys with values");
}

static void items_keys_and_values_are_found_by_their_number(void **state)
{
    const Node a = scalar("a", true);
    const Node b = scalar("b", true);
    const Node c = scalar("c", true);
    const Node *items[] = { &a, &b, &c, &a };
    const Node list = { .type = NODE_SEQUENCE, .length = 4, .items = items };
    const Node mapping = { .type = NODE_MAPPING, .length = 2, .items = items };

    assert_ptr_equal(node_item(&list, 0), &a);
    assert_ptr_equal(node_item(&list, 2), &c);
    assert_ptr_equal(node_key(&mapping, 0), &a);
    assert_ptr_equal(node_value(&mapping, 0), &b);
    assert_ptr_equal(node_key(&mapping, 1), &c);
    assert_ptr_equal(node_value(&mapping, 1), &a);
}

/* Whether two texts say the same; asked both ways. */
static bool say_the_same(const char *a, const char *b)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) left = node_tree_parse(a, strlen(a), findings);
    g_autoptr(NodeTree) right = node_tree_parse(b, strlen(b), findings);
    bool is_same = node_equals(node_tree_root(left), node_tree_root(right));

    assert_int_equal(node_equals(node_tree_root(right), node_tree_root(left)), is_same);
    return is_same;
}

static void nodes_are_equal_if_they_say_the_same(void **state)
{
    assert_true(say_the_same("a: [b, {c: ~, d: 'e'}]", "{\"a\": [\"b\", {\"d\": e, c: }]}"));
    assert_true(say_the_same("[1, '1']", "['1', 1]"));
    assert_true(say_the_same("{a: 1, a: 2}", "{a: 1, a: 2}"));
    assert_true(say_the_same("[&a {b: c}, *a]", "[{b: c}, {b: c}]"));
    assert_false(say_the_same("[~]", "['~']"));
    assert_false(say_the_same("[a, b]", "[b, a]"));
    assert_false(say_the_same("[a]", "[a, a]"));
    assert_false(say_the_same("[]", "{}"));
    assert_false(say_the_same("{a: 1, b: 2}", "{b: 1, a: 2}"));
    assert_false(say_the_same("{a: 1, b: 2}", "{b: 2, c: 1}"));
    assert_false(say_the_same("{a: 1, a: 1}", "{a: 1, b: 1}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_the_line_and_the_column),
        cmocka_unit_test(the_words_of_yaml_for_no_value_are_null),
        cmocka_unit_test(other_words_and_other_nodes_are_not_null),
        cmocka_unit_test(each_type_has_its_words),
        cmocka_unit_test(items_keys_and_values_are_found_by_their_number),
        cmocka_unit_test(nodes_are_equal_if_they_say_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
