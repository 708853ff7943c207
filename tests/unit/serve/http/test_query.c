#include "serve/http/query.h"

#include "support.h"

#define OF_CALENDAR (format_row(FORMAT_ICS)->parameters)
#define OF_SELECTION (format_row(FORMAT_ICS)->selection_parameters)
#define OF_PAGE (format_row(FORMAT_HTML)->selection_parameters)
#define OF_TABLE (format_row(FORMAT_HTML)->table_parameters)

static Query parse(const char *text)
{
    Query query;

    if (!query_parse(text, OF_CALENDAR, &query, NULL)) {
        fail_msg("%s: not read", text);
    }
    return query;
}

static void assert_refused(const char *const *texts, gsize length, ParameterSet parameters)
{
    for (gsize i = 0; i < length; i++) {
        Query query;
        if (query_parse(texts[i], parameters, &query, NULL)) {
            fail_msg("%s: read", texts[i]);
        }
    }
}

static void assert_selection(const char *text, const char *expected)
{
    g_auto(Query) query = { 0 };
    g_autofree char *fault = NULL;

    if (!query_parse(text, OF_SELECTION, &query, &fault)) {
        fail_msg("%s: %s", text, fault);
    }
    g_autofree char *canonical = selection_query_to_text(query.selection);
    assert_string_equal(canonical, expected);
    assert_false(query_is_plain(&query));
}

static bool parse_is_plain(const char *text, ParameterSet parameters)
{
    g_auto(Query) query = { 0 };

    return query_parse(text, parameters, &query, NULL) && query_is_plain(&query);
}

static void no_parameters_ask_for_what_stands_there(void **state)
{
    Query query = parse("");

    assert_true(query_is_plain(&query));
    assert_false(query_is_of_past(&query));
    assert_false(query.download);
    query = parse("cancelled=mark&download=1");
    assert_true(query_is_plain(&query));
    assert_true(query.download);
}

static void a_revision_is_a_number(void **state)
{
    Query query = parse("rev=1");

    assert_int_equal(query.number, 1);
    assert_true(query_is_of_past(&query));
    assert_false(query_is_plain(&query));
    assert_int_equal(parse("rev=999999999").number, 999999999);
    assert_int_equal(parse("rev=120").number, 120);
}

static void a_time_is_a_stamp_with_its_escapes_or_without(void **state)
{
    static const char *const TEXTS[] = {
        "at=2007-07-09T08:00:00Z",
        "at=2007-07-09T08%3A00%3a00Z",
        "at=2007-07-09T10:00:00+02:00",
        "at=2007-07-09T10:00:00%2B02:00",
        "at=2007-07-09T10%3A00%3A00%2b02%3A00",
        "at=2007-07-09T03:30:00-04:30",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        Query query = parse(TEXTS[i]);
        assert_true(query.has_at && query_is_of_past(&query) && !query_is_plain(&query));
        assert_int_equal(query.at, support_stamp("2007-07-09T08:00:00Z"));
    }
    assert_false(parse("rev=1").has_at);
}

static void the_form_of_what_is_cancelled_is_a_word(void **state)
{
    Query query = parse("cancelled=title");

    assert_int_equal(query.form.cancelled, CANCELLED_TITLE);
    assert_false(query_is_plain(&query));
    assert_false(query_is_of_past(&query));
    assert_int_equal(parse("cancelled=drop").form.cancelled, CANCELLED_DROP);
    assert_int_equal(parse("cancelled=mark").form.cancelled, CANCELLED_MARK);
}

static void an_alarm_is_in_minutes_up_to_four_weeks(void **state)
{
    Query query = parse("alarm=15");

    assert_true(query.form.has_alarm);
    assert_int_equal(query.form.alarm, 15);
    assert_false(query_is_plain(&query));
    assert_true(parse("alarm=0").form.has_alarm);
    assert_int_equal(parse("alarm=40320").form.alarm, 40320);
    assert_false(parse("").form.has_alarm);
}

