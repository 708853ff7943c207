#include "render/report/holding_report.h"

#include <string.h>

#include "support.h"

#define NOW 1184320800
#define LONG_AGO (NOW - HOLDING_LAPSE_SECONDS - 1)

/* "forum" with these agencies, at revision 13. */
static Revision *new_revision(const char *const *agencies)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    for (; *agencies != NULL; agencies++) {
        support_add_agency(agenda, *agencies);
    }
    agenda_finish(agenda);
    Revision *revision = revision_new(agenda, NOW);
    revision->number = 13;
    return revision;
}

static void add(HoldingReport *report, const Revision *revision, const char *path, guint since,
                const CalendarHoldings *holdings)
{
    holding_report_add(report, revision_find_feed(revision, path)->feed, since, holdings);
}

static CalendarHoldings held(ClientFamily family, guint number, gint64 at)
{
    CalendarHoldings holdings = { 0 };

    holdings.of[family] = (Holding){ number, at };
    return holdings;
}

static char *text_of(const HoldingReport *report)
{
    GString *out = g_string_new(NULL);

    holding_report_append_text(out, report);
    return g_string_free(out, FALSE);
}

/* What the first line says if so many agencies hold an older plan, the current one, or none. */
static void assert_sentence(guint older, guint current, guint never, const char *expected)
{
    static const char *const AGENCIES[] = { "a", "b", "c", "d", NULL };
    g_autoptr(Revision) revision = new_revision(AGENCIES);
    g_autoptr(HoldingReport) report = holding_report_new(revision, NOW);
    CalendarHoldings first = held(CLIENT_FAMILY_GOOGLE, 1, NOW);

    for (guint i = 0; i < older + current + never; i++) {
        g_autofree char *path = g_strdup_printf("forum/agencies/%s", AGENCIES[i]);
        add(report, revision, path, i < older ? 2 : 1, i < older + current ? &first : NULL);
    }
    g_autofree char *text = text_of(report);
    g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
    assert_string_equal(line, expected);
}

static void the_first_line_says_how_agencies_stand(void **state)
{
    assert_sentence(2, 1, 1,
                    "forum@13: 2 of 4 agencies hold an older plan; 1 has never fetched its "
                    "own");
    assert_sentence(1, 1, 2,
                    "forum@13: 1 of 4 agencies holds an older plan; 2 have never fetched "
                    "theirs");
    assert_sentence(1, 0, 0, "forum@13: 1 of 1 agency holds an older plan");
    assert_sentence(0, 2, 0, "forum@13: no agency holds an older plan");
    assert_sentence(0, 2, 1,
                    "forum@13: no agency holds an older plan; 1 has never fetched its own");
    assert_sentence(0, 0, 4, "forum@13: no agency has ever fetched its calendar");
    assert_sentence(0, 0, 0, "forum@13: there are no agencies");
}

/* A report of all that there can be. */
static HoldingReport *full_report(const Revision *revision)
{
    HoldingReport *report = holding_report_new(revision, NOW);
    CalendarHoldings ilo = held(CLIENT_FAMILY_GOOGLE, 12, NOW - 3600);
    CalendarHoldings wide = held(CLIENT_FAMILY_ICSX5, 3, LONG_AGO);
    CalendarHoldings agenda = held(CLIENT_FAMILY_OTHER, 13, NOW);

    ilo.of[CLIENT_FAMILY_THUNDERBIRD] = (Holding){ 13, NOW };
    add(report, revision, "forum/agencies/ilo", 13, &ilo);
    add(report, revision, "forum/agencies/iom", 13, NULL);
    add(report, revision, "forum/agencies/an-agency-of-a-very-long-name", 2, &wide);
    add(report, revision, "forum/agenda", 13, &agenda);
    return report;
}

static const char *const FULL[] = { "ilo", "iom", "an-agency-of-a-very-long-name", NULL };

static void each_family_has_a_line(void **state)
{
    g_autoptr(Revision) revision = new_revision(FULL);
    g_autoptr(HoldingReport) report = full_report(revision);
    g_autofree char *text = text_of(report);

    assert_string_equal(
        text, "forum@13: 1 of 3 agencies holds an older plan; 1 has never fetched its own\n"
              "\n"
              "Agency                  Program      Revision  Fetched               What it holds\n"
              "ILO                     Google             12  2007-07-13T09:00:00Z  older plan\n"
              "                        Thunderbird        13  2007-07-13T10:00:00Z  up to date\n"
              "AN-AGENCY-OF-A-VERY-LONG-NAME\n"
              "                        ICSx⁵               3  2007-06-13T09:59:59Z  given up\n"
              "\n"
              "Never fetched: IOM\n"
              "\n"
              "Other calendar          Program      Revision  Fetched               What it holds\n"
              "agenda                  other              13  2007-07-13T10:00:00Z  up to date\n");
}

static void many_names_fill_lines_of_80_cells(void **state)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < 40; i++) {
        g_ptr_array_add(names, g_strdup_printf("agency-%u", i));
    }
    g_ptr_array_add(names, NULL);
    g_autoptr(Revision) revision = new_revision((const char *const *)names->pdata);
    g_autoptr(HoldingReport) report = holding_report_new(revision, NOW);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *path = g_strdup_printf("forum/agencies/agency-%u", i);
        add(report, revision, path, 1, NULL);
    }
    g_autofree char *text = text_of(report);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    assert_true(g_strv_length(lines) > 6);
    for (char **line = lines; *line != NULL; line++) {
        assert_true(strlen(*line) <= 80);
    }
}

static void programs_are_told_the_same(void **state)
{
    g_autoptr(Revision) revision = new_revision(FULL);
    g_autoptr(GPtrArray) reports =
        g_ptr_array_new_with_free_func((GDestroyNotify)holding_report_free);

    g_ptr_array_add(reports, full_report(revision));
    g_autofree char *text = holding_report_to_json(reports);
    static const char *const PARTS[] = {
        "[\n  {\n    \"agenda\": \"forum\",\n    \"revision\": 13,\n    \"agencies\": {\n"
        "      \"current\": 1,\n      \"older\": 1,\n      \"never\": 1\n    },\n",
        "\"kind\": \"agency\",\n        \"path\": \"forum/agencies/ilo\",\n",
        "\"changed_in\": 13,\n        \"holds\": \"older\",\n",
        "\"family\": \"google\",\n            \"revision\": 12,\n"
        "            \"fetched\": \"2007-07-13T09:00:00Z\",\n            \"holds\": \"older\",\n"
        "            \"given_up\": false\n",
        "\"holds\": \"never\",\n        \"programs\": []\n",
        "\"given_up\": true\n",
        "\"kind\": \"agenda\",\n        \"path\": \"forum/agenda\",\n",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if (strstr(text, PARTS[i]) == NULL) {
            fail_msg("%s\nis not in:\n%s", PARTS[i], text);
        }
    }
    assert_true(g_str_has_suffix(text, "]\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_says_how_agencies_stand),
        cmocka_unit_test(each_family_has_a_line),
        cmocka_unit_test(many_names_fill_lines_of_80_cells),
        cmocka_unit_test(programs_are_told_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
