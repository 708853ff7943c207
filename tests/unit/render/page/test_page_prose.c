#include "render/page/page_prose.h"

#include <string.h>

#include "random_agenda.h"
#include "render/markdown_plain.h"
#include "support.h"

#define ROUNDS 20000
#define PIECES_MAX 24

/* The caller's own. */
static char *dup_prose(const char *value)
{
    const TextVariant variant = { NULL, value };
    const Text text = { &variant, 1, 0 };
    GString *out = g_string_new(NULL);

    page_prose_append(out, "abstract", &text);
    return g_string_free(out, FALSE);
}

static void plain_text_is_one_paragraph_as_it_is(void **state)
{
    g_autofree char *html = dup_prose("a\n\n- b <b>c</b>\n  https://d");

    assert_string_equal(html, "<p class=\"abstract\" dir=\"auto\">a\n\n- b &lt;b&gt;c&lt;/b&gt;\n  "
                              "https://d</p>");
}

static void an_absent_text_leaves_nothing(void **state)
{
    const Text text = { 0 };
    g_autoptr(GString) out = g_string_new("before");

    page_prose_append(out, "abstract", &text);
    assert_string_equal(out->str, "before");
}

static void markdown_has_its_language(void **state)
{
    const TextVariant variants[] = { { "en", "a" }, { "fr", "*b*" } };
    const Text text = { variants, G_N_ELEMENTS(variants), 1 };
    g_autoptr(GString) out = g_string_new(NULL);

    page_prose_append(out, "about", &text);
    assert_string_equal(
        out->str, "<div class=\"about prose\" lang=\"fr\" dir=\"auto\"><p><em>b</em></p></div>");
}