static void languages_are_a_list_with_the_best_first(void **state)
{
    assert_string_equal(parse("lang=fr").form.langs, "fr");
    assert_string_equal(parse("lang=fr-CA%2Cfr&lang=EN,FR").form.langs, "fr-ca,fr,en");
    assert_string_equal(parse("").form.langs, "");
    assert_false(query_is_plain(&(Query){ .form.langs = "fr" }));
}

static void parameters_stand_in_any_order(void **state)
{
    static const char *const TEXTS[] = {
        "rev=7&cancelled=drop&download=1",
        "download=1&rev=7&cancelled=drop",
        "cancelled=drop&download=1&rev=7",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        Query query = parse(TEXTS[i]);
        assert_int_equal(query.number, 7);
        assert_int_equal(query.form.cancelled, CANCELLED_DROP);
        assert_true(query.download);
    }
}

static void what_is_not_spelt_exactly_so_is_refused(void **state)
{
    static const char *const TEXTS[] = {
        "download",
        "download=",
        "download=2",
        "download=01",
        "rev",
        "rev=",
        "rev=0",
        "rev=01",
        "rev=+1",
        "rev=-1",
        "rev=1000000000",
        "rev=1x",
        "rev= 1",
        "rev=%31",
        "rev=1.0",
        "rev=1=1",
        "at=",
        "at=2007",
        "at=2007-07-09",
        "at=2007-07-09T08:00:00",
        "at=2007-07-09 08:00:00Z",
        "at=2007-02-30T08:00:00Z",
        "at=2007-07-09T24:00:00Z",
        "at=2007-07-09T08:00:00%5A",
        "at=2007-07-09T08%2500:00Z",
        "at=2007-07-09T08%253A00:00Z",
        "at=2007-07-09T08:00:00.000000000000000000000000000000000000000000000000000000000000000Z",
        "cancelled=",
        "cancelled=yes",
        "cancelled=MARK",
        "cancelled=mark,drop",
        "alarm=",
        "alarm=-1",
        "alarm=1h",
        "alarm=40321",
        "alarm=000001",
        "alarm=5&alarm=5",
        "lang=",
        "lang=,fr",
        "lang=fr,,en",
        "lang=fr,",
        "lang=f_r",
        "lang=%66%zz",
        "lang=fr&lang=",
        "lang=aaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb,cccccccccccccccc,ddddddddddddd",
        "rev=1;cancelled=drop",
        "agency=ilo",
    };

    assert_refused(TEXTS, G_N_ELEMENTS(TEXTS), OF_CALENDAR);
}

/* Names that nobody knows select nothing, wherever nothing is selected anyhow. */
static void unknown_names_matter_only_in_a_selection(void **state)
{
    static const char *const NAMES[] = { "Download=1", "=1",       "=",
                                         "revision=1", "re=1",     "from=x",
                                         "?",          "breks=no", "%61t=2007-07-09T08:00:00Z" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *selection = g_strconcat("agency=a&", NAMES[i], NULL);
        const char *const selections[] = { selection };
        assert_true(parse_is_plain(NAMES[i], OF_CALENDAR));
        assert_true(parse_is_plain(NAMES[i], OF_PAGE));
        assert_true(parse_is_plain(NAMES[i], PARAMETER_DOWNLOAD));
        assert_refused(selections, G_N_ELEMENTS(selections), OF_SELECTION);
    }
}

