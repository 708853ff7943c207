/* Covers src/model/revision/selected_feed.c and src/model/selection/selection_query.c. */
#include "model/revision/selected_feed.h"

#include <string.h>

#include "render/fate.h"
#include "sketch.h"
#include "support.h"

#define SELECT "forum/select"

/* What "agency=ilo,iom&plenary=no" asks for. */
static SelectionQuery *read_query(const char *text)
{
    SelectionQuery *query = selection_query_new();
    g_auto(GStrv) parts = g_strsplit(text, "&", -1);

    for (char **part = parts; *part != NULL; part++) {
        g_auto(GStrv) pair = g_strsplit(*part, "=", 2);
        g_auto(GStrv) ids = g_strsplit(pair[1], ",", -1);
        Choice choice = g_str_equal(pair[1], "yes") ? CHOICE_YES : CHOICE_NO;
        SelectionName name;
        bool is_not;
        if (g_str_equal(pair[0], "plenary")) {
            query->plenary = choice;
        } else if (g_str_equal(pair[0], "breaks")) {
            query->breaks = choice;
        } else if (selection_name_parse_either(pair[0], &name, &is_not)) {
            for (char **id = ids; *id != NULL; id++) {
                (is_not ? selection_query_exclude : selection_query_add)(query, name, *id);
            }
        }
    }
    return query;
}

static RevisionFeed *select_at(const Revision *revision, const char *path, const char *text)
{
    g_autoptr(SelectionQuery) query = read_query(text);
    char *fault = NULL;
    RevisionFeed *feed = selected_feed_new(revision, path, query, &fault);

    if (feed == NULL) {
        fail_msg("%s: %s", text, fault);
    }
    return feed;
}

static void assert_selected(const Revision *revision, const char *path, const char *text,
                            const char *expected)
{
    g_autoptr(RevisionFeed) feed = select_at(revision, path, text);
    g_autofree char *entries = sketch_feed_entries(revision, feed);

    if (strcmp(entries, expected) != 0) {
        fail_msg("%s?%s: \"%s\", not \"%s\"", path, text, entries, expected);
    }
}

#define PROGRAMME                                                                         \
    "plenary open 07-09 09:00-10:00; session a 07-09 10:00-11:00 room=gold table=1 "      \
    "with=ilo/chair; break tea 07-09 11:00-12:00; session b 07-10 09:00-10:00 room=blue " \
    "table=2 with=ilo/speaker,iom/chair; plenary close 07-10 11:00-12:00 with=iom/chair;" \
    "preparation p ilo/input due=06-01"

/* --- the query as text ------------------------------------------------------------------- */

static void assert_text(const char *text, const char *expected)
{
    g_autoptr(SelectionQuery) query = read_query(text);
    g_autoptr(SelectionQuery) copy = selection_query_copy(query);

    selection_query_forget_defaults(copy);
    g_autofree char *canonical = selection_query_to_text(copy);
    assert_string_equal(canonical, expected);
}

static void equal_queries_have_equal_texts(void **state)
{
    assert_text("agency=ilo,iom", "agency=ilo,iom");
    assert_text("agency=iom&agency=ilo,iom,ilo", "agency=ilo,iom");
    assert_text("kind=plenary&role=chair&agency=ilo", "agency=ilo&role=chair&kind=plenary");
}

static void choices_that_make_no_difference_are_forgotten(void **state)
{
    assert_text("agency=ilo&plenary=yes&breaks=no", "agency=ilo");
    assert_text("agency=ilo&plenary=no&breaks=yes", "agency=ilo&plenary=no&breaks=yes");
    assert_text("round-table=1&plenary=no", "round-table=1");
    assert_text("round-table=1&plenary=yes", "round-table=1&plenary=yes");
    assert_text("round-table=1&agency=ilo&plenary=yes", "agency=ilo&round-table=1");
    assert_text("session=tea&breaks=yes", "session=tea");
    assert_text("kind=break&breaks=yes", "kind=break");
}

/* --- what is selected -------------------------------------------------------------------- */

