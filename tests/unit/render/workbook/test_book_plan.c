/* Covers src/render/workbook/book_plan.c and src/render/workbook/book_rows.c */
#include "render/workbook/book_plan.h"

#include "records_support.h"
#include "support.h"

/* A file with these sessions, and a few words more. */
static Agenda *make_agenda(const char *slots)
{
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\n"
        "agencies: [{id: ilo, short: ILO, delegation: 3, contact: {email: a@example.org}}]\n"
        "tags: [{id: b, label: B}]\n"
        "preparations: [{agency: ilo, role: event, due: 2007-06-01}]\n"
        "days: [{date: 2007-07-10, slots: [%s]}]\n",
        slots);

    return records_support_parse(text);
}

/* --- values ------------------------------------------------------------------------------ */

typedef struct Telling {
    const BookPlan *plan;
    GString *out;
} Telling;

static void tell(guint column, const BookValue *value, gpointer user)
{
    const Telling *telling = user;
    const BookPlanColumn *of = telling->plan->columns->pdata[column];

    g_string_append_printf(telling->out, "%s%s=", telling->out->len > 0 ? "|" : "", of->heading);
    if (value->kind == BOOK_VALUE_TEXT) {
        g_string_append(telling->out, value->text);
    } else {
        g_string_append_printf(telling->out, "%d:%g", value->kind, value->number);
    }
}

/* "id=ilo|short=ILO|delegation=2:3": what the cells of a row say. */
static void assert_row(BookSheetKind kind, const Agenda *agenda, guint row, const char *expected)
{
    g_autoptr(BookPlan) plan = book_plan_new(kind, agenda);
    g_autoptr(GString) told = g_string_new(NULL);
    Telling telling = { plan, told };

    assert_true(row < plan->rows->len);
    book_plan_visit(plan, &g_array_index(plan->rows, BookRow, row), tell, &telling);
    assert_string_equal(told->str, expected);
}

#define DATE_2007_07_10 "4:39273"

static void a_row_says_what_does_not_go_without_saying(void **state)
{
    g_autoptr(Agenda) agenda = make_agenda(
        "{start: '09:00', end: '12:00', sessions: [{id: s, title: S, tags: [b], url: "
        "'https://a.example/', contributions: [{agency: ilo, role: chair, status: offered}]}]}");

    assert_row(BOOK_AGENDA, agenda, 0, "id=forum|title=Forum|timezone=Europe/Brussels");
    assert_row(BOOK_AGENCIES, agenda, 0,
               "id=ilo|short=ILO|delegation=2:3|contact email=a@example.org");
    assert_row(BOOK_SESSIONS, agenda, 0,
               "id=s|day=" DATE_2007_07_10
               "|start=5:0.375|end=5:0.5|title=S|tags=b|url=https://a.example/");
    assert_row(BOOK_CONTRIBUTIONS, agenda, 0, "session=s|agency=ilo|role=chair|status=offered");
    assert_row(BOOK_PREPARATIONS, agenda, 0, "agency=ilo|role=event|due=4:39234");
    assert_row(BOOK_DAYS, agenda, 0, "date=" DATE_2007_07_10);
    assert_row(BOOK_TAGS, agenda, 0, "id=b|label=B");
    /* The drop-down list needs the built-in ones, too. */
    assert_row(BOOK_ROLES, agenda, 0, "id=chair|label=Chair|present=3:1");
}

static void a_slot_is_told_where_it_is_wider_than_the_session(void **state)
{
    g_autoptr(Agenda) agenda = make_agenda(
        "{start: '09:00', end: '25:00', sessions: [{id: s, title: S, start: '12:00'}]}");

    assert_row(BOOK_SESSIONS, agenda, 0,
               "id=s|day=" DATE_2007_07_10 "|start=5:0.5|end=5:1.04167|title=S|slot "
               "start=5:0.375|slot end=5:1.04167");
}

