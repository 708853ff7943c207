#include "cli/common/history_file.h"

#include <string.h>

#include "capture.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "scratch.h"
#include "sketch.h"
#include "support.h"

/* --- where it is ------------------------------------------------------------------------- */

static void the_command_line_goes_before_the_environment_and_that_before_the_default(void **state)
{
    g_unsetenv("CONFEED_HISTORY");
    assert_string_equal(history_file_path(NULL), "confeed.db");
    assert_string_equal(history_file_path("a.db"), "a.db");
    g_setenv("CONFEED_HISTORY", "", true);
    assert_string_equal(history_file_path(NULL), "confeed.db");
    g_setenv("CONFEED_HISTORY", "/var/lib/b.db", true);
    assert_string_equal(history_file_path(NULL), "/var/lib/b.db");
    assert_string_equal(history_file_path("a.db"), "a.db");
    g_unsetenv("CONFEED_HISTORY");
}

typedef struct Opening {
    const char *path;
    HistoryAccess access;
    History *history;
    ExitStatus status;
} Opening;

static int open_file(gpointer data)
{
    Opening *opening = data;

    opening->history = history_file_open(opening->path, opening->access, &opening->status);
    return 0;
}

static void what_cannot_be_opened_is_told(void **state)
{
    g_autofree char *path = history_support_path_new();
    Opening opening = { .path = path, .access = HISTORY_READ };
    g_auto(Captured) captured = capture_run(open_file, &opening);
    g_autofree char *expected = g_strconcat("confeed: error: ", path, ": ", NULL);

    assert_null(opening.history);
    assert_int_equal(opening.status, EXIT_STATUS_ENVIRONMENT);
    assert_true(g_str_has_prefix(captured.err, expected));
    assert_ptr_equal(strchr(captured.err, '\n'), captured.err + strlen(captured.err) - 1);
    history_support_remove(path);
}

static void what_can_be_opened_is_opened_without_a_word(void **state)
{
    g_autofree char *path = history_support_path_new();
    Opening opening = { .path = path, .access = HISTORY_WRITE, .status = EXIT_STATUS_OK };
    g_auto(Captured) captured = capture_run(open_file, &opening);

    assert_non_null(opening.history);
    assert_int_equal(opening.status, EXIT_STATUS_OK);
    assert_string_equal(captured.err, "");
    history_close(opening.history);
    history_support_remove(path);
}

/* --- names of revisions ------------------------------------------------------------------ */

