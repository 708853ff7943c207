/* Covers src/cli/publish.c. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "history_support.h"
#include "scratch.h"
#include "support.h"

#define NOBODY 65534

#define NEXT_DAY "1183334400" /* 2007-07-02 */

static void do_run(const char *line)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

/* Publishes as of 2007-07-01. */
static void assert_published(const char *line, ExitStatus status, const char *out, const char *err)
{
    g_setenv("SOURCE_DATE_EPOCH", "1183248000", TRUE);
    command_line_assert(line, status, out, err);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void what_has_changed_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: revision 1, 2007-07-01T00:00:00Z: 6 calendars\n", "");
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: nothing has changed since revision 1\n", "");
}

static void who_and_why_are_of_one_run_alone(void **state)
{
    command_line_publish_forum();
    command_line_write_forum("forum.yaml", "D");
    g_auto(Captured) published = command_line_run("publish forum.yaml");
    g_auto(Captured) captured = command_line_run("history");
    char *second = strstr(captured.out, "forum@2  ");
    assert_non_null(second);
    *second = '\0';
    assert_null(strstr(captured.out, "why"));
}

static void what_leaves_out_many_sessions_is_held_back_unless_it_is_accepted(void **state)
{
    g_autoptr(GString) all = g_string_new("agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
                                          "days:\n  - date: 2007-07-10\n    slots:\n");
    gsize none = all->len;

    for (guint i = 0; i < 10; i++) {
        g_string_append_printf(all,
                               "      - {start: \"%02u:00\", end: \"%02u:30\", "
                               "plenary: {id: p%u, title: P}}\n",
                               8 + i, 8 + i, i);
    }
    scratch_write(".", "a.yaml", all->str);
    g_auto(Captured) whole = command_line_run("publish a.yaml");
    g_string_truncate(all, none + 2 * (all->len - none) / 10);
    scratch_write(".", "a.yaml", all->str);
    g_auto(Captured) held = command_line_run("publish a.yaml");
    g_auto(Captured) accepted = command_line_run("publish a.yaml --accept");

    assert_non_null(strstr(held.out, "would go: "));
    assert_true(g_str_has_prefix(held.err, "confeed: error: a.yaml: held back, nothing was "
                                           "published: "));
    assert_int_equal(held.status, EXIT_STATUS_INPUT);
    assert_string_equal(accepted.err, "");
    assert_int_equal(accepted.status, EXIT_STATUS_OK);
}

static void an_agenda_with_errors_makes_no_history(void **state)
{
    scratch_write(".", "bad.yaml", "agenda: {}\n");
    g_auto(Captured) captured = command_line_run("publish bad.yaml");

    assert_int_equal(captured.status, EXIT_STATUS_INPUT);
    assert_false(scratch_has(".", "confeed.db"));
}

static void a_history_that_cannot_be_opened_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_auto(Captured) captured = command_line_run("publish forum.yaml --history none/a.db");

    assert_true(g_str_has_prefix(captured.err, "confeed: error: none/a.db"));
    assert_true(g_str_has_suffix(captured.err, "; nothing was published\n"));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

static void a_time_that_is_none_is_told(void **state)
{
    command_line_write_forum("forum.yaml", "B");
    g_setenv("SOURCE_DATE_EPOCH", "soon", TRUE);
    g_auto(Captured) captured = command_line_run("publish forum.yaml");
    g_unsetenv("SOURCE_DATE_EPOCH");

    assert_non_null(strstr(captured.err, "SOURCE_DATE_EPOCH"));
    assert_int_equal(captured.status, EXIT_STATUS_ENVIRONMENT);
}

/* --- --strict ----------------------------------------------------------------------------- */

#define STRICT "confeed: error: forum.yaml: nothing was published, because of --strict\n"
#define CLASH                                                                                     \
    "forum.yaml:11:13: warning: room r is used 2 times at once on Tuesday 10 July 2007, 09:00–" \
    "10:00: a, b\n"
#define PRIVATE ", visibility: agency, contributions: [{agency: ilo, role: chair}]"

/* An agenda "forum" of two sessions at once, with more keys of the first and of the second. */
static void write_pair(const char *first, const char *second)
{
    g_autofree char *text =
        g_strdup_printf("agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\n"
                        "agencies: [{id: ilo, short: ILO, delegation: 2}]\n"
                        "rooms: [{id: r, name: Red}]\n"
                        "days:\n  - date: 2007-07-10\n    slots:\n      - start: \"09:00\"\n"
                        "        end: \"10:00\"\n        sessions:\n"
                        "          - {id: a, title: A%s}\n          - {id: b, title: B%s}\n",
                        first, second);

    scratch_write(".", "forum.yaml", text);
}

