/* Covers src/render/page/page.c and the parts of pages: page_schedule.c, page_entry.c,
 * page_panel.c, page_filter.c, page_heading.c, page_preparations.c, page_session.c, page_changes.c,
 * page_parts.c, page_view.c and page_frame.c. */
#include "render/page/page.h"

#include "model/revision/selected_feed.h"
#include "model/revision/succession.h"
#include "model/view/agenda_view.h"
#include "page_text.h"
#include "sketch.h"
#include "support.h"

#define PROGRAMME                                                                  \
    "plenary open 07-09 09:00-10:00; break tea 07-09 10:00-10:30; "                \
    "session 1.1 07-09 10:30-12:00 table=1 room=gold with=ilo/chair,iom/speaker; " \
    "session 2.1 07-09 10:30-12:00 table=2 with=ilo/speaker; "                     \
    "session 1.2 07-10 09:00-10:00 table=1 status=cancelled with=iom/chair; "      \
    "preparation paper ilo/comments due=06-01; preparation book iom/input"

/* Of a service with private calendars. */
static const PageForm FORM = { .has_private = true };

static char *render_at(const Revision *revision, const char *path, const char *public_url)
{
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, public_url, false);
    const RevisionFeed *feed = revision_find_feed(revision, path);

    assert_non_null(feed);
    return page_text_take(page_render(renderer, feed, &FORM));
}

static char *render(const char *sketch, const char *path)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, sketch, "07-01");

    return render_at(revision, path, "https://x.example");
}

/* --- schedules ------------------------------------------------------------------------------- */

static void parallel_sessions_stand_in_a_column_for_each_round_table(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/agenda");

    page_text_assert_times(text, "<ul class=\"columns heads\">", 1);
    page_text_assert_times(text, "<div class=\"columns\">", 1);
    page_text_assert_times(text, "<div class=\"column rt-0\">", 1);
    page_text_assert_times(text, "<div class=\"column rt-1\">", 1);
    page_text_assert_order(text, "id=\"s-1.1\"", "id=\"s-2.1\"");
    page_text_assert_times(text, "<article", 5);
}

static void many_round_tables_have_no_columns(void **state)
{
    g_autofree char *text =
        render("session 1.1 07-09 09:00-10:00 table=1; session 2.1 07-09 09:00-10:00 table=2; "
               "session 3.1 07-09 09:00-10:00 table=3; session 4.1 07-09 09:00-10:00 table=4; "
               "session 5.1 07-09 09:00-10:00 table=5; session 6.1 07-09 09:00-10:00 table=6",
               "forum/agenda");

    page_text_assert_has_not(text, "<div class=\"columns");
    page_text_assert_times(text, "<article", 6);
}

static void slots_that_overlap_say_so(void **state)
{
    g_autofree char *text = render("session a 07-09 09:00-11:00; session b 07-09 10:00-12:00; "
                                   "session c 07-09 23:00-25:00",
                                   "forum/agenda");

    page_text_assert_times(text, "overlapping", 1);
    page_text_assert_times(text, "overnight", 1);
}

static void only_an_agencys_own_pages_name_clashes_unless_the_agenda_says_otherwise(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");
    const RevisionFeed *feed = revision_find_feed(revision, "forum/agencies/ilo");

    for (guint is_private = 0; is_private < 2; is_private++) {
        g_autoptr(PageRenderer) renderer = page_renderer_new(revision, NULL, is_private == 1);
        g_autofree char *text = page_text_take(page_render(renderer, feed, &FORM));
        page_text_assert_times(text, "lash", is_private == 1 ? 4 : 0);
    }
}

static void what_is_cancelled_or_tentative_says_so(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/agenda");

    page_text_assert_times(text, "<li class=\"cancelled\">Cancelled</li>", 1);
    g_free(g_steal_pointer(&text));
    text = render("session a 07-09 09:00-11:00 status=tentative", "forum/agenda");
    page_text_assert_times(text, "<li class=\"tentative\">Tentative</li>", 1);
}

