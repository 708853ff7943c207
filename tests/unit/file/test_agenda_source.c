#include "file/agenda_file.h"

#include <string.h>

#include "support.h"

#define HEAD "agenda: {id: a, title: A, timezone: Europe/Brussels}\n"

/* A file that waits for its source; fails the test if it does not. */
static AgendaFile *parse(const char *text)
{
    AgendaFile *file = agenda_file_parse("a.yaml", text, strlen(text));

    assert_int_equal(findings_length(file->findings), 0);
    assert_non_null(file->source);
    assert_null(file->agenda);
    return file;
}

static void assert_refused(const char *source, const char *text)
{
    g_autofree char *whole = g_strconcat(HEAD "source: ", source, "\n", NULL);
    g_autoptr(AgendaFile) file = agenda_file_parse("a.yaml", whole, strlen(whole));

    assert_null(file->source);
    assert_null(file->agenda);
    assert_true(findings_length(file->findings) > 0);
    assert_string_equal(findings_get(file->findings, 0)->text, text);
}

static void a_source_says_where_it_is(void **state)
{
    g_autoptr(AgendaFile) file =
        parse(HEAD "source: {from: frab, url: 'https://example.org/s.xml', every: 5m, "
                   "agencies: tracks}\n");
    const AgendaSource *source = file->source;

    assert_string_equal(source->format->name, "frab");
    assert_string_equal(source->url, "https://example.org/s.xml");
    assert_null(source->path);
    assert_int_equal(source->every, 300);
    assert_int_equal(source->options.agencies, FOREIGN_AGENCIES_TRACKS);
    assert_string_equal(source->options.id, "a");
    assert_string_equal(source->options.timezone, "Europe/Brussels");
    assert_null(source->hints.columns);
}

static void a_table_has_hints(void **state)
{
    g_autoptr(AgendaFile) file =
        parse(HEAD "source: {from: csv, file: s.csv, map: {Topic: title, Hall: room}, "
                   "delimiter: tab}\n");
    const AgendaSource *source = file->source;

    assert_string_equal(source->path, "s.csv");
    assert_int_equal(source->every, AGENDA_SOURCE_EVERY_FILE);
    assert_string_equal(source->hints.columns[0], "Topic=title");
    assert_string_equal(source->hints.columns[1], "Hall=room");
    assert_null(source->hints.columns[2]);
    assert_int_equal(source->hints.delimiter, '\t');
}

static void mistakes_are_told(void **state)
{
    assert_refused("{from: frab}", "a source needs the key \"url\" or \"file\"");
    assert_refused("{url: 'https://example.org/'}", "a source needs the key \"from\"");
    assert_refused("{from: frap, file: s}",
                   "there is no format \"frap\"; expected one of frab, schedule-json, pretalx, "
                   "indico, ics, csv, workbook");
    assert_refused("{from: frab, file: s, url: 'https://example.org/'}",
                   "a source is at a \"url\" or in a \"file\", not both");
    assert_refused("{from: frab, file: s, every: 10d}",
                   "a source is looked at every minute at most, and every day at least");
    assert_refused("{from: frab, file: s, agencies: rooms}",
                   "\"rooms\" does not say who is an agency; expected organisations, speakers, "
                   "tracks or none");
    assert_refused("{from: frab, file: s, map: {a: title}}",
                   "\"map\" and \"delimiter\" are for tables, and frab is none");
    assert_refused("{from: csv, file: s, delimiter: and}",
                   "\"and\" is no delimiter; expected one character, or tab");
    assert_refused("https://example.org/", "expected a source, as keys with values, found a text");
}

/* --- what is laid over it ---------------------------------------------------------------- */

