/* Covers src/chronicle/chronicle_read.c; that what is read is what was made is in
 * test_chronicle.c, what is not read since it is damaged in test_soundness.c. */
#include "chronicle/chronicle_read.h"

#include <string.h>

#include "chronicle_support.h"
#include "history_support.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"

#define FIRST "session s 07-10 09:00-10:00 with=ilo/chair; agency ilo"
#define SECOND "session s 07-10 09:00-10:00; agency ilo"

/* Of "forum": a session that ILO leaves. */
static char *history_file_new(void)
{
    char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) first =
        chronicle_support_publish(history, NULL, sketch_agenda(FIRST), "07-01");
    g_autoptr(Revision) second =
        chronicle_support_publish(history, first, sketch_agenda(SECOND), "07-02");

    history_close(history);
    return path;
}

static void the_last_revision_of_an_agenda_is_read(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(Revision) last = NULL;

    assert_true(chronicle_read_last(history, "forum", &last, NULL));
    assert_int_equal(last->number, 2);
    assert_int_equal(last->stamp, sketch_stamp("07-02"));
    assert_int_equal(last->keep_seconds, SKETCH_KEEP);
    sketch_assert_entries(last, "agencies/ilo", "!s@1:1");
    sketch_assert_stamp(last, "s", "07-01 07-02 1");
    sketch_assert_changed(last, "agencies/ilo", "07-02");
    history_close(history);
    history_support_remove(path);
}

static void of_an_agenda_that_is_not_there_the_last_revision_is_none(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    Revision *last = (Revision *)path;

    assert_true(chronicle_read_last(history, "other", &last, NULL));
    assert_null(last);
    history_close(history);
    history_support_remove(path);
}

static void a_revision_is_read_with_the_notes_up_to_it(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(Revision) first = chronicle_support_read(history, "forum", 1);
    g_autoptr(Revision) second = chronicle_support_read(history, "forum", 2);

    assert_non_null(first->log);
    assert_null(change_log_find(first->log, "forum/agencies/ilo"));
    const GPtrArray *notes = change_log_find(second->log, "forum/agencies/ilo");
    const ChangeNote *note = notes->pdata[0];
    assert_int_equal(notes->len, 1);
    assert_int_equal(note->number, 2);
    assert_int_equal(note->stamp, sketch_stamp("07-02"));
    assert_true(g_str_has_suffix(note->words, "\n"));
    history_close(history);
    history_support_remove(path);
}

static void what_a_feed_that_is_gone_was_called_is_read_from_an_older_history_too(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) second = NULL;
    g_autoptr(Revision) last = NULL;

    assert_true(chronicle_read_last(history, "forum", &second, NULL));
    g_autoptr(Revision) third = chronicle_support_publish(
        history, second, sketch_agenda("session s 07-10 09:00-10:00"), "07-03");
    const char *subject = revision_find_feed(third, "forum/agencies/ilo")->feed->subject;
    for (guint i = 0; i < 2; i++) {
        assert_true(chronicle_read_last(history, "forum", &last, NULL));
        assert_string_equal(revision_find_feed(last, "forum/agencies/ilo")->feed->subject, subject);
        g_clear_pointer(&last, revision_free);
        history_support_tamper(path, "UPDATE feed SET subject = NULL");
    }
    history_close(history);
    history_support_remove(path);
}

static void the_file_of_a_revision_is_that_of_its_records(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autofree char *file = chronicle_read_file(history, "forum", 1, NULL);
    g_autoptr(Agenda) agenda = chronicle_read_agenda(history, "forum", 1, NULL);
    g_autoptr(Agenda) published = sketch_agenda(FIRST);
    g_auto(RecordsSupport) records;

    records_support_init(&records, published);
    assert_string_equal(file, records.file);
    records_support_assert_equal(agenda, published);
    history_close(history);
    history_support_remove(path);
}

