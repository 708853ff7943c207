#include "render/paper/paper_programme.h"

#include "sketch.h"
#include "support.h"

/* --- papers as text ---------------------------------------------------------------------- */

/* A letter for each style, in their order: overline, title, subtitle, facts, heading, group, role,
 * entry, item, detail, prose. */
static const char STYLES[] = "otsfhgreidp";

/* Bold words stand between "*", struck ones between "~". */
static void append_text(GString *out, const PaperRow *row)
{
    guint at = 0;

    for (guint i = 0; row->spans != NULL && i < row->spans->len; i++) {
        const PaperSpan *span = &g_array_index(row->spans, PaperSpan, i);
        const char *mark = (span->marks & PAPER_STRUCK) != 0 ? "~"
                           : (span->marks & PAPER_BOLD) != 0 ? "*"
                                                             : "";
        if (span->start < at) {
            continue; /* a link, whose words have been told */
        }
        g_string_append_len(out, row->text->str + at, span->start - at);
        g_string_append(out, mark);
        g_string_append_len(out, row->text->str + span->start, span->end - span->start);
        g_string_append(out, mark);
        at = span->end;
    }
    g_string_append(out, row->text->str + at);
}

/* The rows, from `first` on, a line each: the letter of the style; "*" for what is one's own, "="
 * for a label like the one before, "+" for what joins the next row; then the label in brackets, and
 * the text. */
