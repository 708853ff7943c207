#include "support.h"

#include "file/yaml/node_spans.h"

#include <string.h>

#include "file/yaml/node_tree.h"

/* Appends what stands at a span: its properties, itself, and how it is written. */
static void append_span(GString *out, const char *text, const NodeSpan *span)
{
    static const char STYLES[] = {
        [NODE_STYLE_PLAIN] = 'p',         [NODE_STYLE_SINGLE_QUOTED] = 's',
        [NODE_STYLE_DOUBLE_QUOTED] = 'd', [NODE_STYLE_LITERAL] = 'l',
        [NODE_STYLE_FOLDED] = 'f',        [NODE_STYLE_BLOCK] = 'b',
        [NODE_STYLE_FLOW] = 'w',          [NODE_STYLE_ALIAS] = 'a',
    };
    bool has_end = span->style != NODE_STYLE_BLOCK;

    g_string_append_printf(out, "%c<%.*s|%.*s>", STYLES[span->style],
                           (int)(span->content - span->start), text + span->start,
                           has_end ? (int)(span->end - span->content) : 1, text + span->content);
}

static void append_all(GString *out, const char *text, const NodeSpans *spans, const Node *node)
{
    for (guint i = 0; node->type == NODE_SEQUENCE && i < node->length; i++) {
        append_span(out, text, node_spans_item(spans, node, i));
        append_all(out, text, spans, node_item(node, i));
    }
    for (guint i = 0; node->type == NODE_MAPPING && i < node->length; i++) {
        append_span(out, text, node_spans_key(spans, node, i));
        append_span(out, text, node_spans_value(spans, node, i));
        append_all(out, text, spans, node_value(node, i));
    }
}

static void assert_spans(const char *text, const char *expected)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(NodeSpans) spans = node_spans_new();
    g_autoptr(NodeTree) tree = node_tree_parse_with_spans(text, strlen(text), spans, findings);
    g_autoptr(GString) told = g_string_new(NULL);

    assert_non_null(tree);
    append_span(told, text, node_spans_top(spans));
    append_all(told, text, spans, node_tree_root(tree));
    assert_string_equal(told->str, expected);
}

static void texts_begin_and_end_with_their_quotes(void **state)
{
    assert_spans("a: one\n'b' : 'it''s'\nc: \"d\\\"\"   # e\n",
                 "b<|a>p<|a>p<|one>s<|'b'>s<|'it''s'>p<|c>d<|\"d\\\"\">");
}

static void blocks_end_behind_their_empty_lines(void **state)
{
    assert_spans("a: |\n  b\n\n# c\nd: >-\n  e", "b<|a>p<|a>l<||\n  b\n\n>p<|d>f<|>-\n  e>");
}

static void collections_in_brackets_have_an_end_and_others_none(void **state)
{
    assert_spans(
        "- [a, {b: c}, d: e]\n-\n- - f\n",
        "b<|->w<|[a, {b: c}, d: e]>p<|a>w<|{b: c}>p<|b>p<|c>w<|d: e>p<|d>p<|e>p<|>b<|->p<|f>");
}

static void anchors_and_tags_stand_before_the_content(void **state)
{
    assert_spans("a: &x !!str b\nc: *x\nd: &y\n  e: f\n",
                 "b<|a>p<|a>p<&x !!str |b>p<|c>a<|*x>p<|d>b<&y\n  |e>p<|e>p<|f>");
}

static void octets_are_those_of_the_file(void **state)
{
    /* A byte order mark, a line end that is longer when it is marked, a pair of escapes. */
    assert_spans("\xEF\xBB\xBF"
                 "é: a\xC2\x85"
                 "b\xE2\x80\xA8"
                 "c\r\nd: e\r\n",
                 "b<|\xC3>p<|é>p<|a\xC2\x85"
                 "b\xE2\x80\xA8"
                 "c>p<|d>p<|e>");
    assert_spans("{\"a\": \"\\ud83d\\ude00\", \"b\": [\"\\ud83d\\ude00\"]}",
                 "w<|{\"a\": \"\\ud83d\\ude00\", \"b\": [\"\\ud83d\\ude00\"]}>d<|\"a\">"
                 "d<|\"\\ud83d\\ude00\">d<|\"b\">w<|[\"\\ud83d\\ude00\"]>d<|\"\\ud83d\\ude00\">");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_begin_and_end_with_their_quotes),
        cmocka_unit_test(blocks_end_behind_their_empty_lines),
        cmocka_unit_test(collections_in_brackets_have_an_end_and_others_none),
        cmocka_unit_test(anchors_and_tags_stand_before_the_content),
        cmocka_unit_test(octets_are_those_of_the_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