static void what_trackers_and_mail_programs_add_matters_nowhere(void **state)
{
    static const char *const ADDED[] = {
        "fbclid=IwAR0",  "gclid=x",   "dclid=x",     "msclkid",      "utm_source=a&utm_medium=b",
        "mc_cid=1",      "mc_eid=2",  "_=17",        "_ga=2.1",      "_gl=1*a",
        "igshid=%3D%3D", "nocache=1", "_hsmi=1",     "mtm_cid=1",    "__hstc=1",
        "&&&",           "amp;",      "amp;fbclid=", "amp;_=1&amp;",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ADDED); i++) {
        g_autofree char *before = g_strconcat(ADDED[i], "&agency=a&role=chair", NULL);
        g_autofree char *between = g_strconcat("agency=a&", ADDED[i], "&amp;role=chair&", NULL);
        assert_true(parse_is_plain(ADDED[i], OF_CALENDAR));
        assert_true(parse_is_plain(ADDED[i], OF_PAGE));
        assert_true(parse_is_plain(ADDED[i], PARAMETER_DOWNLOAD));
        assert_selection(before, "agency=a&role=chair");
        assert_selection(between, "agency=a&role=chair");
    }
}

/* They must not hide what somebody has mistyped. */
static void nothing_that_is_added_is_close_to_a_name_of_ours(void **state)
{
    static const char *const NAMES[] = { "rve=1",  "ref=1",    "agenc=a", "rol=a",   "dya=a",
                                         "_rev=1", "sesion=a", "rom=a",   "lnag=fr", "utm=1" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *text = g_strconcat("agency=a&", NAMES[i], NULL);
        const char *const texts[] = { text };
        assert_refused(texts, G_N_ELEMENTS(texts), OF_SELECTION);
    }
}

static void each_parameter_is_there_once(void **state)
{
    static const char *const TEXTS[] = {
        "download=1&download=1",         "rev=1&rev=1",
        "rev=1&cancelled=mark&rev=2",    "at=2007-07-09T08:00:00Z&at=2007-07-09T08:00:00Z",
        "cancelled=mark&cancelled=mark",
    };

    assert_refused(TEXTS, G_N_ELEMENTS(TEXTS), OF_CALENDAR);
}

static void a_revision_and_a_time_exclude_each_other(void **state)
{
    static const char *const TEXTS[] = {
        "rev=1&at=2007-07-09T08:00:00Z",
        "at=2007-07-09T08:00:00Z&cancelled=drop&rev=1",
    };

    assert_refused(TEXTS, G_N_ELEMENTS(TEXTS), OF_CALENDAR);
}

static void what_is_no_calendar_takes_download_alone(void **state)
{
    static const char *const TEXTS[] = {
        "rev=1",
        "at=2007-07-09T08:00:00Z",
        "cancelled=mark",
        "download=1&cancelled=mark",
    };
    Query query;

    assert_refused(TEXTS, G_N_ELEMENTS(TEXTS), PARAMETER_DOWNLOAD);
    assert_true(query_parse("download=1", PARAMETER_DOWNLOAD, &query, NULL));
    assert_true(query.download && query_is_plain(&query));
    assert_true(query_parse("", PARAMETER_DOWNLOAD, &query, NULL));
    assert_false(query.download);
}

static void a_selection_has_one_text_however_it_is_asked_for(void **state)
{
    assert_selection("agency=b,a", "agency=a,b");
    assert_selection("agency=a&agency=b&agency=a", "agency=a,b");
    assert_selection("agency=b%2Ca&role=%63hair", "agency=a,b&role=chair");
    assert_selection("kind=break&day=2007-07-10&rev=3&download=1", "day=2007-07-10&kind=break");
    assert_selection("plenary=%79es&agency=a", "agency=a");
    assert_selection("breaks=yes&plenary=no&agency=a", "agency=a&plenary=no&breaks=yes");
    assert_selection("not-tag=b,a&tag=c+d&not-tag=a&agency=%61", "agency=a&tag=c%20d&not-tag=a,b");
    assert_selection("language=pt-BR,FR&not-language=EN", "language=fr,pt-br&not-language=en");
    assert_selection("type=%C3%a9t%c3%A9%2C%26", "type=%26,%C3%A9t%C3%A9");
    assert_selection("not-role=chair&breaks=yes&plenary=yes", "not-role=chair");
    assert_selection("not-role=chair&breaks=no&plenary=no", "not-role=chair&plenary=no&breaks=no");
    assert_selection("tag=a&plenary=no", "tag=a");
    assert_selection("tag=a&plenary=yes", "tag=a&plenary=yes");
    assert_selection("tag=a&agency=b&plenary=yes", "agency=b&tag=a");
}