static const char IMPORTED[] =
    "{\"agenda\":{\"id\":\"x\",\"title\":\"X\",\"timezone\":\"UTC\",\"location\":\"Ghent\"},"
    "\"rooms\":[{\"id\":\"r\",\"name\":\"R\"}],"
    "\"days\":[{\"date\":\"2027-03-12\",\"slots\":[{\"start\":\"09:00\",\"end\":\"10:00\","
    "\"sessions\":[{\"id\":\"1\",\"source\":\"guid\",\"title\":\"One\",\"room\":\"r\","
    "\"tags\":[\"a\"]},{\"id\":\"2\",\"title\":\"Two\"}]}]}]}";

static AgendaFile *complete(const char *text)
{
    g_autofree char *whole = g_strconcat(HEAD "source: {from: frab, file: s}\n", text, NULL);
    AgendaFile *file = parse(whole);

    agenda_file_complete(file, IMPORTED, strlen(IMPORTED));
    return file;
}

static void what_the_file_says_counts(void **state)
{
    g_autoptr(AgendaFile) file =
        complete("agencies: [{id: ilo, short: ILO}]\n"
                 "rooms: [{id: r, capacity: 7}, {id: gold, name: Gold}]\n"
                 "annotate:\n"
                 "  guid: {contributions: [{agency: ilo, role: chair}], room: gold, tags: [b]}\n"
                 "  '2': {title: Second}\n"
                 "days: [{date: 2027-03-12, slots: [{start: '09:00', end: '10:00', sessions: ["
                 "{id: own, title: Own}]}]}]\n");
    const Agenda *agenda = file->agenda;

    assert_non_null(agenda);
    assert_string_equal(agenda->id, "a");
    assert_string_equal(text_first(&agenda->title), "A");
    assert_string_equal(text_first(&agenda->location), "Ghent");
    assert_int_equal(agenda_find_room(agenda, "r")->capacity, 7);
    assert_string_equal(text_first(&agenda_find_room(agenda, "r")->name), "R");
    const Session *one = agenda_find_session(agenda, "1");
    assert_string_equal(one->room->id, "gold");
    assert_int_equal(one->contributions->len, 1);
    assert_int_equal(one->tags->len, 2);
    assert_string_equal(text_first(&agenda_find_session(agenda, "2")->title), "Second");
    assert_non_null(agenda_find_session(agenda, "own"));
    assert_int_equal(agenda->sessions->len, 3);
}

static void mistakes_in_it_have_their_place(void **state)
{
    g_autoptr(AgendaFile) unknown = complete("annotate: {'1': {room: goold}}\n");
    g_autoptr(AgendaFile) fixed = complete("annotate: {'1': {id: '3'}}\n");
    g_autoptr(AgendaFile) unused = complete("annotate: {nowhere: {title: T}}\n");
    const Finding *finding = findings_get(unknown->findings, 0);

    assert_null(unknown->agenda);
    assert_int_equal(finding->place.line, 3);
    assert_non_null(strstr(finding->text, "unknown room \"goold\""));
    assert_null(fixed->agenda);
    assert_string_equal(findings_get(fixed->findings, 0)->text,
                        "\"id\" and \"source\" of a session are those of the source");
    assert_non_null(unused->agenda);
    finding = findings_get(unused->findings, 0);
    assert_int_equal(finding->severity, SEVERITY_WARNING);
    assert_int_equal(finding->place.line, 3);
    assert_string_equal(finding->text,
                        "the source has no session \"nowhere\": what is said of it is left out");
}

static void what_comes_from_the_source_is_part_of_the_text(void **state)
{
    g_autoptr(AgendaFile) one = complete("");
    g_autoptr(AgendaFile) other = parse(HEAD "source: {from: frab, file: s}\n");
    static const char CHANGED[] =
        "{\"agenda\":{\"id\":\"x\",\"title\":\"X\",\"timezone\":\"UTC\"},\"days\":[]}";

    agenda_file_complete(other, CHANGED, strlen(CHANGED));
    assert_true(one->extent->digest != other->extent->digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_says_where_it_is),
        cmocka_unit_test(a_table_has_hints),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(what_the_file_says_counts),
        cmocka_unit_test(mistakes_in_it_have_their_place),
        cmocka_unit_test(what_comes_from_the_source_is_part_of_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