static void a_large_agenda_is_split_by_day(void **state)
{
    g_autoptr(GString) sketch = g_string_new("session s 07-10 09:00-10:00");

    for (guint i = 0; i < 300; i++) {
        g_string_append_printf(sketch, "; session s%u 07-09 09:00-10:00 table=1", i);
    }
    g_autofree char *text = render(sketch->str, "forum/agenda");
    page_text_assert_has_not(text, "<article");
    page_text_assert_order(text, "<a href=\"days/2007-07-09.html\">", "300 entries");
    page_text_assert_order(text, "<a href=\"days/2007-07-10.html\">", "1 entry");
    page_text_assert_has_not(text, "data-in-place");
    g_free(g_steal_pointer(&text));
    text = render(sketch->str, "forum/days/2007-07-09");
    page_text_assert_times(text, "<article", 300);
}

/* --- feeds of all kinds ------------------------------------------------------------------------
 */

static void an_agency_has_its_roles_first_and_its_preparations(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/agencies/iom");

    page_text_assert_has(text, "<h1 dir=\"auto\">IOM</h1>");
    page_text_assert_order(text,
                           "<li class=\"own\"><a href=\"../agencies/iom.html\">IOM</a> "
                           "<span>Speaker</span></li>",
                           "<a href=\"../agencies/ilo.html\">ILO</a> <span>Chair</span>");
    page_text_assert_has(text, "<h2>Preparations</h2>");
    page_text_assert_has(text, "book");
    page_text_assert_has_not(text, "paper");
}

static void a_preparation_is_due_by_a_day(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/agencies/ilo");

    page_text_assert_has(text, "Due <time datetime=\"2007-06-01\">Friday 1 June 2007</time>");
}

static void each_kind_of_page_is_headed_by_what_it_is_about(void **state)
{
    g_autofree char *table = render(PROGRAMME, "forum/round-tables/1");
    g_autofree char *day = render(PROGRAMME, "forum/days/2007-07-09");
    g_autofree char *room = render(PROGRAMME, "forum/rooms/gold");
    g_autofree char *session = render(PROGRAMME, "forum/sessions/1.1");

    page_text_assert_has(table, "<h1 class=\"rt-0\">Round Table 1</h1>");
    page_text_assert_has(day, "<h1><time datetime=\"2007-07-09\">Monday 9 July 2007</time></h1>");
    page_text_assert_has(day, "<a rel=\"next\" href=\"2007-07-10.html\">");
    page_text_assert_has_not(day, "rel=\"prev\"");
    page_text_assert_has(room, "<h1 class=\"sign\" dir=\"auto\">gold</h1>");
    page_text_assert_has(session, "<span class=\"number\">1.1</span> 1.1</h1>");
    page_text_assert_has(session, "<h2>Who contributes</h2>");
}

static void a_page_without_entries_says_so(void **state)
{
    g_autofree char *text =
        render("agency idle; room gold; session a 07-10 09:00-10:00 room=hall", "forum/rooms/gold");

    page_text_assert_has(text, "There is nothing here yet.");
    page_text_assert_has_not(text, "<article");
}

/* --- subscribing ---------------------------------------------------------------------------------
 */

static void with_a_public_address_links_subscribe(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/agencies/ilo");

    page_text_assert_has(text, "href=\"webcal://x.example/forum/agencies/ilo.ics\"");
    page_text_assert_has(text, "href=\"https://calendar.google.com/calendar/r?cid="
                               "webcal%3A%2F%2Fx.example%2Fforum%2Fagencies%2Filo.ics\"");
    page_text_assert_has(text, "addfromweb?url=https%3A%2F%2Fx.example%2Fforum%2Fagencies%2Filo.ics"
                               "&amp;name=ILO%20%E2%80%93%20FORUM\"");
    page_text_assert_has(text, "href=\"../agencies/ilo.ics\" download>");
    page_text_assert_has(text, "<b data-what>ILO, with the plenaries</b>: "
                               "<span data-count>4 entries</span>");
    page_text_assert_times(text, "<svg class=\"qr\"", 1);
}

