#include "load_support.h"

#include <string.h>

#include "file/texts.h"

/* The variants of a text as read, "LANGUAGE=VALUE|" each. */
static void assert_text(ValueRead *read, const char *yaml, const char *expected,
                        const char *expected_findings)
{
    g_auto(LoadSupport) support;
    g_autoptr(GString) told = g_string_new(NULL);
    Text text = { 0 };

    load_support_init(&support);
    load_support_read(&support, read, yaml, &text);
    for (guint i = 0; i < text.n_variants; i++) {
        const TextVariant *variant = &text.variants[i];
        g_string_append_printf(told, "%s=%s|", variant->lang == NULL ? "" : variant->lang,
                               variant->value);
    }
    assert_string_equal(told->str, expected);
    load_support_assert_findings(&support, expected_findings);
}

static void line_breaks_at_the_end_are_dropped(void **state)
{
    assert_text(texts_read_line, "|\n  one\n", "=one|", "");
    assert_text(texts_read_prose, "|+\n  one\n\n  two\n\n\n", "=one\n\ntwo|", "");
}

static void blanks_and_tabs_within_prose_are_kept(void **state)
{
    assert_text(texts_read_prose, "\" a\\tb \"", "= a\tb |", "");
    assert_text(texts_read_line, "\" a  b \"", "= a  b |", "");
}

static void a_line_has_no_line_breaks_and_no_tabs(void **state)
{
    static const char SEVERAL[] = "1:1 several-lines: \"key\" has several lines; expected one "
                                  "(\">-\" before a text folds its lines into one)\n";

    load_support_assert_refused(texts_read_line, "\"a\\nb\"", SEVERAL);
    load_support_assert_refused(texts_read_string, "\"a\\nb\"", SEVERAL);
    load_support_assert_refused(texts_read_line, "\"a\\tb\"",
                                "1:1 control-character: \"key\" holds a tab; expected blanks\n");
}

static void line_ends_of_other_systems_are_line_ends(void **state)
{
    static const char *const ENDS[] = {
        "\\r\\n", "\\r", "\\x85", "\\N", "\\u2028", "\\L", "\\P", "\xC2\x85", "\u2028", "\u2029",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ENDS); i++) {
        g_autofree char *text = g_strdup_printf("\"a%sb%s%s\"", ENDS[i], ENDS[i], ENDS[i]);
        assert_text(texts_read_prose, text, "=a\nb|", "");
        /* A single line has a blank there. */
        assert_text(texts_read_line, text, "=a b|", "");
    }
    /* In blocks and without quotes, too, where libyaml takes them for line breaks. */
    assert_text(texts_read_prose,
                "|\n  a\u2028b\xC2\x85"
                "c\n  d\n",
                "=a\nb\nc\nd|", "");
    assert_text(texts_read_prose, "a\u2029b", "=a\nb|", "");
    assert_text(texts_read_prose, "|\r  a\r  b\r", "=a\nb|", "");
}

static void a_text_of_blanks_is_empty(void **state)
{
    static const char *const TEXTS[] = { "''", "'  '", "\" \\t\\n \\n\"", "|+\n\n\n",
                                         "\" \\u2028 \\r\"" };
    ValueRead *const READERS[] = { texts_read_line, texts_read_prose, texts_read_string };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(READERS); j++) {
            load_support_assert_refused(READERS[j], TEXTS[i],
                                        "1:1 empty: the text of \"key\" is empty\n");
        }
    }
}

static void a_text_has_at_most_65536_octets(void **state)
{
    g_autofree char *longest = g_strnfill(65536, 'a');
    g_autofree char *expected = g_strconcat("=", longest, "|", NULL);
    g_autofree char *longer = g_strconcat(longest, "a", NULL);

    assert_text(texts_read_prose, longest, expected, "");
    load_support_assert_refused(
        texts_read_prose, longer,
        "1:1 too-long: the text of \"key\" has 65537 octets; expected at most 65536\n");
}

