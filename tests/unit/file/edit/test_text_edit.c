#include "support.h"

#include "file/edit/text_edit.h"

#include <string.h>

/* A text being edited, and the value that it is given. */
typedef struct Case {
    TextEdit *edit;
    NodeTree *tree;
    const Node *top;
    const Node *value;
} Case;

static Case begin(const char *text, const char *json)
{
    g_autoptr(Findings) findings = findings_new("test");
    Case now = { 0 };

    now.edit = text_edit_new(text, strlen(text), findings);
    now.tree = node_tree_parse(json, strlen(json), findings);
    assert_non_null(now.edit);
    assert_non_null(now.tree);
    now.top = text_edit_top(now.edit);
    now.value = node_tree_root(now.tree);
    return now;
}

static void end(Case *now, const char *expected)
{
    g_autoptr(GError) error = NULL;
    gsize size = 0;
    g_autofree char *text = text_edit_apply(now->edit, &size, &error);

    if (text == NULL) {
        fail_msg("%s", error->message);
    }
    assert_string_equal(text, expected);
    assert_int_equal(size, strlen(expected));
    text_edit_free(now->edit);
    node_tree_free(now->tree);
}

static void end_refused(Case *now, const char *message)
{
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    assert_null(text_edit_apply(now->edit, &size, &error));
    assert_true(g_error_matches(error, TEXT_EDIT_ERROR, TEXT_EDIT_ERROR_IMPOSSIBLE));
    assert_string_equal(error->message, message);
    text_edit_free(now->edit);
    node_tree_free(now->tree);
}

static void assert_replaced(const char *text, const char *json, const char *expected)
{
    Case now = begin(text, json);

    text_edit_replace(now.edit, now.top, 0, now.value);
    end(&now, expected);
}

static void assert_removed(const char *text, guint index, const char *expected)
{
    Case now = begin(text, "0");

    text_edit_remove(now.edit, now.top, index);
    end(&now, expected);
}

static void assert_added(const char *text, guint before, const char *json, const char *expected)
{
    Case now = begin(text, json);

    if (now.top->type == NODE_SEQUENCE) {
        text_edit_add_item(now.edit, now.top, before, now.value);
    } else {
        text_edit_add_key(now.edit, now.top, before, "k", now.value);
    }
    end(&now, expected);
}

static void nothing_changes_without_changes(void **state)
{
    static const char TEXT[] = "\xEF\xBB\xBF# a\r\n---\r\nb : \t'c' # d\r\n\r\n...";
    Case now = begin(TEXT, "0");

    end(&now, TEXT);
}

static void a_text_takes_the_place_of_another_in_the_same_quotes(void **state)
{
    assert_replaced("a: b   # c\n", "\"d\"", "a: d   # c\n");
    assert_replaced("a: 'b' # c\n", "\"it's\"", "a: 'it''s' # c\n");
    assert_replaced("a: \"b\" # c\n", "\"d\"", "a: \"d\" # c\n");
    assert_replaced("a: 09:00\n", "\"10:30\"", "a: 10:30\n");
    assert_replaced("a: b\n", "\"c: d\"", "a: \"c: d\"\n");
    assert_replaced("a: b\n", "\"1.0\"", "a: \"1.0\"\n");
    assert_replaced("a: b\n", "1.0", "a: 1.0\n");
    assert_replaced("a: b\n", "null", "a: null\n");
    assert_replaced("{\"a\":\"b\"}", "\"é\"", "{\"a\":\"é\"}");
    assert_replaced("{\"a\":\"b\"}", "yes", "{\"a\":\"yes\"}");
}

static void a_text_stands_in_lines_where_one_did(void **state)
{
    assert_replaced("a: >-\n    b\n    c\n\nd: e\n", "\"f g\"", "a: >-\n  f g\n\nd: e\n");
    assert_replaced("a: |\n  b\nd: e\n", "\"f\\n\\ng\\n\"", "a: |\n  f\n\n  g\nd: e\n");
    assert_replaced("a: |\n  b\nd: e\n", "\" f\"", "a: \" f\"\nd: e\n");
    /* Behind a comment nothing else can stand, and comments below could be taken for text. */
    assert_replaced("a: b # c\n", "\"f\\ng\"", "a: \"f\\ng\" # c\n");
    assert_replaced("a: b\n    # c\nd: e\n", "\"f\\ng\"", "a: \"f\\ng\"\n    # c\nd: e\n");
}