static guint count_revisions(void)
{
    g_auto(Captured) listed = command_line_run("history");
    guint count = 0;

    for (const char *at = listed.out; (at = strchr(at, '\n')) != NULL; at++) {
        count++;
    }
    return count;
}

static void with_strict_only_clashes_that_are_new_publish_nothing(void **state)
{
    write_pair("", "");
    do_run("publish forum.yaml --strict");
    write_pair(", room: r", ", room: r");
    command_line_assert("publish forum.yaml --strict", EXIT_STATUS_INPUT, "", CLASH STRICT);
    assert_int_equal(count_revisions(), 1);
    g_auto(Captured) meant = command_line_run("publish forum.yaml");
    assert_string_equal(meant.err, "");
    assert_int_equal(meant.status, EXIT_STATUS_OK);
    write_pair(", room: r", ", room: r, abstract: More");
    g_auto(Captured) known = command_line_run("publish forum.yaml --strict");
    assert_string_equal(known.err, "");
    assert_int_equal(known.status, EXIT_STATUS_OK);
    assert_int_equal(count_revisions(), 3);
}

static void with_strict_a_first_revision_has_no_clash(void **state)
{
    write_pair(", room: r", ", room: r");
    command_line_assert("publish forum.yaml --strict", EXIT_STATUS_INPUT, "", CLASH STRICT);
    assert_int_equal(count_revisions(), 0);
}

/* It is in no public revision, and published later than the last one. */
static void with_strict_a_clash_that_is_known_to_agencies_alone_is_not_new(void **state)
{
    write_pair(PRIVATE, PRIVATE);
    do_run("publish forum.yaml");
    write_pair(", room: r" PRIVATE, ", room: r" PRIVATE);
    do_run("publish forum.yaml");
    write_pair(", room: r" PRIVATE, ", room: r, abstract: More" PRIVATE);
    g_auto(Captured) captured = command_line_run("publish forum.yaml --strict");
    assert_string_equal(captured.err, "");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

static void a_stamp_ahead_of_the_clock_is_warned_of_and_too_much_for_strict(void **state)
{
    static const char AHEAD[] =
        "forum.yaml: warning: the last revision is of 2037-05-14T00:00:00Z, which is ahead of the "
        "clock: all that follow are stamped after it\n";

    write_pair("", "");
    g_setenv("SOURCE_DATE_EPOCH", "2125872000", TRUE);
    do_run("publish forum.yaml");
    write_pair("", ", abstract: More");
    g_autofree char *refused = g_strconcat(AHEAD, STRICT, NULL);
    assert_published("publish forum.yaml --strict", EXIT_STATUS_INPUT, "", refused);
    assert_int_equal(count_revisions(), 1);
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: revision 2, 2037-05-14T00:00:01Z: 3 calendars change\n\nAgenda\n"
                     "  B (b): abstract added\n\nOther calendars: Tuesday 10 July 2007\n",
                     AHEAD);
}

/* --- --above ------------------------------------------------------------------------------ */

