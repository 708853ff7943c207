#include "render/page/page_notes.h"

#include "sketch.h"
#include "support.h"

#define PATH "forum/agenda"

static const Session *find(const Revision *revision, const char *id)
{
    return agenda_find_session(revision->agenda, id);
}

static void each_session_knows_its_clashes(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL,
                                                   "session a 07-10 09:00-10:00 with=ilo/chair; "
                                                   "session b 07-10 09:30-10:30 with=ilo/speaker; "
                                                   "session c 07-10 11:00-12:00 with=ilo/speaker",
                                                   "07-01");
    g_autoptr(PageNotes) notes = page_notes_new(revision, true);
    g_autoptr(PageNotes) without = page_notes_new(revision, false);

    assert_int_equal(page_notes_clashes(notes, find(revision, "a"))->len, 1);
    assert_ptr_equal(page_notes_clashes(notes, find(revision, "a"))->pdata[0],
                     page_notes_clashes(notes, find(revision, "b"))->pdata[0]);
    assert_null(page_notes_clashes(notes, find(revision, "c")));
    assert_null(page_notes_clashes(without, find(revision, "a")));
}

/* A revision of 1 July of one session, with a log. */
static Revision *new_logged(void)
{
    Revision *revision = sketch_revision(NULL, "session a 07-10 09:00-10:00", "07-01");

    change_log_unref(revision->log);
    revision->log = change_log_new();
    return revision;
}

static void add_note(Revision *revision, guint number, const char *at, const char *json)
{
    change_log_add(revision->log, PATH, number, sketch_stamp(at), "words\n", json);
}

static void assert_move(const Revision *revision, const char *expected)
{
    g_autoptr(PageNotes) notes = page_notes_new(revision, false);
    const char *move = page_notes_move(notes, find(revision, "a"));

    if (g_strcmp0(move, expected) != 0) {
        fail_msg("\"%s\", not \"%s\"", move, expected);
    }
}

#define MOVED                                                                 \
    "{\"kind\":\"moved\",\"session\":\"a\",\"old\":{\"date\":\"2007-07-09\"," \
    "\"start\":\"2007-07-09T10:00:00\",\"end\":\"2007-07-09T12:00:00\"}}"

static void what_was_moved_lately_says_from_where(void **state)
{
    g_autoptr(Revision) revision = new_logged();

    assert_move(revision, NULL);
    add_note(revision, 2, "06-20",
             "[" MOVED ",{\"kind\":\"room\",\"session\":\"a\","
             "\"old\":{\"id\":\"gold\",\"name\":\"Gold Room\"}}]");
    assert_move(revision, "was Monday 9 July 2007 10:00–12:00; was in Gold Room");
    add_note(revision, 3, "06-25", "[{\"kind\":\"room\",\"session\":\"a\",\"old\":null}]");
    assert_move(revision,
                "had no room; before that, was Monday 9 July 2007 10:00–12:00; was in Gold Room");
    add_note(revision, 4, "06-26", "[" MOVED "]");
    assert_move(revision, "was Monday 9 July 2007 10:00–12:00; before that, had no room");
}

static void the_time_before_the_last_move_is_known(void **state)
{
    g_autoptr(Revision) revision = new_logged();
    g_autoptr(PageNotes) unmoved = page_notes_new(revision, false);
    CivilTime start;

    assert_false(page_notes_previous_start(unmoved, find(revision, "a"), &start));
    add_note(revision, 2, "06-20", "[" MOVED "]");
    g_autoptr(PageNotes) moved = page_notes_new(revision, false);
    assert_true(page_notes_previous_start(moved, find(revision, "a"), &start));
    g_autofree char *clock = civil_clock_to_text(start);
    assert_string_equal(clock, "10:00");
    add_note(revision, 3, "06-25", "[{\"kind\":\"room\",\"session\":\"a\",\"old\":null}]");
    g_autoptr(PageNotes) elsewhere = page_notes_new(revision, false);
    assert_false(page_notes_previous_start(elsewhere, find(revision, "a"), &start));
}

static void what_was_moved_long_ago_is_as_it_is(void **state)
{
    g_autoptr(Revision) revision = new_logged();

    add_note(revision, 2, "06-16", "[" MOVED "]");
    assert_move(revision, NULL);
}

static void a_log_that_is_damaged_says_nothing(void **state)
{
    g_autoptr(Revision) revision = new_logged();

    add_note(revision, 2, "06-27", "[{\"kind\":\"moved\",\"session\":\"a\",\"old\":{\"date\":1}}]");
    add_note(revision, 3, "06-28", "[{\"kind\":\"moved\",\"session\":4}]");
    add_note(revision, 4, "06-29", "[{\"kind\":\"moved\"");
    assert_move(revision, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_session_knows_its_clashes),
        cmocka_unit_test(what_was_moved_lately_says_from_where),
        cmocka_unit_test(the_time_before_the_last_move_is_known),
        cmocka_unit_test(what_was_moved_long_ago_is_as_it_is),
        cmocka_unit_test(a_log_that_is_damaged_says_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
