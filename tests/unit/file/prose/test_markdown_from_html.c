/* Covers src/file/prose/markdown_from_html.c */
#include "file/prose/markdown_from_html.h"

#include "support.h"

#define HUGE 200000
#define DEEP 120

typedef struct Case {
    const char *html;
    const char *markdown;
} Case;

static void assert_cases(const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autofree char *markdown = markdown_from_html(cases[i].html);
        assert_string_equal(markdown, cases[i].markdown);
    }
}
#define ASSERT_CASES(cases) assert_cases(cases, G_N_ELEMENTS(cases))

static void paragraphs_and_breaks_keep_their_form(void **state)
{
    static const Case CASES[] = {
        { "", "" },
        { "<p>One\nline</p>\n<p>two</p>", "One line\n\ntwo" },
        { "<p>a<p>b", "a\n\nb" },
        { "<p>x<br />y<br></p>", "x\\\ny" },
        { "a<br><br> <br>b", "a\\\nb" },
        { "<p>&nbsp;</p><p>a&nbsp;</p><p></p>", "a" },
        { "<div>a<div>b</div>c</div>", "a\n\nb\n\nc" },
        { "<h2>Title #</h2><hr>", "## Title \\#\n\n***" },
        { "<h1>a<br>b</h1><h3></h3><h6>###</h6><h1>c#</h1>", "# a b\n\n###### \\###\n\n# c#" },
        { "<blockquote><p>q</p><p>r</p></blockquote>", "> q\n>\n> r" },
        { "<blockquote></blockquote><ul><li></ul>", "" },
        { "<table><tr><td>a<td>b<tr><td>c</table>", "a b\n\nc" },
        { "<table><td><p>a</p><p>b</p></td></table>", "a\n\nb" },
        { "<dl><dt>a<dd>b<dt>c</dl>", "a\n\nb\n\nc" },
    };

    ASSERT_CASES(CASES);
}

static void lists_keep_their_form(void **state)
{
    static const Case CASES[] = {
        { "<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c" },
        { "<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n+ b" },
        { "<ol><li>a</ol><ol><li>b</ol><ol><li>c</ol>", "1. a\n\n1) b\n\n1. c" },
        { "<ol start=\"3\"><li><p>a</p><p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n\n4. c" },
        { "<ol start='-1'><li>a</ol><ol start=123456789><li>b</ol>", "1. a\n\n1) b" },
        { "<ul>a<li>b</li>c</ul>", "- a\n- b\n- c" },
        { "<ul><li>a<ol start=2><li>b</ol></ul>", "- a\n\n  2. b" },
        { "<ul><li><pre>a\n\nb</pre></ul>", "- ```\n  a\n\n  b\n  ```" },
    };

    ASSERT_CASES(CASES);
}

static void emphasis_is_marked_where_it_will_be_read(void **state)
{
    static const Case CASES[] = {
        { "bare <em>text </em>and <b>bold</b>", "bare *text* and **bold**" },
        { "a<em>.b</em>c", "a.bc" },
        { "<strong>a</strong><em>b</em>", "a*b*" },
        { "<b>a <i>b</i></b>", "**a b**" },
        { "<em> </em>a<em></em>", "a" },
        { "<b>a&nbsp;</b>b", "**a**\u00A0b" },
        { "<i><br>a</i>", "*a*" },
        { "*<b>a</b>", "\\*a" },
        { "漢<b>字。</b>漢", "漢字。漢" },
        { "<b>€5</b> <b>(x)</b>, a<b>b</b>c", "**€5** **(x)**, a**b**c" },
    };

    ASSERT_CASES(CASES);
}

static void code_is_shown_as_it_is(void **state)
{
    static const Case CASES[] = {
        { "<code>a`b</code>", "``a`b``" },
        { "<code>`</code> <tt>*a*  &lt;b></tt>", "`` ` `` `*a* <b>`" },
        { "a<code> b </code>c<code></code>", "a `b` c" },
        { "<code>a</code><kbd>b</kbd>", "`ab`" },
        { "<code> a</code><code>b <a href='http://c'>d</a></code>", "`ab` [`d`](http://c)" },
        { "<pre><code>a\n  ```\n</code></pre>", "````\na\n  ```\n````" },
        { "<pre>\n\n a \t\n\tb\n</pre>", "```\n a\n    b\n```" },
        { "<pre>a <a href='http://b'>c</a></pre>", "```\na c\n```\n\n[c](http://b)" },
        { "<pre>\\</pre><pre> \n</pre>", "```\n\\\n```" },
    };

    ASSERT_CASES(CASES);
}