static void assert_fault(ParameterSet parameters, const char *text, const char *expected)
{
    g_auto(Query) query = { 0 };
    g_autofree char *fault = NULL;

    assert_false(query_parse(text, parameters, &query, &fault));
    assert_string_equal(fault, expected);
}

static void what_is_wrong_is_said_in_a_sentence(void **state)
{
    assert_fault(OF_SELECTION, "breaks=yes", "This address does not say what to select.");
    assert_fault(OF_SELECTION, "", "This address does not say what to select.");
    assert_fault(OF_SELECTION, "&&fbclid=1&", "This address does not say what to select.");
    assert_fault(OF_SELECTION, "agency=a&breks=no",
                 "There is no parameter \"breks\" (did you mean \"breaks\"?); there are: agency, "
                 "person, role, round-table, day, room, session, kind, type, tag, language, "
                 "not-agency, not-person, not-role, not-round-table, not-day, not-room, "
                 "not-session, not-kind, not-type, not-tag, not-language, plenary, breaks, lang, "
                 "alarm, cancelled, rev, at, download.");
    assert_fault(OF_SELECTION, "not-agancy=ilo&agency=a",
                 "There is no parameter \"not-agancy\" (did you mean \"not-agency\"?); there are: "
                 "agency, person, role, round-table, day, room, session, kind, type, tag, "
                 "language, not-agency, not-person, not-role, not-round-table, not-day, not-room, "
                 "not-session, not-kind, not-type, not-tag, not-language, plenary, breaks, lang, "
                 "alarm, cancelled, rev, at, download.");
    assert_fault(OF_SELECTION, "not-tag=", "not-tag has no value.");
    assert_fault(OF_CALENDAR, "not-agency=ilo",
                 "There is no parameter \"not-agency\"; there are: plenary, breaks, lang, alarm, "
                 "cancelled, rev, at, download.");
    assert_fault(OF_CALENDAR, "agency=ilo",
                 "There is no parameter \"agency\"; there are: plenary, breaks, lang, alarm, "
                 "cancelled, rev, at, download.");
    assert_fault(PARAMETER_DOWNLOAD, "plenary=no",
                 "There is no parameter \"plenary\"; there are: download.");
    assert_fault(OF_SELECTION, "agency=a&plenary=no&plenary=no",
                 "plenary is there more than once.");
    assert_fault(OF_SELECTION, "agency=a&cancelled=hide",
                 "cancelled is mark, drop or title, not \"hide\".");
    assert_fault(OF_CALENDAR, "alarm=soon", "alarm is minutes, at most 40320, not \"soon\".");
    assert_fault(OF_CALENDAR, "lang=fr,,en",
                 "lang is one or a few languages such as fr,en, not \"fr,,en\".");
    assert_fault(OF_SELECTION, "agency=a&rev=1&at=2007-07-09T08:00:00Z",
                 "Of rev and at there can be only one.");
    assert_fault(OF_SELECTION, "agency", "agency has no value.");
}

static void assert_described(ParameterSet parameters, const char *expected)
{
    g_autofree char *text = query_describe(parameters);

    assert_string_equal(text, expected);
}

#define SELECTION_LINES                                                                 \
    "Say what to select, for example ?agency=ilo,iom&role=rapporteur:\n"                \
    "agency: ids\n"                                                                     \
    "person: ids\n"                                                                     \
    "role: ids\n"                                                                       \
    "round-table: ids\n"                                                                \
    "day: dates such as 2007-07-10\n"                                                   \
    "room: ids\n"                                                                       \
    "session: ids\n"                                                                    \
    "kind: session, plenary or break\n"                                                 \
    "type: words, spelt as the agenda spells them\n"                                    \
    "tag: words, likewise\n"                                                            \
    "language: spoken or interpreted into, such as fr\n"                                \
    "Each may be repeated, or hold a list with commas: any of its values will do, and " \
    "different parameters narrow each other. With not- before its name it leaves out "  \
    "what it names, as in ?not-type=poster.\n"                                          \
    "Besides these, in any order:\n"