static void a_text_may_be_in_several_languages(void **state)
{
    assert_text(texts_read_line, "{pt-BR: um, en: one, zh-Hant-TW: 一}",
                "pt-BR=um|en=one|zh-Hant-TW=一|", "");
    assert_text(texts_read_prose, "{en: \"a\\nb\"}", "en=a\nb|", "");
}

static void a_wrong_variant_leaves_the_others_whole(void **state)
{
    assert_text(texts_read_line, "{en: one, fr: ~, de: [x]}", "en=one|",
                "1:15 empty: the text of \"key\" is empty\n"
                "1:22 wrong-type: expected a text for \"key\", found a list\n");
}

static void what_is_no_language_tag_is_told(void **state)
{
    static const char *const WRONG[] = { "e", "123", "en_GB", "e1", "abcdefghi", "en-", "en--x" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *yaml = g_strdup_printf("{%s: x}", WRONG[i]);
        g_autofree char *read = g_strdup_printf("%s=x|", WRONG[i]);
        g_autofree char *error = g_strdup_printf(
            "1:2 bad-language: \"%s\" is not a language; expected a tag such as en or pt-BR\n",
            WRONG[i]);
        assert_text(texts_read_line, yaml, read, error);
    }
}

static void a_language_given_twice_is_told_whatever_its_case(void **state)
{
    assert_text(texts_read_line, "{en-gb: a,\n en-GB: b}", "en-gb=a|en-GB=b|",
                "2:2 duplicate-key: the language \"en-GB\" is here twice; the first is on line "
                "1\n");
}

static void a_text_has_1_to_100_languages(void **state)
{
    g_autoptr(GString) yaml = g_string_new("{");

    for (gint i = 0; i < 101; i++) {
        g_string_append_printf(yaml, "x-%d: t, ", i);
    }
    g_string_append(yaml, "}");
    load_support_assert_refused(
        texts_read_line, "{}",
        "1:1 bad-language: \"key\" is given in 0 languages; expected 1 to 100\n");
    load_support_assert_refused(
        texts_read_line, yaml->str,
        "1:1 bad-language: \"key\" is given in 101 languages; expected 1 to 100\n");
}

static void a_string_and_a_url_are_in_no_language(void **state)
{
    static const char ERROR[] =
        "1:1 wrong-type: expected a text for \"key\", found keys with values\n";

    load_support_assert_refused(texts_read_string, "{en: a}", ERROR);
    load_support_assert_refused(texts_read_url, "{en: a}", ERROR);
}

static void assert_string(ValueRead *read, const char *yaml)
{
    g_auto(LoadSupport) support;
    const char *string = NULL;

    load_support_init(&support);
    load_support_read(&support, read, yaml, &string);
    load_support_assert_findings(&support, "");
    assert_string_equal(string, yaml);
}

static void a_string_is_one_line(void **state)
{
    assert_string(texts_read_string, "Brussels, Belgium");
}

static void a_url_is_one_of_http_or_https(void **state)
{
    assert_string(texts_read_url, "https://example.org/a?b=c#d");
    assert_string(texts_read_url, "HTTP://[::1]:8080/%7Ex");
}

static void what_is_no_web_address_is_told(void **state)
{
    static const char *const WRONG[] = { "example.org",  "/a",     "ftp://example.org/",
                                         "https:///a",   "https:", "mailto:a@example.org",
                                         "//example.org" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *error = g_strdup_printf(
            "1:1 bad-url: \"%s\" is not a web address; expected one that begins with https:// or "
            "http://\n",
            WRONG[i]);
        g_autofree char *yaml = g_strdup_printf("'%s'", WRONG[i]);
        load_support_assert_refused(texts_read_url, yaml, error);
    }
}

static void a_character_that_no_url_has_is_told_with_its_escape(void **state)
{
    load_support_assert_refused(
        texts_read_url, "'https://a/b c'",
        "1:1 bad-url: the character U+0020 cannot stand in a URL (\"%20\" stands for it)\n");
    load_support_assert_refused(
        texts_read_url, "'https://a/é'",
        "1:1 bad-url: the character U+00E9 cannot stand in a URL (\"%C3%A9\" stands for it)\n");
    load_support_assert_refused(
        texts_read_url, "'https://a/{b}'",
        "1:1 bad-url: the character U+007B cannot stand in a URL (\"%7B\" stands for it)\n");
    load_support_assert_refused(texts_read_url, "\"https://a/\\nX:y\"",
                                "1:1 bad-url: the character U+000A cannot stand in a URL\n");
    load_support_assert_refused(texts_read_url, "'https://a/\xEF\xBF\xBD'",
                                "1:1 bad-url: the character U+FFFD cannot stand in a URL\n");
}

