/* Covers src/service/editions.c where there is no history: tests/unit/cli/test_editions_history.c
 * has the rest. */
#include "service/editions.h"

#include <string.h>

#include "agenda_folder.h"
#include "capture.h"
#include "scratch.h"
#include "support.h"

typedef struct Opening {
    EditionsOptions options;
    Editions *editions;
    ExitStatus status;
} Opening;

static int open_all(gpointer data)
{
    Opening *opening = data;

    opening->editions = editions_new(&opening->options, NULL, &opening->status);
    return 0;
}

/* Opens paths, parted by blanks: `ids` are those of the agendas that are there then, likewise, and
 * `said` is what is told. */
static void assert_opened(const char *paths, const char *ids, ExitStatus status, const char *said)
{
    g_auto(GStrv) all = g_strsplit(paths, " ", -1);
    Opening opening = { .options = { .paths = all, .by = "anna" } };
    g_auto(Captured) captured = capture_run(open_all, &opening);
    g_autoptr(Editions) editions = opening.editions;
    const GPtrArray *revisions = editions_revisions(editions);
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        assert_false(revision->has_history);
        g_string_append_printf(found, "%s%s", i == 0 ? "" : " ", revision->agenda->id);
    }
    assert_string_equal(captured.err, said);
    assert_string_equal(found->str, ids);
    assert_int_equal(opening.status, status);
    assert_null(editions_history(editions));
}

static void agendas_are_in_the_order_of_their_ids(void **state)
{
    agenda_folder_write("b.yaml", "b", "");
    agenda_folder_write("a.yaml", "a", "");
    agenda_folder_write("any-name", "c", "");
    assert_opened("b.yaml any-name a.yaml", "a b c", EXIT_STATUS_OK, "");
}

static void of_a_folder_the_agendas_are_opened(void **state)
{
    agenda_folder_write("in/3.yaml", "from-3", "");
    agenda_folder_write("in/1.json", "from-1", "");
    agenda_folder_write("in/2.yml", "from-2", "");
    agenda_folder_write("after.yaml", "after", "");
    scratch_write(".", "in/notes.txt", "no agenda");
    scratch_write(".", "in/4.yaml~", "no agenda");
    scratch_write(".", "in/.5.yaml", "no agenda");
    scratch_write(".", "in/deeper/6.yaml", "no agenda");
    assert_opened("in after.yaml", "after from-1 from-2 from-3", EXIT_STATUS_OK, "");
}

static void a_folder_without_an_agenda_is_an_error(void **state)
{
    scratch_write(".", "in/notes.txt", "no agenda");
    assert_opened("in", "", EXIT_STATUS_ENVIRONMENT,
                  "confeed: error: there is no agenda (*.yaml, *.yml, *.json) in in\n");
}

#define TWIN(path, other)                                                                      \
    "confeed: error: " path ": the agenda's id is \"same\", as in " other ": none of them is " \
    "taken, and what was there stays, until there is only one\n"

static void two_agendas_of_one_id_are_an_error(void **state)
{
    agenda_folder_write("a.yaml", "same", "");
    agenda_folder_write("b.yaml", "other", "");
    agenda_folder_write("c.yaml", "same", "");
    assert_opened("a.yaml b.yaml c.yaml", "other", EXIT_STATUS_INPUT,
                  TWIN("a.yaml", "c.yaml") TWIN("c.yaml", "a.yaml"));
}

static void a_file_named_twice_is_told_so(void **state)
{
    agenda_folder_write("in/a.yaml", "same", "");
    assert_opened("in in/a.yaml", "", EXIT_STATUS_INPUT,
                  TWIN("in/a.yaml", "in/a.yaml") TWIN("in/a.yaml", "in/a.yaml"));
}

static void every_file_is_read_and_the_worst_counts(void **state)
{
    static const char BAD[] = "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n";
    g_autofree char *said = g_strconcat(
        "confeed: error: none.yaml: cannot be opened: No such file or directory\n", BAD, NULL);

    scratch_write(".", "bad.yaml", "agenda: {id: a, title: A, timezone: Europe/Brussels}\n");
    agenda_folder_write("good.yaml", "good", "");
    assert_opened("bad.yaml good.yaml", "good", EXIT_STATUS_INPUT, BAD);
    assert_opened("none.yaml bad.yaml good.yaml", "good", EXIT_STATUS_ENVIRONMENT, said);
}

static void a_file_that_breaks_leaves_what_was(void **state)
{
    char *paths[] = { (char *)"a.yaml", NULL };
    EditionsOptions options = { .paths = paths, .by = "anna" };
    ExitStatus status;

    agenda_folder_write("a.yaml", "a", "");
    g_autoptr(Editions) editions = editions_new(&options, NULL, &status);
    scratch_write(".", "a.yaml", "agenda: {id: a");
    assert_false(editions_read_files(editions));
    assert_int_equal(editions_revisions(editions)->len, 1);
    agenda_folder_write("a.yaml", "a", ", location: Brussels");
    assert_true(editions_read_files(editions));
    const Revision *revision = editions_revisions(editions)->pdata[0];
    assert_string_equal(agenda_location(revision->agenda), "Brussels");
}

#define EDITIONS_TEST(name) \
    cmocka_unit_test_setup_teardown(name, agenda_folder_enter, agenda_folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDITIONS_TEST(agendas_are_in_the_order_of_their_ids),
        EDITIONS_TEST(of_a_folder_the_agendas_are_opened),
        EDITIONS_TEST(a_folder_without_an_agenda_is_an_error),
        EDITIONS_TEST(two_agendas_of_one_id_are_an_error),
        EDITIONS_TEST(a_file_named_twice_is_told_so),
        EDITIONS_TEST(every_file_is_read_and_the_worst_counts),
        EDITIONS_TEST(a_file_that_breaks_leaves_what_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
