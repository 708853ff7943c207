#include "render/page/page_index.h"

#include "page_text.h"
#include "support.h"

static CivilDate date_of(const char *iso)
{
    CivilDate date;

    assert_true(civil_parse_date(iso, &date));
    return date;
}

static PageIndexEntry entry_at(const char *id, const char *first, const char *last)
{
    return (PageIndexEntry){
        .id = id, .title = id, .has_days = true, .first = date_of(first), .last = date_of(last)
    };
}

static void the_latest_agenda_comes_first_in_whatever_order_they_are_given(void **state)
{
    PageIndexEntry entries[] = {
        { .id = "b-unknown", .title = "B" },
        entry_at("old", "2007-07-09", "2007-07-11"),
        { .id = "a-unknown", .title = "A" },
        entry_at("new", "2026-10-30", "2026-11-01"),
    };
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));

    g_array_append_vals(all, entries, G_N_ELEMENTS(entries));
    g_autofree char *text = page_text_take(page_of_index(all));

    page_text_assert_order(text, "href=\"new/\"", "href=\"old/\"");
    page_text_assert_order(text, "href=\"old/\"", "href=\"a-unknown/\"");
    page_text_assert_order(text, "href=\"a-unknown/\"", "href=\"b-unknown/\"");
}

static void an_agenda_says_when_and_where_it_is(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));

    agenda->location = support_text(agenda, "Brussels & Co");
    support_add_day(agenda, "2007-07-09");
    support_add_day(agenda, "2007-07-11");
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(g_steal_pointer(&agenda), 0);
    g_ptr_array_add(revisions, revision);
    page_index_add_revisions(entries, revisions);
    g_autofree char *text = page_text_take(page_of_index(entries));
    page_text_assert_has(text, "<li data-first=\"2007-07-09\" data-last=\"2007-07-11\">"
                               "<a href=\"forum/\"><bdi>Forum forum</bdi></a> "
                               "<span>9–11 July 2007</span> "
                               "<span>· <bdi>Brussels &amp; Co</bdi></span></li>\n");
    g_array_index(entries, PageIndexEntry, 0).has_days = false;
    g_autofree char *undated = page_text_take(page_of_index(entries));
    page_text_assert_has(undated, "</a> <span><bdi>Brussels &amp; Co</bdi></span></li>\n");
}

static void what_has_ended_is_not_listed(void **state)
{
    g_autoptr(Revision) revision = revision_new(support_agenda_new_with_id("forum"), 0);
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));

    g_ptr_array_add(revisions, revision);
    revision->is_retired = true;
    page_index_add_revisions(entries, revisions);
    assert_int_equal(entries->len, 0);
}

static void without_agendas_it_says_so(void **state)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));
    g_autofree char *text = page_text_take(page_of_index(none));

    page_text_assert_has(text, "There is none.");
    page_text_assert_has_not(text, "<ul");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_agenda_comes_first_in_whatever_order_they_are_given),
        cmocka_unit_test(an_agenda_says_when_and_where_it_is),
        cmocka_unit_test(what_has_ended_is_not_listed),
        cmocka_unit_test(without_agendas_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
