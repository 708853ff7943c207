#include "support.h"

#include "file/yaml/yaml_events.h"

#include <string.h>

static void describe(GString *out, const YamlEvent *event)
{
    static const char *const WORDS[] = {
        [YAML_EVENT_DOCUMENT] = "document", [YAML_EVENT_SCALAR] = "text",
        [YAML_EVENT_ALIAS] = "alias",       [YAML_EVENT_SEQUENCE_START] = "[",
        [YAML_EVENT_SEQUENCE_END] = "]",    [YAML_EVENT_MAPPING_START] = "{",
        [YAML_EVENT_MAPPING_END] = "}",
    };

    if (event->type != YAML_EVENT_DOCUMENT && event->type != YAML_EVENT_SEQUENCE_END &&
        event->type != YAML_EVENT_MAPPING_END) {
        g_string_append_printf(out, "%u:%u ", event->place.line, event->place.column);
    }
    g_string_append(out, WORDS[event->type]);
    if (event->type == YAML_EVENT_SCALAR || event->type == YAML_EVENT_ALIAS) {
        bool bare = event->plain || event->type == YAML_EVENT_ALIAS;
        g_string_append_printf(out, bare ? " %.*s" : " \"%.*s\"", (int)event->length, event->text);
    }
    if (event->anchor != NULL) {
        g_string_append_printf(out, " &%s", event->anchor);
    }
    if (event->bad_tag != NULL) {
        g_string_append_printf(out, " !<%s>", event->bad_tag);
    }
    g_string_append_c(out, '\n');
}

/* Reads a text to its end, or to where it is no longer well-formed. */
static void assert_events(const char *yaml, const char *expected, const char *expected_error)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(YamlEvents) events = yaml_events_new(yaml, strlen(yaml), findings);
    g_autoptr(GString) told = g_string_new(NULL);
    g_autofree char *error = NULL;
    YamlEvent event;

    while (yaml_events_next(events, &event)) {
        describe(told, &event);
    }
    assert_string_equal(told->str, expected);
    assert_false(yaml_events_next(events, &event));
    if (findings_length(findings) > 0) {
        const Finding *finding = findings_get(findings, 0);
        error = g_strdup_printf("%u:%u %s: %s", finding->place.line, finding->place.column,
                                finding->rule, finding->text);
    }
    assert_int_equal(findings_length(findings), expected_error != NULL);
    assert_string_equal(error != NULL ? error : "", expected_error != NULL ? expected_error : "");
    assert_int_equal(yaml_events_failed(events), expected_error != NULL);
}

static void lists_and_mappings_begin_and_end_around_their_texts(void **state)
{
    assert_events("b: [one, 'two']\na: {c: \"d\"}\n",
                  "document\n1:1 {\n1:1 text b\n1:4 [\n1:5 text one\n1:10 text \"two\"\n]\n"
                  "2:1 text a\n2:4 {\n2:5 text c\n2:8 text \"d\"\n}\n}\n",
                  NULL);
}

static void json_is_read_as_yaml_is(void **state)
{
    assert_events("{\"a\":[1,true]}",
                  "document\n1:1 {\n1:2 text \"a\"\n1:6 [\n1:7 text 1\n1:9 text true\n]\n}\n",
                  NULL);
}

static void anchors_and_aliases_have_their_names(void **state)
{
    assert_events("- &one a\n- &two [b]\n- *one\n",
                  "document\n1:1 [\n1:8 text a &one\n2:8 [ &two\n2:9 text b\n]\n"
                  "3:3 alias one\n]\n",
                  NULL);
}

static void only_tags_outside_of_the_core_schema_are_told(void **state)
{
    assert_events("[!!str a, !!int b, ! c, !!map {}]",
                  "document\n1:1 [\n1:8 text a\n1:17 text b\n1:22 text c\n1:31 {\n}\n]\n", NULL);
    assert_events("[!own a, !!set b, !<tag:yaml.org,2002:strx> c]",
                  "document\n1:1 [\n1:7 text a !<!own>\n"
                  "1:16 text b !<tag:yaml.org,2002:set>\n"
                  "1:45 text c !<tag:yaml.org,2002:strx>\n]\n",
                  NULL);
}

static void what_is_not_written_and_a_block_stand_where_their_keys_do(void **state)
{
    assert_events("x:\n  a:\n  b: |\n    two\n    lines\n",
                  "document\n1:1 {\n1:1 text x\n2:3 {\n2:3 text a\n2:3 text \n3:3 text b\n"
                  "3:3 text \"two\nlines\n\"\n}\n}\n",
                  NULL);
}

static void columns_count_characters(void **state)
{
    assert_events("\xEF\xBB\xBF[é, \"\xF0\x9F\x98\x80\", x]",
                  "document\n1:1 [\n1:2 text é\n1:5 text \"\xF0\x9F\x98\x80\"\n1:10 text x\n]\n",
                  NULL);
}

static void each_document_begins_with_an_event(void **state)
{
    assert_events("", "", NULL);
    assert_events("# nothing\n", "", NULL);
    assert_events("--- a\n--- b\n", "document\n1:5 text a\ndocument\n2:5 text b\n", NULL);
}

static void what_is_not_well_formed_ends_the_events(void **state)
{
    assert_events("a: b\n]\n", "document\n1:1 {\n1:1 text a\n1:4 text b\n",
                  "2:1 syntax: not well-formed YAML: wrongly indented, or without quotes that it "
                  "needs: expected the next key of the map that begins in line 1");
    assert_events("- 'a\n", "document\n1:1 [\n",
                  "1:3 syntax: not well-formed YAML: the text in quotes that begins here has no "
                  "closing quote");
    assert_events("- a\n- [b, c#d, 'e'#f\n  ]",
                  "document\n1:1 [\n1:3 text a\n2:3 [\n2:4 text b\n2:7 text c#d\n2:12 text \"e\"\n",
                  "2:15 syntax: not well-formed YAML: a comment needs a blank before its \"#\"");
}