static void a_collection_takes_the_place_of_a_text_and_back(void **state)
{
    assert_replaced("a: b # c\nd: e\n", "[1, {\"f\": 2, \"g\": []}]",
                    "a: # c\n  - 1\n  - f: 2\n    g: []\nd: e\n");
    assert_replaced("a:\n  # c\n  b: 1 # d\n  # e\nf: g\n", "\"h\"", "a: h\n  # c\n  # e\nf: g\n");
    assert_replaced("- a: 1\n  b: 2\n- c\n", "\"h\"", "- h\n- c\n");
    assert_replaced("- a\n- c\n", "{\"d\": 1, \"e\": {\"f\": 2}}", "- d: 1\n  e:\n    f: 2\n- c\n");
    assert_replaced("- a # b\n", "[1, 2]", "- # b\n  - 1\n  - 2\n");
    assert_replaced("a: [b, c]\n", "{\"d\": 1}", "a: {d: 1}\n");
}

static void a_value_that_is_not_written_comes_behind_its_key(void **state)
{
    assert_replaced("a:   # b\nc: d\n", "\"e\"", "a: e   # b\nc: d\n");
    assert_replaced("a:   # b\nc: d\n", "[1]", "a:   # b\n  - 1\nc: d\n");
    assert_replaced("a:", "[1]", "a:\n  - 1");
    assert_replaced("{a, b: c}\n", "1", "{a: 1, b: c}\n");
    assert_replaced("{a: , b: c}\n", "1", "{a: 1 , b: c}\n");
    assert_replaced("? a\n? b\n", "1", "? a\n: 1\n? b\n");
    assert_replaced("-\n- b\n", "{\"c\": 1}", "- c: 1\n- b\n");
}

static void an_anchor_stays_and_a_tag_goes(void **state)
{
    assert_replaced("a: &x !!int 1\nb: *x\n", "\"c\"", "a: &x c\nb: *x\n");
    assert_replaced("a: &x 1\nb: *x\n", "[1]", "a: &x\n  - 1\nb: *x\n");
    assert_replaced("- &x 1\n- *x\n", "[2]", "- &x\n  - 2\n- *x\n");
}

static void an_alias_is_replaced_alone(void **state)
{
    Case now = begin("a: &x 1\nb: *x # c\nd: *x\n", "[2]");

    text_edit_replace(now.edit, now.top, 1, now.value);
    end(&now, "a: &x 1\nb: # c\n  - 2\nd: *x\n");
}

static void an_anchor_that_is_used_cannot_be_removed(void **state)
{
    Case now = begin("a: &x 1\nb: *x\n", "0");

    text_edit_remove(now.edit, now.top, 0);
    end_refused(&now,
                "the file cannot be changed in its text: line 1 would be wrong: unknown alias "
                "\"*x\"; expected one whose anchor \"&x\" stands before it; if all of it is a "
                "text, put it in quotes: b: \"*x\"");
    /* An anchor of the same name before it does not help. */
    now = begin("a: &x 1\nb: &x 2\nc: *x\n", "0");
    text_edit_remove(now.edit, now.top, 1);
    end_refused(&now, "the file cannot be changed in its text, as it is written");
}

static void an_entry_goes_with_its_lines_and_comments(void **state)
{
    static const char TEXT[] = "# 1\na:   # 2\n  - b\n\n  # 3\n# 4\nc: d # 5\n   # 6\n\n# 7\n";

    assert_removed(TEXT, 0, "# 1\n# 4\nc: d # 5\n   # 6\n\n# 7\n");
    assert_removed(TEXT, 1, "# 1\na:   # 2\n  - b\n\n  # 3\n# 4\n\n# 7\n");
    assert_removed("a: |+\n  b\n\nc: d", 0, "c: d");
    assert_removed("a: b\r\nc: d", 1, "a: b\r\n");
    assert_removed("a: b\rc: d\r", 0, "c: d\r");
}