static void without_one_nothing_is_made_up(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");
    g_autofree char *text = render_at(revision, "forum/agencies/ilo", NULL);

    page_text_assert_has_not(text, "webcal:");
    page_text_assert_has_not(text, "google.com");
    page_text_assert_has_not(text, "<svg");
    page_text_assert_has_not(text, "og:url");
    page_text_assert_times(text, "<li hidden><a data-program=", 4);
    page_text_assert_has(text, "Copy the address of this link");
}

static void a_single_session_is_downloaded_only(void **state)
{
    g_autofree char *text = render(PROGRAMME, "forum/sessions/1.1");

    page_text_assert_has(text, "href=\"../sessions/1.1.ics\" download>");
    page_text_assert_has_not(text, "data-program");
    page_text_assert_has_not(text, "<svg");
}

#define PRIVATE_HINT                                                                            \
    "<p class=\"members quiet\">Do you represent <bdi>ILO</bdi>? Ask the secretariat for your " \
    "private calendar, which also has what is not public.</p>"

static void an_agencys_page_alone_tells_of_a_private_calendar(void **state)
{
    static const char *const others[] = { "forum/agenda", "forum/round-tables/1",
                                          "forum/days/2007-07-09", "forum/rooms/gold",
                                          "forum/sessions/1.1" };
    g_autofree char *text = render(PROGRAMME, "forum/agencies/ilo");

    page_text_assert_times(text, PRIVATE_HINT, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *other = render(PROGRAMME, others[i]);

        page_text_assert_has_not(other, "private");
    }
}

static void a_page_does_not_tell_whether_anything_is_private(void **state)
{
    Agenda *agenda = sketch_agenda(PROGRAMME "; session secret 07-10 12:00-13:00 visibility=agency "
                                             "with=ilo/chair");
    g_autoptr(Revision) revision = succession_first(
        agenda_view_of_public(agenda), SUPPORT_OCCASION(sketch_stamp("07-01"), SKETCH_KEEP));
    g_autofree char *text = render_at(revision, "forum/agencies/ilo", "https://x.example");
    g_autofree char *same = render(PROGRAMME, "forum/agencies/ilo");

    page_text_assert_times(text, PRIVATE_HINT, 1);
    assert_string_equal(text, same);
}

static void a_file_offers_nothing_that_takes_the_service(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, NULL, false);
    const PageForm form = { .is_file = true };
    g_autofree char *file =
        page_text_take(page_render(renderer, revision_find_feed(revision, "forum/agenda"), &form));
    g_autofree char *served = render(PROGRAMME, "forum/agenda");
    g_autofree char *agency = page_text_take(
        page_render(renderer, revision_find_feed(revision, "forum/agencies/ilo"), &form));

    page_text_assert_has(served, "id=\"picks\"");
    page_text_assert_has(served, "class=\"pick\"");
    page_text_assert_has_not(file, "id=\"picks\"");
    page_text_assert_has_not(file, "class=\"pick\"");
    page_text_assert_has(file, "action=\"./\" data-in-place data-file>\n<noscript>");
    page_text_assert_has_not(served, "<noscript>");
    page_text_assert_has_not(agency, "private");
}

/* --- selections
 * ------------------------------------------------------------------------------------ */

static char *render_selection(const SelectionQuery *query, const PageFilter *filter)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");
    g_autoptr(RevisionFeed) feed = selected_feed_new(revision, "forum/select", query, NULL);
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, "https://x.example", false);

    return page_text_take(page_render(renderer, feed, &(PageForm){ .filter = filter }));
}

