/* Covers src/file/yaml/yaml_problem.c: each way in which a text is not well-formed is told in words
 * of ours, with its place. */
#include "file/yaml/yaml_problem.h"

#include "file/yaml/yaml_events.h"
#include "load_support.h"

#include <string.h>

#define QUOTE "the text in quotes that begins here has no closing quote"
#define LIST "no list can begin here with \"-\"; is a closing bracket missing before it?"
#define NO_KEY                                                                          \
    "no key of one line and at most 1,024 characters stands before this \":\"; a text " \
    "that holds \": \" must be in quotes"
#define INDENTED "wrongly indented, or without quotes that it needs: expected the next "
#define VALUE "a value cannot begin like this; a text that does must be in quotes"
#define TAB "a tab cannot stand here: indent with blanks, and let empty lines be empty"
#define TAGS "a tag or directive cannot be read; an agenda needs none"

static const struct {
    const char *yaml;
    const char *told;
} CASES[] = {
    { "a: \"b\nc: d\n", "1:4 " QUOTE },
    { "- 'b\n---\n'", "1:3 " QUOTE },
    { "a: b\nc\nd: e\n",
      "2:1 expected a key with \":\" behind it, in one line and at most 1,024 characters long" },
    { "a: b: c\n", "1:5 " NO_KEY },
    { "x:\n  a: b\n   c: d\n", "3:5 " NO_KEY },
    { "a: ? b\n", "1:4 no key can stand here" },
    { "a: - b\n", "1:4 " LIST },
    { "a: [b,\n- c\n", "2:1 " LIST },
    { "x:\n   a: b\n  c: d\n", "3:3 " INDENTED "key of the map that begins in line 1" },
    { "- a\nb: c\n", "2:1 " INDENTED "\"-\" of the list that begins in line 1" },
    { "a:\n  [b, \"c\" d]\n", "2:11 expected \",\" or \"]\" in the list that begins in line 2" },
    { "{a: 'b' c}\n", "1:9 expected \",\" or \"}\" in the map that begins in line 1" },
    { "{\"a\"\n: b}\n",
      "2:1 no key for this \":\"; a key and its \":\" stand in one line, and a key has at most 1,024 "
      "characters" },
    { "a: [b,\n  {c: d\n", "3:1 the text ends too early: a bracket or brace is not closed" },
    { "a: @b\n", "1:4 " VALUE },
    { "a: ]\n", "1:4 " VALUE },
    { "[a:, b]\n",
      "1:3 a \":\" before a comma or bracket: behind a key it needs a blank, in a text quotes" },
    { "a: b\n\t\nc: d\n", "2:1 " TAB },
    { "a:\n\tb: c\n", "2:1 " TAB },
    { "a: b\n\tc\n", "2:1 " TAB },
    { "a: |\n\tb\n", "2:1 " TAB },
    { "a: | b\n", "1:4 a text after \"|\" or \">\" begins in the next line" },
    { "a: >0\n b\n", "1:4 the number after \"|\" or \">\" is from 1 to 9" },
    { "a: \"b \\q\"\n", "1:7 unknown escape; in double quotes a \"\\\" is written \"\\\\\"" },
    { "a: \"\\x4\"\n",
      "1:5 expected 2 hexadecimal digits after \"\\x\", 4 after \"\\u\", 8 after \"\\U\"" },
    { "a: \"\\udc00\"\n",
      "1:5 this escape is no character; but for JSON, where two may make one, expected the character "
      "itself, or all of it in one escape like \"\\U0001f600\"" },
    { "a: &é b\n",
      "1:4 the name of an anchor or alias holds letters from A to Z, digits, \"-\" and \"_\" only; "
      "a text that begins with \"&\" or \"*\" must be in quotes" },
    { "{a: b}\nc: d\n", "2:1 the agenda has ended before this; is the indentation right?" },
    { "a: !b!c d\n", "1:4 " TAGS },
    { "%YAML 2.0\n---\na: b\n", "1:1 " TAGS " (found incompatible YAML document)" },
};

static void each_problem_is_told_in_plain_words(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Findings) findings = findings_new("test");
        g_autoptr(YamlEvents) events =
            yaml_events_new(CASES[i].yaml, strlen(CASES[i].yaml), findings);
        YamlEvent event;

        while (yaml_events_next(events, &event)) {
        }
        assert_int_equal(findings_length(findings), 1);
        const Finding *finding = findings_get(findings, 0);
        assert_true(g_str_has_prefix(finding->text, "not well-formed YAML: "));
        g_autofree char *told =
            g_strdup_printf("%u:%u %s", finding->place.line, finding->place.column,
                            finding->text + strlen("not well-formed YAML: "));
        assert_string_equal(told, CASES[i].told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_problem_is_told_in_plain_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
