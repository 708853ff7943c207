/* Covers src/file/zone_file.c */
#include "file/zone_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "model/time/tzif.h"

#define SYSTEM_FOLDER "/usr/share/zoneinfo"

/* A folder of zone files of its own, which TZDIR names during a test. */
static char *folder;

static char *path_in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void write_file(const char *name, const char *data, gsize size)
{
    g_autofree char *path = path_in_folder(name);

    assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
}

static void make_folder(const char *name)
{
    g_autofree char *path = path_in_folder(name);

    assert_int_equal(g_mkdir(path, 0700), 0);
}

static void copy_zone(const char *name)
{
    g_autofree char *data = NULL;
    gsize size;

    assert_true(g_file_get_contents(SYSTEM_FOLDER "/Europe/Brussels", &data, &size, NULL));
    write_file(name, data, size);
}

static int set_up(void **state)
{
    folder = g_dir_make_tmp("zones-XXXXXX", NULL);
    g_setenv("TZDIR", folder, TRUE);
    return folder == NULL;
}

static void remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *entry;

    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inner = g_build_filename(path, entry, NULL);
        if (!g_file_test(inner, G_FILE_TEST_IS_SYMLINK) && g_file_test(inner, G_FILE_TEST_IS_DIR)) {
            remove_tree(inner);
        } else {
            g_unlink(inner);
        }
    }
    g_rmdir(path);
}

static int tear_down(void **state)
{
    g_unsetenv("TZDIR");
    remove_tree(folder);
    g_clear_pointer(&folder, g_free);
    return 0;
}

static void assert_unknown(const char *name)
{
    g_autoptr(GError) error = NULL;

    if (zone_file_read(name, &error) != NULL) {
        fail_msg("\"%s\" is taken", name);
    }
    assert_true(g_error_matches(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_UNKNOWN));
    g_autofree char *expected = g_strdup_printf("there is no time zone \"%s\"", name);
    assert_string_equal(error->message, expected);
}

static void assert_failed(const char *name, const char *reason)
{
    g_autofree char *path = path_in_folder(name);
    g_autofree char *expected = g_strdup_printf("%s: %s", path, reason);
    g_autoptr(GError) error = NULL;

    assert_null(zone_file_read(name, &error));
    assert_true(g_error_matches(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_FAILED));
    assert_string_equal(error->message, expected);
}

static void assert_read(const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Tz) tz = zone_file_read(name, &error);

    if (tz == NULL) {
        fail_msg("%s", error->message);
    }
    assert_string_equal(tz_name(tz), name);
}

static void a_zone_of_the_system_is_read(void **state)
{
    assert_read("Europe/Brussels");
    assert_read("America/Argentina/Buenos_Aires");
    assert_read("Etc/GMT+12");
    assert_read("Etc/GMT-14");
    assert_read("UTC");
}

static void every_zone_that_is_listed_is_read(void **state)
{
    g_auto(GStrv) names = zone_file_list();

    assert_true(g_strv_length(names) > 400);
    for (gsize i = 0; names[i] != NULL; i++) {
        assert_read(names[i]);
        assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
    }
    assert_true(g_strv_contains((const char *const *)names, "America/Argentina/Buenos_Aires"));
}

static void what_is_no_zone_of_people_is_unknown_and_not_listed(void **state)
{
    static const char *const NAMES[] = {
        "localtime", "posixrules", "Factory", "leapseconds", "posix/UTC",
        "right/UTC", "posix",      "right",   "zone.tab",    "tzdata.zi",
    };
    g_auto(GStrv) names = zone_file_list();

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        assert_unknown(NAMES[i]);
        assert_false(g_strv_contains((const char *const *)names, NAMES[i]));
    }
}

static void a_name_that_is_none_is_unknown(void **state)
{
    static const char *const NAMES[] = {
        "",
        "/",
        "/UTC",
        "UTC/",
        "Europe//Brussels",
        "Europe/",
        "Europe",
        "europe/brussels/",
        ".",
        "..",
        "../zoneinfo/UTC",
        "Europe/../UTC",
        "Europe/./Brussels",
        "./UTC",
        "/usr/share/zoneinfo/UTC",
        "../../../etc/passwd",
        "Europe/Brussels\n",
        "Europe/Brus sels",
        "Europe/Br\xc3\xbcssel",
        "UTC;X=Y",
        "%55TC",
        "Europe\\Brussels",
        "-UTC",
        "CET-1CEST",
        "Europe/Nowhere",
        "Europe/Brussels/Centre",
        "a/b/c/d/e",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        assert_unknown(NAMES[i]);
    }
}

static void a_folder_of_the_operator_takes_the_place_of_the_system(void **state)
{
    make_folder("Mars");
    copy_zone("Mars/Olympus_Mons");

    assert_read("Mars/Olympus_Mons");
    assert_unknown("Europe/Brussels");
    g_auto(GStrv) names = zone_file_list();
    assert_int_equal(g_strv_length(names), 1);
    assert_string_equal(names[0], "Mars/Olympus_Mons");
}

