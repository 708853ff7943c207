#include "file/yaml/node_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "file/agenda_file.h"

static NodeTree *parse(const char *text)
{
    g_autoptr(Findings) findings = findings_new("test");
    NodeTree *tree = node_tree_parse(text, strlen(text), findings);

    if (tree == NULL || findings_length(findings) > 0) {
        fail_msg("%s: %s", text, findings_get(findings, 0)->text);
    }
    return tree;
}

static void assert_refused(const char *text, gsize length, guint line, guint column,
                           const char *message)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) tree = node_tree_parse(text, length, findings);

    assert_null(tree);
    assert_int_equal(findings_length(findings), 1);
    const Finding *finding = findings_get(findings, 0);
    assert_string_equal(finding->text, message);
    assert_int_equal(finding->place.line, line);
    assert_int_equal(finding->place.column, column);
}

static void assert_node(const Node *node, const char *text, guint line, guint column)
{
    assert_int_equal(node->type, NODE_SCALAR);
    assert_string_equal(node->text, text);
    assert_int_equal(node->length, strlen(text));
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

static void a_mapping_keeps_its_keys_and_values_in_order(void **state)
{
    g_autoptr(NodeTree) tree = parse("b: one\na:\n  - two\n  - [three]\n");
    const Node *root = node_tree_root(tree);

    assert_int_equal(root->type, NODE_MAPPING);
    assert_int_equal(root->length, 2);
    assert_node(node_key(root, 0), "b", 1, 1);
    assert_node(node_value(root, 0), "one", 1, 4);
    assert_node(node_key(root, 1), "a", 2, 1);
    const Node *list = node_value(root, 1);
    assert_int_equal(list->type, NODE_SEQUENCE);
    assert_int_equal(list->line, 3);
    assert_int_equal(list->column, 3);
    assert_node(node_item(list, 0), "two", 3, 5);
    assert_node(node_item(node_item(list, 1), 0), "three", 4, 6);
}

static void columns_count_characters_and_include_quotes(void **state)
{
    g_autoptr(NodeTree) tree = parse("é: {\"ü\": 'x', ÿ: y}\n");
    const Node *inner = node_value(node_tree_root(tree), 0);

    assert_node(node_key(inner, 0), "ü", 1, 5);
    assert_node(node_value(inner, 0), "x", 1, 10);
    assert_node(node_key(inner, 1), "ÿ", 1, 15);
}

static void carriage_returns_before_line_feeds_change_nothing(void **state)
{
    g_autoptr(NodeTree) tree = parse("\xEF\xBB\xBF"
                                     "a: |\r\n  one\r\n  two\r\nb: c\r\n");
    const Node *root = node_tree_root(tree);

    assert_string_equal(node_value(root, 0)->text, "one\ntwo\n");
    assert_node(node_key(root, 0), "a", 1, 1);
    assert_node(node_key(root, 1), "b", 4, 1);
}

static void line_ends_that_are_none_for_yaml_change_no_place(void **state)
{
    g_autoptr(NodeTree) tree = parse("# a\u2028b: c\n{\"a\xC2\x85"
                                     "b\": \"c\u2028d\\r\\ne\", f: g}\r# h");
    const Node *root = node_tree_root(tree);

    assert_node(node_key(root, 0), "a\u2028b", 2, 2);
    assert_node(node_value(root, 0), "c\u2028d\u2028e", 2, 9);
    assert_node(node_key(root, 1), "f", 2, 21);
}

static void escapes_are_resolved(void **state)
{
    g_autoptr(NodeTree) tree = parse("[\"\\U0001f600\\/\\u00e9\\t\\\"\", 'it''s', \"a\\\n  b\"]");
    const Node *root = node_tree_root(tree);

    assert_string_equal(node_item(root, 0)->text, "\xF0\x9F\x98\x80/é\t\"");
    assert_string_equal(node_item(root, 1)->text, "it's");
    assert_string_equal(node_item(root, 2)->text, "ab");
}

static void nothing_tilde_and_null_are_null_unless_quoted(void **state)
{
    g_autoptr(NodeTree) tree = parse("[~, null, NULL, 'null', \"\", nil, !!null null]");
    g_autoptr(NodeTree) empty = parse("a:\n");
    const Node *root = node_tree_root(tree);
    static const bool EXPECTED[] = { true, true, true, false, false, false, true };

    for (guint i = 0; i < root->length; i++) {
        assert_int_equal(node_is_null(node_item(root, i)), EXPECTED[i]);
    }
    const Node *value = node_value(node_tree_root(empty), 0);
    assert_true(node_is_null(value));
    assert_int_equal(value->line, 1);
    assert_int_equal(value->column, 1);
}

static void an_alias_leads_to_the_node_of_its_anchor(void **state)
{
    g_autoptr(NodeTree) tree = parse("a: &x [1]\nb: *x\nc: &x 2\nd: *x\n? &k e\n: *k\n*k : f\n");
    const Node *root = node_tree_root(tree);

    assert_ptr_equal(node_value(root, 0), node_value(root, 1));
    assert_string_equal(node_value(root, 3)->text, "2");
    assert_ptr_equal(node_key(root, 4), node_value(root, 4));
    assert_ptr_equal(node_key(root, 5), node_key(root, 4));
}

static void an_anchor_of_a_text_that_no_alias_uses_is_warned_of(void **state)
{
    static const char TEXT[] =
        "a: &Co and others\nb: &b [1]\nc: &c 2\nd: *c\ne: &e 'f'\n? &g h\n: i\n";
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) tree = node_tree_parse(TEXT, strlen(TEXT), findings);

    assert_non_null(tree);
    assert_string_equal(node_value(node_tree_root(tree), 0)->text, "and others");
    assert_int_equal(findings_length(findings), 2);
    const Finding *finding = findings_get(findings, 0);
    assert_int_equal(finding->severity, SEVERITY_WARNING);
    assert_int_equal(finding->place.line, 1);
    assert_int_equal(finding->place.column, 8);
    assert_string_equal(finding->text,
                        "\"&Co\" is no part of this text, but its anchor, and no alias uses it");
    assert_string_equal(finding->hint, "if it is, put all of it in quotes: a: \"&Co and others\"");
    assert_null(findings_get(findings, 1)->hint);
}

