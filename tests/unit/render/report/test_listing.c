/* Covers src/render/report/listing.c. */
#include "render/report/listing.h"

#include <string.h>

#include "file/agenda_file.h"
#include "support.h"

static const char TEXT[] =
    "agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
    "tags: [{id: ai, label: Artificial intelligence}]\n"
    "roles:\n"
    "  - {id: chair, label: Presiding}\n"
    "  - {id: speaker, label: Speaker}\n"
    "  - {id: own, label: {en: Mine, fr: À moi}, present: false}\n"
    "agencies:\n"
    "  - {id: an-agency-with-a-very-long-id, short: Long, name: Some name}\n"
    "  - {id: ilo, short: 東京, name: An organisation with a name that does not fit on its line}\n"
    "  - {id: iom, short: IOM}\n"
    "days:\n"
    "  - date: 2007-07-10\n"
    "    title: First\n"
    "    slots:\n"
    "      - {start: '23:00', end: '25:00', plenary: {id: late, title: Late}}\n"
    "      - start: '23:00'\n"
    "        end: '25:00'\n"
    "        sessions: [{id: night, title: Night, start: '24:00', type: talk, languages: [fr, en]}]\n"
    "      - {all-day: true, break: {id: banner, title: Two words}}\n";

/* Fails unless a list is this text. */
static void assert_list(const char *word, guint width, bool ascii, const char *expected)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", TEXT, strlen(TEXT));
    g_autoptr(GString) out = g_string_new(NULL);

    assert_int_equal(findings_length(file->findings), 0);
    assert_non_null(listing_find(word));
    listing_append_text(out, listing_find(word), file->agenda, width, ascii);
    assert_string_equal(out->str, expected);
}

static void columns_are_as_wide_as_what_stands_in_them(void **state)
{
    assert_list("days", 80, false,
                "date        day                   title\n"
                "2007-07-10  Tuesday 10 July 2007  First\n");
}

static void the_last_column_is_cut_and_what_is_very_wide_moves_no_other_row(void **state)
{
    assert_list("agencies", 40, false,
                "id   short  name\n"
                "an-agency-with-a-very-long-id  Long   Some name\n"
                "ilo  東京   An organisation with a name…\n"
                "iom  IOM\n");
}

static void sessions_stand_under_the_day_to_whose_programme_they_belong(void **state)
{
    assert_list("sessions", 80, false,
                "id      day         time         title\n"
                "banner  2007-07-10  all day      Two words\n"
                "late    2007-07-10  23:00–01:00  Late\n"
                "night   2007-07-10  00:00–01:00  Night\n");
}

/* The rows of roles that the file names, and the first that it does not. */
static void the_origin_of_a_role_is_told(void **state)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", TEXT, strlen(TEXT));
    g_autoptr(GString) out = g_string_new(NULL);

    listing_append_text(out, listing_find("roles"), file->agenda, 80, false);
    assert_true(g_str_has_prefix(out->str, "id                origin    present  label\n"
                                           "chair             changed   true     Presiding\n"
                                           "rapporteur        built in  true     Rapporteur\n"
                                           "speaker           built in  true     Speaker\n"));
    assert_true(g_str_has_suffix(out->str, "\nown               own       false    Mine\n"));
}

static void types_tags_and_languages_are_those_of_sessions_and_of_the_file(void **state)
{
    assert_list("types", 80, false, "id    label\ntalk  talk\n");
    assert_list("tags", 80, false, "id  label\nai  Artificial intelligence\n");
    assert_list("languages", 80, false, "id\nen\nfr\n");
}

static void an_ascii_terminal_gets_ascii(void **state)
{
    assert_list("agencies", 30, true,
                "id   short  name\n"
                "an-agency-with-a-very-long-id  Long   Some name\n"
                "ilo  ??     An organisation...\n"
                "iom  IOM\n");
}

static void a_list_of_nothing_is_a_sentence(void **state)
{
    assert_list("rooms", 80, false, "This agenda has no rooms.\n");
}

static void json_has_all_of_it_and_no_key_without_a_value(void **state)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("test", TEXT, strlen(TEXT));
    g_autofree char *json = listing_to_json(listing_find("agencies"), file->agenda);
    g_autofree char *none = listing_to_json(listing_find("rooms"), file->agenda);

    assert_true(g_str_has_suffix(
        json, "    \"name\": \"An organisation with a name that does not fit on its line\"\n  },\n"
              "  {\n    \"id\": \"iom\",\n    \"short\": \"IOM\"\n  }\n]\n"));
    assert_string_equal(none, "[]\n");
}

static void every_word_has_its_list(void **state)
{
    g_auto(GStrv) words = listing_dup_words();

    for (gsize i = 0; words[i] != NULL; i++) {
        assert_non_null(listing_find(words[i]));
    }
    assert_null(listing_find("room"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_as_wide_as_what_stands_in_them),
        cmocka_unit_test(the_last_column_is_cut_and_what_is_very_wide_moves_no_other_row),
        cmocka_unit_test(sessions_stand_under_the_day_to_whose_programme_they_belong),
        cmocka_unit_test(the_origin_of_a_role_is_told),
        cmocka_unit_test(types_tags_and_languages_are_those_of_sessions_and_of_the_file),
        cmocka_unit_test(an_ascii_terminal_gets_ascii),
        cmocka_unit_test(a_list_of_nothing_is_a_sentence),
        cmocka_unit_test(json_has_all_of_it_and_no_key_without_a_value),
        cmocka_unit_test(every_word_has_its_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
