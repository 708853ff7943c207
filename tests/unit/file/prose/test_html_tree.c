/* Covers src/file/prose/html_tree.c */
#include "file/prose/html_tree.h"

#include <string.h>

#include "support.h"

#define DEEP 150

/* An element as "p(…)", with its children. */
static void append_tree(GString *out, const xmlNode *node)
{
    if (html_node_tag(node) == NULL) {
        html_node_append_own_text(out, node);
        return;
    }
    g_string_append_printf(out, "%s(", (const char *)node->name);
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        append_tree(out, child);
    }
    g_string_append_c(out, ')');
}

static const xmlNode *body_of(const xmlDoc *tree)
{
    const xmlNode *html = xmlDocGetRootElement(tree);

    assert_non_null(html);
    assert_non_null(html->last);
    return html->last;
}

static void assert_tree(const char *html, const char *expected)
{
    g_autoptr(xmlDoc) tree = html_tree_parse(html);
    g_autoptr(GString) out = g_string_new(NULL);

    append_tree(out, body_of(tree));
    assert_string_equal(out->str, expected);
}

static void end_tags_may_be_left_out(void **state)
{
    assert_tree("<p>a<p>b<div>c", "body(p(a)p(b)div(c))");
    assert_tree("<ul><li>a<ul><li>b</ul><li>c</ul>", "body(ul(li(aul(li(b)))li(c)))");
    assert_tree("<dl><dt>a<dd>b<dt>c</dl>", "body(dl(dt(a)dd(b)dt(c)))");
}

static void a_tag_that_is_not_known_is_text(void **state)
{
    assert_tree("<p>a <stdio.h> <T b=c>d</T></p>", "body(p(a <stdio.h> <T b=c>d</T>))");
    assert_tree("<p><a@b.org> <https://x.org/>", "body(p(<a@b.org> <https://x.org/>))");
    assert_tree("<p>1 < 2 <3 <b then", "body(p(1 < 2 <3 <b then))");
    assert_tree("<p>a<wbr>b<o:p></o:p>c<WBR/>", "body(p(abc))");
}

static void forbidden_characters_are_left_out(void **state)
{
    assert_tree("<p>a\x01 b&#1;c&#xFFFE;\uFEFFd\r\ne", "body(p(a bcd\ne))");
}

static void links_lead_to_the_web_and_to_mail(void **state)
{
    g_autoptr(xmlDoc) tree = html_tree_parse("<p><a href=' http://a '></a><a href=b></a>"
                                             "<a href=MAILTO:e></a></p>");
    const xmlNode *paragraph = body_of(tree)->children;
    const xmlNode *link = paragraph->children;
    g_autofree char *address = html_node_dup_attribute(link, "href");

    assert_true(html_node_has_link(paragraph) && html_node_has_block(body_of(tree)));
    assert_false(html_node_has_block(paragraph));
    assert_true(html_node_is(link, HTML_LINK));
    assert_string_equal(address, "http://a");
    assert_true(html_node_is(link->next, HTML_PLAIN));
    assert_true(html_node_is(link->next->next, HTML_LINK));
    assert_null(html_node_dup_attribute(link, "name"));
    assert_true(html_address_is_web("HTTPS://a"));
    assert_false(html_address_is_web("mailto:a") || html_address_is_web(NULL));
}

static gsize depth_of(const xmlNode *node)
{
    gsize depth = 0;

    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        gsize below = depth_of(child);
        depth = MAX(depth, 1 + below);
    }
    return depth;
}

static void depth_has_a_bound_and_text_stays(void **state)
{
    g_autoptr(GString) html = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < DEEP; i++) {
        g_string_append(html, "<div>x");
    }
    g_autoptr(xmlDoc) tree = html_tree_parse(html->str);
    html_node_append_text(text, xmlDocGetRootElement(tree));
    g_string_replace(text, "\n", "", 0);
    assert_int_equal(text->len, DEEP);
    assert_int_equal(depth_of(xmlDocGetRootElement(tree)), HTML_TREE_MAX_DEPTH + 1);
}

static void what_is_too_long_ends_at_a_character(void **state)
{
    g_autoptr(GString) html = g_string_new("<p>");
    g_autoptr(GString) text = g_string_new(NULL);

    while (html->len <= HTML_TREE_MAX_SIZE) {
        g_string_append(html, "漢é");
    }
    g_autoptr(xmlDoc) tree = html_tree_parse(html->str);
    html_node_append_text(text, body_of(tree)->children);
    g_strstrip(text->str);
    assert_true(g_str_has_prefix(html->str + strlen("<p>"), text->str));
    assert_in_range(strlen(text->str), HTML_TREE_MAX_SIZE - strlen("<p>漢"), HTML_TREE_MAX_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(end_tags_may_be_left_out),
        cmocka_unit_test(a_tag_that_is_not_known_is_text),
        cmocka_unit_test(forbidden_characters_are_left_out),
        cmocka_unit_test(links_lead_to_the_web_and_to_mail),
        cmocka_unit_test(depth_has_a_bound_and_text_stays),
        cmocka_unit_test(what_is_too_long_ends_at_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