static char *rows_of(const Paper *paper, guint first)
{
    GString *out = g_string_new(NULL);

    for (guint i = first; i < paper->rows->len; i++) {
        const PaperRow *row = &g_array_index(paper->rows, PaperRow, i);
        g_string_append_printf(out, "%c%s%s%s ", STYLES[row->style], row->is_own ? "*" : "",
                               row->is_same ? "=" : "", row->joins_next ? "+" : "");
        if (row->label != NULL) {
            g_string_append_printf(out, "[%s] ", row->label);
        }
        append_text(out, row);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static Paper *paper_of(const Revision *revision, const char *path, const PaperOptions *options)
{
    g_autofree char *whole = g_strconcat("forum/", path, NULL);
    const RevisionFeed *feed = revision_find_feed(revision, whole);

    assert_non_null(feed);
    return paper_programme_new(revision, feed, options);
}

/* How many rows the head has, the first of which are always there. */
static guint end_of_head(const Paper *paper)
{
    guint i = 0;

    while (g_array_index(paper->rows, PaperRow, i).style != PAPER_FACTS) {
        i++;
    }
    return i + 1;
}

static void assert_body(const Revision *revision, const char *path, const PaperOptions *options,
                        const char *expected)
{
    g_autoptr(Paper) paper = paper_of(revision, path, options);
    g_autofree char *rows = rows_of(paper, end_of_head(paper));

    assert_string_equal(rows, expected);
}

static void assert_head(const Revision *revision, const char *path, const char *expected)
{
    g_autoptr(Paper) paper = paper_of(revision, path, &(PaperOptions){ 0 });
    g_autofree char *rows = rows_of(paper, 0);

    assert_true(g_str_has_prefix(rows, expected));
}

static Revision *revise(const char *sketch)
{
    return sketch_revision(NULL, sketch, "06-01");
}

/* --- the head ---------------------------------------------------------------------------- */

#define FACTS "f 10–11 July 2007 · Times are those of Europe/Brussels\n"

static void the_head_says_what_it_is(void **state)
{
    g_autoptr(Revision) revision =
        revise("session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,~jane/speaker; "
               "day 07-11; table 1 title=Labour");

    assert_head(revision, "agenda", "o+ Programme\nt+ Forum forum\n" FACTS);
    assert_head(revision, "agencies/ilo", "o+ Forum forum\nt+ ILO\n" FACTS);
    assert_head(revision, "people/jane", "o+ Forum forum\nt+ JANE\n" FACTS);
    assert_head(revision, "round-tables/1", "o+ Forum forum\nt+ Round Table 1\ns+ Labour\n" FACTS);
    assert_head(revision, "days/2007-07-10", "o+ Forum forum\nt+ Tuesday 10 July 2007\n" FACTS);
    assert_head(revision, "rooms/gold", "o+ Forum forum\nt+ gold\n" FACTS);
}

static void what_is_gone_or_does_not_take_place_says_so(void **state)
{
    g_autoptr(Revision) first = revise("session s 07-10 09:00-10:00 with=ilo/chair; day 07-11");
    g_autoptr(Revision) revision =
        sketch_revision(first, "session s 07-10 09:00-10:00; day 07-11; status postponed", "06-02");

    assert_head(revision, "agencies/ilo",
                "o+ Forum forum\nt+ ILO\ns+ This is no longer in the agenda.\n"
                "s+ *The conference is postponed.*\n" FACTS);
}

static void every_sheet_says_as_of_when_and_whence(void **state)
{
    g_autoptr(Revision) first = revise("session s 07-10 09:00-10:00 with=ilo/chair");
    g_autoptr(Revision) second =
        sketch_revision(first, "session s 07-10 10:00-11:00 with=ilo/chair", "06-02T10:15:00");
    g_autoptr(Paper) whole =
        paper_of(second, "agenda", &(PaperOptions){ .public_url = "https://example.org" });
    g_autoptr(Paper) own =
        paper_of(second, "agencies/ilo", &(PaperOptions){ .public_url = "https://example.org" });
    g_autoptr(Paper) unknown = paper_of(second, "agencies/ilo", &(PaperOptions){ 0 });
    g_autoptr(Paper) confidential =
        paper_of(second, "agencies/ilo",
                 &(PaperOptions){ .public_url = "https://example.org", .is_private = true });

    /* In the zone of the conference. */
    assert_string_equal(whole->state, "As of revision 2, Saturday 2 June 2007, 12:15");
    assert_string_equal(whole->address, "https://example.org/forum/");
    assert_string_equal(whole->title, "Forum forum");
    assert_string_equal(whole->facts, "Tuesday 10 July 2007");
    assert_int_equal(whole->stamp, second->stamp);
    assert_string_equal(own->address, "https://example.org/forum/agencies/ilo.html");
    assert_string_equal(own->title, "ILO – FORUM");
    assert_null(unknown->address);
    assert_string_equal(confidential->address, "Private: only for whom it was given to.");
}

static void without_a_history_there_is_nothing_to_be_as_of(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda("session s 07-10 09:00-10:00");
    g_autoptr(Revision) revision = revision_new(g_steal_pointer(&agenda), 0);
    g_autoptr(Paper) paper = paper_of(revision, "agenda", &(PaperOptions){ 0 });

    assert_null(paper->state);
}

/* --- sessions ---------------------------------------------------------------------------- */

static void sessions_stand_under_their_days_by_time(void **state)
{
    g_autoptr(Revision) revision =
        revise("session late 07-11 09:00-10:00; plenary whole 07-10 all-day; "
               "session b 07-10 11:00-12:00 table=2; session a 07-10 11:00-12:00 table=10; "
               "session c 07-10 09:00-10:00; table 2 title=Two; table 10");

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\n"
                "e [all day] *whole*\n"
                "e [09:00–10:00] *c*\n"
                "e+ [11:00–12:00] *b*\n"
                "d Round Table 2: Two\n"
                "e=+ [11:00–12:00] *a*\n"
                "d Round Table 10\n"
                "h+ *Wednesday 11 July 2007*\n"
                "e [09:00–10:00] *late*\n");
    assert_body(revision, "round-tables/2", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\ne [11:00–12:00] *b*\n");
    /* The title of its sheet says which day it is. */
    assert_body(revision, "days/2007-07-11", &(PaperOptions){ 0 },
                "h+ *Programme*\ne [09:00–10:00] *late*\n");
}

static void a_title_of_a_round_table_is_told_once(void **state)
{
    g_autoptr(Revision) revision =
        revise("session a 07-10 09:00-10:00 table=1; session b 07-10 10:00-11:00 table=1; "
               "session c 07-10 11:00-12:00 table=risc; session d 07-10 12:00-13:00 table=risc; "
               "table 1 title=Labour; table risc title=RISC-V");

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\n"
                "e+ [09:00–10:00] *a*\nd Round Table 1: Labour\n"
                "e+ [10:00–11:00] *b*\nd Round Table 1\n"
                "e+ [11:00–12:00] *c*\nd RISC-V\n"
                "e+ [12:00–13:00] *d*\nd RISC-V\n");
}

static void whose_sheet_it_is_finds_its_roles_first(void **state)
{
    g_autoptr(Revision) revision = revise(
        "session s 07-10 09:00-10:00 room=gold with=ilo/chair,iom/speaker,ilo/input,ilo~jane/panellist;"
        "plenary opening 07-10 11:00-12:00 room=gold with=iom/chair");

    assert_body(revision, "agencies/ilo", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\n"
                "r*+ [09:00–10:00] *Chair*, *Panellist*, *Input*\n"
                "e*+ *s*\n"
                "d*+ *gold*\n"
                "d* Speaker: IOM; Panellist: JANE (ILO)\n"
                "e+ [11:00–12:00] opening\n"
                "d+ *gold*\n"
                "d Chair: IOM\n");
    assert_body(revision, "rooms/gold", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\n"
                "e+ [09:00–10:00] *s*\n"
                "d Chair: ILO; Speaker: IOM; Panellist: JANE (ILO); Input: ILO\n"
                "e+ [11:00–12:00] *opening*\n"
                "d Chair: IOM\n");
}

static void what_is_cancelled_or_tentative_says_so(void **state)
{
    g_autoptr(Revision) first =
        revise("session gone 07-10 08:00-09:00; session off 07-10 09:00-10:00; "
               "session perhaps 07-10 10:00-11:00 status=tentative");
    g_autoptr(Revision) revision =
        sketch_revision(first,
                        "session off 07-10 09:00-10:00 status=cancelled; "
                        "session perhaps 07-10 10:00-11:00 status=tentative",
                        "06-02");

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\n"
                "e+ [08:00–09:00] *Cancelled: *~gone~\n"
                "d This entry has been cancelled.\n"
                "e [09:00–10:00] *Cancelled: *~off~\n"
                "e [10:00–11:00] *perhaps* (tentative)\n");
    assert_body(revision, "agenda", &(PaperOptions){ .cancelled = CANCELLED_DROP },
                "h+ *Tuesday 10 July 2007*\n"
                "e [10:00–11:00] *perhaps* (tentative)\n");
}

