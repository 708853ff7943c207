/* Covers src/file/yaml/yaml_strictness.c, by way of src/file/yaml/yaml_events.c. */
#include "file/yaml/yaml_strictness.h"

#include "file/yaml/yaml_events.h"
#include "load_support.h"

#include <string.h>

#define SYNTAX " not well-formed YAML: "
#define QUOTE SYNTAX "a line of the text that begins here is not indented more"
#define LINE SYNTAX "a line within brackets must be indented more"
#define COMMENT SYNTAX "a comment needs a blank before its"
#define LOST SYNTAX "this line of a text after \"|\" or \">\" is indented less"
#define FIRST SYNTAX "within brackets a text that begins with \":\" or \"?\" must be in quotes"
#define NAME SYNTAX "the name of an anchor or alias"

/* "LINE:COLUMN MESSAGE", or "" for a text that is fine. */
static char *dup_told(const char *yaml)
{
    gsize size = strlen(yaml);
    g_autofree char *exact = g_memdup2(yaml, size);
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(YamlEvents) events = yaml_events_new(exact, size, findings);
    YamlEvent event;

    while (yaml_events_next(events, &event)) {
    }
    if (findings_length(findings) == 0) {
        return g_strdup("");
    }
    const Finding *finding = findings_get(findings, 0);
    return g_strdup_printf("%u:%u %s", finding->place.line, finding->place.column, finding->text);
}

static void assert_fine(const char *yaml)
{
    g_autofree char *told = dup_told(yaml);

    if (*told != '\0') {
        fail_msg("%s: %s", yaml, told);
    }
}

/* `expected` is the beginning of what is told. */
static void assert_refused(const char *yaml, const char *expected)
{
    g_autofree char *told = dup_told(yaml);

    if (!g_str_has_prefix(told, expected)) {
        fail_msg("%s: expected %s, found %s", yaml, expected, told);
    }
}

static void a_text_is_indented_more_than_its_key(void **state)
{
    assert_refused("a: 'b\nc: d'\n", "1:4" QUOTE);
    assert_refused("a:\n  b: \"c\n  d: e\"\n", "2:6" QUOTE);
    assert_refused("- a: 'b\n\n\n  c'\n", "1:6" QUOTE);
    assert_refused("a: 'b\n\tc'\n", "1:4" QUOTE);
    assert_refused("a: 'b\n\n'\n", "1:4" QUOTE);
    assert_refused("a:\n  - [b,\n   'c\n  d']\n", "3:4" QUOTE);
    assert_refused("a:\n  b: [c\n  d]\n", "2:7" QUOTE);
    assert_fine("a: 'b\n\n \n c'\n");
    assert_fine("a: \"b\r\n\r\n\t\r\n c\"\r\n");
    assert_fine("a:\n- 'b\n c'\n- &x\n  b:\n    'c\n   d'\n");
    assert_fine("&a\nb:\n 'c\n d'\n");
    assert_fine("--- 'a\nb'\n");
    assert_fine("[a,\n'b\nc', d\ne]\n");
}

static void lines_within_brackets_are_indented_but_the_last_bracket(void **state)
{
    assert_refused("a: [\nb]\n", "2:1" LINE);
    assert_refused("a: {b: c,\nd: e}\n", "2:1" LINE);
    assert_refused("a: {\n b: [c,\n ],\n}\nx:\n  y: [{\n  }]\n", "7:1" LINE);
    assert_refused("a: [b\n, c]\n", "2:1" LINE);
    assert_refused("a: [b,\n\tc]\n", "2:1" LINE);
    assert_refused("a:\n  b: {c: d\n }\n", "3:1" LINE);
    assert_fine("a: [\n  b,\n  {\n   c: d\n  },\n]\nd: {\n}\n");
    assert_fine("a: [ # b\n# c\n\n \n c]\n");
    assert_fine("{a: b,\nc: [d,\ne\n]\n}\n");
}

static void a_comment_touches_nothing(void **state)
{
    assert_refused("- 'a'#b\n", "1:6" COMMENT);
    assert_refused("[a,#b\n c]\n", "1:4" COMMENT);
    assert_refused("[a]#b\n", "1:4" COMMENT);
    assert_refused("a: |#b\n c\n", "1:5" COMMENT);
    assert_refused("%YAML 1.1#b\n---\na\n", "1:10" COMMENT);
    assert_fine("# a\né: #b\n  c#d #e'\n#f\n#\n");
    assert_fine("%YAML 1.2 # a\n--- #b\nc: |- #d\n e#f\n");
}

/* An empty line of more blanks makes libyaml take the block for empty, and its text for comments.
 */
static void a_line_of_a_block_is_no_comment(void **state)
{
    assert_refused("a: |\n    \n  # b\nc: d\n", "3:3" LOST);
    assert_refused("a: >+\n\n   \n # b\n", "4:2" LOST);
    assert_fine("a: |\n    \n# b\n   # c\nd: e\n");
    assert_fine("a: |\n    b\n  # c\nd: e\n");
    assert_fine("a: |4\n    \n  # b\nc: d\n");
    assert_fine("- |\n    \n-   # b\n  c\n");
}

static void within_brackets_no_text_begins_like_an_indicator(void **state)
{
    assert_refused("[?a]\n", "1:2" FIRST);
    assert_refused("{a: b, ?c: d}\n", "1:8" FIRST);
    assert_refused("[a, 'b', :c]\n", "1:10" SYNTAX);
    assert_refused("{a: {b: c} , :d}\n", "1:14" SYNTAX);
    assert_refused("[a, -]\n", "1:5" SYNTAX "within brackets a \"-\" alone must be in quotes");
    assert_fine("{\"a\":b, 'c' :d, [e]:f, ? g : h, i:j: -k, l: m?, n: --}\n");
    assert_fine("[a?b, c:d, -e, 'f']\n");
}

static void a_name_ends_where_the_parser_ends_it(void **state)
{
    assert_refused("&a:b c\n", "1:1" NAME);
    assert_refused("- &a b\n- *a: c\n", "2:3" NAME);
    assert_refused("- &a.b c\n", "1:3" NAME);
    assert_refused("- !!str &a:b c\n", "1:9" NAME);
    assert_fine("- &a-1_B b\n- {*a-1_B : c, d: *a-1_B}\n- !!str # e\n  &c\n  d\n- [*a-1_B]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_indented_more_than_its_key),
        cmocka_unit_test(lines_within_brackets_are_indented_but_the_last_bracket),
        cmocka_unit_test(a_comment_touches_nothing),
        cmocka_unit_test(a_line_of_a_block_is_no_comment),
        cmocka_unit_test(within_brackets_no_text_begins_like_an_indicator),
        cmocka_unit_test(a_name_ends_where_the_parser_ends_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
