#include "render/page/page_index.h"

#include "page_text.h"
#include "support.h"

static CivilDate date_of(const char *iso)
{
    CivilDate date;

    assert_true(civil_parse_date(iso, &date));
    return date;
}

static PageEntry entry_at(const char *id, const char *first, const char *last)
{
    return (PageEntry){
        .id = id, .title = id, .has_days = true, .first = date_of(first), .last = date_of(last)
    };
}

static void the_latest_agenda_comes_first_in_whatever_order_they_are_given(void **state)
{
    PageEntry entries[] = {
        { .id = "b-unknown", .title = "B" },
        entry_at("old", "2007-07-09", "2007-07-11"),
        { .id = "a-unknown", .title = "A" },
        entry_at("new", "2026-10-30", "2026-11-01"),
    };
    g_autofree char *text = page_text_take(page_of_index(entries, G_N_ELEMENTS(entries)));

    page_text_assert_order(text, "href=\"new/\"", "href=\"old/\"");
    page_text_assert_order(text, "href=\"old/\"", "href=\"a-unknown/\"");
    page_text_assert_order(text, "href=\"a-unknown/\"", "href=\"b-unknown/\"");
}

static void an_agenda_says_when_and_where_it_is(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    agenda->location = "Brussels & Co";
    support_add_day(agenda, "2007-07-09");
    support_add_day(agenda, "2007-07-11");
    agenda_finish(agenda);
    PageEntry entry = page_entry_of_agenda(agenda);
    g_autofree char *text = page_text_take(page_of_index(&entry, 1));
    page_text_assert_has(text, "<li data-first=\"2007-07-09\" data-last=\"2007-07-11\">"
                               "<a href=\"forum/\"><bdi>Forum forum</bdi></a> "
                               "<span>9–11 July 2007</span> "
                               "<span>· <bdi>Brussels &amp; Co</bdi></span></li>\n");
    entry.has_days = false;
    g_autofree char *undated = page_text_take(page_of_index(&entry, 1));
    page_text_assert_has(undated, "</a> <span><bdi>Brussels &amp; Co</bdi></span></li>\n");
}

static void without_agendas_it_says_so(void **state)
{
    g_autofree char *text = page_text_take(page_of_index(NULL, 0));

    page_text_assert_has(text, "There is none.");
    page_text_assert_has_not(text, "<ul");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_agenda_comes_first_in_whatever_order_they_are_given),
        cmocka_unit_test(an_agenda_says_when_and_where_it_is),
        cmocka_unit_test(without_agendas_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