static void a_selection_shows_what_was_chosen_and_its_own_calendar(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    PageFilter filter = { .query = query };

    selection_query_add(query, SELECTION_AGENCY, "ilo");
    selection_query_add(query, SELECTION_AGENCY, "iom");
    selection_query_add(query, SELECTION_ROLE, "chair");
    selection_query_add(query, SELECTION_ROUND_TABLE, "1");
    g_autofree char *text = render_selection(query, &filter);
    page_text_assert_has(text, "<option value=\"ilo,iom\" selected>ILO or IOM</option>");
    page_text_assert_has(text, "<option value=\"ilo\" data-find=\"\">ILO</option>");
    page_text_assert_has(text, "<option value=\"chair\" selected>Chair</option>");
    page_text_assert_has(
        text, "name=\"round-table\" value=\"1\" data-label=\"Round Table 1\" data-find=\"\" "
              "checked>");
    page_text_assert_has(text, "href=\"webcal://x.example/forum/select.ics?agency=ilo,iom&amp;"
                               "role=chair&amp;round-table=1\"");
    page_text_assert_has(text, "<b data-what>ILO or IOM as Chair, Round Table 1, with the "
                               "plenaries</b>: <span data-count>3 entries</span>");
    page_text_assert_has_not(text, "data-in-place");
}

/* The page of a sketch with the form filled in by a query. */
static char *render_form(const char *sketch, const SelectionQuery *query)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, sketch, "07-01");
    g_autoptr(RevisionFeed) feed = selected_feed_new(revision, "forum/select", query, NULL);
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, "https://x.example", false);
    PageFilter filter = { .query = query };

    return page_text_take(page_render(renderer, feed, &(PageForm){ .filter = &filter }));
}

#define TERMS "session a 07-10 09:00-10:00 type=t&t tags=x,y_z languages=pt-BR with=ilo/chair"

static void the_form_offers_the_terms_that_sessions_have(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_autofree char *without = render(PROGRAMME, "forum/agenda");

    selection_query_add(query, SELECTION_TAG, "y z");
    selection_query_add(query, SELECTION_LANGUAGE, "pt-br");
    g_autofree char *text = render_form(TERMS, query);
    page_text_assert_has(text,
                         "<legend>Only these types</legend>\n<label class=\"tick\"><input "
                         "type=\"checkbox\" name=\"type\" value=\"t&amp;t\"> t&amp;t</label>");
    page_text_assert_has(text, "name=\"tag\" value=\"x\"> x</label>");
    page_text_assert_has(text, "name=\"tag\" value=\"y z\" checked> y z</label>");
    page_text_assert_has(text, "name=\"language\" value=\"pt-br\" checked> pt-BR</label>");
    page_text_assert_has(text, "select.ics?tag=y%20z&amp;language=pt-br\"");
    page_text_assert_has_not(text, "Left out");
    page_text_assert_has_not(without, "Only these types");
    page_text_assert_has_not(without, "Only with these tags");
    page_text_assert_has_not(without, "Only in these languages");
}

static void the_form_keeps_what_an_address_leaves_out(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();

    selection_query_exclude(query, SELECTION_TYPE, "t&t");
    selection_query_exclude(query, SELECTION_AGENCY, "ilo");
    g_autofree char *text = render_form(TERMS, query);
    page_text_assert_has(text, "<legend>Left out</legend>\n<label class=\"tick\"><input "
                               "type=\"checkbox\" name=\"not-agency\" value=\"ilo\" checked> "
                               "ILO</label>");
    page_text_assert_has(text, "name=\"not-type\" value=\"t&amp;t\" checked> t&amp;t</label>");
    page_text_assert_has(text, "<b data-what>Everything, without ILO, without t&amp;t</b>");
}

static void a_long_list_of_tags_is_folded(void **state)
{
    g_autoptr(SelectionQuery) query = selection_query_new();

    selection_query_exclude(query, SELECTION_AGENCY, "ilo");
    g_autofree char *few = render_form(
        "session a 07-10 09:00-10:00 tags=a,b,c,d,e,f,g,h,i,j,k,l with=ilo/chair", query);
    g_autofree char *many = render_form(
        "session a 07-10 09:00-10:00 tags=a,b,c,d,e,f,g,h,i,j,k,l,m with=ilo/chair", query);
    page_text_assert_has_not(few, "<summary>12</summary>");
    page_text_assert_has(many, "<details>\n<summary>13</summary>\n<label class=\"tick\">");
}