static void names_are_numbers_with_or_without_an_agenda(void **state)
{
    static const char *const NAMES[] = { "1", "12", "999999999", "a@1", "gfmd-2007@12", "a@", "0" };
    static const char *const OTHERS[] = { "",     "@",      "@1",         "a",
                                          "a@b",  "1a",     "-1",         "+1",
                                          "1.2",  "1 ",     "a@1@2",      "a@-1",
                                          "a@ 1", "x.yaml", "1234567890", "a@1234567890" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        assert_true(revision_name_is_one(NAMES[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        if (revision_name_is_one(OTHERS[i])) {
            fail_msg("\"%s\" is taken for a name", OTHERS[i]);
        }
    }
}

/* A history of agendas with so many revisions. */
static History *history_new(const char *path, const char *const *ids, const guint *counts)
{
    History *history = history_support_open(path, HISTORY_WRITE);

    for (gsize i = 0; ids[i] != NULL; i++) {
        g_autoptr(Revision) revision = NULL;
        for (guint number = 1; number <= counts[i]; number++) {
            g_autofree char *title = g_strdup_printf("%u", number);
            Agenda *agenda = support_agenda_new_with_id(ids[i]);
            agenda->title = support_text(agenda, title);
            agenda_finish(agenda);
            Revision *next = chronicle_support_publish(history, revision, agenda, "07-01");
            revision_free(revision);
            revision = next;
        }
    }
    return history;
}

typedef struct Resolving {
    History *history;
    const char *text;
    RevisionName name;
    ExitStatus status;
} Resolving;

static int resolve(gpointer data)
{
    Resolving *resolving = data;

    return revision_name_resolve(resolving->history, resolving->text, &resolving->name,
                                 &resolving->status)
               ? 0
               : 1;
}

static void assert_resolved(History *history, const char *text, const char *agenda, guint number)
{
    Resolving resolving = { .history = history, .text = text, .status = EXIT_STATUS_OK };
    g_auto(Captured) captured = capture_run(resolve, &resolving);

    assert_string_equal(captured.err, "");
    assert_int_equal(captured.status, 0);
    assert_int_equal(resolving.status, EXIT_STATUS_OK);
    assert_string_equal(resolving.name.agenda, agenda);
    assert_int_equal(resolving.name.number, number);
    revision_name_clear(&resolving.name);
}

/* %s in what is said stands for the path. */
static void assert_refused(History *history, const char *text, ExitStatus status, const char *said)
{
    Resolving resolving = { .history = history, .text = text, .status = EXIT_STATUS_OK };
    g_auto(Captured) captured = capture_run(resolve, &resolving);
    g_auto(GStrv) parts = g_strsplit(said, "%s", -1);
    g_autofree char *words = g_strjoinv(history_name(history), parts);
    g_autofree char *expected = g_strdup_printf("confeed: error: %s\n", words);

    assert_int_equal(captured.status, 1);
    assert_string_equal(captured.err, expected);
    assert_int_equal(resolving.status, status);
    assert_null(resolving.name.agenda);
}

static void a_number_is_of_the_only_agenda(void **state)
{
    static const char *const IDS[] = { "forum", NULL };
    static const guint COUNTS[] = { 3 };
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, IDS, COUNTS);

    assert_resolved(history, "1", "forum", 1);
    assert_resolved(history, "3", "forum", 3);
    assert_resolved(history, "forum@2", "forum", 2);
    assert_resolved(history, "forum@", "forum", 3);
    assert_refused(history, "4", EXIT_STATUS_USAGE, "forum has the revisions 1 to 3, and no 4");
    assert_refused(history, "0", EXIT_STATUS_USAGE, "forum has the revisions 1 to 3, and no 0");
    assert_refused(history, "forum@999999999", EXIT_STATUS_USAGE,
                   "forum has the revisions 1 to 3, and no 999999999");
    history_close(history);
    history_support_remove(path);
}

static void of_several_agendas_one_has_to_be_named(void **state)
{
    static const char *const IDS[] = { "b", "a", NULL };
    static const guint COUNTS[] = { 1, 2 };
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, IDS, COUNTS);

    assert_resolved(history, "a@", "a", 2);
    assert_resolved(history, "b@", "b", 1);
    assert_refused(history, "1", EXIT_STATUS_USAGE,
                   "%s holds 2 agendas: say of which, such as a@1");
    assert_refused(history, "c@1", EXIT_STATUS_USAGE, "%s holds no agenda \"c\"; it holds: a, b");
    assert_refused(history, "c@", EXIT_STATUS_USAGE, "%s holds no agenda \"c\"; it holds: a, b");
    history_close(history);
    history_support_remove(path);
}

static void an_empty_history_has_no_revision(void **state)
{
    static const char *const IDS[] = { NULL };
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, IDS, NULL);

    assert_refused(history, "1", EXIT_STATUS_USAGE, "nothing has been published into %s yet");
    assert_refused(history, "a@1", EXIT_STATUS_USAGE, "%s holds no agenda \"a\"");
    history_close(history);
    history_support_remove(path);
}

static void what_is_no_name_is_told(void **state)
{
    static const char *const IDS[] = { NULL };
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, IDS, NULL);

    assert_refused(history, "last", EXIT_STATUS_USAGE,
                   "\"last\" is no revision; expected a number, or an agenda with one, such as "
                   "gfmd-2007@12");
    history_close(history);
    history_support_remove(path);
}

static void a_history_that_cannot_be_read_is_told(void **state)
{
    static const char *const IDS[] = { "forum", NULL };
    static const guint COUNTS[] = { 1 };
    static const char SAID[] = "%s: the history is damaged (no such table: revision): restore a "
                               "copy of it; \"confeed history --verify\" says more";
    g_autofree char *path = history_support_path_new();
    History *history = history_new(path, IDS, COUNTS);

    history_support_tamper(path, "DROP TABLE revision");
    assert_refused(history, "1", EXIT_STATUS_ENVIRONMENT, SAID);
    assert_refused(history, "forum@1", EXIT_STATUS_ENVIRONMENT, SAID);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_goes_before_the_environment_and_that_before_the_default),
        cmocka_unit_test(what_cannot_be_opened_is_told),
        cmocka_unit_test(what_can_be_opened_is_opened_without_a_word),
        cmocka_unit_test(names_are_numbers_with_or_without_an_agenda),
        cmocka_unit_test(a_number_is_of_the_only_agenda),
        cmocka_unit_test(of_several_agendas_one_has_to_be_named),
        cmocka_unit_test(an_empty_history_has_no_revision),
        cmocka_unit_test(what_is_no_name_is_told),
        cmocka_unit_test(a_history_that_cannot_be_read_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