static void the_last_entry_leaves_brackets(void **state)
{
    assert_removed("# 1\na: b # 2\n# 3\n", 0, "# 1\n{}\n# 3\n");
    assert_removed("- b", 0, "[]\n");
    assert_removed("[ a ]", 0, "[]");
    Case now = begin("a: &x\n  # 1\n  - b\n\n  # 2\nc:\n- d\n", "0");
    text_edit_remove(now.edit, node_value(now.top, 0), 0);
    text_edit_remove(now.edit, node_value(now.top, 1), 0);
    end(&now, "a: &x []\n  # 1\n\n  # 2\nc: []\n");
}

static void what_stands_behind_a_dash_moves_up(void **state)
{
    static const char TEXT[] = "- a: 1 # 2\n  b: 3\n  # 4\n  c: 5\n";
    Case now = begin(TEXT, "0");

    text_edit_remove(now.edit, node_item(now.top, 0), 0);
    end(&now, "- b: 3\n  # 4\n  c: 5\n");
    now = begin(TEXT, "0");
    text_edit_remove(now.edit, node_item(now.top, 0), 0);
    text_edit_remove(now.edit, node_item(now.top, 0), 1);
    end(&now, "-\n  # 4\n  c: 5\n");
    now = begin(TEXT, "6");
    text_edit_remove(now.edit, node_item(now.top, 0), 0);
    text_edit_add_key(now.edit, node_item(now.top, 0), 1, "k", now.value);
    end(&now, "- k: 6\n  b: 3\n  # 4\n  c: 5\n");
    now = begin(TEXT, "6");
    for (guint i = 0; i < 3; i++) {
        text_edit_remove(now.edit, node_item(now.top, 0), i);
    }
    end(&now, "- {}\n  # 4\n");
}

static void entries_in_brackets_go_with_their_commas(void **state)
{
    assert_removed("[a, b, c]", 0, "[b, c]");
    assert_removed("[a, b, c]", 1, "[a, c]");
    assert_removed("[a, b, c]", 2, "[a, b]");
    assert_removed("{\n  a: 1, # b\n  c: 2 # d\n}\n", 0, "{\n  c: 2 # d\n}\n");
    assert_removed("{\n  a: 1, # b\n  c: 2 # d\n}\n", 1, "{\n  a: 1 # b\n}\n");
    assert_removed("{\n  a: 1,\n  c: 2,\n}\n", 1, "{\n  a: 1,\n}\n");
    Case now = begin("[a , b, c ,d]", "0");
    text_edit_remove(now.edit, now.top, 1);
    text_edit_remove(now.edit, now.top, 2);
    text_edit_remove(now.edit, now.top, 3);
    end(&now, "[a ]");
}

static void new_entries_stand_as_their_neighbours_do(void **state)
{
    assert_added("a: b\n# c\nd: e\n", 1, "1", "a: b\nk: 1\n# c\nd: e\n");
    assert_added("# c\na: b\n", 0, "1", "# c\nk: 1\na: b\n");
    assert_added("a: b", 1, "[1]", "a: b\nk:\n  - 1");
    assert_added("a: b\r\n...\r\n", 1, "[1]", "a: b\r\nk:\r\n  - 1\r\n...\r\n");
    assert_added("a:\n- b\n", 1, "[1]", "a:\n- b\nk:\n- 1\n");
    assert_added("a:\n    b:\n        c\n", 1, "{\"d\": {\"e\": 1}}",
                 "a:\n    b:\n        c\nk:\n    d:\n        e: 1\n");
    assert_added("-   a: 1\n", 1, "{\"b\": 2, \"c\": 3}", "-   a: 1\n-   b: 2\n    c: 3\n");
    assert_added("- {a: 1}\n", 0, "{\"b\": \"x, y\"}", "- {b: \"x, y\"}\n- {a: 1}\n");
    assert_added("a: |+\n  b\n\n", 1, "1", "a: |+\n  b\n\nk: 1\n");
}