static void words_are_told_instead_of_the_sessions_that_have_them(void **state)
{
    g_autoptr(SelectionQuery) none = selection_query_new();
    g_autoptr(SelectionQuery) query = selection_query_new();
    PageFilter filter = { .query = none, .words = "one <b>" };

    selection_query_add(query, SELECTION_SESSION, "1.1");
    g_autofree char *text = render_selection(query, &filter);
    page_text_assert_has(text, "<h1 dir=\"auto\">“one &lt;b&gt;”</h1>");
    page_text_assert_has(text, "value=\"one &lt;b&gt;\"");
    page_text_assert_has(text, "select.ics?session=1.1");
}

static void words_that_nothing_has_are_nothing_to_subscribe_to(void **state)
{
    g_autoptr(SelectionQuery) none = selection_query_new();
    g_autoptr(SelectionQuery) query = selection_query_new();
    PageFilter filter = { .query = none, .words = "none" };

    selection_query_add_nothing(query, SELECTION_SESSION);
    g_autofree char *text = render_selection(query, &filter);
    page_text_assert_has(text, "Nothing has these words.");
    page_text_assert_has_not(text, "class=\"panel\"");
}

/* --- changes
 * -------------------------------------------------------------------------------------- */

static void without_a_history_the_page_of_changes_says_so(void **state)
{
    g_autoptr(Revision) revision = revision_new(sketch_agenda(PROGRAMME), sketch_stamp("07-01"));
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, NULL, false);
    g_autofree char *text = page_text_take(page_render_changes(renderer));

    page_text_assert_has(text, "Nothing is known of changes");
}

static void changes_are_told_by_revision_and_calendar(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");

    change_log_unref(revision->log);
    revision->log = change_log_new();
    change_log_add(revision->log, "forum/agenda", 2, sketch_stamp("07-01"), "A <b>: moved\n", "[]");
    change_log_add(revision->log, "forum/agencies/ilo", 2, sketch_stamp("07-01"), "For ILO\n",
                   "[]");
    change_log_add(revision->log, "forum/sessions/1.1", 2, sketch_stamp("07-01"), "Alone\n", "[]");
    g_autoptr(PageRenderer) renderer = page_renderer_new(revision, NULL, false);
    g_autofree char *text = page_text_take(page_render_changes(renderer));
    page_text_assert_has(text, "<h2 id=\"r-2\">Revision 2, ");
    page_text_assert_has(text, "<li dir=\"auto\">A &lt;b&gt;: moved</li>");
    page_text_assert_order(text, "<summary><bdi>ILO</bdi></summary>", "For ILO");
    page_text_assert_has(text, "<a href=\"agencies/ilo.atom\">Atom</a>");
    page_text_assert_has_not(text, "Alone");
    g_free(g_steal_pointer(&text));
    text = render_at(revision, "forum/agencies/ilo", NULL);
    page_text_assert_order(text, "What has changed lately", "For ILO");
}

static void what_is_gone_has_a_page_that_says_so(void **state)
{
    g_autoptr(Revision) before = sketch_revision(NULL, PROGRAMME, "07-01");
    g_autoptr(Revision) after =
        sketch_revision(before, "session 1.1 07-09 10:30-12:00 table=1 with=ilo/chair", "07-02");
    g_autofree char *text = render_at(after, "forum/agencies/iom", NULL);

    page_text_assert_has(text, "<h1 dir=\"auto\">IOM</h1>");
    page_text_assert_has(text, "This is no longer in the agenda.");
    page_text_assert_has(text, "is-cancelled");
    g_autoptr(Revision) long_after = sketch_revision(
        after, "session 1.1 07-09 10:30-12:00 table=1 with=ilo/chair title=Other", "09-01");
    g_free(g_steal_pointer(&text));
    text = render_at(long_after, "forum/agencies/iom", NULL);
    page_text_assert_has(text, "This is no longer in the agenda.");
    page_text_assert_has_not(text, "<article");
    page_text_assert_has_not(text, "There is nothing here yet.");
}

