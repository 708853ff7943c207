#include "model/change/change_log.h"

#include "support.h"

/* Adds notes of the revisions from `first` to `last` to a feed. */
static void add_notes(ChangeLog *log, const char *path, guint first, guint last)
{
    for (guint number = first; number <= last; number++) {
        g_autofree char *words = g_strdup_printf("Line of %u.\n", number);
        change_log_add(log, path, number, 1000 + number, words, "[]");
    }
}

/* The feed's notes are those of these revisions, the latest first. */
static void assert_notes(const ChangeLog *log, const char *path, guint latest, guint count)
{
    const GPtrArray *notes = change_log_find(log, path);

    assert_non_null(notes);
    assert_int_equal(notes->len, count);
    for (guint i = 0; i < count; i++) {
        const ChangeNote *note = notes->pdata[i];
        g_autofree char *words = g_strdup_printf("Line of %u.\n", latest - i);
        assert_int_equal(note->number, latest - i);
        assert_int_equal(note->stamp, 1000 + latest - i);
        assert_string_equal(note->words, words);
        assert_string_equal(note->json, "[]");
    }
}

static void a_feed_of_which_nothing_is_noted_has_no_notes(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();

    assert_null(change_log_find(log, "a"));
    add_notes(log, "a", 1, 1);
    assert_null(change_log_find(log, "b"));
}

static void the_latest_note_comes_first(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();

    add_notes(log, "a", 2, 4);
    assert_notes(log, "a", 4, 3);
}

static void the_log_keeps_no_text_of_the_callers(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();
    char path[] = "a";
    char words[] = "Line of 1.\n";
    char json[] = "[]";

    change_log_add(log, path, 1, 1001, words, json);
    path[0] = words[0] = json[0] = 'x';
    assert_notes(log, "a", 1, 1);
}

static void the_oldest_notes_of_a_feed_are_dropped(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();

    add_notes(log, "a", 1, CHANGE_LOG_NOTES_MAX);
    assert_notes(log, "a", CHANGE_LOG_NOTES_MAX, CHANGE_LOG_NOTES_MAX);
    add_notes(log, "a", CHANGE_LOG_NOTES_MAX + 1, CHANGE_LOG_NOTES_MAX + 2);
    add_notes(log, "b", 1, 1);
    assert_notes(log, "a", CHANGE_LOG_NOTES_MAX + 2, CHANGE_LOG_NOTES_MAX);
    assert_notes(log, "b", 1, 1);
}

static void what_is_added_to_a_copy_is_not_in_the_other(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();

    add_notes(log, "a", 1, 2);
    add_notes(log, "b", 1, 2);
    g_autoptr(ChangeLog) copy = change_log_dup(log);
    add_notes(copy, "a", 3, 3);
    add_notes(copy, "c", 3, 3);
    assert_notes(log, "a", 2, 2);
    assert_null(change_log_find(log, "c"));
    assert_notes(copy, "a", 3, 3);
    assert_notes(copy, "c", 3, 1);
}

static void a_copy_shares_what_it_has_in_common(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();

    add_notes(log, "a", 1, 2);
    add_notes(log, "b", 1, 2);
    g_autoptr(ChangeLog) copy = change_log_dup(log);
    add_notes(copy, "a", 3, 3);
    assert_ptr_equal(change_log_find(copy, "b"), change_log_find(log, "b"));
    assert_ptr_equal(change_log_find(copy, "a")->pdata[1], change_log_find(log, "a")->pdata[0]);
}

static void a_copy_outlives_what_it_is_of(void **state)
{
    ChangeLog *log = change_log_new();

    add_notes(log, "a", 1, CHANGE_LOG_NOTES_MAX);
    g_autoptr(ChangeLog) copy = change_log_dup(log);
    add_notes(copy, "a", CHANGE_LOG_NOTES_MAX + 1, CHANGE_LOG_NOTES_MAX + 1);
    change_log_unref(log);
    assert_notes(copy, "a", CHANGE_LOG_NOTES_MAX + 1, CHANGE_LOG_NOTES_MAX);
}

static void a_log_lives_as_long_as_anybody_holds_it(void **state)
{
    ChangeLog *log = change_log_new();

    add_notes(log, "a", 1, 1);
    g_autoptr(ChangeLog) held = change_log_ref(log);
    change_log_unref(log);
    assert_notes(held, "a", 1, 1);
    change_log_unref(NULL);
}

static gpointer copy_and_drop(gpointer data)
{
    for (guint i = 0; i < 200; i++) {
        g_autoptr(ChangeLog) held = change_log_ref(data);
        g_autoptr(ChangeLog) copy = change_log_dup(held);
        add_notes(copy, "a", 3, 3);
    }
    return NULL;
}

static void threads_share_a_log(void **state)
{
    g_autoptr(ChangeLog) log = change_log_new();
    GThread *threads[3];

    add_notes(log, "a", 1, 2);
    change_log_ref(log);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("reader", copy_and_drop, log);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
    change_log_unref(log);
    assert_notes(log, "a", 2, 2);
}

static void a_note_has_its_lines_one_by_one(void **state)
{
    const ChangeNote note = { .words = (char *)"First: a\n\nThird\n" };
    g_auto(GStrv) lines = change_note_dup_lines(&note, false);

    assert_int_equal(g_strv_length(lines), 3);
    assert_string_equal(lines[0], "First: a");
    assert_string_equal(lines[1], "");
    assert_string_equal(lines[2], "Third");
}

static void a_line_ends_with_clashes_only_for_those_who_are_shown_them(void **state)
{
    const ChangeNote note = {
        .words =
            (char *)"A (a): now in Gold; no longer clashes with b in Blue; now clashes with c, "
                    "d in Gold\nB (b): moved; now clashes with c\nC: now in Gold\n",
    };
    g_auto(GStrv) all = change_note_dup_lines(&note, true);
    g_auto(GStrv) lines = change_note_dup_lines(&note, false);

    assert_string_equal(all[1], "B (b): moved; now clashes with c");
    assert_string_equal(lines[0], "A (a): now in Gold");
    assert_string_equal(lines[1], "B (b): moved");
    assert_string_equal(lines[2], "C: now in Gold");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_of_which_nothing_is_noted_has_no_notes),
        cmocka_unit_test(the_latest_note_comes_first),
        cmocka_unit_test(the_log_keeps_no_text_of_the_callers),
        cmocka_unit_test(the_oldest_notes_of_a_feed_are_dropped),
        cmocka_unit_test(what_is_added_to_a_copy_is_not_in_the_other),
        cmocka_unit_test(a_copy_shares_what_it_has_in_common),
        cmocka_unit_test(a_copy_outlives_what_it_is_of),
        cmocka_unit_test(a_log_lives_as_long_as_anybody_holds_it),
        cmocka_unit_test(threads_share_a_log),
        cmocka_unit_test(a_note_has_its_lines_one_by_one),
        cmocka_unit_test(a_line_ends_with_clashes_only_for_those_who_are_shown_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
