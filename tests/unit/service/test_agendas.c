#include "service/agendas.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "agenda_folder.h"
#include "capture.h"
#include "scratch.h"
#include "support.h"

#define NOTHING_SET 99

/* --- One agenda ---------------------------------------------------------------------------- */

typedef struct Opening {
    const char *path;
    Revision *revision;
    ExitStatus status;
} Opening;

static int open_one(gpointer data)
{
    Opening *opening = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(opening->path, &error);

    if (agendas_report(file, error, &opening->status)) {
        opening->revision = agendas_make_revision(file, &opening->status);
    }
    return 0;
}

/* Opens an agenda whose stamp is to be this, and nothing is to be said. */
static void assert_stamp(const char *path, gint64 stamp)
{
    Opening opening = { .path = path, .status = NOTHING_SET };
    g_auto(Captured) captured = capture_run(open_one, &opening);

    assert_string_equal(captured.err, "");
    assert_string_equal(captured.out, "");
    assert_non_null(opening.revision);
    assert_int_equal(opening.status, NOTHING_SET);
    assert_int_equal(opening.revision->stamp, stamp);
    revision_free(opening.revision);
}

static void assert_not_opened(const char *path, ExitStatus status, const char *said)
{
    Opening opening = { .path = path, .status = NOTHING_SET };
    g_auto(Captured) captured = capture_run(open_one, &opening);

    assert_string_equal(captured.err, said);
    assert_string_equal(captured.out, "");
    assert_null(opening.revision);
    assert_int_equal(opening.status, status);
}

static void an_agenda_is_stamped_with_the_time_of_its_file(void **state)
{
    const struct timespec early[2] = { { .tv_sec = -86400 }, { .tv_sec = -86400 } };

    agenda_folder_write("forum.yaml", "forum", "");
    assert_stamp("forum.yaml", AGENDA_FOLDER_CHANGED);
    assert_int_equal(utimensat(AT_FDCWD, "forum.yaml", early, 0), 0);
    assert_stamp("forum.yaml", 0);
}

static void source_date_epoch_goes_before_the_time_of_the_file(void **state)
{
    agenda_folder_write("forum.yaml", "forum", "");
    g_setenv("SOURCE_DATE_EPOCH", "0", TRUE);
    assert_stamp("forum.yaml", 0);
    g_setenv("SOURCE_DATE_EPOCH", "253402300799", TRUE);
    assert_stamp("forum.yaml", G_GINT64_CONSTANT(253402300799));
}

static void published_goes_before_all_else(void **state)
{
    agenda_folder_write("forum.yaml", "forum", ", published: 2007-07-01T00:00:00Z");
    g_setenv("SOURCE_DATE_EPOCH", "1", TRUE);
    assert_stamp("forum.yaml", support_stamp("2007-07-01T00:00:00Z"));
    g_setenv("SOURCE_DATE_EPOCH", "no number", TRUE);
    assert_stamp("forum.yaml", support_stamp("2007-07-01T00:00:00Z"));
}

static void a_source_date_epoch_that_is_no_time_is_an_error(void **state)
{
    static const char *const BAD[] = { "",      "-1",       "1.5", "yesterday",
                                       " 1184", "1184198 ", "0x1", "253402300800" };

    agenda_folder_write("forum.yaml", "forum", "");
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *said = g_strdup_printf("confeed: error: SOURCE_DATE_EPOCH is \"%s\", and "
                                                "should be seconds since 1970\n",
                                                BAD[i]);
        g_setenv("SOURCE_DATE_EPOCH", BAD[i], TRUE);
        assert_not_opened("forum.yaml", EXIT_STATUS_ENVIRONMENT, said);
    }
}

static void a_file_that_cannot_be_read_is_the_environments_fault(void **state)
{
    assert_not_opened("none.yaml", EXIT_STATUS_ENVIRONMENT,
                      "confeed: error: none.yaml: cannot be opened: No such file or directory\n");
}

static void mistakes_are_told_in_the_order_of_their_places(void **state)
{
    scratch_write(".", "bad.yaml",
                  "rooms: [{id: gold}, {id: silver}]\n"
                  "agenda: {id: bad, timezone: Europe/Brussels}\n");
    assert_not_opened("bad.yaml", EXIT_STATUS_INPUT,
                      "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n"
                      "bad.yaml:1:9: error: a room needs the key \"name\"\n"
                      "bad.yaml:1:21: error: a room needs the key \"name\"\n"
                      "bad.yaml:2:9: error: the agenda needs the key \"title\"\n");
}

static void an_agenda_in_a_folder_is_told_by_its_name(void **state)
{
    static const char *const AGENDAS[] = { "a.yaml", "a.yml", "a.json", "a b.c.yaml" };
    static const char *const OTHERS[] = { "",        ".yaml",   ".a.yaml", "a.yaml~", "a.YAML",
                                          "a.yaml ", ".#a.yml", "yaml",    "a.jsonl" };

    for (gsize i = 0; i < G_N_ELEMENTS(AGENDAS); i++) {
        assert_true(agendas_is_name(AGENDAS[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        assert_false(agendas_is_name(OTHERS[i]));
    }
}

#define AGENDAS_TEST(name) \
    cmocka_unit_test_setup_teardown(name, agenda_folder_enter, agenda_folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AGENDAS_TEST(an_agenda_is_stamped_with_the_time_of_its_file),
        AGENDAS_TEST(source_date_epoch_goes_before_the_time_of_the_file),
        AGENDAS_TEST(published_goes_before_all_else),
        AGENDAS_TEST(a_source_date_epoch_that_is_no_time_is_an_error),
        AGENDAS_TEST(a_file_that_cannot_be_read_is_the_environments_fault),
        AGENDAS_TEST(mistakes_are_told_in_the_order_of_their_places),
        AGENDAS_TEST(an_agenda_in_a_folder_is_told_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