static void nesting_is_fine_to_the_limit_and_no_deeper(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gint i = 0; i < AGENDA_FILE_MAX_DEPTH; i++) {
        g_string_append_c(text, '[');
    }
    for (gint i = 0; i < AGENDA_FILE_MAX_DEPTH; i++) {
        g_string_append_c(text, ']');
    }
    g_autoptr(NodeTree) tree = parse(text->str);
    g_string_prepend(text, "- ");
    assert_refused(text->str, text->len, 1, AGENDA_FILE_MAX_DEPTH + 2, "nested more than 32 deep");
}

static void a_zero_that_an_escape_stands_for_does_not_end_the_text(void **state)
{
    static const char TEXT[] = "\"a\\0b\"";
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeTree) tree = node_tree_parse(TEXT, strlen(TEXT), findings);

    assert_int_equal(findings_length(findings), 1);
    assert_string_equal(node_tree_root(tree)->text, "a\xEF\xBF\xBD"
                                                    "b");
}

static void a_surrogate_pair_is_a_character_in_json_and_refused_in_other_yaml(void **state)
{
    static const char YAML[] = "a: \"\\ud83d\\ude00\"";
    static const char HALF[] = "{\"a\": \"\\ud83d\\ude00\\ud800\"}";
    static const char MESSAGE[] =
        "not well-formed YAML: this escape is no character; but for JSON, where two may make one, "
        "expected the character itself, or all of it in one escape like \"\\U0001f600\"";
    g_autoptr(NodeTree) tree = parse("[\"\\ud83d\\ude00\", \"x\"]");

    assert_node(node_item(node_tree_root(tree), 0), "\U0001F600", 1, 2);
    assert_node(node_item(node_tree_root(tree), 1), "x", 1, 18);
    assert_refused(YAML, strlen(YAML), 1, 5, MESSAGE);
    assert_refused(HALF, strlen(HALF), 1, 18, MESSAGE);
}

static void a_comment_may_be_of_any_length(void **state)
{
    g_autoptr(GString) text = g_string_new("# ");

    for (gint i = 0; i < 100000; i++) {
        g_string_append(text, "é");
    }
    g_string_append(text, "\na: b\n");
    g_autoptr(NodeTree) tree = parse(text->str);
    assert_node(node_key(node_tree_root(tree), 0), "a", 2, 1);
}

static void a_key_is_at_most_1024_characters_long(void **state)
{
    g_autofree char *name = g_strnfill(1024, 'k');
    g_autofree char *text = g_strconcat(name, ": v\n", NULL);
    g_autofree char *longer = g_strconcat("k", text, NULL);
    g_autoptr(NodeTree) tree = parse(text);

    assert_node(node_key(node_tree_root(tree), 0), name, 1, 1);
    assert_refused(longer, strlen(longer), 1, 1026,
                   "not well-formed YAML: no key of one line and at most 1,024 characters stands "
                   "before this \":\"; a text that holds \": \" must be in quotes");
}

static void json_in_one_line_may_be_of_any_length(void **state)
{
    g_autoptr(GString) json = g_string_new("{\"list\": [");

    for (gint i = 0; i < 20000; i++) {
        g_string_append(json, "{\"name\":\"é, à\"},");
    }
    g_string_append(json, "\"end\"]}");
    g_autoptr(NodeTree) tree = parse(json->str);
    const Node *list = node_value(node_tree_root(tree), 0);

    assert_int_equal(list->length, 20001);
    const Node *item = node_item(list, 19999);
    assert_string_equal(node_value(item, 0)->text, "é, à");
    assert_node(node_item(list, 20000), "end", 1, 11 + 20000 * 16);
    assert_int_equal(item->line, 1);
    assert_int_equal(item->column, 11 + 19999 * 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapping_keeps_its_keys_and_values_in_order),
        cmocka_unit_test(columns_count_characters_and_include_quotes),
        cmocka_unit_test(carriage_returns_before_line_feeds_change_nothing),
        cmocka_unit_test(line_ends_that_are_none_for_yaml_change_no_place),
        cmocka_unit_test(escapes_are_resolved),
        cmocka_unit_test(nothing_tilde_and_null_are_null_unless_quoted),
        cmocka_unit_test(an_alias_leads_to_the_node_of_its_anchor),
        cmocka_unit_test(an_anchor_of_a_text_that_no_alias_uses_is_warned_of),
        cmocka_unit_test(nesting_is_fine_to_the_limit_and_no_deeper),
        cmocka_unit_test(a_zero_that_an_escape_stands_for_does_not_end_the_text),
        cmocka_unit_test(a_surrogate_pair_is_a_character_in_json_and_refused_in_other_yaml),
        cmocka_unit_test(a_comment_may_be_of_any_length),
        cmocka_unit_test(a_key_is_at_most_1024_characters_long),
        cmocka_unit_test(json_in_one_line_may_be_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
