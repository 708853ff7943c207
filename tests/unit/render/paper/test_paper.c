#include "render/paper/paper.h"

#include "support.h"

#define ARABIC "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A" /* "Arabic" in Arabic */
#define LRM "\xE2\x80\x8E"
#define RLM "\xE2\x80\x8F"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define OVERRIDE "\xE2\x80\xAE" /* U+202E, right-to-left override */

/* A paper with one row that has been begun. */
static Paper *begin(const char *leading)
{
    Paper *paper = paper_new();

    paper_begin(paper, PAPER_DETAIL, leading);
    return paper;
}

static void assert_text(Paper *paper, const char *expected)
{
    assert_string_equal(paper_row(paper)->text->str, expected);
}

static void rows_that_stay_empty_are_dropped(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_begin(paper, PAPER_TITLE, NULL);
    paper_say(paper, 0, "Title");
    paper_begin(paper, PAPER_DETAIL, NULL);
    paper_say(paper, 0, NULL);
    paper_say(paper, 0, "");
    paper_end(paper);
    assert_int_equal(paper->rows->len, 1);
    assert_text(paper, "Title");
}

static void an_end_lets_the_last_row_go_that_says_something(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_row(paper)->joins_next = true;
    paper_say(paper, 0, "Title");
    paper_begin(paper, PAPER_DETAIL, NULL);
    paper_row(paper)->joins_next = true;
    paper_end(paper);
    assert_false(paper_row(paper)->joins_next);
    paper_end(paper);
    assert_int_equal(paper->rows->len, 1);
}

static void marks_are_spans_of_the_text(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_say(paper, 0, "a");
    assert_null(paper_row(paper)->spans);
    paper_say(paper, PAPER_BOLD | PAPER_STRUCK, "<b>");
    assert_text(paper, "a<b>");
    const PaperSpan *span = &g_array_index(paper_row(paper)->spans, PaperSpan, 0);
    assert_int_equal(span->start, 1);
    assert_int_equal(span->end, 4);
    assert_int_equal(span->marks, PAPER_BOLD | PAPER_STRUCK);
    assert_null(span->address);
}

static void only_prose_keeps_its_line_breaks(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_say(paper, 0, "one\ntwo\r\nthree\tfour");
    assert_text(paper, "one two  three four");
    paper_begin(paper, PAPER_PROSE, NULL);
    paper_say(paper, 0, "one\ntwo");
    assert_text(paper, "one\ntwo");
}

static void a_text_that_could_turn_others_around_is_set_apart(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_say(paper, 0, "Chair: ");
    paper_say_apart(paper, 0, "Jane");
    paper_say_apart(paper, 0, ARABIC);
    paper_say_apart(paper, 0, OVERRIDE "evil");
    assert_text(paper, "Chair: Jane" FSI ARABIC PDI FSI OVERRIDE "evil" PDI);
}

static void a_row_of_ours_goes_from_left_to_right_whatever_begins_it(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_say_apart(paper, 0, ARABIC);
    paper_say(paper, 0, " · Round Table 1");
    assert_text(paper, LRM FSI ARABIC PDI " · Round Table 1");
}

static void a_row_goes_where_the_text_goes_that_leads_it(void **state)
{
    g_autoptr(Paper) rightwards = begin("1.2 Title");
    g_autoptr(Paper) leftwards = begin("1.2 (" ARABIC ")");
    g_autoptr(Paper) neither = begin("1.2");

    paper_say(rightwards, 0, "x");
    paper_say(leftwards, 0, "x");
    paper_say(neither, 0, "x");
    assert_text(rightwards, "x");
    assert_text(leftwards, RLM "x");
    assert_text(neither, "x");
}

/* Whether an address becomes a link. */
static bool links(const char *address)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_say(paper, 0, "see ");
    paper_say(paper, 0, "there");
    paper_link(paper, 4, address);
    const GArray *spans = paper_row(paper)->spans;
    if (spans == NULL) {
        return false;
    }
    const PaperSpan *span = &g_array_index(spans, PaperSpan, 0);
    assert_int_equal(span->start, 4);
    assert_int_equal(span->end, 9);
    assert_string_equal(span->address, address);
    return true;
}

static void only_what_can_be_an_address_is_a_link(void **state)
{
    assert_true(links("https://example.org/a?b=(c)&d=%20#e"));
    assert_true(links("http://example.org/"));
    assert_true(links("mailto:jane@example.org"));
    assert_false(links(NULL));
    assert_false(links("javascript:alert(1)"));
    assert_false(links("file:///etc/passwd"));
    assert_false(links("https://example.org/' dest='x"));
    assert_false(links("https://example.org/a\\"));
    assert_false(links("https://example.org/a b"));
    assert_false(links("https://example.org/\xC3\xA9"));
}

static void nothing_that_was_said_is_no_link(void **state)
{
    g_autoptr(Paper) paper = begin(NULL);

    paper_link(paper, 0, "https://example.org/");
    assert_null(paper_row(paper)->spans);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_stay_empty_are_dropped),
        cmocka_unit_test(an_end_lets_the_last_row_go_that_says_something),
        cmocka_unit_test(marks_are_spans_of_the_text),
        cmocka_unit_test(only_prose_keeps_its_line_breaks),
        cmocka_unit_test(a_text_that_could_turn_others_around_is_set_apart),
        cmocka_unit_test(a_row_of_ours_goes_from_left_to_right_whatever_begins_it),
        cmocka_unit_test(a_row_goes_where_the_text_goes_that_leads_it),
        cmocka_unit_test(only_what_can_be_an_address_is_a_link),
        cmocka_unit_test(nothing_that_was_said_is_no_link),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
