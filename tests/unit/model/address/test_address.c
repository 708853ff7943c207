#include "model/address/address.h"

#include <string.h>

#include "support.h"

static void assert_kind(const char *path, AddressKind kind)
{
    Address address = address_parse(path);

    if (address.kind != kind) {
        fail_msg("%s: kind %d", path, address.kind);
    }
}

static void assert_feed(const char *path, FeedKind kind, Format format)
{
    Address address = address_parse(path);

    assert_kind(path, ADDRESS_FEED);
    assert_int_equal(address.feed_kind, kind);
    assert_int_equal(address.format, format);
}

static void a_feed_is_told_by_its_folder_and_its_format_by_the_extension(void **state)
{
    assert_feed("forum/agenda.ics", FEED_KIND_AGENDA, FORMAT_ICS);
    assert_feed("forum/agencies/ilo.html", FEED_KIND_AGENCY, FORMAT_HTML);
    assert_feed("forum/round-tables/1.atom", FEED_KIND_ROUND_TABLE, FORMAT_ATOM);
    assert_feed("forum/days/2007-07-10.ics", FEED_KIND_DAY, FORMAT_ICS);
    assert_feed("forum/rooms/gold.changes.json", FEED_KIND_ROOM, FORMAT_CHANGES_JSON);
    assert_feed("forum/sessions/1.2.changes.txt", FEED_KIND_SESSION, FORMAT_CHANGES_TEXT);
}

static void there_and_back_a_path_stays_the_same(void **state)
{
    for (FeedKind kind = 0; kind <= FEED_KIND_SELECTION; kind++) {
        for (Format format = 0; format < N_FORMATS; format++) {
            g_autofree char *feed = address_dup_feed("forum", kind, "1.2");
            g_autofree char *path = address_dup(feed, kind, format);
            Address address = address_parse(path);
            g_autofree char *again = address_dup_feed_of(&address, path);
            g_autofree char *agenda = address_dup_feed("forum", FEED_KIND_AGENDA, NULL);
            bool is_index = strcmp(path, "forum/" ADDRESS_INDEX) == 0;

            assert_int_equal(address.format, format);
            assert_string_equal(again, is_index ? agenda : feed);
        }
    }
}

static void selections_stand_beside_the_agenda_and_as_a_page_at_its_index(void **state)
{
    assert_kind("forum/select.ics", ADDRESS_SELECTION);
    assert_kind("forum/index.html", ADDRESS_SELECTION);
    assert_kind("forum/select.html", ADDRESS_FEED);
    assert_kind("forum/select.atom", ADDRESS_FEED);
    assert_kind("forum/days/select.ics", ADDRESS_FEED);
    assert_kind("forum/days/index.html", ADDRESS_FEED);
}

static void a_table_stands_beside_the_agenda(void **state)
{
    assert_kind("forum/table.html", ADDRESS_TABLE);
    assert_kind("forum/table.csv", ADDRESS_TABLE);
    assert_kind("forum/table.ics", ADDRESS_FEED);
    assert_kind("forum/days/table.html", ADDRESS_FEED);
    assert_kind("private/table.html", ADDRESS_PRIVATE_CALENDAR);
    g_autofree char *path = address_dup_table("forum", FORMAT_CSV);
    assert_string_equal(path, "forum/table.csv");
}

static void what_stands_in_the_private_folder_is_private_whatever_it_is(void **state)
{
    assert_kind("private/aebagbaf.ics", ADDRESS_PRIVATE_CALENDAR);
    assert_kind("private/aebagbaf", ADDRESS_PRIVATE_CALENDAR);
    assert_kind("private/", ADDRESS_PRIVATE_CALENDAR);
    assert_kind("private/index.html", ADDRESS_PRIVATE_CALENDAR);
    assert_kind("private", ADDRESS_OTHER);
    assert_kind("privates/x.ics", ADDRESS_FEED);
    assert_kind("forum/private/x.ics", ADDRESS_FEED);
    assert_int_equal(address_parse("private/aebagbaf.ics").stem_octets, strlen("private/aebagbaf"));
}