static guint count_in_calendar(const char *line)
{
    g_autofree char *calendar = NULL;

    do_run("build --history confeed.db -o out");
    assert_true(g_file_get_contents("out/forum/agenda.ics", &calendar, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(calendar, line, -1);
    return g_strv_length(parts) - 1;
}

static void after_a_loss_sequences_begin_above_what_was(void **state)
{
    write_pair("", "");
    do_run("publish forum.yaml --above 7");
    assert_int_equal(count_in_calendar("\r\nSEQUENCE:8\r\n"), 2);
    write_pair("", ", abstract: More");
    do_run("publish forum.yaml");
    assert_int_equal(count_in_calendar("\r\nSEQUENCE:8\r\n"), 1);
    assert_int_equal(count_in_calendar("\r\nSEQUENCE:9\r\n"), 1);
}

static void above_zero_is_above_and_what_is_no_number_is_wrong_usage(void **state)
{
    write_pair("", "");
    command_line_assert_usage("publish forum.yaml --above x",
                              "publish: Cannot parse integer value “x” for --above");
    do_run("publish forum.yaml --above 0");
    assert_int_equal(count_in_calendar("\r\nSEQUENCE:1\r\n"), 2);
}

/* --- new rules of a zone ------------------------------------------------------------------ */

#define NEW_RULES "confeed: forum: the rules of Europe/Brussels have changed\n"
#define MOVED                                                                  \
    "forum: revision 2, 2007-07-02T00:00:00Z: 6 calendars change\n\nAgenda\n"  \
    "  Time zone: the rules of Europe/Brussels have changed\n"                 \
    "  A (a): 09:00–10:00 is now 00:00–01:00 UTC, was 07:00–08:00 UTC\n" \
    "  B (b): 09:00–10:00 is now 00:00–01:00 UTC, was 07:00–08:00 UTC\n" \
    "\nOther calendars: Tuesday 10 July 2007\n"

/* From now on Brussels has the clocks of Tokyo. */
static void move_brussels(void)
{
    g_autofree char *folder = g_get_current_dir();
    g_autofree char *zones = g_build_filename(folder, "zones", NULL);
    g_autofree char *path = g_build_filename(zones, "Europe", "Brussels", NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_autofree char *data = NULL;
    gsize size;

    assert_true(g_file_get_contents("/usr/share/zoneinfo/Asia/Tokyo", &data, &size, NULL));
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
    g_setenv("TZDIR", zones, TRUE);
}

static int leave(void **state)
{
    g_unsetenv("TZDIR");
    g_unsetenv("SOURCE_DATE_EPOCH");
    return agenda_folder_leave(state);
}

static void new_rules_are_a_revision_before_that_of_the_file(void **state)
{
    write_pair("", "");
    assert_published("publish forum.yaml", EXIT_STATUS_OK,
                     "forum: revision 1, 2007-07-01T00:00:00Z: 6 calendars\n", "");
    move_brussels();
    g_setenv("SOURCE_DATE_EPOCH", NEXT_DAY, TRUE);
    command_line_assert("publish forum.yaml --by anna", EXIT_STATUS_OK,
                        MOVED "forum: nothing has changed since revision 2\n", NEW_RULES);
    command_line_assert("publish forum.yaml", EXIT_STATUS_OK,
                        "forum: nothing has changed since revision 2\n", "");
    g_auto(Captured) listed = command_line_run("history");
    assert_true(g_str_has_prefix(listed.out, "forum@2  2007-07-02T00:00:00Z  anna  the rules of "
                                             "Europe/Brussels have changed\nforum@1  "));
    assert_int_equal(count_in_calendar("\r\nTZOFFSETTO:+0900\r\n"), 1);
    assert_int_equal(count_in_calendar("\r\nSEQUENCE:1\r\n"), 2);
    write_pair("", ", abstract: More");
    do_run("publish forum.yaml");
    assert_int_equal(count_revisions(), 3);
}

static void what_is_reverted_to_keeps_its_clock_under_the_new_rules(void **state)
{
    write_pair("", "");
    do_run("publish forum.yaml");
    write_pair("", ", abstract: More");
    do_run("publish forum.yaml");
    move_brussels();
    do_run("revert forum 1");
    assert_int_equal(count_in_calendar("\r\nTZOFFSETTO:+0900\r\n"), 1);
    /* It is all there is to publish: building finds no rules that are newer. */
    assert_int_equal(count_revisions(), 3);
    assert_int_equal(count_in_calendar("\r\nDTSTART;TZID=Europe/Brussels:20070710T090000\r\n"), 2);
    assert_int_equal(count_in_calendar("More"), 0);
}

/* --- what fails --------------------------------------------------------------------------- */

static void of_sessions_that_would_go_those_that_not_everybody_sees_are_counted(void **state)
{
    g_autoptr(GString) all = g_string_new("agenda: {id: a, title: A, timezone: Europe/Brussels}\n"
                                          "agencies: [{id: ilo, short: ILO}]\n"
                                          "days:\n  - date: 2007-07-10\n    slots:\n");
    gsize two = 0;

    for (guint i = 0; i < 10; i++) {
        two = i == 2 ? all->len : two;
        g_string_append_printf(all,
                               "      - {start: \"%02u:00\", end: \"%02u:30\", sessions: "
                               "[{id: p%u, title: P%s}]}\n",
                               8 + i, 8 + i, i, i < 9 ? PRIVATE : "");
    }
    scratch_write(".", "a.yaml", all->str);
    do_run("publish a.yaml");
    g_string_truncate(all, two);
    scratch_write(".", "a.yaml", all->str);
    g_auto(Captured) held = command_line_run("publish a.yaml");
    assert_string_equal(held.out, "would go: p9 P\nwould go: 7 that not everybody sees\n");
    assert_null(strstr(held.err, "p8"));
    assert_int_equal(held.status, EXIT_STATUS_INPUT);
}

static void what_is_published_is_so_even_if_it_cannot_be_printed(void **state)
{
    write_pair("", "");
    g_auto(Captured) captured = command_line_run_on_full_disk("publish forum.yaml");

    assert_true(g_str_has_prefix(captured.err,
                                 "confeed: error: what was published could not be printed; it is "
                                 "in confeed.db all the same\n"));
    assert_int_equal(count_revisions(), 1);
}

static void into_a_history_that_is_read_only_nothing_is_published(void **state)
{
    bool is_root = geteuid() == 0;

    write_pair("", "");
    do_run("publish forum.yaml");
    write_pair("", ", abstract: More");
    assert_int_equal(chmod(".", is_root ? 0755 : 0555), 0);
    assert_int_equal(chmod("confeed.db", is_root ? 0644 : 0444), 0);
    assert_true(!is_root || seteuid(NOBODY) == 0);
    command_line_assert("publish forum.yaml", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: confeed.db cannot be written; nothing was published\n");
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(".", 0755), 0);
    assert_int_equal(count_revisions(), 1);
}

static void nothing_follows_what_is_damaged(void **state)
{
    static const struct {
        const char *sql;
        const char *line;
        const char *said; /* in brackets */
    } CASES[] = {
        { "UPDATE record SET text = replace(text, '\"B\"', '\"X\"') WHERE agenda = 'forum'",
          "publish forum.yaml", "revision 1 of forum: it is not what was published" },
        { "UPDATE record SET text = replace(text, '\"B\"', '\"X\"') WHERE agenda = 'forum@'",
          "publish forum.yaml", "revision 1 of forum@: it is not what was published" },
        { "UPDATE record SET text = replace(text, '\"B\"', '\"X\"') WHERE agenda = 'forum@'",
          "publish forum.yaml --strict", "revision 1 of forum@: it is not what was published" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *said = g_strdup_printf(
            "confeed: error: confeed.db: the history is damaged (%s): restore a copy of it; "
            "nothing was published\n",
            CASES[i].said);
        write_pair(PRIVATE, "");
        do_run("publish forum.yaml");
        history_support_tamper("confeed.db", CASES[i].sql);
        write_pair(PRIVATE, ", abstract: More");
        command_line_assert(CASES[i].line, EXIT_STATUS_ENVIRONMENT, "", said);
        assert_int_equal(count_revisions(), 1);
        assert_int_equal(g_unlink("confeed.db"), 0);
    }
}

#define PUBLISH_TEST(name) cmocka_unit_test_setup_teardown(name, agenda_folder_enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PUBLISH_TEST(what_has_changed_is_told),
        PUBLISH_TEST(who_and_why_are_of_one_run_alone),
        PUBLISH_TEST(what_leaves_out_many_sessions_is_held_back_unless_it_is_accepted),
        PUBLISH_TEST(an_agenda_with_errors_makes_no_history),
        PUBLISH_TEST(a_history_that_cannot_be_opened_is_told),
        PUBLISH_TEST(a_time_that_is_none_is_told),
        PUBLISH_TEST(with_strict_only_clashes_that_are_new_publish_nothing),
        PUBLISH_TEST(with_strict_a_first_revision_has_no_clash),
        PUBLISH_TEST(with_strict_a_clash_that_is_known_to_agencies_alone_is_not_new),
        PUBLISH_TEST(a_stamp_ahead_of_the_clock_is_warned_of_and_too_much_for_strict),
        PUBLISH_TEST(after_a_loss_sequences_begin_above_what_was),
        PUBLISH_TEST(above_zero_is_above_and_what_is_no_number_is_wrong_usage),
        PUBLISH_TEST(new_rules_are_a_revision_before_that_of_the_file),
        PUBLISH_TEST(what_is_reverted_to_keeps_its_clock_under_the_new_rules),
        PUBLISH_TEST(of_sessions_that_would_go_those_that_not_everybody_sees_are_counted),
        PUBLISH_TEST(what_is_published_is_so_even_if_it_cannot_be_printed),
        PUBLISH_TEST(into_a_history_that_is_read_only_nothing_is_published),
        PUBLISH_TEST(nothing_follows_what_is_damaged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