#define CHOICE_LINES                                        \
    "plenary: yes or no (with the plenaries, or without)\n" \
    "breaks: yes or no (with the breaks, or without)\n"

#define LANG_LINE                                                                         \
    "lang: one or a few languages such as fr,en (each text in the first of them that it " \
    "has)\n"

#define FORM_LINES                                                                           \
    LANG_LINE                                                                                \
    "alarm: minutes, at most 40320 (a reminder so long before each session)\n"               \
    "cancelled: mark, drop or title (what is cancelled is marked, left out, or named so in " \
    "its title alone)\n"

#define PAST_LINES                                                            \
    "rev: the number of a revision (as it was then, if there is a history)\n" \
    "at: a time such as 2007-07-09T08:00:00Z (as it was then; not beside rev)\n"

#define LAST_LINES                          \
    "download: 1 or 0 (1 saves the file)\n" \
    "Leave out everything else after the question mark.\n"

static void each_parameter_has_a_line_that_describes_it(void **state)
{
    assert_described(OF_CALENDAR,
                     "This address takes these parameters, in any order:\n" CHOICE_LINES FORM_LINES
                         PAST_LINES LAST_LINES);
    assert_described(
        format_row(FORMAT_ICS)->private_parameters,
        "This address takes these parameters, in any order:\n" CHOICE_LINES FORM_LINES LAST_LINES);
    assert_described(OF_SELECTION, SELECTION_LINES CHOICE_LINES FORM_LINES PAST_LINES LAST_LINES);
    assert_described(
        OF_PAGE, SELECTION_LINES CHOICE_LINES
        "q: words of at most 100 letters (each is in what is shown)\n" LANG_LINE LAST_LINES);
    assert_described(PARAMETER_DOWNLOAD,
                     "The only parameter of this address is download, with the value 1 (save the "
                     "file) or 0.\nLeave out everything else after the question mark.\n");
}

static void plenaries_and_breaks_are_for_any_calendar(void **state)
{
    g_auto(Query) query = parse("plenary=no&breaks=yes");

    assert_int_equal(query.selection->plenary, CHOICE_NO);
    assert_int_equal(query.selection->breaks, CHOICE_YES);
    assert_false(query_is_plain(&query));
    assert_false(query_is_of_past(&query));
}

static Query parse_page(const char *text)
{
    Query query;

    if (!query_parse(text, OF_PAGE, &query, NULL)) {
        fail_msg("%s: not read", text);
    }
    return query;
}

static void what_a_form_leaves_empty_is_not_there(void **state)
{
    g_auto(Query) empty = parse_page("agency=&role=&q=&plenary=&breaks=");
    g_auto(Query) blank = parse_page("q=++");
    g_auto(Query) one = parse_page("agency=&role=chair&breaks=");
    g_autofree char *text = selection_query_to_text(one.selection);

    assert_true(query_is_plain(&empty));
    assert_true(query_is_plain(&blank));
    assert_string_equal(text, "role=chair");
}

static void words_are_written_as_forms_write_them(void **state)
{
    g_auto(Query) query = parse_page("q=+a%2Bb+%C3%A9%26%3C");

    assert_string_equal(query.words, "a+b é&<");
    assert_false(query_is_plain(&query));
    assert_null(query.selection);
}

static void words_that_are_no_text_are_refused(void **state)
{
    g_autofree char *long_words = g_strnfill(401, 'x');
    g_autofree char *too_long = g_strconcat("q=", long_words, NULL);
    const char *const texts[] = { "q=%ff", "q=%00", "q=%4", "q=a&q=b", "rev=1", too_long };

    assert_refused(texts, G_N_ELEMENTS(texts), OF_PAGE);
    assert_fault(OF_PAGE, "q=%ff", "q is words of at most 100 letters, not \"%ff\".");
}

