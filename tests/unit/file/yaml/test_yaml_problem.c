/* Covers src/file/yaml/yaml_problem.c and src/file/yaml/yaml_quoting.c: each way in which a text is
 * not well-formed is told in words of ours, with its place. */
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

#define BEGINS(sign) "this text begins with \"" sign "\", so put it in quotes: "
#define COLON "this text has a \":\" before a blank or at its end, so put it in quotes: "
#define BEHIND "this text goes on behind its quotes, so put all of it in quotes: "
#define TEXT " all of it is a text, put it in quotes: "

static const struct {
    const char *yaml;
    const char *told;
} CASES[] = {
    { "a: \"b\nc: d\n", "1:4 " QUOTE },
    { "- 'b\n---\n'", "1:3 " QUOTE },
    { "a: b\nc\nd: e\n",
      "2:1 expected a key with \":\" behind it, in one line and at most 1,024 characters long" },
    { "a: b: c\n", "1:5 " COLON "a: \"b: c\"" },
    { "a: b, c: d # e\n", "1:8 " COLON "a: \"b, c: d\"" },
    { "- x: 1\n  a: b \\c:\n", "2:10 " COLON "a: 'b \\c:'" },
    { "x:\n  a: b\n   c: d\n", "3:5 " NO_KEY },
    { "a: ? b\n", "1:4 " BEGINS("?") "a: \"? b\"" },
    { "? a\n? b: ? c\n", "2:6 no key can stand here" },
    { "a: - b\n", "1:4 " LIST " If" TEXT "a: \"- b\"" },
    { "a: - b: c\n", "1:4 " LIST },
    { "a: [b,\n- c\n", "2:1 " LIST },
    { "x:\n   a: b\n  c: d\n", "3:3 " INDENTED "key of the map that begins in line 1" },
    { "- a\nb: c\n", "2:1 " INDENTED "\"-\" of the list that begins in line 1" },
    { "a:\n  [b, \"c\" d]\n", "2:11 expected \",\" or \"]\" in the list that begins in line 2" },
    { "{a: 'b' c}\n",
      "1:9 expected \",\" or \"}\" in the map that begins in line 1; if" TEXT "a: \"'b' c\"" },
    { "['b' c]\n", "1:6 expected \",\" or \"]\" in the list that begins in line 1" },
    { "{\"a\"\n: b}\n",
      "2:1 no key for this \":\"; a key and its \":\" stand in one line, and a key has at most 1,024 "
      "characters" },
    { "a: [b,\n  {c: d\n", "3:1 the text ends too early: a bracket or brace is not closed" },
    { "a: @b\n", "1:4 " BEGINS("@") "a: \"@b\"" },
    { "a: `b`\n", "1:4 " BEGINS("`") "a: \"`b`\"" },
    { "a: %b\n", "1:4 " BEGINS("%") "a: \"%b\"" },
    { "a: ** b\n", "1:4 " BEGINS("*") "a: \"** b\"" },
    { "- @b\n", "1:3 " VALUE },
    { "[{a: @b, c: @d}]\n", "1:6 " BEGINS("@") "a: \"@b\"" },
    { "[{a: 'b, c: ', d-e: @f}]\n", "1:21 " BEGINS("@") "d-e: \"@f\"" },
    { "a: ]\n", "1:4 " BEGINS("]") "a: \"]\"" },
    { "a: [b, , c]\n", "1:8 " VALUE },
    { "a: [b, @c]\n", "1:8 " VALUE },
    { "a: {b: c, , d: e}\n", "1:11 " VALUE },
    { "a: [b] c\n", "1:8 " BEGINS("[") "a: \"[b] c\"" },
    { "a: {b} c\n", "1:8 " BEGINS("{") "a: \"{b} c\"" },
    { "a: {b: c}d\n", "1:10 " INDENTED "key of the map that begins in line 1" },
    { "a: \"b\" c\n", "1:8 " BEHIND "a: '\"b\" c'" },
    { "a: 'b' c\n", "1:8 " BEHIND "a: \"'b' c\"" },
    { "{a: [b] c, d: e}\n",
      "1:9 expected \",\" or \"}\" in the map that begins in line 1; if" TEXT "a: \"[b] c\"" },
    { "{a: b: c, d: e}\n",
      "1:6 expected \",\" or \"}\" in the map that begins in line 1; if" TEXT "a: \"b: c\"" },
    { "{a: b\n : c}\n",
      "2:2 no key for this \":\"; a key and its \":\" stand in one line, and a key "
      "has at most 1,024 characters" },
    { "[a:, b]\n",
      "1:3 a \":\" before a comma or bracket: behind a key it needs a blank, in a text quotes" },
    { "a: b\n\t\nc: d\n", "2:1 " TAB },
    { "a:\n\tb: c\n", "2:1 " TAB },
    { "a: b\n\tc\n", "2:1 " TAB },
    { "a: |\n\tb\n", "2:1 " TAB },
    { "a: | b\n", "1:4 " BEGINS("|") "a: \"| b\"" },
    { "- | b\n", "1:3 a text after \"|\" or \">\" begins in the next line" },
    { "a: >0\n b\n", "1:4 the number after \"|\" or \">\" is from 1 to 9" },
    { "a: \"b \\q\"\n", "1:7 unknown escape; in double quotes a \"\\\" is written \"\\\\\"" },
    { "a: \"\\x4\"\n",
      "1:5 expected 2 hexadecimal digits after \"\\x\", 4 after \"\\u\", 8 after \"\\U\"" },
    { "a: \"\\udc00\"\n",
      "1:5 this escape is no character; but for JSON, where two may make one, expected the character "
      "itself, or all of it in one escape like \"\\U0001f600\"" },
    { "a: &é b\n", "1:4 " BEGINS("&") "a: \"&é b\"" },
    { "- &é b\n",
      "1:3 the name of an anchor or alias holds letters from A to Z, digits, \"-\" and \"_\" only; "
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

/* What is put in quotes as it is told is that text. */
static void the_advice_is_right(void **state)
{
    static const char *const TEXTS[] = { "b: c",   "@b",    "`b` 'c'", "%b: \\",        "& b",
                                         "[b] c",  "{b} c", "\"b\" c", "'b' \"c\" \\d", "| b",
                                         "> b: c", "? b",   "b:",      "é: \"ü\"" };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(Findings) findings = findings_new("test");
        g_autofree char *wrong = g_strdup_printf("x:\n  - a: %s # d\n", TEXTS[i]);
        g_autoptr(YamlEvents) events = yaml_events_new(wrong, strlen(wrong), findings);
        YamlEvent event;

        while (yaml_events_next(events, &event)) {
        }
        assert_int_equal(findings_length(findings), 1);
        const char *advice = strstr(findings_get(findings, 0)->text, "quotes: a: ");
        assert_non_null(advice);
        g_autofree char *right = g_strdup_printf("%s\n", advice + strlen("quotes: "));
        g_autoptr(YamlEvents) again = yaml_events_new(right, strlen(right), findings);
        for (guint n = 0; n < 4; n++) {
            assert_true(yaml_events_next(again, &event));
        }
        g_autofree char *read = g_strndup(event.text, event.length);
        assert_string_equal(read, TEXTS[i]);
    }
}

/* Nobody has written it, and to look for a key in it again and again would take long. */
static void a_very_long_line_has_no_advice(void **state)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(GString) text = g_string_new("a: b: ");

    for (guint i = 0; i < 1200; i++) {
        g_string_append_c(text, 'x');
    }
    g_autoptr(YamlEvents) events = yaml_events_new(text->str, text->len, findings);
    YamlEvent event;
    while (yaml_events_next(events, &event)) {
    }
    assert_string_equal(findings_get(findings, 0)->text, "not well-formed YAML: " NO_KEY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_problem_is_told_in_plain_words),
        cmocka_unit_test(the_advice_is_right),
        cmocka_unit_test(a_very_long_line_has_no_advice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