static void a_postponed_conference_marks_every_session(void **state)
{
    g_autoptr(Revision) revision = revise("session s 07-10 09:00-10:00; status postponed");

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\ne [09:00–10:00] *Postponed: *~s~\n");
}

static void a_feed_that_is_empty_says_so(void **state)
{
    g_autoptr(Revision) revision = revise("session s 07-10 09:00-10:00; room gold");

    assert_body(revision, "rooms/gold", &(PaperOptions){ 0 }, "d There is nothing here yet.\n");
}

static void links_lead_to_pages_where_these_are(void **state)
{
    g_autoptr(Revision) revision = revise("session s 07-10 09:00-10:00");
    g_autoptr(Paper) paper =
        paper_of(revision, "agenda", &(PaperOptions){ .public_url = "https://example.org" });
    const PaperRow *row = &g_array_index(paper->rows, PaperRow, paper->rows->len - 1);
    const PaperSpan *link = &g_array_index(row->spans, PaperSpan, 1);

    assert_string_equal(link->address, "https://example.org/forum/sessions/s.html");
    assert_int_equal(link->start, 0);
}

static void notes_are_there_for_who_asks(void **state)
{
    g_autoptr(Revision) revision =
        revise("session s 07-10 09:00-10:00 with=ilo/chair note=in_French url=https://example.org");
    const PaperOptions with_notes = { .form = { .notes = true } };

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\ne+ [09:00–10:00] *s*\nd Chair: ILO\n");
    assert_body(revision, "agenda", &with_notes,
                "h+ *Tuesday 10 July 2007*\ne+ [09:00–10:00] *s*\nd+ Chair: ILO\n"
                "d+ ILO: in French\nd https://example.org\n");
}

/* --- preparations ------------------------------------------------------------------------ */

static void preparations_stand_at_the_end_by_contributor(void **state)
{
    g_autoptr(Revision) revision =
        revise("session s 07-10 09:00-10:00; preparation p ilo/comments due=06-20 title=Paper; "
               "preparation q ilo/input title=Input; preparation r a-long-name/event date=05-15");

    assert_body(revision, "agenda", &(PaperOptions){ 0 },
                "h+ *Tuesday 10 July 2007*\ne [09:00–10:00] *s*\n"
                "h+ *Preparations*\n"
                "g+ A-LONG-NAME\n"
                "i *r* · Event · Tuesday 15 May 2007\n"
                "i [ILO] *Paper* · Comments · due Wednesday 20 June 2007\n"
                "i= [ILO] *Input* · Input\n");
    /* Everything on its own sheet is its own. */
    assert_body(revision, "agencies/ilo", &(PaperOptions){ 0 },
                "h+ *Preparations*\n"
                "i *Paper* · Comments · due Wednesday 20 June 2007\n"
                "i *Input* · Input\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_says_what_it_is),
        cmocka_unit_test(what_is_gone_or_does_not_take_place_says_so),
        cmocka_unit_test(every_sheet_says_as_of_when_and_whence),
        cmocka_unit_test(without_a_history_there_is_nothing_to_be_as_of),
        cmocka_unit_test(sessions_stand_under_their_days_by_time),
        cmocka_unit_test(a_title_of_a_round_table_is_told_once),
        cmocka_unit_test(whose_sheet_it_is_finds_its_roles_first),
        cmocka_unit_test(what_is_cancelled_or_tentative_says_so),
        cmocka_unit_test(a_postponed_conference_marks_every_session),
        cmocka_unit_test(a_feed_that_is_empty_says_so),
        cmocka_unit_test(links_lead_to_pages_where_these_are),
        cmocka_unit_test(notes_are_there_for_who_asks),
        cmocka_unit_test(preparations_stand_at_the_end_by_contributor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