static void on_the_page_of_a_day_all_entries_stand_under_the_days_that_they_began(void **state)
{
    static const char TWO_DAYS[] = "session s 07-09 20:00-39:00; session t 07-10 09:00-10:00";
    g_autofree char *first = render(TWO_DAYS, "forum/days/2007-07-09");
    g_autofree char *second = render(TWO_DAYS, "forum/days/2007-07-10");
    g_autofree char *third =
        render("day 07-10; session s 07-09 20:00-47:00", "forum/days/2007-07-10");

    page_text_assert_has(first, "<h2 class=\"unseen\">Programme</h2>");
    page_text_assert_has(second, "<h2 class=\"unseen\">Programme</h2>");
    page_text_assert_has(third, "<h2><time datetime=\"2007-07-09\">");
    g_autofree char *both =
        render("session s 07-09 20:00-47:00; session t 07-10 09:00-10:00", "forum/days/2007-07-10");
    page_text_assert_order(both, "<h2><time datetime=\"2007-07-09\">", "id=\"s-s\"");
    page_text_assert_order(both, "id=\"s-s\"", "<h2><time datetime=\"2007-07-10\">");
    page_text_assert_order(both, "<h2><time datetime=\"2007-07-10\">", "id=\"s-t\"");
}

/* As of a history that was damaged. */
static void a_name_with_a_dash_is_shown_whole(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "07-01");
    Feed *feed = revision_find_feed(revision, "forum/agencies/ilo")->feed;

    g_free(feed->name);
    feed->name = g_strdup("ILO – Forum – Brussels");
    g_autofree char *text = render_at(revision, "forum/agencies/ilo", NULL);
    page_text_assert_has(text, "<title>ILO – Forum – Brussels</title>");
    page_text_assert_has(text, "<b data-what>ILO, with the plenaries</b>");
}

/* --- other keys ---------------------------------------------------------------------------------
 */

static void each_page_is_in_the_agendas_own_words(void **state)
{
    g_autofree char *agenda = render(PROGRAMME "; noun Track", "forum/agenda");
    g_autofree char *table = render(PROGRAMME "; noun Track", "forum/round-tables/1");
    g_autofree char *session = render(PROGRAMME "; noun Track", "forum/sessions/1.1");

    page_text_assert_has(agenda, "<h3>By Track</h3>");
    page_text_assert_has(agenda, "<legend>Only these Several</legend>");
    page_text_assert_has(agenda, " <b>Track 1</b>");
    page_text_assert_has(agenda, "action=\"./\" data-in-place data-table=\"Track\">");
    page_text_assert_has(table, "<h1 class=\"rt-0\">Track 1</h1>");
    page_text_assert_has(session,
                         "<dt>Track</dt>\n<dd><a href=\"../round-tables/1.html\">Track 1</a>");
    page_text_assert_has(session, "the calendar of an agency, a Track or the whole agenda.");
    page_text_assert_has_not(agenda, "ound Table");
    page_text_assert_has_not(table, "ound Table");
    page_text_assert_has_not(session, "ound table");
}