/* The form of a table that is asked for, as an address has it. */
static void assert_form(const char *text, const char *expected)
{
    g_auto(Query) query = { 0 };
    g_autoptr(GString) form = g_string_new(NULL);

    assert_true(query_parse(text, OF_TABLE, &query, NULL));
    table_form_append(form, &query.table);
    assert_string_equal(form->str, expected);
    assert_int_equal(query_is_plain(&query), *expected == '\0');
}

static void the_form_of_a_table_has_one_text_however_it_is_asked_for(void **state)
{
    static const char *const BAD[] = { "transpose=1", "empty=y", "notes=yes&notes=no", "part=0",
                                       "part=-1",     "part=01", "part=1234567890",    "columns=3",
                                       "alarm=15",    "rev=1",   "transposed=yes" };

    assert_form("", "");
    assert_form("part=1&transpose=no&empty=no&notes=no&download=1", "");
    assert_form("transpose=&empty=&part=&utm_source=x", "");
    assert_form("part=12&notes=yes&empty=yes&transpose=yes",
                "&transpose=yes&empty=yes&notes=yes&part=12");
    assert_refused(BAD, G_N_ELEMENTS(BAD), OF_TABLE);
    /* A CSV is whole. */
    assert_refused((const char *const[]){ "part=2" }, 1, format_row(FORMAT_CSV)->table_parameters);
}

static void a_table_is_selected_as_a_calendar_is(void **state)
{
    g_auto(Query) query = { 0 };

    assert_true(query_parse("role=&agency=iom,ilo&breaks=no&q=a+b", OF_TABLE, &query, NULL));
    g_autofree char *canonical = selection_query_to_text(query.selection);
    assert_string_equal(canonical, "agency=ilo,iom&breaks=no");
    assert_string_equal(query.words, "a b");
    assert_refused((const char *const[]){ "agancy=ilo" }, 1, OF_TABLE);
    assert_fault(OF_TABLE, "transpose=1", "transpose is yes or no, not \"1\".");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_selection_has_one_text_however_it_is_asked_for),
        cmocka_unit_test(what_is_wrong_is_said_in_a_sentence),
        cmocka_unit_test(each_parameter_has_a_line_that_describes_it),
        cmocka_unit_test(plenaries_and_breaks_are_for_any_calendar),
        cmocka_unit_test(what_a_form_leaves_empty_is_not_there),
        cmocka_unit_test(words_are_written_as_forms_write_them),
        cmocka_unit_test(words_that_are_no_text_are_refused),
        cmocka_unit_test(the_form_of_a_table_has_one_text_however_it_is_asked_for),
        cmocka_unit_test(a_table_is_selected_as_a_calendar_is),
        cmocka_unit_test(no_parameters_ask_for_what_stands_there),
        cmocka_unit_test(a_revision_is_a_number),
        cmocka_unit_test(a_time_is_a_stamp_with_its_escapes_or_without),
        cmocka_unit_test(the_form_of_what_is_cancelled_is_a_word),
        cmocka_unit_test(an_alarm_is_in_minutes_up_to_four_weeks),
        cmocka_unit_test(languages_are_a_list_with_the_best_first),
        cmocka_unit_test(parameters_stand_in_any_order),
        cmocka_unit_test(what_is_not_spelt_exactly_so_is_refused),
        cmocka_unit_test(unknown_names_matter_only_in_a_selection),
        cmocka_unit_test(what_trackers_and_mail_programs_add_matters_nowhere),
        cmocka_unit_test(nothing_that_is_added_is_close_to_a_name_of_ours),
        cmocka_unit_test(each_parameter_is_there_once),
        cmocka_unit_test(a_revision_and_a_time_exclude_each_other),
        cmocka_unit_test(what_is_no_calendar_takes_download_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