static void values_are_alternatives_and_names_narrow(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");

    assert_selected(revision, SELECT, "agency=ilo", "open:0 a:0 b:0 close:0 preparations/p:0");
    assert_selected(revision, SELECT, "agency=ilo&role=chair", "open:0 a:0 close:0");
    assert_selected(revision, SELECT, "role=chair&plenary=no", "a:0 b:0 close:0");
    assert_selected(revision, SELECT, "round-table=1,2", "a:0 b:0");
    assert_selected(revision, SELECT, "day=2007-07-09", "open:0 a:0");
    assert_selected(revision, SELECT, "day=2007-07-09&breaks=yes", "open:0 a:0 tea:0");
    assert_selected(revision, SELECT, "room=gold,blue", "a:0 b:0");
    assert_selected(revision, SELECT, "session=a,tea", "a:0 tea:0");
    assert_selected(revision, SELECT, "kind=plenary,break", "open:0 tea:0 close:0");
    assert_selected(revision, SELECT, "kind=plenary&agency=iom&plenary=no", "close:0");
    assert_selected(revision, SELECT, "room=gold&agency=iom", "");
}

#define TERMS                                                                                    \
    "plenary open 07-09 09:00-10:00 tags=work; plenary vote 07-09 12:00-13:00; session a 07-09 " \
    "10:00-11:00 type=poster tags=ai,work languages=en interpretation=pt-BR with=ilo/chair; "    \
    "break tea 07-09 11:00-12:00 tags=work; session b 07-10 09:00-10:00 room=gold table=1 "      \
    "type=talk tags=a_b interpretation=en with=ilo/speaker,iom/chair; preparation p ilo/input "  \
    "due=06-01; preparation q iom/input due=06-02"

static void terms_narrow_as_a_round_table_does(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, TERMS, "05-01");

    assert_selected(revision, SELECT, "type=poster,talk", "a:0 b:0");
    assert_selected(revision, SELECT, "tag=ai", "a:0");
    assert_selected(revision, SELECT, "tag=work", "open:0 a:0");
    assert_selected(revision, SELECT, "tag=work&plenary=yes&breaks=yes", "open:0 a:0 tea:0 vote:0");
    assert_selected(revision, SELECT, "tag=work&round-table=1", "");
    assert_selected(revision, SELECT, "language=en", "a:0 b:0");
    assert_selected(revision, SELECT, "language=PT-br&type=poster", "a:0");
    assert_selected(revision, SELECT, "agency=ilo&tag=a b", "open:0 vote:0 b:0");
    assert_selected(revision, SELECT, "agency=ilo&tag=a b&plenary=no", "b:0");
}

static void what_is_excluded_is_out_whatever_it_is(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, TERMS, "05-01");
    const char *p = " preparations/p:0 preparations/q:0";
    const struct {
        const char *query;
        const char *expected;
        bool with_preparations;
    } CASES[] = {
        { "not-tag=work", "vote:0 b:0", true },
        { "not-tag=ai,a b&breaks=no", "open:0 vote:0", true },
        { "not-type=poster", "open:0 tea:0 vote:0 b:0", true },
        { "not-language=en,PT-br", "open:0 tea:0 vote:0", true },
        { "not-room=gold", "open:0 a:0 tea:0 vote:0", true },
        { "not-round-table=1", "open:0 a:0 tea:0 vote:0", true },
        { "not-day=2007-07-09", "b:0", true },
        { "not-session=tea,open,a", "vote:0 b:0", true },
        { "not-kind=break,plenary", "a:0 b:0", true },
        { "not-agency=iom", "open:0 a:0 tea:0 vote:0 preparations/p:0", false },
        { "not-role=input,speaker", "open:0 a:0 tea:0 vote:0", false },
        { "agency=ilo&not-role=speaker", "open:0 a:0 vote:0 preparations/p:0", false },
        { "agency=ilo&not-role=chair&plenary=no", "b:0 preparations/p:0", false },
        { "agency=iom&not-role=speaker&plenary=no", "b:0 preparations/q:0", false },
        { "role=chair&not-agency=iom&plenary=no", "a:0", false },
        { "tag=work&not-tag=work", "", false },
        { "tag=work&not-type=poster", "open:0", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *expected =
            g_strconcat(CASES[i].expected, CASES[i].with_preparations ? p : "", NULL);
        assert_selected(revision, SELECT, CASES[i].query, expected);
    }
}