static void a_number_behind_a_text_that_is_a_comment_is_warned_of(void **state)
{
    static const char TEXT[] = "a: Room # 5\nb: c#5\nd: 'e' #5\nf: # 5\n#5\ng: é Room  #5 of\n";
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(YamlEvents) events = yaml_events_new(TEXT, strlen(TEXT), findings);
    YamlEvent event;

    while (yaml_events_next(events, &event)) {
    }
    assert_false(yaml_events_failed(events));
    assert_int_equal(findings_length(findings), 1);
    const Finding *finding = findings_get(findings, 0);
    assert_int_equal(finding->severity, SEVERITY_WARNING);
    assert_int_equal(finding->place.line, 6);
    assert_int_equal(finding->place.column, 12);
    assert_string_equal(finding->text, "\"#5\" begins a comment here, and ends the text before it");
    assert_string_equal(finding->hint, "if it belongs to the text, put all of it in quotes");
}

/* Reads the first text. */
static char *dup_first_text(const char *yaml)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(YamlEvents) events = yaml_events_new(yaml, strlen(yaml), findings);
    YamlEvent event = { 0 };

    while (event.text == NULL) {
        assert_true(yaml_events_next(events, &event));
    }
    return g_strndup(event.text, event.length);
}

/* What libraries have been seen to get wrong. */
static void texts_are_read_to_the_octet(void **state)
{
    static const struct {
        const char *yaml;
        const char *text;
    } CASES[] = {
        { "'it''''s'", "it''s" },
        { "''''''", "''" },
        { "'a\n\n\n  b  \n c '", "a\n\nb c " },
        { "\"a\\\\\\\n  b\"", "a\\b" },
        { "\"a\\\n\n\n  b\"", "a\n\nb" },
        { "\"a  \\\n \\  b\"", "a    b" },
        { "\"a \n \t \n\n b\"", "a\n\nb" },
        { "\"\\x41\\u00e9\\U0001F600\\/\\_\\t\"", "Aé\U0001F600/\u00a0\t" },
        { "- >-\n a\n\n   b\n c\n d\n", "a\n\n  b\nc d" },
        { "- >\n a\n \tb\n c\n\n\n", "a\n\tb\nc\n" },
        { "- |+\n a\n\n\n", "a\n\n\n" },
        { "- |2\n   a\n  b", " a\nb\n" },
        { "- |+\n   ", "\n" },
        { "- |\n  a\n   ", "a\n \n" },
        { "- >\n  a\n  b ", "a b \n" },
        { "- |\n\n\n   a\n  # comment\n", "\n\na\n" },
        { "- |\r\n a\r\n b\r\n", "a\nb\n" },
        { "- a b\n   c\n\n\n  d # e\n", "a b c\n\nd" },
        { "- |", "" },
        { "- >+\n\n\n", "\n\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = dup_first_text(CASES[i].yaml);
        assert_string_equal(text, CASES[i].text);
    }
}

/* The texts of a map, each without its last line breaks and followed by a semicolon. */
static GString *read_texts(const char *yaml)
{
    g_autoptr(Findings) findings = findings_new("test");
    g_autoptr(YamlEvents) events = yaml_events_new(yaml, strlen(yaml), findings);
    GString *texts = g_string_new(NULL);
    YamlEvent event;

    while (yaml_events_next(events, &event)) {
        if (event.type == YAML_EVENT_SCALAR) {
            g_string_append_len(texts, event.text, (gssize)event.length);
            while (texts->len > 0 && texts->str[texts->len - 1] == '\n') {
                g_string_truncate(texts, texts->len - 1);
            }
            g_string_append_c(texts, ';');
        }
    }
    assert_false(yaml_events_failed(events));
    return texts;
}

static void an_empty_block_ends_before_the_next_key(void **state)
{
    static const char *const BLOCKS[] = {
        "|",
        ">",
        "|-",
        ">+",
        "|2",
        "|  ",
        "&x |",
        "!!str >",
        "| # c",
        "|\r",
        "|\n",
        ">\n\n\n",
        "|\n ",
        "|- # c\n",
        ">\n# c",
        "|\n   \n",
        "|\n   \n# c\n",
        ">-\n\n# c\n\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BLOCKS); i++) {
        g_autofree char *yaml = g_strdup_printf("a: %s\nb: c\n", BLOCKS[i]);
        g_autofree char *inner = g_strdup_printf("- |\n- a: >\n  b: %s\n", BLOCKS[i]);
        g_autoptr(GString) texts = read_texts(yaml);
        g_autoptr(GString) inner_texts = read_texts(inner);
        assert_string_equal(texts->str, "a;;b;c;");
        assert_string_equal(inner_texts->str, ";a;;b;;");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_and_mappings_begin_and_end_around_their_texts),
        cmocka_unit_test(json_is_read_as_yaml_is),
        cmocka_unit_test(anchors_and_aliases_have_their_names),
        cmocka_unit_test(only_tags_outside_of_the_core_schema_are_told),
        cmocka_unit_test(what_is_not_written_and_a_block_stand_where_their_keys_do),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(each_document_begins_with_an_event),
        cmocka_unit_test(what_is_not_well_formed_ends_the_events),
        cmocka_unit_test(a_number_behind_a_text_that_is_a_comment_is_warned_of),
        cmocka_unit_test(texts_are_read_to_the_octet),
        cmocka_unit_test(an_empty_block_ends_before_the_next_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
