#include "model/selection/feed.h"

#include "support.h"

/* One of everything: session 1.2 of round table 1 in the gold room, a plenary and a break. */
static Agenda *new_agenda(void)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Slot *noon = support_add_slot_on(agenda, "2007-07-10", "10:00", "11:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.2", "Labour");
    Session *plenary =
        support_add_session(agenda, slot, SESSION_KIND_SESSION, "opening", "Opening");
    Session *lunch = support_add_session(agenda, noon, SESSION_KIND_SESSION, "lunch", "Lunch");
    Preparation *paper = support_add_preparation(agenda, "ilo", "comments", "Paper");

    plenary->kind = SESSION_KIND_PLENARY;
    lunch->kind = SESSION_KIND_BREAK;
    session->round_table = support_add_round_table(agenda, "1", "Capital");
    session->room = lunch->room = support_add_room(agenda, "gold", "Gold Room");
    support_contribute(agenda, session, "ilo", "chair");
    support_add_agency(agenda, "idle")->name = support_text(agenda, "The Idle Agency");
    paper->timing = PREPARATION_DATE;
    paper->date = support_date("2007-06-01");
    agenda_finish(agenda);
    return agenda;
}

static const struct {
    const char *path;
    const char *name;
    const char *description;
    const char *kind;
    const char *sessions;
    guint n_preparations;
} EXPECTED[] = {
    { "forum/agenda", "FORUM", "Forum forum: the whole agenda.", "agenda", "1.2 opening lunch", 1 },
    { "forum/agencies/idle", "IDLE – FORUM",
      "Forum forum: what IDLE (The Idle Agency) contributes, with the plenaries.", "agency",
      "opening", 0 },
    { "forum/agencies/ilo", "ILO – FORUM", "Forum forum: what ILO contributes, with the plenaries.",
      "agency", "1.2 opening", 1 },
    { "forum/round-tables/1", "Round Table 1 – FORUM",
      "Forum forum: the sessions of Round Table 1, Capital.", "round-table", "1.2", 0 },
    { "forum/days/2007-07-10", "Tuesday 10 July 2007 – FORUM", "Forum forum: Tuesday 10 July 2007.",
      "day", "1.2 opening lunch", 0 },
    { "forum/rooms/gold", "Gold Room – FORUM", "Forum forum: what takes place in Gold Room.",
      "room", "1.2 lunch", 0 },
    { "forum/sessions/1.2", "1.2 Labour – FORUM", "Forum forum: one entry.", "session", "1.2", 0 },
    { "forum/sessions/opening", "Opening – FORUM", "Forum forum: one entry.", "session", "opening",
      0 },
    { "forum/sessions/lunch", "Lunch – FORUM", "Forum forum: one entry.", "session", "lunch", 0 },
};

static void every_address_has_its_name_and_its_words(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_autoptr(GPtrArray) feeds = feed_list(agenda);

    assert_int_equal(feeds->len, G_N_ELEMENTS(EXPECTED));
    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        assert_string_equal(feed->path, EXPECTED[i].path);
        assert_string_equal(feed->name, EXPECTED[i].name);
        assert_string_equal(feed->description, EXPECTED[i].description);
        assert_string_equal(feed_kind_word(feed->kind), EXPECTED[i].kind);
    }
}

static void every_feed_holds_what_it_is_for(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_autoptr(GPtrArray) feeds = feed_list(agenda);

    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        g_autoptr(GPtrArray) sessions = selection_dup_sessions(&feed->selection, agenda);
        g_autoptr(GPtrArray) preparations = selection_dup_preparations(&feed->selection, agenda);
        g_autoptr(GString) ids = g_string_new(NULL);
        for (guint j = 0; j < sessions->len; j++) {
            g_string_append_printf(ids, "%s%s", j > 0 ? " " : "",
                                   ((const Session *)sessions->pdata[j])->id);
        }
        assert_string_equal(ids->str, EXPECTED[i].sessions);
        assert_int_equal(preparations->len, EXPECTED[i].n_preparations);
    }
}

static void only_an_agency_has_a_viewpoint(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda();
    g_autoptr(GPtrArray) feeds = feed_list(agenda);

    for (guint i = 0; i < feeds->len; i++) {
        const Feed *feed = feeds->pdata[i];
        assert_int_equal(feed->viewpoint != NULL, feed->kind == FEED_KIND_AGENCY);
    }
    assert_ptr_equal(((const Feed *)feeds->pdata[2])->viewpoint, agenda_find_agency(agenda, "ilo"));
}

static void an_empty_agenda_has_one_feed(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    assert_int_equal(feeds->len, 1);
    assert_string_equal(((const Feed *)feeds->pdata[0])->path, "forum/agenda");
}

static void a_round_table_without_title_is_described_by_its_number(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    support_add_round_table(agenda, "3", NULL);
    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    assert_string_equal(((const Feed *)feeds->pdata[1])->description,
                        "Forum forum: the sessions of Round Table 3.");
}

static void a_round_table_is_called_what_the_agenda_calls_it(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("forum");

    support_add_round_table(agenda, "risc-v", "RISC-V");
    agenda->words.round_table.one = support_text(agenda, "Track");
    agenda_finish(agenda);
    g_autoptr(GPtrArray) feeds = feed_list(agenda);
    const Feed *feed = feeds->pdata[1];
    assert_string_equal(feed->name, "Track risc-v – FORUM");
    assert_string_equal(feed->description, "Forum forum: the sessions of Track risc-v, RISC-V.");
}

static void assert_page(const char *path, const char *query, const char *expected)
{
    Feed feed = { .path = (char *)path, .query = (char *)query };
    g_autofree char *url = feed_dup_page_url(&feed, "https://example.org");

    assert_string_equal(url, expected);
    assert_null(feed_dup_page_url(&feed, NULL));
}

static void the_page_of_a_selection_is_that_of_the_agenda(void **state)
{
    assert_page("forum/agenda", NULL, "https://example.org/forum/");
    assert_page("forum/agenda", "breaks=no", "https://example.org/forum/?breaks=no");
    assert_page("forum/select", "role=chair", "https://example.org/forum/?role=chair");
    assert_page("forum/agencies/ilo", NULL, "https://example.org/forum/agencies/ilo.html");
    /* A page has no choice of plenaries. */
    assert_page("forum/agencies/ilo", "plenary=no", "https://example.org/forum/agencies/ilo.html");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_has_its_name_and_its_words),
        cmocka_unit_test(every_feed_holds_what_it_is_for),
        cmocka_unit_test(only_an_agency_has_a_viewpoint),
        cmocka_unit_test(an_empty_agenda_has_one_feed),
        cmocka_unit_test(a_round_table_without_title_is_described_by_its_number),
        cmocka_unit_test(a_round_table_is_called_what_the_agenda_calls_it),
        cmocka_unit_test(the_page_of_a_selection_is_that_of_the_agenda),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