static void links_lead_to_the_web_and_to_mail_alone(void **state)
{
    static const Case CASES[] = {
        { "<a href=\"https://x.org/(a)\">t</a>", "[t](<https://x.org/(a)>)" },
        { "<a href=\"https://x.org\">https://x.org</a>", "<https://x.org>" },
        { "<a href=http://x.org/?a&amp;lt;>t</a>", "[t](http://x.org/?a&amp;lt;)" },
        { "<a href=' HTTP://a\n/b c\\`'>t </a>u", "[t](HTTP://a/b%20c%5C%60) u" },
        { "<a href=mailto:a@b.c>a@b.c</a>", "[a@b.c](mailto:a@b.c)" },
        { "<a href='javascript:a()'>b</a> <a href=/c>d</a> <a name=e>f</a>", "b d f" },
        { "<a href='https://a'></a><a href='https://b'> </a>c", "c" },
        { "<a href='https://a'>b <a href='https://c'>d</a></a>", "[b](https://a) [d](https://c)" },
        { "see!<a href='http://a'>t</a>", "see\\![t](http://a)" },
        { "<img alt='A]' src='http://b.png'>", "![A\\]](http://b.png)" },
        { "<img alt=A src='data:x'><img>", "A" },
    };

    ASSERT_CASES(CASES);
}

static void what_would_be_a_mark_is_escaped(void **state)
{
    static const Case CASES[] = {
        { "<p>1. one</p><p># two</p><p>- three</p>", "1\\. one\n\n\\# two\n\n\\- three" },
        { "a<br>+ b<br>> c<br>===<br>~~~<br>2)<br>--",
          "a\\\n\\+ b\\\n\\> c\\\n\\===\\\n\\~~~\\\n2\\)\\\n\\--" },
        { "#a<br>-b<br>1.c<br>1234567890. d", "#a\\\n-b\\\n1.c\\\n1234567890. d" },
        { "* _x_ a_b [c] `d` &amp;lt; 1 &lt; 2", "\\* \\_x\\_ a_b \\[c\\] \\`d\\` \\&lt; 1 \\< 2" },
        { "&<!-- -->amp; R&D; &amp;b", "\\&amp; R\\&D; &b" },
        { "b<i>&</i>lt; <code>c</code><b><code>d</code></b>e", "b\\&lt; `cd`e" },
        { "<stdio.h> &#8209; a\\", "\\<stdio.h> ‑ a\\\\" },
    };

    ASSERT_CASES(CASES);
}

static void what_does_not_show_is_left_out(void **state)
{
    static const Case CASES[] = {
        { "<script>x</script><!-- y --><p></p>", "" },
        { "<!DOCTYPE html><head><title>a</title></head><?xml b?>c", "c" },
        { "<style>p > b</STYLE>a<style>b", "a" },
        { "a\x01"
          "b\x7F\xC2\x85"
          "c\uFEFF",
          "ab c" },
    };

    ASSERT_CASES(CASES);
}

static void what_wraps_blocks_does_not_hide_them(void **state)
{
    static const Case CASES[] = {
        { "<span><p>a</p><p>b</p></span>", "a\n\nb" },
        { "<b><p>a</p><ul><li>b</ul></b>", "a\n\n- b" },
        { "<a name=x><h1>a</h1><p>b</p>", "# a\n\nb" },
        { "<a href='http://a'><div>b</div><div>c</div></a>", "[b c](http://a)" },
        { "<p>a</b></div></p>b", "a\n\nb" },
    };

    ASSERT_CASES(CASES);
}

static char *repeated(const char *first, const char *part, gsize count)
{
    GString *text = g_string_new(first);

    for (gsize i = 0; i < count; i++) {
        g_string_append(text, part);
    }
    return g_string_free(text, FALSE);
}

static void depth_has_a_bound(void **state)
{
    g_autofree char *divs = repeated("<p>", "<div>", HUGE);
    g_autofree char *items = repeated("", "<ul><li>x", DEEP);
    g_autofree char *quotes = repeated("", "<blockquote>", DEEP);
    g_autofree char *quoted = g_strconcat(quotes, "x", NULL);
    g_autofree char *made = markdown_from_html(items);
    const Case CASES[] = {
        { divs, "" },
        { quoted, "> > > > > > > > x" },
    };

    ASSERT_CASES(CASES);
    assert_true(g_str_has_prefix(made, "- x\n  - x\n"));
    assert_false(g_str_has_suffix(made, "                  - x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_and_breaks_keep_their_form),
        cmocka_unit_test(lists_keep_their_form),
        cmocka_unit_test(emphasis_is_marked_where_it_will_be_read),
        cmocka_unit_test(code_is_shown_as_it_is),
        cmocka_unit_test(links_lead_to_the_web_and_to_mail_alone),
        cmocka_unit_test(what_would_be_a_mark_is_escaped),
        cmocka_unit_test(what_does_not_show_is_left_out),
        cmocka_unit_test(what_wraps_blocks_does_not_hide_them),
        cmocka_unit_test(depth_has_a_bound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
