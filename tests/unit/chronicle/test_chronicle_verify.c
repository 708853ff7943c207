#include "chronicle/chronicle_verify.h"

#include <string.h>

#include "chronicle_support.h"
#include "history_support.h"
#include "sketch.h"
#include "support.h"

/* Three revisions: ILO leaves a session, which then has another title; a session is removed. */
static char *history_file_new(void)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 with=ilo/chair; session t 07-10 09:00-10:00; agency ilo",
        "session s 07-10 09:00-10:00; session t 07-10 09:00-10:00; agency ilo",
        "session s 07-10 09:00-10:00 title=Other; agency ilo",
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03" };

    return chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));
}

static char *verify_file(const char *path)
{
    History *history = history_support_open(path, HISTORY_READ);
    char *faults = chronicle_support_verify(history);

    history_close(history);
    return faults;
}

static char *verify(const char *sql)
{
    g_autofree char *path = history_file_new();

    history_support_tamper(path, sql);
    char *faults = verify_file(path);
    history_support_remove(path);
    return faults;
}

static void nothing_is_found_in_a_good_history(void **state)
{
    g_autofree char *faults = verify("");

    assert_string_equal(faults, "");
}

/* Older programs went by the stamp, and by the end alone: what left long after is not told. */
static void nothing_is_found_in_a_history_of_an_older_program(void **state)
{
    static const char *const SKETCHES[] = {
        "session s 06-01 09:00-10:00 with=ilo/chair; session t 07-10 09:00-10:00; agency ilo",
        "session s 06-01 09:00-10:00 with=ilo/chair title=Other; session t 07-10 09:00-10:00; "
        "agency ilo",
        "session t 07-10 09:00-10:00; agency ilo",
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03" };
    g_autofree char *path = chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));

    history_support_tamper(path, "UPDATE revision SET clock = -1;"
                                 "DELETE FROM departure WHERE key = 's';"
                                 "DELETE FROM feed WHERE path = 'forum/sessions/s' AND first = 3;"
                                 "UPDATE feed SET last = 3 WHERE path = 'forum/sessions/s'");
    g_autofree char *faults = verify_file(path);
    assert_string_equal(faults, "");
    history_support_remove(path);
}

/* Older programs knew of no selections that leave something out, nor of terms: what gained a room,
 * or lost a tag, had left nothing. */
static void nothing_is_found_where_an_older_program_made_no_departures_of_gains(void **state)
{
    static const char *const SKETCHES[] = {
        "session s 07-10 09:00-10:00 tags=x; room gold",
        "session s 07-10 09:00-10:00 tags=x room=gold",
        "session s 07-10 09:00-10:00 room=gold",
        "session s 07-10 09:00-10:00 room=gold tags=x with=ilo/chair",
    };
    static const char *const TIMES[] = { "07-01", "07-02", "07-03", "07-04" };
    g_autofree char *path = chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));
    g_autofree char *good = verify_file(path);

    history_support_tamper(path, "DELETE FROM departure");
    g_autofree char *missing = verify_file(path);
    history_support_tamper(path, "UPDATE revision SET membership = 0");
    g_autofree char *older = verify_file(path);
    history_support_tamper(path, "UPDATE revision SET membership = 1 WHERE number = 4");
    g_autofree char *mixed = verify_file(path);
    assert_string_equal(good, "");
    assert_non_null(strstr(missing, "revision 2 of forum: departures are others (1, such as that "
                                    "of s)"));
    assert_string_equal(older, "");
    assert_string_equal(mixed, "revision 4 of forum: departures are others (1, such as that of s)");
    history_support_remove(path);
}