static void markdown_becomes_elements(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } CASES[] = {
        { "*a* **b** `c < d`", "<p><em>a</em> <strong>b</strong> <code>c &lt; d</code></p>" },
        { "*a*\nb  \nc\\\nd", "<p><em>a</em><br>b<br>c<br>d</p>" },
        { "*a*\n\nb", "<p><em>a</em></p><p>b</p>" },
        { "# *a*", "<p><strong><em>a</em></strong></p>" },
        { "###### a\nb", "<p><strong>a</strong></p><p>b</p>" },
        { "- *a*\n- b\n  1. c", "<ul><li><em>a</em></li><li>b<ol><li>c</li></ol></li></ul>" },
        { "3. *a*\n\n4. b", "<ol start=\"3\"><li><p><em>a</em></p></li><li><p>b</p></li></ol>" },
        { "> a\n> > b", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>" },
        { "```\n*a*\n\n <b>\n```", "<pre><code>*a*\n\n &lt;b&gt;\n</code></pre>" },
        { "*a*\n\n    b", "<p><em>a</em></p><pre><code>b\n</code></pre>" },
        { "*a*\n\n---", "<p><em>a</em></p><hr>" },
        { "*a* <b onclick='x()'>", "<p><em>a</em> &lt;b onclick=&#39;x()&#39;&gt;</p>" },
        { "<script>\n*a*</script>\n\n*b*",
          "<p>&lt;script&gt;\n*a*&lt;/script&gt;\n</p><p><em>b</em></p>" },
        { "&lt;script&gt; &amp;lt; \\<i>", "<p>&lt;script&gt; &amp;lt; &lt;i&gt;</p>" },
        { "*a* &#1; &#xFFFE;", "<p><em>a</em> \uFFFD \uFFFD</p>" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *html = dup_prose(CASES[i].text);
        g_autofree char *expected = g_strconcat("<div class=\"abstract prose\" dir=\"auto\">",
                                                CASES[i].html, "</div>", NULL);
        assert_string_equal(html, expected);
    }
}

static void assert_link(const char *text, const char *expected)
{
    g_autofree char *html = dup_prose(text);
    const char *start = strstr(html, "<p>");

    assert_non_null(start);
    assert_memory_equal(start + strlen("<p>"), expected, strlen(expected));
    assert_string_equal(start + strlen("<p>") + strlen(expected), "</p></div>");
}

#define LINK_TO(url) "<a href=\"" url "\" rel=\"noopener nofollow\">"

static void links_lead_where_they_may(void **state)
{
    assert_link("[a *b*](https://c?d&e_f_ \"g\")",
                LINK_TO("https://c?d&amp;e_f_") "a <em>b</em></a>");
    assert_link(
        "*a* <https://b_c_> <d@e>",
        "<em>a</em> " LINK_TO("https://b_c_") "https://b_c_</a> " LINK_TO("mailto:d@e") "d@e</a>");
    assert_link("*a* https://b/_c_/d", "<em>a</em> https://b/_c_/d");
    assert_link("[a](<https://b/\"onclick='c'>)",
                LINK_TO("https://b/%22onclick=&#39;c&#39;") "a</a>");
    assert_link("[a](javascript:b)", "a");
    assert_link("[*a*](data:text/html,b)", "<em>a</em>");
    assert_link("[a](//b)", "a");
}

static void an_image_is_a_link_to_it(void **state)
{
    assert_link("![a *b*](https://c)", LINK_TO("https://c") "a <em>b</em></a>");
    assert_link("*a* ![](https://b)", "<em>a</em> " LINK_TO("https://b") "https://b</a>");
    assert_link("![a](data:image/png;base64,b)", "a");
    assert_link("[![a](https://b)](https://c)", LINK_TO("https://c") "a</a>");
    assert_link("[![a](https://b)](c)", "a");
    assert_link("![a [b](https://c)](https://d)", LINK_TO("https://d") "a b</a>");
}

/* --- random texts ---------------------------------------------------------------------------- */

/* The caller's own. */
static char *dup_random(GRand *numbers)
{
    static const char *const PIECES[] = {
        "*",  "**",  "_", "__",       "`",    "```",   "\n",  "\n\n",     "\n    ", "# ",   "> ",
        "- ", "1. ", " ", "a",        "b ",   "c",     "é",   "\\",       "&amp;",  "&lt;", "<",
        ">",  "\"",  "'", "<b>",      "</p>", "<!--",  "-->", "<script>", "[",      "](",   ")",
        "![", "]",   "~", "https://", "x:y",  "[a]: ", "<x:", "<d@e>",    "---\n",  "=\n",  "\t",
    };
    GString *text = g_string_new(NULL);

    for (gint32 left = g_rand_int_range(numbers, 1, PIECES_MAX); left > 0; left--) {
        g_string_append(text, PIECES[g_rand_int_range(numbers, 0, G_N_ELEMENTS(PIECES))]);
    }
    return g_string_free(text, FALSE);
}

/* Moves *at behind a tag, which closes the last that is open or opens another. */
static void pass_tag(const char **at, GPtrArray *open)
{
    static const char *const ALONE[] = { "br", "hr", NULL };
    bool is_end = (*at)[1] == '/';
    const char *name = *at + (is_end ? 2 : 1);
    gsize length = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    g_autofree char *tag = g_strndup(name, length);
    const char *end = strchr(name, '>');

    assert_true(length > 0 && end != NULL);
    if (is_end) {
        assert_true(open->len > 0 && end == name + length);
        assert_string_equal(open->pdata[open->len - 1], tag);
        g_ptr_array_set_size(open, (gint)open->len - 1);
    } else if (!g_strv_contains(ALONE, tag)) {
        g_ptr_array_add(open, g_steal_pointer(&tag));
    }
    *at = end + 1;
}

/* The letters a, b and c of an element, outside of its tags and character references; the element
 * is well-formed, and nothing in it is markup but tags that we know. */
static char *dup_letters_of_html(const char *html)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    GString *letters = g_string_new(NULL);

    while (*html != '\0') {
        if (*html == '<') {
            pass_tag(&html, open);
            continue;
        }
        assert_true(*html != '>' && *html != '"' && *html != '\'');
        if (*html == '&') {
            html = strchr(html, ';');
            assert_non_null(html);
        } else if (strchr("abc", *html) != NULL) {
            g_string_append_c(letters, *html);
        }
        html++;
    }
    assert_int_equal(open->len, 0);
    return g_string_free(letters, FALSE);
}

static char *dup_letters(const char *text)
{
    GString *letters = g_string_new(NULL);

    for (; *text != '\0'; text++) {
        if (strchr("abc", *text) != NULL) {
            g_string_append_c(letters, *text);
        }
    }
    return g_string_free(letters, FALSE);
}

/* Addresses are in parentheses only where the text is plain: texts with links are left out. */
static void random_texts_are_well_formed_and_say_the_same(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    guint compared = 0;

    for (guint round = 0; round < ROUNDS; round++) {
        g_autofree char *text = dup_random(numbers);
        g_autofree char *html = dup_prose(text);
        g_autofree char *plain = markdown_plain_dup(text);
        g_autofree char *in_html = dup_letters_of_html(html);
        g_autofree char *in_plain = dup_letters(plain);
        if (strstr(html, "<a ") == NULL) {
            assert_string_equal(in_html, in_plain);
            compared++;
        }
    }
    assert_true(compared > ROUNDS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_one_paragraph_as_it_is),
        cmocka_unit_test(an_absent_text_leaves_nothing),
        cmocka_unit_test(markdown_has_its_language),
        cmocka_unit_test(markdown_becomes_elements),
        cmocka_unit_test(links_lead_where_they_may),
        cmocka_unit_test(an_image_is_a_link_to_it),
        cmocka_unit_test(random_texts_are_well_formed_and_say_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