static void every_page_of_a_conference_that_does_not_take_place_says_so_first(void **state)
{
    static const char *const PATHS[] = { "forum/agenda",         "forum/agencies/ilo",
                                         "forum/round-tables/1", "forum/days/2007-07-09",
                                         "forum/rooms/gold",     "forum/sessions/1.1" };

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        g_autofree char *cancelled = render(PROGRAMME "; status cancelled", PATHS[i]);
        g_autofree char *held = render(PROGRAMME, PATHS[i]);

        page_text_assert_order(cancelled, "<p class=\"banner\">This conference is cancelled.</p>",
                               "<h1");
        page_text_assert_has(cancelled, "<li class=\"cancelled\">Cancelled</li>");
        page_text_assert_has_not(held, "banner");
    }
    g_autofree char *postponed = render(PROGRAMME "; status postponed", "forum/agenda");
    page_text_assert_has(postponed, "<li class=\"cancelled\">Postponed</li>");
    page_text_assert_has(postponed, "<p class=\"banner\">This conference is postponed: none of its "
                                    "sessions takes place as planned.</p>");
}

/* The page of a session "s" that can be joined online. */
static char *render_joined(const char *sketch)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, sketch, "07-01");
    Session *session = (Session *)agenda_find_session(revision->agenda, "s");

    session->join = "https://meet.example/?a&b";
    return render_at(revision, "forum/sessions/s", NULL);
}

static void nobody_is_asked_to_join_what_is_cancelled(void **state)
{
    static const char JOIN[] =
        "<p class=\"join\"><a href=\"https://meet.example/?a&amp;b\">Join online</a></p>";
    g_autofree char *held = render_joined("session s 07-09 09:00-10:00");
    g_autofree char *cancelled = render_joined("session s 07-09 09:00-10:00 status=cancelled");
    g_autofree char *postponed = render_joined("session s 07-09 09:00-10:00; status postponed");

    page_text_assert_times(held, JOIN, 1);
    page_text_assert_has_not(cancelled, JOIN);
    page_text_assert_has_not(postponed, JOIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parallel_sessions_stand_in_a_column_for_each_round_table),
        cmocka_unit_test(many_round_tables_have_no_columns),
        cmocka_unit_test(slots_that_overlap_say_so),
        cmocka_unit_test(only_an_agencys_own_pages_name_clashes_unless_the_agenda_says_otherwise),
        cmocka_unit_test(what_is_cancelled_or_tentative_says_so),
        cmocka_unit_test(a_large_agenda_is_split_by_day),
        cmocka_unit_test(an_agency_has_its_roles_first_and_its_preparations),
        cmocka_unit_test(a_preparation_is_due_by_a_day),
        cmocka_unit_test(each_kind_of_page_is_headed_by_what_it_is_about),
        cmocka_unit_test(a_page_without_entries_says_so),
        cmocka_unit_test(with_a_public_address_links_subscribe),
        cmocka_unit_test(without_one_nothing_is_made_up),
        cmocka_unit_test(a_single_session_is_downloaded_only),
        cmocka_unit_test(an_agencys_page_alone_tells_of_a_private_calendar),
        cmocka_unit_test(a_file_offers_nothing_that_takes_the_service),
        cmocka_unit_test(a_page_does_not_tell_whether_anything_is_private),
        cmocka_unit_test(a_selection_shows_what_was_chosen_and_its_own_calendar),
        cmocka_unit_test(the_form_offers_the_terms_that_sessions_have),
        cmocka_unit_test(the_form_keeps_what_an_address_leaves_out),
        cmocka_unit_test(a_long_list_of_tags_is_folded),
        cmocka_unit_test(words_are_told_instead_of_the_sessions_that_have_them),
        cmocka_unit_test(words_that_nothing_has_are_nothing_to_subscribe_to),
        cmocka_unit_test(without_a_history_the_page_of_changes_says_so),
        cmocka_unit_test(changes_are_told_by_revision_and_calendar),
        cmocka_unit_test(what_is_gone_has_a_page_that_says_so),
        cmocka_unit_test(on_the_page_of_a_day_all_entries_stand_under_the_days_that_they_began),
        cmocka_unit_test(a_name_with_a_dash_is_shown_whole),
        cmocka_unit_test(each_page_is_in_the_agendas_own_words),
        cmocka_unit_test(every_page_of_a_conference_that_does_not_take_place_says_so_first),
        cmocka_unit_test(nobody_is_asked_to_join_what_is_cancelled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
