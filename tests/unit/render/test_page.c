#include "render/page.h"

#include <string.h>

#include "model/feed.h"
#include "random_agenda.h"
#include "support.h"

static char *dup_text(GBytes *take_body)
{
    g_autoptr(GBytes) body = take_body;
    gsize length;
    const char *text = g_bytes_get_data(body, &length);

    assert_true(g_utf8_validate(text, (gssize)length, NULL));
    return g_strndup(text, length);
}

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("there is no %s in:\n%s", part, text);
    }
}

static void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fail_msg("there is %s in:\n%s", part, text);
    }
}

static void an_agenda_links_to_every_feed_once(void **state)
{
    g_autoptr(Agenda) agenda = random_agenda_new(1, NULL);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    g_autofree char *text = dup_text(page_of_agenda(agenda, feeds));

    for (guint i = 0; i < feeds->len; i++) {
        const char *path = ((const Feed *)feeds->pdata[i])->path + strlen("random/");
        g_autofree char *link = g_strdup_printf("<a href=\"%s.ics\">", path);
        assert_has(text, link);
        assert_null(strstr(strstr(text, link) + 1, link));
    }
}

static void an_empty_agenda_has_no_empty_lists(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    g_autofree char *text = dup_text(page_of_agenda(agenda, feeds));
    assert_has(text, "<a href=\"agenda.ics\">The whole agenda</a>");
    assert_has_not(text, "By agency");
    assert_has_not(text, "By room");
    assert_has_not(text, "<ul>\n</ul>");
    assert_true(g_str_has_prefix(text, "<!DOCTYPE html>\n"));
    assert_true(g_str_has_suffix(text, "</html>\n"));
}

static void text_of_the_agenda_is_never_markup(void **state)
{
    static const char EVIL[] = "<script>\"a\" & 'b'</script>";

    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", EVIL);
    session->room = support_add_room(agenda, "r", EVIL);
    agenda->title = agenda->description = support_text(agenda, EVIL);
    agenda->short_name = agenda->location = EVIL;
    Agency *agency = support_add_agency(agenda, "a");
    agency->short_name = EVIL;
    agency->name = support_text(agenda, EVIL);
    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    g_autofree char *text = dup_text(page_of_agenda(agenda, feeds));
    assert_has_not(text, "<script>");
    assert_has_not(text, "\"a\" &");
    assert_has(text, "<h1>&lt;script&gt;&quot;a&quot; &amp; &apos;b&apos;&lt;/script&gt;</h1>");

    PageEntry entry = page_entry_of_agenda(agenda);
    g_autofree char *index = dup_text(page_of_index(&entry, 1));
    assert_has_not(index, "<script>");
}

static void an_agency_is_listed_with_its_name(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    support_add_agency(agenda, "ilo")->name = support_text(agenda, "Labour Organization");
    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    g_autofree char *text = dup_text(page_of_agenda(agenda, feeds));
    assert_has(text, "<li><a href=\"agencies/ilo.ics\">ILO</a> Labour Organization</li>");
}

static void the_index_lists_agendas_by_id_whatever_the_order(void **state)
{
    PageEntry entries[] = { { "b", "Second" }, { "a", "First & more" } };
    PageEntry swapped[] = { entries[1], entries[0] };
    g_autofree char *text = dup_text(page_of_index(entries, 2));
    g_autofree char *again = dup_text(page_of_index(swapped, 2));

    assert_string_equal(text, again);
    assert_has(text, "<ul>\n<li><a href=\"a/\">First &amp; more</a></li>\n"
                     "<li><a href=\"b/\">Second</a></li>\n</ul>\n");
}

static void an_index_without_agendas_is_a_whole_page(void **state)
{
    g_autofree char *text = dup_text(page_of_index(NULL, 0));

    assert_true(g_str_has_suffix(text, "</html>\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_links_to_every_feed_once),
        cmocka_unit_test(an_empty_agenda_has_no_empty_lists),
        cmocka_unit_test(text_of_the_agenda_is_never_markup),
        cmocka_unit_test(an_agency_is_listed_with_its_name),
        cmocka_unit_test(the_index_lists_agendas_by_id_whatever_the_order),
        cmocka_unit_test(an_index_without_agendas_is_a_whole_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