static void new_entries_in_brackets_come_with_commas(void **state)
{
    assert_added("[]", 0, "1", "[1]");
    assert_added("[a, b]", 0, "1", "[1, a, b]");
    assert_added("[a, b]", 1, "1", "[a, 1, b]");
    assert_added("[a, b]", 2, "1", "[a, b, 1]");
    assert_added("{\n  a: 1, # b\n  c: 2 # d\n}\n", 1, "3",
                 "{\n  a: 1, # b\n  k: 3,\n  c: 2 # d\n}\n");
    assert_added("{\n  a: 1, # b\n  c: 2 # d\n}\n", 2, "3",
                 "{\n  a: 1, # b\n  c: 2, # d\n  k: 3\n}\n");
    assert_added(
        "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", 1, "{\"c\": [true]}",
        "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"k\": {\n    \"c\": [\n      true\n    ]\n  "
        "}\n}\n");
    assert_added("{\"a\":1}", 1, "{\"b\": [1, 2]}", "{\"a\":1,\"k\":{\"b\":[1,2]}}");
}

static void empty_brackets_become_a_block_where_they_stand_in_one(void **state)
{
    Case now = begin("a: [] # b\nc: {d: []}\ne: [f: g]\n", "1");

    text_edit_add_item(now.edit, node_value(now.top, 0), 0, now.value);
    text_edit_add_item(now.edit, node_value(node_value(now.top, 1), 0), 0, now.value);
    text_edit_add_key(now.edit, node_item(node_value(now.top, 2), 0), 1, "k", now.value);
    end(&now, "a: # b\n  - 1\nc: {d: [1]}\ne: [{f: g, k: 1}]\n");
}

static void the_outer_of_two_changes_counts(void **state)
{
    Case now = begin("a:\n  b: 1\nc: 2\n", "3");

    text_edit_replace(now.edit, node_value(now.top, 0), 0, now.value);
    text_edit_remove(now.edit, now.top, 0);
    end(&now, "c: 2\n");
}

static void all_of_it_can_be_replaced(void **state)
{
    Case now = begin("# a\n---\nb: c # d\n", "[1]");

    text_edit_replace_top(now.edit, now.value);
    end(&now, "# a\n---\n- 1 # d\n");
}

static void a_text_that_cannot_be_read_is_not_edited(void **state)
{
    g_autoptr(Findings) findings = findings_new("test");

    assert_null(text_edit_new("a: [", 4, findings));
    assert_int_equal(findings_length(findings), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_without_changes),
        cmocka_unit_test(a_text_takes_the_place_of_another_in_the_same_quotes),
        cmocka_unit_test(a_text_stands_in_lines_where_one_did),
        cmocka_unit_test(a_collection_takes_the_place_of_a_text_and_back),
        cmocka_unit_test(a_value_that_is_not_written_comes_behind_its_key),
        cmocka_unit_test(an_anchor_stays_and_a_tag_goes),
        cmocka_unit_test(an_alias_is_replaced_alone),
        cmocka_unit_test(an_anchor_that_is_used_cannot_be_removed),
        cmocka_unit_test(an_entry_goes_with_its_lines_and_comments),
        cmocka_unit_test(the_last_entry_leaves_brackets),
        cmocka_unit_test(what_stands_behind_a_dash_moves_up),
        cmocka_unit_test(entries_in_brackets_go_with_their_commas),
        cmocka_unit_test(new_entries_stand_as_their_neighbours_do),
        cmocka_unit_test(new_entries_in_brackets_come_with_commas),
        cmocka_unit_test(empty_brackets_become_a_block_where_they_stand_in_one),
        cmocka_unit_test(the_outer_of_two_changes_counts),
        cmocka_unit_test(all_of_it_can_be_replaced),
        cmocka_unit_test(a_text_that_cannot_be_read_is_not_edited),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