static void a_folder_that_is_not_absolute_is_not_used(void **state)
{
    g_setenv("TZDIR", "zones", TRUE);
    assert_read("Europe/Brussels");
    g_setenv("TZDIR", "", TRUE);
    assert_read("Europe/Brussels");
}

static void without_zone_files_there_are_no_zones(void **state)
{
    g_setenv("TZDIR", "/nonexistent", TRUE);
    g_auto(GStrv) names = zone_file_list();

    assert_int_equal(g_strv_length(names), 0);
    assert_unknown("UTC");
}

static void a_link_to_a_zone_is_a_zone(void **state)
{
    g_autofree char *link = path_in_folder("Other");
    g_autofree char *dangling = path_in_folder("Dangling");
    copy_zone("One");
    assert_int_equal(symlink("One", link), 0);
    assert_int_equal(symlink("Nothing", dangling), 0);
    g_auto(GStrv) names = zone_file_list();

    assert_read("Other");
    assert_unknown("Dangling");
    assert_int_equal(g_strv_length(names), 2);
}

static void a_link_to_a_folder_is_not_followed_when_listing(void **state)
{
    g_autofree char *link = path_in_folder("Again");
    copy_zone("One");
    assert_int_equal(symlink(".", link), 0);
    g_auto(GStrv) names = zone_file_list();

    assert_int_equal(g_strv_length(names), 1);
}

static void a_pipe_is_not_waited_for(void **state)
{
    g_autofree char *path = path_in_folder("Pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    g_auto(GStrv) names = zone_file_list();

    assert_failed("Pipe", "not a regular file");
    assert_int_equal(g_strv_length(names), 0);
}

static void a_file_that_is_no_zone_file_fails(void **state)
{
    g_autofree char *large = g_malloc0(TZIF_MAX_SIZE + 2);
    write_file("Empty", "", 0);
    write_file("Text", "not a zone", 10);
    memcpy(large, "TZif2", 5);
    write_file("Large", large, TZIF_MAX_SIZE + 2);

    assert_failed("Empty", "not a valid zone file: it ends within a header");
    assert_failed("Text", "not a valid zone file: it ends within a header");
    assert_failed("Large", "not a valid zone file: it is larger than 65536 octets");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static void an_old_name_is_read_from_the_file_of_the_canonical_one_if_need_be(void **state)
{
    make_folder("Europe");
    copy_zone("Europe/Kyiv");
    assert_read("Europe/Kiev");
    assert_unknown("US/Eastern");
    /* Not in its place. */
    write_file("Europe/Kiev", "none", 4);
    assert_failed("Europe/Kiev", "not a valid zone file: it ends within a header");
    assert_read("Europe/Kyiv");
}

static void assert_state_changes(char **inout_state, bool changes)
{
    g_autofree char *state = zone_file_dup_state("Europe/Kiev");

    assert_int_equal(strcmp(state, *inout_state) != 0, changes);
    g_free(*inout_state);
    *inout_state = g_steal_pointer(&state);
}

static void a_file_that_comes_or_goes_or_is_replaced_changes_the_state(void **state)
{
    g_autofree char *last = g_strdup("");
    g_autofree char *kiev = path_in_folder("Europe/Kiev");

    make_folder("Europe");
    assert_state_changes(&last, false);
    copy_zone("Europe/Kyiv");
    assert_state_changes(&last, true);
    assert_state_changes(&last, false);
    copy_zone("Europe/Kiev");
    assert_state_changes(&last, true);
    /* g_file_set_contents() replaces it, even if it says the same. */
    copy_zone("Europe/Kiev");
    assert_state_changes(&last, true);
    g_unlink(kiev);
    assert_state_changes(&last, true);
    g_autofree char *bad = zone_file_dup_state("../Europe/Kyiv");
    assert_string_equal(bad, "");
}

int main(void)
{
    g_unsetenv("TZDIR");

    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zone_of_the_system_is_read),
        cmocka_unit_test(every_zone_that_is_listed_is_read),
        cmocka_unit_test(what_is_no_zone_of_people_is_unknown_and_not_listed),
        cmocka_unit_test(a_name_that_is_none_is_unknown),
        IN_FOLDER(a_folder_of_the_operator_takes_the_place_of_the_system),
        IN_FOLDER(a_folder_that_is_not_absolute_is_not_used),
        IN_FOLDER(without_zone_files_there_are_no_zones),
        IN_FOLDER(a_link_to_a_zone_is_a_zone),
        IN_FOLDER(a_link_to_a_folder_is_not_followed_when_listing),
        IN_FOLDER(a_pipe_is_not_waited_for),
        IN_FOLDER(a_file_that_is_no_zone_file_fails),
        IN_FOLDER(an_old_name_is_read_from_the_file_of_the_canonical_one_if_need_be),
        IN_FOLDER(a_file_that_comes_or_goes_or_is_replaced_changes_the_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