/* Whoever leaves something out has it cancelled once it is that, and others do not. */
static void what_gains_what_is_left_out_is_told_there_as_cancelled(void **state)
{
#define PLAIN "session s 07-10 09:00-10:00"
    static const struct {
        const char *query;
        const char *gain;
    } CASES[] = {
        { "not-tag=x", " tags=x" },           { "not-type=x", " type=x" },
        { "not-language=x", " languages=x" }, { "not-language=x", " interpretation=x" },
        { "not-room=x", " room=x" },          { "not-round-table=x", " table=x" },
        { "not-agency=x", " with=x/chair" },  { "not-role=chair", " with=x/chair" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *gained = g_strconcat(PLAIN, CASES[i].gain, NULL);
        g_autofree char *more = g_strconcat(gained, " status=tentative", NULL);
        g_autoptr(Revision) first = sketch_revision(NULL, PLAIN, "07-01");
        g_autoptr(Revision) second = sketch_revision(first, gained, "07-02");
        g_autoptr(Revision) third = sketch_revision(second, more, "07-03");
        g_autoptr(Revision) fourth = sketch_revision(third, PLAIN, "07-04");
        assert_selected(second, SELECT, CASES[i].query, "!s@1:1");
        assert_selected(third, SELECT, CASES[i].query, "!s@1:1");
        assert_selected(fourth, SELECT, CASES[i].query, "s:3");
        assert_selected(third, SELECT, "kind=session", "s:2");
        sketch_assert_entries(third, "agenda", "s:2");
        sketch_assert_entries(fourth, "agenda", "s:3");
    }
}

static void what_loses_a_term_is_told_there_as_cancelled(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, PLAIN " tags=x,y type=t", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, PLAIN " tags=y type=t", "07-02");
    g_autoptr(Revision) third = sketch_revision(second, PLAIN " tags=y", "07-03");

    assert_selected(second, SELECT, "tag=x", "!s@1:1");
    assert_selected(third, SELECT, "tag=x", "!s@1:1");
    assert_selected(third, SELECT, "type=t", "!s@2:2");
    assert_selected(third, SELECT, "tag=y", "s:2");
    assert_selected(third, SELECT, "tag=x&not-type=t", "");
    sketch_assert_entries(third, "agenda", "s:2");
}

static void a_departure_stays_for_those_who_leave_out_what_it_comes_back_with(void **state)
{
#define OTHER ";room gold;session t 07-10 11:00-12:00 tags=x"
    g_autoptr(Revision) first = sketch_revision(NULL, PLAIN " room=gold" OTHER, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, PLAIN OTHER, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, PLAIN " room=gold tags=x" OTHER, "07-03");

    assert_selected(second, SELECT, "room=gold&not-tag=x", "!s@1:1");
    assert_selected(third, SELECT, "room=gold&not-tag=x", "!s@1:1");
    assert_selected(third, SELECT, "room=gold", "s:2");
    sketch_assert_entries(third, "rooms/gold", "s:2");
}

/* Then no feed of a value tells that it has changed. */
static void what_leaves_something_out_changes_when_what_it_tells_is_over(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, PLAIN " room=gold" OTHER, "07-01");
    g_autoptr(Revision) second = sketch_revision(first, PLAIN " room=gold tags=x" OTHER, "07-02");
    g_autoptr(Revision) third =
        sketch_revision(second, PLAIN " room=gold tags=x" OTHER " title=New", "08-01");
    g_autoptr(RevisionFeed) feed = select_at(third, SELECT, "room=gold&not-tag=x");

    assert_selected(second, SELECT, "room=gold&not-tag=x", "!s@1:1");
    assert_selected(third, SELECT, "room=gold&not-tag=x", "");
    sketch_assert_changed(third, "rooms/gold", "07-02");
    assert_int_equal(feed->changed, sketch_stamp("08-01"));
}

static void a_term_is_known_for_good(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, PLAIN " tags=x type=t languages=en", "07-01");
    g_autoptr(Revision) second = sketch_revision(first, PLAIN, "07-02");
    g_autoptr(Revision) third = sketch_revision(second, PLAIN, "07-03");

    assert_selected(third, SELECT, "tag=x", "!s@1:1");
    assert_selected(third, SELECT, "not-tag=x&not-type=t&not-language=EN", "s:1");
}