static void a_revision_that_is_not_there_is_an_error(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(GError) error = NULL;

    assert_null(chronicle_read(history, "forum", 3, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_true(g_str_has_prefix(error->message, path));
    g_clear_error(&error);
    assert_null(chronicle_read_agenda(history, "other", 1, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    g_clear_error(&error);
    assert_null(chronicle_read_file(history, "forum", 0, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    history_close(history);
    history_support_remove(path);
}

/* Makes the history one of an older program, up to a revision. */
static void forget_zone(const char *path, guint until)
{
    g_autofree char *sql =
        g_strdup_printf("UPDATE revision SET rules = NULL WHERE number <= %u; %s", until,
                        until == 1 ? "UPDATE record SET first = 2 WHERE kind = 'zone'"
                                   : "DELETE FROM record WHERE kind = 'zone'");
    history_support_tamper(path, sql);
}

/* Whether the history is read as it was without any zone files. */
static bool is_read_without_zones(const char *path, guint number, GError **error)
{
    History *history = history_support_open(path, HISTORY_READ);

    g_setenv("TZDIR", "/nowhere", TRUE);
    g_autoptr(Revision) revision = chronicle_read(history, "forum", number, error);
    g_unsetenv("TZDIR");
    history_close(history);
    return revision != NULL;
}

static void a_revision_is_read_without_any_zone_files(void **state)
{
    g_autofree char *path = history_file_new();
    g_autoptr(GError) error = NULL;

    assert_true(is_read_without_zones(path, 1, &error));
    assert_true(is_read_without_zones(path, 2, &error));
    /* One whose zone was not kept is read with that of a later one. */
    forget_zone(path, 1);
    assert_true(is_read_without_zones(path, 1, &error));
    assert_true(is_read_without_zones(path, 2, &error));
    history_support_remove(path);
}

static void a_revision_without_a_zone_is_read_with_the_zone_files(void **state)
{
    g_autofree char *path = history_file_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *expected = g_strconcat(
        path,
        ": revision 2 of forum cannot be read by this version of confeed: unknown time zone "
        "\"Europe/Brussels\"; expected an IANA name such as Europe/Brussels",
        NULL);

    forget_zone(path, 2);
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(Revision) revision = chronicle_support_read(history, "forum", 2);
    assert_false(revision->keeps_zone);
    assert_false(is_read_without_zones(path, 2, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_string_equal(error->message, expected);
    g_autofree char *file = chronicle_read_file(history, "forum", 2, NULL);
    assert_non_null(strstr(file, "Europe/Brussels"));
    history_close(history);
    history_support_remove(path);
}

static void a_kept_zone_that_is_none_or_another_is_damage(void **state)
{
    static const struct {
        const char *sql;
        const char *fault;
    } CASES[] = {
        { "UPDATE record SET text = '{\"rules\":\"3600 0 CET\"}' WHERE kind = 'zone'",
          "it is not what was published" },
        { "UPDATE record SET text = '[]' WHERE kind = 'zone'",
          "its zone \"Europe/Brussels\" is malformed" },
        { "UPDATE record SET id = 'Europe/Paris' WHERE kind = 'zone'",
          "its zone is called \"Europe/Paris\"" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = history_file_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *expected =
            g_strdup_printf("%s: the history is damaged (revision 2 of forum: %s): restore a copy "
                            "of it",
                            path, CASES[i].fault);
        history_support_tamper(path, CASES[i].sql);
        History *history = history_support_open(path, HISTORY_READ);
        assert_null(chronicle_read(history, "forum", 2, &error));
        history_close(history);
        assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
        assert_string_equal(error->message, expected);
        history_support_remove(path);
    }
}

static void assert_is_read_as(const Revision *revision, History *history, guint number)
{
    g_autoptr(Revision) expected = chronicle_support_read(history, "forum", number);
    g_autofree char *text = chronicle_support_describe(revision);
    g_autofree char *expected_text = chronicle_support_describe(expected);

    assert_string_equal(text, expected_text);
}

static void an_agenda_at_hand_becomes_that_of_its_revision(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    Agenda *agenda = sketch_agenda(SECOND);
    const Agenda *at_hand = agenda;
    g_autoptr(Revision) revision = chronicle_read_with(history, 2, &agenda, NULL);

    assert_null(agenda);
    assert_ptr_equal(revision->agenda, at_hand);
    assert_is_read_as(revision, history, 2);
    history_close(history);
    history_support_remove(path);
}

static void an_agenda_at_hand_that_says_something_else_is_left(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autoptr(Agenda) agenda = sketch_agenda(FIRST);
    g_autoptr(Revision) revision = chronicle_read_with(history, 2, &agenda, NULL);

    assert_non_null(agenda);
    assert_is_read_as(revision, history, 2);
    history_close(history);
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_revision_of_an_agenda_is_read),
        cmocka_unit_test(of_an_agenda_that_is_not_there_the_last_revision_is_none),
        cmocka_unit_test(a_revision_is_read_with_the_notes_up_to_it),
        cmocka_unit_test(what_a_feed_that_is_gone_was_called_is_read_from_an_older_history_too),
        cmocka_unit_test(the_file_of_a_revision_is_that_of_its_records),
        cmocka_unit_test(a_revision_that_is_not_there_is_an_error),
        cmocka_unit_test(a_revision_is_read_without_any_zone_files),
        cmocka_unit_test(a_revision_without_a_zone_is_read_with_the_zone_files),
        cmocka_unit_test(a_kept_zone_that_is_none_or_another_is_damage),
        cmocka_unit_test(an_agenda_at_hand_becomes_that_of_its_revision),
        cmocka_unit_test(an_agenda_at_hand_that_says_something_else_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
