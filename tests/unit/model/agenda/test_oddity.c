#include "model/agenda/oddity.h"

#include "file/agenda_file.h"
#include "support.h"

#include <string.h>

#define NOW "2027-01-01T00:00:00Z"

static void assert_oddities(const char *agenda, const char *expected)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", agenda, strlen(agenda));
    g_autoptr(GString) found = g_string_new(NULL);

    assert_non_null(file->agenda);
    oddity_report(file->agenda, support_stamp(NOW), file->findings);
    findings_sort(file->findings);
    for (gsize i = 0; i < findings_length(file->findings); i++) {
        const Finding *finding = findings_get(file->findings, i);
        assert_int_equal(finding->severity, SEVERITY_WARNING);
        g_string_append_printf(found, "%u %s: %s\n", finding->place.line, finding->rule,
                               finding->text);
    }
    assert_string_equal(found->str, expected);
}

#define HEAD "agenda: {id: forum, title: F, timezone: UTC}\n"

static void two_of_a_kind_with_one_name_are_told(void **state)
{
    assert_oddities(
        HEAD "agencies:\n"
             "  - {id: a, short: ILO, name: Labour}\n"
             "  - {id: b, short: ilo}\n"
             "  - {id: c, short: IOM, name: {en: labour, fr: Travail}}\n"
             "rooms:\n"
             "  - {id: a, name: Gold}\n"
             "  - {id: b, name: Gold}\n"
             "round-tables:\n"
             "  - {id: \"1\", title: Gold}\n"
             "  - {id: \"2\"}\n"
             "  - {id: \"3\"}\n"
             "days: []\n",
        "4 same-name: an agency \"b\" has the same short as \"a\", \"ilo\": nobody can tell "
        "them apart\n"
        "5 same-name: an agency \"c\" has the same name as \"a\", \"labour\": nobody can tell "
        "them apart\n"
        "8 same-name: a room \"b\" has the same name as \"a\", \"Gold\": nobody can tell "
        "them apart\n");
}

static void ids_that_some_systems_cannot_have_as_files_are_told(void **state)
{
    assert_oddities(
        HEAD "agencies: [{id: com1, short: A}, {id: com0, short: B}, {id: lpt10, short: C}]\n"
             "rooms: [{id: prn, name: A}]\n"
             "days:\n"
             "  - date: 2027-01-01\n"
             "    slots:\n"
             "      - start: \"09:00\"\n"
             "        end: \"10:00\"\n"
             "        sessions:\n"
             "          - {id: Con.x, title: A}\n"
             "          - {id: _b, title: B}\n"
             "          - {id: x.con, title: C}\n"
             "          - {id: console, title: C}\n"
             "preparations:\n"
             "  - {id: p, agency: com1, role: input}\n"
             "  - {id: P, agency: com1, role: chair}\n",
        "2 odd-id: an agency has the id \"com1\", which no file on Windows can have as its name\n"
        "3 odd-id: a room has the id \"prn\", which no file on Windows can have as its name\n"
        "10 odd-id: a session has the id \"Con.x\", which no file on Windows can have as its "
        "name\n"
        "11 odd-id: a session has the id \"_b\": some web servers leave out files that begin with "
        "\"_\"\n"
        "15 similar-id: the ids of the preparations \"p\" and \"P\" differ only in small and "
        "capital letters\n");
}

static void a_stamp_more_than_a_day_ahead_is_told(void **state)
{
    assert_oddities("agenda: {id: f, title: F, timezone: UTC, published: 2027-01-02T00:00:00Z}\n"
                    "days: []\n",
                    "");
    assert_oddities("agenda: {id: f, title: F, timezone: UTC, published: 2027-01-02T00:00:01Z}\n"
                    "days: []\n",
                    "0 future-stamp: \"published\" is 2027-01-02T00:00:01Z, more than a day ahead: "
                    "changes are not dated before it\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_of_a_kind_with_one_name_are_told),
        cmocka_unit_test(ids_that_some_systems_cannot_have_as_files_are_told),
        cmocka_unit_test(a_stamp_more_than_a_day_ahead_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