/* Older programs had it on one day only, and told its end by the clock alone. */
static void nothing_is_found_where_an_older_program_had_what_lasts_longer_than_a_day(void **state)
{
    static const char *const SKETCHES[] = {
        "day 07-11; session s 07-10 20:00-47:00; session t 07-11 09:00-10:00",
        "day 07-11; session s 07-10 20:00-23:00; session t 07-11 09:00-10:00",
    };
    static const char *const TIMES[] = { "07-01", "07-02" };
    g_autofree char *path = chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));

    history_support_tamper(path,
                           "DELETE FROM departure;"
                           "DELETE FROM feed WHERE path = 'forum/days/2007-07-11' AND first = 2;"
                           "UPDATE feed SET last = NULL WHERE path = 'forum/days/2007-07-11';"
                           "DELETE FROM change WHERE path = 'forum/days/2007-07-11';"
                           "UPDATE change SET words = 's (s): moved from 20:00–23:00' || char(10)");
    g_autofree char *own_faults = verify_file(path);
    assert_non_null(strstr(own_faults, "departures are others (1, such as that of s)"));
    assert_non_null(strstr(own_faults, "feeds changed at other times"));
    assert_non_null(strstr(own_faults, "what it changed has other words"));
    history_support_tamper(path, "UPDATE revision SET clock = -1");
    g_autofree char *faults = verify_file(path);
    assert_string_equal(faults, "");
    history_support_tamper(path, "UPDATE event SET sequence = 7 WHERE key = 't'");
    g_autofree char *other_faults = verify_file(path);
    assert_non_null(strstr(other_faults, "the stamps of events are others (1, such as that of t)"));
    history_support_remove(path);
}

/* A calendar without sessions tells the clocks of the agenda's days. */
static void nothing_is_found_where_an_older_program_told_no_change_of_clocks(void **state)
{
    static const char *const SKETCHES[] = { "room gold", "room gold; day 07-10" };
    static const char *const TIMES[] = { "07-01", "07-02" };
    g_autofree char *path = chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));

    history_support_tamper(path, "DELETE FROM change WHERE path = 'forum/rooms/gold'");
    g_autofree char *own_faults = verify_file(path);
    assert_non_null(strstr(own_faults, "other words (1, such as for forum/rooms/gold)"));
    history_support_tamper(path, "UPDATE revision SET clock = -1");
    g_autofree char *faults = verify_file(path);
    assert_string_equal(faults, "");
    history_support_remove(path);
}