static void feeds_with_addresses_can_be_had_otherwise(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");

    assert_selected(revision, "forum/agencies/ilo", "plenary=no", "a:0 b:0 preparations/p:0");
    assert_selected(revision, "forum/agencies/iom", "breaks=yes", "open:0 tea:0 b:0 close:0");
    assert_selected(revision, "forum/agenda", "plenary=no&breaks=no", "a:0 b:0 preparations/p:0");
    assert_selected(revision, "forum/round-tables/1", "plenary=yes", "open:0 a:0 close:0");
    assert_selected(revision, "forum/days/2007-07-09", "breaks=no", "open:0 a:0");
}

static void what_makes_no_difference_is_the_feed_itself(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");
    g_autoptr(SelectionQuery) same = read_query("plenary=yes&breaks=no");
    g_autoptr(SelectionQuery) narrowing = read_query("role=chair");

    assert_true(selected_feed_is_plain(revision, "forum/agencies/ilo", same));
    assert_false(selected_feed_is_plain(revision, "forum/agenda", same));
    assert_false(selected_feed_is_plain(revision, "forum/round-tables/1", same));
    assert_false(selected_feed_is_plain(revision, "forum/agencies/x", same));
    assert_false(selected_feed_is_plain(revision, SELECT, narrowing));
}

/* --- what it goes by --------------------------------------------------------------------- */

static void assert_words(const Revision *revision, const char *path, const char *text,
                         const char *name, const char *description)
{
    g_autoptr(RevisionFeed) feed = select_at(revision, path, text);

    assert_string_equal(feed->feed->name, name);
    assert_string_equal(feed->feed->description, description);
}

static void it_is_called_by_what_it_selects(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");

    assert_words(revision, SELECT, "agency=ilo&role=chair", "ILO as Chair – FORUM",
                 "Forum forum: ILO as Chair, with the plenaries.");
    assert_words(revision, SELECT, "agency=ilo,iom&plenary=no",
                 "ILO or IOM, without plenaries – FORUM",
                 "Forum forum: ILO or IOM, without plenaries.");
    assert_words(revision, SELECT, "day=2007-07-09&kind=session,plenary",
                 "Monday 9 July 2007, plenaries or sessions – FORUM",
                 "Forum forum: Monday 9 July 2007, plenaries or sessions.");
    assert_words(revision, SELECT, "session=a,b,tea,open,close", "a, b, close and 2 more – FORUM",
                 "Forum forum: a, b, close and 2 more.");
    assert_words(revision, "forum/agencies/ilo", "plenary=no", "ILO – FORUM",
                 "Forum forum: ILO, without plenaries.");
    assert_words(revision, "forum/agenda", "plenary=no&breaks=no", "FORUM",
                 "Forum forum: the whole agenda, without plenaries, without breaks.");
}

static void it_is_the_own_feed_of_an_agency_that_alone_is_selected(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");
    g_autoptr(RevisionFeed) one = select_at(revision, SELECT, "agency=ilo&role=chair");
    g_autoptr(RevisionFeed) two = select_at(revision, SELECT, "agency=ilo,iom");

    assert_ptr_equal(one->feed->viewpoint, agenda_find_agency(revision->agenda, "ilo"));
    assert_null(two->feed->viewpoint);
    assert_string_equal(one->feed->query, "agency=ilo&role=chair");
    assert_int_equal(one->feed->kind, FEED_KIND_SELECTION);
}

static void assert_fault(const Revision *revision, const char *text, const char *expected)
{
    g_autoptr(SelectionQuery) query = read_query(text);
    g_autofree char *fault = NULL;

    assert_null(selected_feed_new(revision, SELECT, query, &fault));
    assert_string_equal(fault, expected);
}

