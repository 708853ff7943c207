/* Covers src/file/import/foreign_text.c and src/file/import/foreign.c */
#include "file/import/foreign_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "file/agenda_limits.h"

static void assert_line(const char *raw, const char *expected)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    const char *line = foreign_line(schedule, raw);

    if (expected == NULL) {
        assert_null(line);
    } else {
        assert_non_null(line);
        assert_string_equal(line, expected);
    }
}

/* Fails unless there is one remark, made so often. */
static void assert_remark(const ForeignSchedule *schedule, const char *what, const char *why,
                          guint count)
{
    assert_int_equal(schedule->remarks->len, 1);
    const ForeignRemark *remark = schedule->remarks->pdata[0];
    assert_string_equal(remark->what, what);
    assert_string_equal(remark->why, why);
    assert_int_equal(remark->count, count);
}

static void blanks_and_line_ends_become_one_blank(void **state)
{
    assert_line("  Room\t H.1309\r\n(Van\u2028Rijn)\u00a0 ", "Room H.1309 (Van Rijn)");
    assert_line(" \n\u00a0\t", NULL);
    assert_line("", NULL);
    assert_line(NULL, NULL);
}

static void what_was_escaped_twice_is_undone(void **state)
{
    assert_line("Law &amp;amp; order", "Law & order");
    assert_line("Law &amp; order", "Law & order");
    assert_line("&lt;stdio.h&gt; &#233;t&#xE9; &quot;q&quot;&nbsp;x", "<stdio.h> été \"q\" x");
    assert_line("AT&T; R&D &unknown; &#; &#0; &#x110000; &",
                "AT&T; R&D &unknown; &#; &#0; &#x110000; &");
}

static void apostrophes_doubled_between_letters_are_single(void **state)
{
    assert_line("it''s l''eau", "it's l'eau");
    assert_line("''quoted'' '' a''", "''quoted'' '' a''");
}

static void control_characters_are_dropped_with_a_remark(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_line(schedule, "a\x7f"
                                               "b\x01\xc2\x90"
                                               "c\ufeff"),
                        "abc");
    assert_remark(schedule, "a text", "lost control characters, which no text may hold", 4);
}

static void what_is_not_utf_8_is_replaced(void **state)
{
    assert_line("caf\xe9", "caf\ufffd");
}

static void prose_keeps_its_lines(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_prose(schedule, "event/abstract", "One\r\ntwo\u2029\n*three*\n \n"),
                        "One\ntwo\n\n*three*");
    assert_null(foreign_prose(schedule, "event/abstract", " \n"));
    assert_null(foreign_prose(schedule, "event/abstract", NULL));
    assert_int_equal(schedule->remarks->len, 0);
}

static void html_in_prose_becomes_markdown(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_prose(schedule, "a", "<p>One <em>two</em></p>"), "One *two*");
    assert_string_equal(foreign_prose(schedule, "a", "&lt;p&gt;One&lt;/p&gt;"), "One");
    assert_string_equal(foreign_plain(schedule, "a", "<p>One</p>"), "One");
}

static void plain_text_says_the_same_in_markdown(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_plain(schedule, "a", "*One*"), "\\*One\\*");
    assert_null(foreign_plain(schedule, "a", " "));
    assert_null(foreign_plain(schedule, "a", NULL));
}

static void prose_too_long_for_an_agenda_is_cut_at_a_character(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GString) text = g_string_new("a");

    while (text->len <= AGENDA_FILE_MAX_TEXT) {
        g_string_append(text, "é");
    }
    const char *prose = foreign_prose(schedule, "event/abstract", text->str);
    assert_int_equal(strlen(prose), AGENDA_FILE_MAX_TEXT - 1);
    assert_true(g_utf8_validate(prose, -1, NULL));
    assert_remark(schedule, "event/abstract", "is cut: a text has at most 64 kB", 1);
}

static void an_address_is_escaped_where_it_must_be(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_url(schedule, "event/url", "  https://a.org/x y?q=é|\"%20 \n"),
                        "https://a.org/x%20y?q=%C3%A9%7C%22%20");
    assert_null(foreign_url(schedule, "event/url", ""));
    assert_null(foreign_url(schedule, "event/url", " "));
    assert_int_equal(schedule->remarks->len, 0);
}

static void what_is_no_web_address_is_left_out(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_null(foreign_url(schedule, "event/url", "/slides.pdf"));
    assert_null(foreign_url(schedule, "event/url", "javascript:alert(1)"));
    assert_null(foreign_url(schedule, "event/url", "mailto:a@b.org"));
    assert_remark(schedule, "event/url", "is left out: it is not a web address", 3);
    assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[0])->example, "/slides.pdf");
}

static void a_language_is_a_tag(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    assert_string_equal(foreign_language(schedule, "event/language", " de "), "de");
    assert_string_equal(foreign_language(schedule, "event/language", "PT-br"), "pt-BR");
    assert_null(foreign_language(schedule, "event/language", ""));
    assert_int_equal(schedule->remarks->len, 0);
    assert_null(foreign_language(schedule, "event/language", "English and French"));
    assert_remark(schedule, "event/language", "is left out: it is not the tag of a language", 1);
}

static void a_term_has_no_comma_and_is_not_long(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autofree char *wide = g_strnfill(150, 'a');

    assert_string_equal(foreign_term(schedule, "lecture"), "lecture");
    assert_string_equal(foreign_term(schedule, "Ethics, Society"), "Ethics/ Society");
    assert_int_equal(strlen(foreign_term(schedule, wide)), 100);
}

static void equal_remarks_are_counted_together(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    foreign_leave_out(schedule, "event/slug", "\n first\n");
    foreign_leave_out(schedule, "event/slug", "second");
    assert_remark(schedule, "event/slug", "is left out: nothing in an agenda holds it", 2);
    assert_string_equal(((ForeignRemark *)schedule->remarks->pdata[0])->example, "first");
    foreign_leave_out(schedule, "event/logo", NULL);
    assert_int_equal(schedule->remarks->len, 2);
}

static void remarks_are_bounded(void **state)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *what = g_strdup_printf("event/x-%u", i);
        foreign_leave_out(schedule, foreign_intern(schedule, what), NULL);
    }
    assert_int_equal(schedule->remarks->len, 501);
    const ForeignRemark *more = schedule->remarks->pdata[500];
    assert_string_equal(more->what, "more");
    assert_int_equal(more->count, 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_and_line_ends_become_one_blank),
        cmocka_unit_test(what_was_escaped_twice_is_undone),
        cmocka_unit_test(apostrophes_doubled_between_letters_are_single),
        cmocka_unit_test(control_characters_are_dropped_with_a_remark),
        cmocka_unit_test(what_is_not_utf_8_is_replaced),
        cmocka_unit_test(prose_keeps_its_lines),
        cmocka_unit_test(html_in_prose_becomes_markdown),
        cmocka_unit_test(plain_text_says_the_same_in_markdown),
        cmocka_unit_test(prose_too_long_for_an_agenda_is_cut_at_a_character),
        cmocka_unit_test(an_address_is_escaped_where_it_must_be),
        cmocka_unit_test(what_is_no_web_address_is_left_out),
        cmocka_unit_test(a_language_is_a_tag),
        cmocka_unit_test(a_term_has_no_comma_and_is_not_long),
        cmocka_unit_test(equal_remarks_are_counted_together),
        cmocka_unit_test(remarks_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
