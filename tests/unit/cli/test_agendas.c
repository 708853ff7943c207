#include "cli/agendas.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture.h"
#include "scratch.h"
#include "support.h"

#define CHANGED 1184198400 /* 2007-07-12T00:00:00Z */
#define NOTHING_SET 99

static char *before;

/* Each test has a folder to itself and works in it. */
static int enter_folder(void **state)
{
    char *folder = scratch_new();

    g_unsetenv("SOURCE_DATE_EPOCH");
    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

static int leave_folder(void **state)
{
    int status = chdir(before);

    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

/* An agenda of that id; `more` goes into its map. The file was changed at CHANGED. */
static void write_agenda(const char *path, const char *id, const char *more)
{
    const struct timespec times[2] = { { .tv_sec = CHANGED }, { .tv_sec = CHANGED } };
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: %s, title: Forum, timezone: Europe/Brussels%s}\ndays: []\n", id, more);

    scratch_write(".", path, text);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* --- One agenda ---------------------------------------------------------------------------- */

typedef struct Opening {
    const char *path;
    Revision *revision;
    ExitStatus status;
} Opening;

static int open_one(gpointer data)
{
    Opening *opening = data;

    opening->revision = agendas_open(opening->path, &opening->status);
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

    write_agenda("forum.yaml", "forum", "");
    assert_stamp("forum.yaml", CHANGED);
    assert_int_equal(utimensat(AT_FDCWD, "forum.yaml", early, 0), 0);
    assert_stamp("forum.yaml", 0);
}

static void source_date_epoch_goes_before_the_time_of_the_file(void **state)
{
    write_agenda("forum.yaml", "forum", "");
    g_setenv("SOURCE_DATE_EPOCH", "0", TRUE);
    assert_stamp("forum.yaml", 0);
    g_setenv("SOURCE_DATE_EPOCH", "253402300799", TRUE);
    assert_stamp("forum.yaml", G_GINT64_CONSTANT(253402300799));
}

static void published_goes_before_all_else(void **state)
{
    write_agenda("forum.yaml", "forum", ", published: 2007-07-01T00:00:00Z");
    g_setenv("SOURCE_DATE_EPOCH", "1", TRUE);
    assert_stamp("forum.yaml", support_stamp("2007-07-01T00:00:00Z"));
    g_setenv("SOURCE_DATE_EPOCH", "no number", TRUE);
    assert_stamp("forum.yaml", support_stamp("2007-07-01T00:00:00Z"));
}

static void a_source_date_epoch_that_is_no_time_is_an_error(void **state)
{
    static const char *const BAD[] = { "",      "-1",       "1.5", "yesterday",
                                       " 1184", "1184198 ", "0x1", "253402300800" };

    write_agenda("forum.yaml", "forum", "");
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

/* --- Several ------------------------------------------------------------------------------- */

typedef struct OpeningAll {
    char **paths;
    GPtrArray *revisions;
    ExitStatus status;
} OpeningAll;

static int open_all(gpointer data)
{
    OpeningAll *opening = data;

    opening->revisions = agendas_open_all(opening->paths, &opening->status);
    return 0;
}

/* Opens paths, parted by blanks; `ids` are those of their agendas, likewise. */
static void assert_all_opened(const char *paths, const char *ids)
{
    g_auto(GStrv) all = g_strsplit(paths, " ", -1);
    OpeningAll opening = { .paths = all, .status = NOTHING_SET };
    g_auto(Captured) captured = capture_run(open_all, &opening);
    g_autoptr(GString) found = g_string_new(NULL);

    assert_string_equal(captured.err, "");
    assert_non_null(opening.revisions);
    for (guint i = 0; i < opening.revisions->len; i++) {
        const Revision *revision = opening.revisions->pdata[i];
        g_string_append_printf(found, "%s%s", i == 0 ? "" : " ", revision->agenda->id);
    }
    g_ptr_array_unref(opening.revisions);
    assert_string_equal(found->str, ids);
    assert_int_equal(opening.status, NOTHING_SET);
}

static void assert_none_opened(const char *paths, ExitStatus status, const char *said)
{
    g_auto(GStrv) all = g_strsplit(paths, " ", -1);
    OpeningAll opening = { .paths = all, .status = NOTHING_SET };
    g_auto(Captured) captured = capture_run(open_all, &opening);

    assert_string_equal(captured.err, said);
    assert_null(opening.revisions);
    assert_int_equal(opening.status, status);
}

static void files_are_opened_in_the_order_in_which_they_are_named(void **state)
{
    write_agenda("b.yaml", "b", "");
    write_agenda("a.yaml", "a", "");
    write_agenda("any-name", "c", "");
    assert_all_opened("b.yaml any-name a.yaml", "b c a");
}

static void of_a_folder_the_agendas_are_opened_by_name(void **state)
{
    write_agenda("in/3.yaml", "from-3", "");
    write_agenda("in/1.json", "from-1", "");
    write_agenda("in/2.yml", "from-2", "");
    write_agenda("in/10.yaml", "from-10", "");
    write_agenda("after.yaml", "after", "");
    scratch_write(".", "in/notes.txt", "no agenda");
    scratch_write(".", "in/4.yaml~", "no agenda");
    scratch_write(".", "in/.5.yaml", "no agenda");
    scratch_write(".", "in/deeper/6.yaml", "no agenda");
    assert_all_opened("in after.yaml", "from-1 from-10 from-2 from-3 after");
}

static void a_folder_without_an_agenda_is_an_error(void **state)
{
    scratch_write(".", "in/notes.txt", "no agenda");
    assert_none_opened("in", EXIT_STATUS_ENVIRONMENT,
                       "confeed: error: there is no agenda (*.yaml, *.yml, *.json) in in\n");
}

static void two_agendas_of_one_id_are_an_error(void **state)
{
    write_agenda("a.yaml", "same", "");
    write_agenda("b.yaml", "other", "");
    write_agenda("c.yaml", "same", "");
    assert_none_opened("a.yaml b.yaml c.yaml", EXIT_STATUS_INPUT,
                       "confeed: error: c.yaml: the agenda's id is \"same\", as in a.yaml; "
                       "each agenda needs its own\n");
}

static void a_file_named_twice_is_told_so(void **state)
{
    write_agenda("in/a.yaml", "same", "");
    assert_none_opened("in in/a.yaml", EXIT_STATUS_INPUT,
                       "confeed: error: in/a.yaml: the agenda's id is \"same\", as in in/a.yaml; "
                       "each agenda needs its own\n");
}

static void every_file_is_read_before_it_fails_and_the_worst_counts(void **state)
{
    static const char BAD[] = "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n";
    g_autofree char *said = g_strconcat(
        "confeed: error: none.yaml: cannot be opened: No such file or directory\n", BAD, NULL);

    scratch_write(".", "bad.yaml", "agenda: {id: a, title: A, timezone: Europe/Brussels}\n");
    write_agenda("good.yaml", "good", "");
    assert_none_opened("good.yaml bad.yaml good.yaml", EXIT_STATUS_INPUT, BAD);
    assert_none_opened("none.yaml bad.yaml good.yaml", EXIT_STATUS_ENVIRONMENT, said);
}

#define AGENDAS_TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AGENDAS_TEST(an_agenda_is_stamped_with_the_time_of_its_file),
        AGENDAS_TEST(source_date_epoch_goes_before_the_time_of_the_file),
        AGENDAS_TEST(published_goes_before_all_else),
        AGENDAS_TEST(a_source_date_epoch_that_is_no_time_is_an_error),
        AGENDAS_TEST(a_file_that_cannot_be_read_is_the_environments_fault),
        AGENDAS_TEST(mistakes_are_told_in_the_order_of_their_places),
        AGENDAS_TEST(files_are_opened_in_the_order_in_which_they_are_named),
        AGENDAS_TEST(of_a_folder_the_agendas_are_opened_by_name),
        AGENDAS_TEST(a_folder_without_an_agenda_is_an_error),
        AGENDAS_TEST(two_agendas_of_one_id_are_an_error),
        AGENDAS_TEST(a_file_named_twice_is_told_so),
        AGENDAS_TEST(every_file_is_read_before_it_fails_and_the_worst_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