static void an_unknown_value_is_refused_with_what_there_is(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, PROGRAMME, "05-01");
    g_autoptr(SelectionQuery) query = read_query("plenary=no");
    g_autofree char *fault = NULL;

    assert_fault(revision, "agency=ilo,iol",
                 "In forum there is no agency \"iol\" (did you mean \"ilo\"?); there are: ilo, "
                 "iom.\n");
    assert_fault(revision, "agency=ilo&round-table=7",
                 "In forum there is no round table \"7\"; there are: 1, 2.\n");
    assert_fault(revision, "kind=lunch",
                 "In forum there is no kind \"lunch\"; there are: session, plenary, break.\n");
    assert_null(selected_feed_new(revision, "forum/agencies/x", query, &fault));
    assert_null(fault);
}

/* --- what has left it -------------------------------------------------------------------- */

#define REST                                                         \
    ";session z 07-20 09:00-10:00 room=gold table=1 with=ilo/chair;" \
    "session y 07-20 09:00-10:00 room=blue table=2 with=iom/chair,ilo/speaker"

static void what_has_left_a_selection_shows_there_as_cancelled(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 room=gold with=ilo/chair" REST, "06-01");
    g_autoptr(Revision) moved = sketch_revision(
        first, "session s 07-10 09:00-10:00 room=blue with=ilo/chair" REST, "06-02");
    g_autoptr(Revision) removed = sketch_revision(moved, "session q 07-11 all-day" REST, "06-03");

    assert_selected(moved, SELECT, "agency=ilo&room=gold", "!s@1:1 z:0");
    assert_selected(moved, SELECT, "agency=ilo&room=gold,blue", "s:1 y:0 z:0");
    assert_selected(moved, SELECT, "agency=iom&room=gold", "");
    sketch_assert_entries(removed, "rooms/gold", "!s@1:2 z:0");
    assert_selected(removed, SELECT, "agency=ilo&room=gold", "!s@1:2 z:0");
    assert_selected(removed, SELECT, "role=chair&room=blue", "!s@2:2 y:0");
    assert_selected(removed, SELECT, "session=s", "!s@2:2");
}

static void it_does_so_for_as_long_as_it_is_kept(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair" REST, "06-01");
    g_autoptr(Revision) second = sketch_revision(first, "day 07-10" REST, "06-02");
    g_autoptr(Revision) third = sketch_revision(second, "day 07-11" REST, "07-25");

    assert_selected(second, SELECT, "role=chair&day=2007-07-10", "!s@1:1");
    assert_selected(third, SELECT, "role=chair", "y:0 z:0");
}

static void one_agency_is_the_same_as_its_feed_whatever_happened(void **state)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 with=ilo/chair; plenary o 07-10 11:00-12:00;"
        "preparation p ilo/input due=06-09" REST,
        "session s 07-10 09:00-10:00 with=iom/chair; plenary o 07-11 11:00-12:00" REST,
        "plenary s 07-10 09:00-10:00; session o 07-11 11:00-12:00" REST,
        "agency iom; session x 07-10 09:00-10:00 with=who/chair",
        "session s 07-10 09:00-10:00 with=ilo/chair; break o 07-10 11:00-12:00",
    };
    static const char *const AGENCIES[] = { "ilo", "iom", "who" };
    g_autoptr(Revision) revision = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(SKETCHES); i++) {
        g_autofree char *at = g_strdup_printf("06-%02u", i + 1);
        g_autoptr(Revision) previous = g_steal_pointer(&revision);
        revision = sketch_revision(previous, SKETCHES[i], at);
        for (gsize j = 0; j < G_N_ELEMENTS(AGENCIES); j++) {
            g_autofree char *path = g_strconcat("agencies/", AGENCIES[j], NULL);
            g_autofree char *query = g_strconcat("agency=", AGENCIES[j], NULL);
            g_autofree char *entries = sketch_entries(revision, path);
            if (!g_str_equal(entries, "none")) {
                const char *own = g_str_has_prefix(entries, "gone") ? entries + 4 : entries;
                assert_selected(revision, SELECT, query, own[0] == ' ' ? own + 1 : own);
            }
        }
    }
}