static void a_url_has_at_most_2000_octets(void **state)
{
    g_autofree char *path = g_strnfill(2000 - strlen("https://a/"), 'b');
    g_autofree char *longest = g_strconcat("https://a/", path, NULL);
    g_autofree char *longer = g_strconcat(longest, "b", NULL);

    assert_string(texts_read_url, longest);
    load_support_assert_refused(texts_read_url, longer,
                                "1:1 bad-url: the URL has 2001 octets; expected at most 2000\n");
}

/* As YAML, of `count` origins with `octets` in all, blanks between them included; a list if that is
 * wanted. */
static char *dup_origins(guint count, gsize octets, bool is_list)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        gsize length = i == 0 ? octets - (count - 1) * strlen(" https://b") : strlen("https://b");
        g_autofree char *host = g_strnfill(length - strlen("https://"), 'b');
        g_string_append_printf(text, "%shttps://%s", i == 0 ? "" : is_list ? ", " : " ", host);
    }
    g_autofree char *all = g_string_free(text, FALSE);
    return g_strdup_printf(is_list ? "[%s]" : "%s", all);
}

/* All of them are one text in the history. */
static void there_are_at_most_20_origins_in_2000_octets(void **state)
{
    static const char REFUSED[] =
        "1:1 bad-origin: \"key\" has too many origins; expected at most 20, in 2000 octets\n";

    for (guint is_list = 0; is_list < 2; is_list++) {
        g_autofree char *most = dup_origins(20, 2000, is_list);
        g_autofree char *more = dup_origins(21, 2000, is_list);
        g_autofree char *longer = dup_origins(20, 2001, is_list);
        g_autofree char *expected = dup_origins(20, 2000, false);
        g_auto(LoadSupport) support;
        const char *origins = NULL;
        load_support_init(&support);
        load_support_read(&support, texts_read_origins, most, &origins);
        load_support_assert_findings(&support, "");
        assert_string_equal(origins, expected);
        load_support_assert_refused(texts_read_origins, more, REFUSED);
        load_support_assert_refused(texts_read_origins, longer, REFUSED);
    }
    load_support_assert_refused(
        texts_read_origins, "[https://a https://b, \"https://c  https://d\"]",
        "1:23 bad-origin: \"\" is not the origin of a web site; expected one "
        "like https://www.example.org\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_breaks_at_the_end_are_dropped),
        cmocka_unit_test(blanks_and_tabs_within_prose_are_kept),
        cmocka_unit_test(a_line_has_no_line_breaks_and_no_tabs),
        cmocka_unit_test(line_ends_of_other_systems_are_line_ends),
        cmocka_unit_test(a_text_of_blanks_is_empty),
        cmocka_unit_test(a_text_has_at_most_65536_octets),
        cmocka_unit_test(a_text_may_be_in_several_languages),
        cmocka_unit_test(a_wrong_variant_leaves_the_others_whole),
        cmocka_unit_test(what_is_no_language_tag_is_told),
        cmocka_unit_test(a_language_given_twice_is_told_whatever_its_case),
        cmocka_unit_test(a_text_has_1_to_100_languages),
        cmocka_unit_test(a_string_and_a_url_are_in_no_language),
        cmocka_unit_test(a_string_is_one_line),
        cmocka_unit_test(a_url_is_one_of_http_or_https),
        cmocka_unit_test(what_is_no_web_address_is_told),
        cmocka_unit_test(a_character_that_no_url_has_is_told_with_its_escape),
        cmocka_unit_test(a_url_has_at_most_2000_octets),
        cmocka_unit_test(there_are_at_most_20_origins_in_2000_octets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