static void all_else_is_nothing_in_particular(void **state)
{
    static const char *const PATHS[] = {
        "",
        "index.html",
        "agenda.ics",
        ".ics",
        "/agenda.ics",
        "//",
        "forum",
        "forum/",
        "metrics",
        "forum/changes.html",
        "forum/agencies/ilo.csv",
        "forum/agenda.csv",
        "table.html",
        "table.csv",
        "forum/assets/style-0123456789abcdef.css",
        "forum/agenda",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        assert_kind(PATHS[i], ADDRESS_OTHER);
    }
}

static ParameterSet parameters_of(const char *path)
{
    Address address = address_parse(path);

    return address_parameters(&address);
}

static void an_address_takes_what_the_row_of_its_format_says(void **state)
{
    assert_int_equal(parameters_of("forum/agenda.ics"), format_row(FORMAT_ICS)->parameters);
    assert_int_equal(parameters_of("forum/select.ics"),
                     format_row(FORMAT_ICS)->selection_parameters);
    assert_int_equal(parameters_of("private/x.ics"), format_row(FORMAT_ICS)->private_parameters);
    assert_int_equal(parameters_of("forum/index.html"),
                     format_row(FORMAT_HTML)->selection_parameters);
    assert_int_equal(parameters_of("forum/table.html"), format_row(FORMAT_HTML)->table_parameters);
    assert_int_equal(parameters_of("forum/table.csv"), format_row(FORMAT_CSV)->table_parameters);
    assert_int_equal(parameters_of("private/x.atom"), 0);
    assert_int_equal(parameters_of("private/x"), 0);
    assert_int_equal(parameters_of("index.html"), PARAMETER_DOWNLOAD);
}

static void a_path_of_ours_leads_nowhere_else(void **state)
{
    static const char *const GOOD[] = { "a", "forum/agenda.ics", "a/.b", "a/...", "A_b/1.2-c" };
    static const char *const BAD[] = { "",     "/",    "/a",   "a/",  "a//b", ".",
                                       "..",   "a/..", "../",  "a/.", "./a",  "a b",
                                       "a%2e", "a~b",  "a\\b", "a\n", "a?b",  "a\xff" };

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        assert_true(address_is_path(GOOD[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        if (address_is_path(BAD[i])) {
            fail_msg("%s is one", BAD[i]);
        }
    }
}

static void names_are_put_together_here_alone(void **state)
{
    g_autofree char *agenda = address_dup_agenda("forum/agencies/ilo.ics");
    g_autofree char *whole = address_dup_agenda("forum");
    g_autofree char *agency = address_dup_feed("forum", FEED_KIND_AGENCY, "ilo");
    g_autofree char *selection = address_dup_feed("forum", FEED_KIND_SELECTION, NULL);
    g_autofree char *private_calendar = address_dup_private("aebagbaf", FORMAT_ICS);

    assert_string_equal(agenda, "forum");
    assert_string_equal(whole, "forum");
    assert_string_equal(agency, "forum/agencies/ilo");
    assert_string_equal(selection, "forum/select");
    assert_string_equal(private_calendar, "private/aebagbaf.ics");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_is_told_by_its_folder_and_its_format_by_the_extension),
        cmocka_unit_test(there_and_back_a_path_stays_the_same),
        cmocka_unit_test(selections_stand_beside_the_agenda_and_as_a_page_at_its_index),
        cmocka_unit_test(a_table_stands_beside_the_agenda),
        cmocka_unit_test(what_stands_in_the_private_folder_is_private_whatever_it_is),
        cmocka_unit_test(all_else_is_nothing_in_particular),
        cmocka_unit_test(an_address_takes_what_the_row_of_its_format_says),
        cmocka_unit_test(a_path_of_ours_leads_nowhere_else),
        cmocka_unit_test(names_are_put_together_here_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