static void what_once_was_selects_what_is_left_for_good(void **state)
{
    g_autoptr(Revision) first = sketch_revision(
        NULL, "session s 07-10 09:00-10:00 title=Opening with=who/chair room=red table=3" REST,
        "06-01");
    g_autoptr(Revision) second = sketch_revision(first, REST + 1, "06-02");
    g_autoptr(Revision) last =
        sketch_revision(second, "session y 07-20 14:00-15:00 with=iom/chair", "09-01");

    assert_selected(second, SELECT, "agency=who", "!s@1:1");
    assert_selected(second, SELECT, "agency=who&role=chair", "!s@1:1");
    assert_selected(last, SELECT, "agency=who&role=chair", "");
    assert_selected(last, SELECT, "session=s,y", "y:1");
    assert_words(last, SELECT, "agency=iom,who", "IOM or WHO – FORUM",
                 "Forum forum: IOM or WHO, with the plenaries.");
    assert_words(last, SELECT, "session=s,y", "Opening or y – FORUM", "Forum forum: Opening or y.");
    assert_words(last, SELECT, "room=red&round-table=3&day=2007-07-10",
                 "Round Table 3, Tuesday 10 July 2007, red – FORUM",
                 "Forum forum: Round Table 3, Tuesday 10 July 2007, red.");
    assert_fault(last, "agency=wto", "In forum there is no agency \"wto\"; there are: iom.\n");
}

static void what_goes_on_elsewhere_is_told_so(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 room=gold with=ilo/chair" REST, "06-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "session s 07-10 09:00-10:00 room=blue with=ilo/chair" REST, "06-02");
    g_autoptr(RevisionFeed) feed = select_at(second, SELECT, "room=gold&role=chair");
    g_autoptr(GString) text = g_string_new(NULL);
    WordSink sink = word_sink_plain(text);

    fate_append(&sink, second->agenda, feed->departures->pdata[0], feed->feed);
    assert_string_equal(text->str, "It is no longer part of this selection, and goes on.");
}

static void assert_changed(const Revision *revision, const char *text, const char *at)
{
    g_autoptr(RevisionFeed) feed = select_at(revision, SELECT, text);

    assert_int_equal(feed->changed, sketch_stamp(at));
}

static void it_changed_with_its_feeds_or_else_with_the_revision(void **state)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 with=ilo/chair" REST, "06-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "session s 07-10 09:00-10:00 title=New with=ilo/chair" REST, "06-02");

    assert_changed(second, "agency=ilo", "06-02");
    assert_changed(second, "agency=iom", "06-01");
    assert_changed(second, "agency=ilo,iom", "06-02");
    assert_changed(second, "session=y,z", "06-01");
    assert_changed(second, "round-table=1,2", "06-01");
    assert_changed(second, "agency=iom&plenary=no", "06-02");
    assert_changed(second, "agency=iom&role=chair", "06-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_queries_have_equal_texts),
        cmocka_unit_test(choices_that_make_no_difference_are_forgotten),
        cmocka_unit_test(values_are_alternatives_and_names_narrow),
        cmocka_unit_test(terms_narrow_as_a_round_table_does),
        cmocka_unit_test(what_is_excluded_is_out_whatever_it_is),
        cmocka_unit_test(what_gains_what_is_left_out_is_told_there_as_cancelled),
        cmocka_unit_test(what_loses_a_term_is_told_there_as_cancelled),
        cmocka_unit_test(a_departure_stays_for_those_who_leave_out_what_it_comes_back_with),
        cmocka_unit_test(what_leaves_something_out_changes_when_what_it_tells_is_over),
        cmocka_unit_test(a_term_is_known_for_good),
        cmocka_unit_test(feeds_with_addresses_can_be_had_otherwise),
        cmocka_unit_test(what_makes_no_difference_is_the_feed_itself),
        cmocka_unit_test(it_is_called_by_what_it_selects),
        cmocka_unit_test(it_is_the_own_feed_of_an_agency_that_alone_is_selected),
        cmocka_unit_test(an_unknown_value_is_refused_with_what_there_is),
        cmocka_unit_test(what_has_left_a_selection_shows_there_as_cancelled),
        cmocka_unit_test(it_does_so_for_as_long_as_it_is_kept),
        cmocka_unit_test(one_agency_is_the_same_as_its_feed_whatever_happened),
        cmocka_unit_test(what_once_was_selects_what_is_left_for_good),
        cmocka_unit_test(what_goes_on_elsewhere_is_told_so),
        cmocka_unit_test(it_changed_with_its_feeds_or_else_with_the_revision),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