static void nothing_is_found_in_a_history_without_an_agenda(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autofree char *faults = chronicle_support_verify(history);

    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

/* Of a revision that is not read. */
#define DAMAGED(number, agenda)                                                                  \
    "the history is damaged (revision " number " of " agenda ": it is not what was published): " \
    "restore a copy of it"

typedef struct VerifyCase {
    const char *sql;
    const char *faults;
} VerifyCase;

static void what_was_changed_behind_our_back_is_found(void **state)
{
    static const VerifyCase CASES[] = {
        { "UPDATE record SET text = replace(text, 'Other', 'Wrong')", DAMAGED("3", "forum") },
        { "UPDATE record SET place = replace(place, '09:00', '08:00') WHERE id = 't'",
          DAMAGED("1", "forum") },
        { "UPDATE revision SET digest = 'x' WHERE number = 2", DAMAGED("2", "forum") },
        { "UPDATE event SET sequence = 7 WHERE key = 's' AND first = 2",
          "revision 2 of forum: the stamps of events are others (1, such as that of s)\n"
          "revision 3 of forum: the stamps of events are others (1, such as that of s)" },
        { "UPDATE event SET created = 7 WHERE key = 't'",
          "revision 1 of forum: the stamps of events are others (1, such as that of t)\n"
          "revision 3 of forum: departures are others (1, such as that of t)" },
        { "DELETE FROM departure WHERE key = 's'",
          "revision 2 of forum: departures are others (1, such as that of s)" },
        { "UPDATE departure SET sequence = 5 WHERE key = 't'",
          "revision 3 of forum: departures are others (1, such as that of t)" },
        { "UPDATE departure SET last = 3 WHERE key = 's'",
          "revision 3 of forum: departures are others (1, such as that of s)" },
        { "UPDATE feed SET changed = changed - 1 WHERE path = 'forum/sessions/s' AND first = 3",
          "revision 3 of forum: feeds changed at other times (1, such as forum/sessions/s)" },
        { "UPDATE change SET words = replace(words, 's', 'z') WHERE path = 'forum/agenda'"
          " AND number = 2",
          "revision 2 of forum: what it changed has other words (1, such as for "
          "forum/agenda)" },
        { "UPDATE change SET json = '[]' WHERE path = 'forum/agenda' AND number = 3",
          "revision 3 of forum: what it changed has other words (1, such as for "
          "forum/agenda)" },
        { "DELETE FROM change WHERE path = 'forum/agenda' AND number = 3",
          "revision 3 of forum: what it changed has other words (1, such as for "
          "forum/agenda)" },
        { "INSERT INTO change VALUES ('forum', 2, 'forum/more', 'x' || char(10), '[]')",
          "revision 2 of forum: it changed 4 feeds, but has notes on 5" },
        { "INSERT INTO change VALUES ('forum', 1, 'forum/agenda', 'x' || char(10), '[]')",
          "revision 1 of forum: it changed 0 feeds, but has notes on 1" },
        { "UPDATE feed SET name = 'x' || name WHERE path = 'forum/sessions/t' AND first = 3",
          "revision 3 of forum: the feed forum/sessions/t is not called what it was" },
        { "UPDATE feed SET subject = 'x' || subject WHERE path = 'forum/sessions/t' AND first = 3",
          "revision 3 of forum: the feed forum/sessions/t is not called what it was" },
        { "UPDATE feed SET description = 'x' WHERE path = 'forum/sessions/t' AND first = 3",
          "revision 3 of forum: the feed forum/sessions/t is not called what it was" },
        { "UPDATE feed SET subject = NULL", "" },
        { "DELETE FROM feed WHERE path = 'forum/sessions/t' AND first = 3",
          "revision 3 of forum: feeds changed at other times (1, such as forum/sessions/t)" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *faults = verify(CASES[i].sql);
        assert_string_equal(faults, CASES[i].faults);
    }
}

static void a_first_revision_with_another_time_than_it_says_is_found(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    Agenda *agenda = sketch_agenda("session s 07-10 09:00-10:00");

    agenda->has_published = true;
    agenda->published = sketch_stamp("06-01");
    g_autoptr(Revision) first = chronicle_support_publish(history, NULL, agenda, "07-01");
    g_autofree char *good = chronicle_support_verify(history);
    assert_string_equal(good, "");
    history_close(history);
    history_support_tamper(path, "UPDATE revision SET stamp = stamp + 1;"
                                 "UPDATE event SET created = created + 1, changed = changed + 1;"
                                 "UPDATE feed SET changed = changed + 1");
    history = history_support_open(path, HISTORY_READ);
    g_autofree char *faults = chronicle_support_verify(history);
    assert_string_equal(
        faults, "revision 1 of forum: its time does not follow that of the one before\n"
                "revision 1 of forum: the stamps of events are others (1, such as that of s)\n"
                "revision 1 of forum: feeds changed at other times (3, such as forum/agenda)");
    history_close(history);
    history_support_remove(path);
}

static void all_agendas_are_looked_at(void **state)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    static const char *const IDS[] = { "b", "a" };

    for (gsize i = 0; i < G_N_ELEMENTS(IDS); i++) {
        Agenda *agenda = support_agenda_new_with_id(IDS[i]);
        agenda_finish(agenda);
        g_autoptr(Revision) revision = chronicle_support_publish(history, NULL, agenda, "07-01");
    }
    history_close(history);
    history_support_tamper(path, "UPDATE revision SET digest = 'x'");
    history = history_support_open(path, HISTORY_READ);
    g_autofree char *faults = chronicle_support_verify(history);
    assert_string_equal(faults, DAMAGED("1", "a") "\n" DAMAGED("1", "b"));
    history_close(history);
    history_support_remove(path);
}

static void what_cannot_be_read_is_a_fault(void **state)
{
    g_autofree char *faults = verify("UPDATE record SET text = '{' WHERE id = 't'");

    assert_string_equal(faults, "the history is damaged (revision 1 of forum: its session \"t\" is "
                                "malformed): restore a copy of it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_where_an_older_program_made_no_departures_of_gains),
        cmocka_unit_test(nothing_is_found_in_a_good_history),
        cmocka_unit_test(nothing_is_found_in_a_history_of_an_older_program),
        cmocka_unit_test(nothing_is_found_where_an_older_program_had_what_lasts_longer_than_a_day),
        cmocka_unit_test(nothing_is_found_where_an_older_program_told_no_change_of_clocks),
        cmocka_unit_test(nothing_is_found_in_a_history_without_an_agenda),
        cmocka_unit_test(what_was_changed_behind_our_back_is_found),
        cmocka_unit_test(a_first_revision_with_another_time_than_it_says_is_found),
        cmocka_unit_test(all_agendas_are_looked_at),
        cmocka_unit_test(what_cannot_be_read_is_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
