/* Covers src/file/table/xml_guard.c */
#include "file/table/xml_guard.h"

#include "file/table/table_limits.h"
#include "support.h"

/* What the guard says of a text that comes in pieces of so many octets. */
static const char *check(const char *text, gsize size, gsize piece)
{
    XmlGuard guard = { 0 };
    const char *refusal = NULL;

    for (gsize i = 0; i < size && refusal == NULL; i += piece) {
        refusal = xml_guard_check(&guard, text + i, MIN(piece, size - i));
    }
    return refusal;
}

static void assert_refused(const char *text, const char *expected)
{
    gsize size = strlen(text);

    for (gsize piece = 1; piece <= size; piece++) {
        const char *refusal = check(text, size, piece);
        if (refusal == NULL || strstr(refusal, expected) == NULL) {
            fail_msg("%s: %s", text, refusal != NULL ? refusal : "not refused");
        }
    }
}

static void assert_passed(const char *text)
{
    assert_null(check(text, strlen(text), 1));
    assert_null(check(text, strlen(text), strlen(text)));
}

/* An element with so many attributes; the caller's own. */
static char *dup_element(guint attributes, const char *before)
{
    g_autoptr(GString) element = g_string_new(before);

    g_string_append(element, "<a");
    for (guint i = 0; i < attributes; i++) {
        g_string_append_printf(element, " a%u = '='", i);
    }
    g_string_append(element, "/>");
    return g_string_free(g_steal_pointer(&element), FALSE);
}

static void a_document_type_is_refused_wherever_it_hides(void **state)
{
    assert_refused("<!DOCTYPE a>", "DOCTYPE");
    assert_refused("<?xml version='1.0'?>\n<!-- \"' --><!DOCTYPE a []>", "DOCTYPE");
    assert_refused("<!---> <x a=\"--><!DOCTYPE a>", "DOCTYPE");
    assert_refused("<!-- a-> --><!ENTITY b 'c'>", "DOCTYPE");
    assert_refused("<a b='\"'>'<![CDATA[>]] > ]]>\"<!DOCTYPE a>", "DOCTYPE");
    assert_refused("<?a ?b \" ?><!DOCTYPE a>", "DOCTYPE");
    assert_refused("<a b='>'/><!x>", "DOCTYPE");
}

static void what_only_looks_like_one_is_not(void **state)
{
    assert_passed("<a b=\"<!DOCTYPE\">c<![CDATA[<!DOCTYPE]]><!-- <!DOCTYPE --></a>");
    assert_passed("<?a <!DOCTYPE ?><b/>");
}

static void an_element_has_256_attributes_at_most(void **state)
{
    static const char *const BEFORE[] = {
        "",     "<x y='=='>\"'=", "<!-- ' -->", "<![CDATA[<' ]]>", "<!---> <x a=\" -->",
        "</x>", "<?a =\"?>"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        g_autofree char *most = dup_element(TABLE_MAX_XML_ATTRIBUTES, BEFORE[i]);
        g_autofree char *more = dup_element(TABLE_MAX_XML_ATTRIBUTES + 1, BEFORE[i]);
        assert_passed(most);
        assert_string_equal(check(more, strlen(more), 7), "an element with too many attributes");
    }
}

static void other_encodings_are_refused(void **state)
{
    assert_string_equal(check("<\0a\0", 4, 1), "not XML in UTF-8");
    assert_string_equal(check("\xFF\xFE<\0", 4, 1), "not XML in UTF-8");
    assert_string_equal(check("\x4C\x6F\xA7\x94", 4, 4), "not XML in UTF-8");
    assert_passed("\xEF\xBB\xBF<a>\xC3\xBC</a>");
}

static void a_comment_has_two_dashes(void **state)
{
    assert_refused("<!->", "second dash");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_type_is_refused_wherever_it_hides),
        cmocka_unit_test(what_only_looks_like_one_is_not),
        cmocka_unit_test(an_element_has_256_attributes_at_most),
        cmocka_unit_test(other_encodings_are_refused),
        cmocka_unit_test(a_comment_has_two_dashes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
