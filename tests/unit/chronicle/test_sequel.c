#include "chronicle/sequel.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_withdraw.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"
#include "withdrawal_bench.h"

static void bench_init(WithdrawalBench *bench, const char *const *files, gsize length)
{
    static const char *const TIMES[] = { "07-01", "07-02", "07-03" };

    withdrawal_bench_init(bench, files, TIMES, length);
}

static bool tells(const char *words, const char *text)
{
    return text != NULL && strstr(text, words) != NULL;
}

static bool notes_tell(const ChangeLog *log, const char *path, const char *words)
{
    const GPtrArray *notes = change_log_find(log, path);
    bool any = false;

    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const ChangeNote *note = notes->pdata[i];
        any = any || tells(words, note->words) || tells(words, note->json);
    }
    return any;
}

/* Whether what the last revision shows has words: a note on any change, or the name of a feed. */
static bool last_tells(const WithdrawalBench *bench, const char *words)
{
    g_autoptr(Revision) last = NULL;
    bool any = false;

    assert_true(chronicle_read_last(bench->history, "forum", &last, NULL));
    for (guint i = 0; i < last->feeds->len; i++) {
        const Feed *feed = ((const RevisionFeed *)last->feeds->pdata[i])->feed;
        any = any || tells(words, feed->name) || tells(words, feed->description) ||
              tells(words, feed->subject) || notes_tell(last->log, feed->path, words);
    }
    return any;
}

#define HEAD "{agenda: {id: forum, title: F, timezone: Europe/Brussels}, "
#define SLOT(events) \
    "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', " events "}]}]}"
#define SESSION(title) HEAD SLOT("sessions: [{id: s, title: " title "}, {id: t, title: T}]")

static void a_note_alone_is_found_and_rewritten(void **state)
{
    static const char *const FILES[] = { SESSION("Secret"), SESSION("Other"), SESSION("More") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    assert_true(last_tells(&bench, "Secret"));
    WithdrawalResult result = withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2);
    assert_int_equal(result.number, 4);
    assert_int_equal(result.since, 2);
    assert_int_equal(result.records, 0);
    withdrawal_bench_assert_title(&bench, 1, "s", "Secret");
    assert_false(last_tells(&bench, "Secret"));
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    assert_true(notes_tell(last->log, "forum/agenda", WITHDRAWAL_PLACEHOLDER));
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2).number, 0);
}

static void a_note_from_before_reaches_back(void **state)
{
    static const char *const FILES[] = { SESSION("Plain"), SESSION("Secret"), SESSION("Other") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 3).since, 1);
    withdrawal_bench_assert_title(&bench, 2, "s", WITHDRAWAL_PLACEHOLDER);
    assert_false(last_tells(&bench, "Secret"));
}

#define ROOM(rooms) HEAD rooms SLOT("sessions: [{id: s, title: S}]")
#define SECRET_ROOM ROOM("rooms: [{id: r, name: Secret room}], ")

static void the_name_of_a_gone_feed_reaches_back(void **state)
{
    static const char *const FILES[] = { SECRET_ROOM, ROOM(""), SESSION("S") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 3).since, 1);
    assert_false(last_tells(&bench, "Secret"));
}

/* The revision before the first that was rewritten still has what the first withdrawal took out. */
static void a_second_withdrawal_brings_nothing_back(void **state)
{
    static const char *const FILES[][2] = {
        { SESSION("Secret"), SESSION("Other") },
        { SECRET_ROOM, HEAD SLOT("sessions: [{id: s, title: Other}]") },
        { "{agenda: {id: forum, title: Other, timezone: Europe/Brussels}, "
          "rooms: [{id: r, name: Secret room}], " SLOT("sessions: [{id: s, title: S}]"),
          HEAD SLOT("sessions: [{id: s, title: S}]") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        for (guint since = 1; since <= 2; since++) {
            g_auto(WithdrawalBench) bench;
            bench_init(&bench, FILES[i], 2);
            assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2).since,
                             2);
            assert_int_not_equal(
                withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "other", since).number, 0);
            assert_false(last_tells(&bench, "Secret"));
            assert_false(last_tells(&bench, "Other"));
        }
    }
}

static void what_the_second_does_not_touch_stays_as_the_first_left_it(void **state)
{
    static const char *const FILES[] = { SECRET_ROOM, ROOM("") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 1);
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    const RevisionFeed *room = revision_find_feed(last, "forum/rooms/r");
    assert_string_equal(room->feed->name, WITHDRAWAL_PLACEHOLDER " – FORUM");
}

#define PLENARY(note)                                                             \
    HEAD "agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}], " SLOT(       \
        "plenary: {id: p, title: P, contributions: [{agency: ilo, role: input}, " \
        "{agency: iom, role: chair, note: " note "}]}")

/* The calendar of an agency without a part in a plenary shows what others do there. */
static void a_note_that_was_not_there_is_added(void **state)
{
    static const char *const FILES[] = { PLENARY("One"), PLENARY("Two") };
    static const char ILO[] = "forum/agencies/ilo";
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    g_autoptr(Revision) before = chronicle_support_read(bench.history, "forum", 2);
    assert_false(notes_tell(before->log, ILO, "Two"));
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_AGENCY, "ilo", 1);
    g_autoptr(Revision) after = chronicle_support_read(bench.history, "forum", 2);
    assert_true(notes_tell(after->log, ILO, "Two"));
}

static void nor_is_such_a_note_added_where_an_earlier_withdrawal_began(void **state)
{
    static const char *const FILES[] = { PLENARY("Secret"), PLENARY("Two") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2).since, 2);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_AGENCY, "ilo", 2);
    assert_false(last_tells(&bench, "Secret"));
}

static void what_was_left_alone_can_be_withdrawn_later(void **state)
{
    static const char *const FILES[] = { SESSION("Secret"), SESSION("Other") };
    g_auto(WithdrawalBench) bench;

    bench_init(&bench, FILES, G_N_ELEMENTS(FILES));
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2);
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 1).since, 1);
    withdrawal_bench_assert_title(&bench, 1, "s", WITHDRAWAL_PLACEHOLDER);
    /* The note that the first one has left is the right one. */
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    assert_true(notes_tell(last->log, "forum/agenda", "Other"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_alone_is_found_and_rewritten),
        cmocka_unit_test(a_note_from_before_reaches_back),
        cmocka_unit_test(what_the_second_does_not_touch_stays_as_the_first_left_it),
        cmocka_unit_test(a_note_that_was_not_there_is_added),
        cmocka_unit_test(the_name_of_a_gone_feed_reaches_back),
        cmocka_unit_test(a_second_withdrawal_brings_nothing_back),
        cmocka_unit_test(nor_is_such_a_note_added_where_an_earlier_withdrawal_began),
        cmocka_unit_test(what_was_left_alone_can_be_withdrawn_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