static void what_takes_all_day_has_no_times_but_a_last_day(void **state)
{
    g_autoptr(Agenda) agenda =
        make_agenda("{all-day: true, plenary: {id: p, title: P}}, {all-day: true, until: "
                    "2007-07-12, sessions: [{id: q, title: Q}, {id: r, title: R, until: "
                    "2007-07-10}]}");

    assert_row(BOOK_SESSIONS, agenda, 0,
               "id=p|day=" DATE_2007_07_10 "|all-day=3:1|title=P|kind=plenary");
    assert_row(BOOK_SESSIONS, agenda, 1,
               "id=q|day=" DATE_2007_07_10 "|all-day=3:1|title=Q|until=4:39275");
    /* Its own last day goes without saying, but not beside that of the slot. */
    assert_row(BOOK_SESSIONS, agenda, 2,
               "id=r|day=" DATE_2007_07_10 "|all-day=3:1|title=R|until=4:39273|slot until=4:39275");
}

/* --- columns ----------------------------------------------------------------------------- */

static void assert_headings(const char *sessions, const char *expected)
{
    g_autofree char *slots =
        g_strdup_printf("{start: '09:00', end: '12:00', sessions: [%s]}", sessions);
    g_autoptr(Agenda) agenda = make_agenda(slots);
    g_autoptr(BookPlan) plan = book_plan_new(BOOK_SESSIONS, agenda);
    g_autoptr(GString) headings = g_string_new(NULL);

    for (guint i = 0; i < plan->columns->len; i++) {
        const BookPlanColumn *column = plan->columns->pdata[i];
        if (g_str_has_prefix(column->heading, "title") ||
            g_str_has_prefix(column->heading, "slot") ||
            g_strrstr(column->heading, "duration") != NULL) {
            g_string_append_printf(headings, "%s%s", headings->len > 0 ? ", " : "",
                                   column->heading);
        }
    }
    assert_string_equal(headings->str, expected);
}

static void a_text_has_a_column_for_each_of_its_languages(void **state)
{
    assert_headings("{id: a, title: A}", "title");
    assert_headings("{id: a, title: {en: A, fr: B}}, {id: b, title: {en: A}}",
                    "title [en], title [fr]");
    assert_headings("{id: a, title: {en: A}}, {id: b, title: {fr: A}}, {id: c, title: C}",
                    "title, title [fr], title [en]");
}

static void the_order_of_languages_is_that_of_every_row(void **state)
{
    const char *sessions = "{id: a, title: {en: A, fr: B}}, {id: b, title: {fr: C, en: D}}";
    g_autofree char *slots =
        g_strdup_printf("{start: '09:00', end: '12:00', sessions: [%s]}", sessions);
    g_autoptr(Agenda) agenda = make_agenda(slots);

    assert_headings(sessions, "title [en], title [fr], title [en]");
    assert_row(BOOK_SESSIONS, agenda, 0,
               "id=a|day=" DATE_2007_07_10 "|start=5:0.375|end=5:0.5|title [en]=A|title [fr]=B");
    assert_row(BOOK_SESSIONS, agenda, 1,
               "id=b|day=" DATE_2007_07_10 "|start=5:0.375|end=5:0.5|title [fr]=C|title [en]=D");
}

static void the_slot_has_columns_only_where_it_has_something_to_say(void **state)
{
    assert_headings("{id: a, title: A, start: '10:00'}", "title, slot start, slot end");
    assert_headings("{id: a, title: A}", "title");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_what_does_not_go_without_saying),
        cmocka_unit_test(a_slot_is_told_where_it_is_wider_than_the_session),
        cmocka_unit_test(what_takes_all_day_has_no_times_but_a_last_day),
        cmocka_unit_test(a_text_has_a_column_for_each_of_its_languages),
        cmocka_unit_test(the_order_of_languages_is_that_of_every_row),
        cmocka_unit_test(the_slot_has_columns_only_where_it_has_something_to_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
