#include "chronicle/chronicle_withdraw.h"

#include <string.h>

#include "agenda_walk.h"
#include "chronicle/chronicle.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/withdrawn.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "random_agenda.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"
#include "withdrawal_bench.h"

/* A session changes, leaves a room, and another one leaves the agenda. */
static const char *const SKETCHES[] = {
    "agency ilo; session s 07-10 09:00-10:00 title=Secret room=r with=ilo/chair;"
    "session t 07-10 09:00-10:00 title=Other; session u 07-10 09:00-10:00",
    "agency ilo; session s 07-10 09:00-10:00 title=Secret,_again room=r with=ilo/chair;"
    "session t 07-10 09:00-10:00 title=Other; session u 07-10 09:00-10:00",
    "agency ilo; session s 07-10 09:00-10:00 title=Secret,_again room=q with=ilo/chair;"
    "session t 07-10 09:00-10:00 title=Other",
};
static const char *const TIMES[] = { "07-01", "07-02", "07-03" };

static void bench_init(WithdrawalBench *bench)
{
    bench->path = chronicle_support_history_new(SKETCHES, TIMES, G_N_ELEMENTS(SKETCHES));
    bench->history = history_support_open(bench->path, HISTORY_WRITE);
}

static void words_go_and_the_event_is_told_anew(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    WithdrawalResult result = withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 1);
    assert_int_equal(result.number, 4);
    assert_int_equal(result.since, 1);
    assert_int_equal(result.stamp, sketch_stamp("07-05"));
    for (guint number = 1; number <= 4; number++) {
        withdrawal_bench_assert_title(&bench, number, "s", WITHDRAWAL_PLACEHOLDER);
        withdrawal_bench_assert_title(&bench, number, "t", "Other");
    }
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    /* Sequence 2 came with the change of rooms. What did not hold the words stays. */
    sketch_assert_entries(last, "agenda", "s:3 t:0 !u@2:1");
    sketch_assert_entries(last, "rooms/r", "gone !s@2:3");
    sketch_assert_changed(last, "agenda", "07-05");
}

static void notes_on_changes_say_what_is_left(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 1);
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    /* Only the title changed with revision 2, and only the words with revision 4. */
    assert_int_equal(change_log_count(last->log, 2), 0);
    assert_int_equal(change_log_count(last->log, 4), 0);
    assert_true(change_log_count(last->log, 3) > 0);
}

static void a_session_leaves_as_cancelled(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 1);
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    sketch_assert_entries(last, "agenda", "!s@3:3 t:0 !u@2:1");
    sketch_assert_entries(last, "sessions/s", "gone !s@3:3");
    const RevisionFeed *feed = revision_find_feed(last, "forum/sessions/s");
    assert_non_null(strstr(feed->feed->name, WITHDRAWAL_PLACEHOLDER));
    withdrawal_bench_assert_title(&bench, 1, "s", WITHDRAWAL_PLACEHOLDER);
}

/* A calendar without sessions is dated by the days of the agenda, one with sessions is not. */
static void a_calendar_that_is_emptied_is_sound_where_days_were_added(void **state)
{
    static const char *const ADDED[] = {
        "session s 07-10 09:00-10:00 room=r; session t 07-10 09:00-10:00",
        "session s 07-10 09:00-10:00 room=r; session t 07-10 09:00-10:00; day 12-10",
    };
    g_auto(WithdrawalBench) bench;

    bench.path = chronicle_support_history_new(ADDED, TIMES, G_N_ELEMENTS(ADDED));
    bench.history = history_support_open(bench.path, HISTORY_WRITE);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 1);
}

/* What the first withdrawal leaves are two rows of a session that say the same. */
static void rows_that_a_withdrawal_has_made_equal_are_both_rewritten(void **state)
{
    static const char *const LEFT[] = {
        "session s 07-10 09:00-10:00 with=ilo/chair,iom/speaker",
        "agency ilo; session s 07-10 09:00-10:00 with=iom/speaker",
    };
    g_auto(WithdrawalBench) bench;

    bench.path = chronicle_support_history_new(LEFT, TIMES, G_N_ELEMENTS(LEFT));
    bench.history = history_support_open(bench.path, HISTORY_WRITE);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_AGENCY, "ilo", 1);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_AGENCY, "iom", 1);
    for (guint number = 1; number <= 2; number++) {
        g_autoptr(Agenda) agenda = chronicle_read_agenda(bench.history, "forum", number, NULL);
        const Session *session = agenda_find_session(agenda, "s");
        assert_int_equal(session->contributions->len, 0);
    }
}

static void what_is_not_there_changes_nothing(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "nowhere", 1).number, 0);
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "v", 1).number, 0);
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "other", 1).number, 4);
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "other", 1).number, 0);
}

static void earlier_revisions_stay_unless_they_still_show(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    /* Title "Other" is in one record from the first revision on. */
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "t", 3).since, 3);
    withdrawal_bench_assert_title(&bench, 1, "t", "Other");
    withdrawal_bench_assert_title(&bench, 2, "t", "Other");
    withdrawal_bench_assert_title(&bench, 3, "t", WITHDRAWAL_PLACEHOLDER);
    /* As it was in revision 2, it shows in its old room. */
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 3).since, 1);
    withdrawal_bench_assert_title(&bench, 1, "s", WITHDRAWAL_PLACEHOLDER);
}

#define HEAD "{agenda: {id: forum, title: F, timezone: Europe/Brussels}, "
#define SLOT(events) \
    "days: [{date: 2007-07-10, slots: [{start: '09:00', end: '10:00', " events "}]}]}"

/* A role and a session have gone, the session so long ago that nothing tells it as cancelled. */
static void bench_init_gone(WithdrawalBench *bench)
{
    static const char *const FILES[] = {
        HEAD "roles: [{id: scribe, label: Secret scribe, present: yes}], " SLOT(
            "sessions: [{id: s, title: Secret}, {id: t, title: Other}]"),
        HEAD SLOT("sessions: [{id: t, title: Other}]"),
    };
    static const char *const TIMES_APART[] = { "07-01", "08-01" };

    withdrawal_bench_init(bench, FILES, TIMES_APART, G_N_ELEMENTS(FILES));
}

static void names_of_what_is_gone_reach_back(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init_gone(&bench);
    /* Its calendar is still called so; the first revision may say it. */
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 2).since, 2);
    withdrawal_bench_assert_title(&bench, 1, "s", "Secret");
    g_autoptr(Revision) third = chronicle_support_read(bench.history, "forum", 3);
    const RevisionFeed *feed = revision_find_feed(third, "forum/sessions/s");
    assert_string_equal(feed->feed->subject, WITHDRAWAL_PLACEHOLDER);
    /* Selections still have the label that the role had in the first revision. */
    assert_string_equal(((GoneName *)third->gone_names->pdata[0])->label, "Secret scribe");
    assert_int_equal(withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 2).since, 1);
    g_autoptr(Revision) fourth = chronicle_support_read(bench.history, "forum", 4);
    assert_string_equal(((GoneName *)fourth->gone_names->pdata[0])->label, WITHDRAWAL_PLACEHOLDER);
}

static void what_follows_is_derived_again(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 1);
    g_autoptr(Revision) last = chronicle_support_read(bench.history, "forum", 4);
    g_autoptr(Revision) next = chronicle_support_publish(
        bench.history, last, sketch_agenda("agency ilo; session t 07-10 09:00-10:00"), "07-06");
    g_autofree char *good = chronicle_support_verify(bench.history);
    assert_string_equal(good, "");
    history_support_tamper(bench.path, "UPDATE event SET sequence = 9 WHERE first = 5"
                                       " AND key = 't'");
    g_autofree char *faults = chronicle_support_verify(bench.history);
    assert_string_equal(faults, "revision 5 of forum: the stamps of events are others (1, such as "
                                "that of t)");
}

static void words_that_were_rewritten_are_verified(void **state)
{
    g_auto(WithdrawalBench) bench;

    bench_init(&bench);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 1);
    history_support_tamper(bench.path, "UPDATE change SET words = 'Secret' || char(10)"
                                       " WHERE number = 3 AND path = 'forum/agenda'");
    g_autofree char *faults = chronicle_support_verify(bench.history);
    assert_string_equal(faults, "revision 3 of forum: what it changed has other words (1, such as "
                                "for forum/agenda)");
}

static void a_damaged_history_is_left_alone(void **state)
{
    static const struct {
        const char *sql;
        const char *fault;
    } CASES[] = {
        { "UPDATE feed SET kind = '0' WHERE path = 'forum/rooms/r'",
          "its feed forum/rooms/r is malformed" },
        { "UPDATE record SET text = replace(text, 'Other', 'Wrong')",
          "it is not what was published" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Withdrawal) withdrawal = withdrawal_new(WITHDRAWAL_TEXT, "secret", NULL);
        PublishOptions how = { .by = "bob", .now = sketch_stamp("07-05") };
        g_auto(WithdrawalBench) bench;
        g_autoptr(GError) error = NULL;
        WithdrawalResult result;
        guint last;
        bench_init(&bench);
        history_support_tamper(bench.path, CASES[i].sql);
        assert_false(
            chronicle_withdraw(bench.history, "forum", withdrawal, 1, &how, &result, &error));
        assert_non_null(strstr(error->message, CASES[i].fault));
        assert_true(history_find(bench.history, "forum", G_MAXINT64, &last, NULL));
        assert_int_equal(last, 3);
    }
}

static PublishOutcome publish(const WithdrawalBench *bench, const char *sketch, Caution caution,
                              Publication *out_publication)
{
    g_autoptr(Revision) previous = NULL;
    PublishOptions how = {
        .by = "anna", .now = sketch_stamp("07-06"), .keep_seconds = SKETCH_KEEP, .caution = caution
    };

    assert_true(chronicle_read_last(bench->history, "forum", &previous, NULL));
    PublishOutcome outcome = chronicle_publish(bench->history, previous, sketch_agenda(sketch),
                                               &how, out_publication, NULL);
    /* The difference borrows from the revision before. */
    g_clear_pointer(&out_publication->difference, difference_free);
    return outcome;
}

static void what_was_withdrawn_does_not_come_back_by_itself(void **state)
{
    static const char AGAIN[] = "agency ilo; session s 07-10 09:00-10:00; session t 07-10 "
                                "09:00-10:00 title=Other";
    g_auto(WithdrawalBench) bench;
    g_auto(Publication) held = { 0 };
    g_auto(Publication) accepted = { 0 };
    g_auto(Publication) after = { 0 };

    bench_init(&bench);
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_SESSION, "s", 1);
    assert_int_equal(publish(&bench, AGAIN, CAUTION_USUAL, &held), PUBLISH_HELD);
    assert_string_equal(held.withdrawn, "the session s, which was withdrawn");
    assert_int_equal(publish(&bench, AGAIN, CAUTION_NONE, &accepted), PUBLISH_DONE);
    assert_int_equal(
        publish(&bench, "agency ilo; session s 07-10 09:00-10:00 title=New", CAUTION_USUAL, &after),
        PUBLISH_DONE);
}

static bool is_retired(const WithdrawalBench *bench)
{
    g_autoptr(Revision) last = NULL;

    assert_true(chronicle_read_last(bench->history, "forum", &last, NULL));
    return last->is_retired;
}

static void an_agenda_that_is_retired_goes_on_only_if_that_is_meant(void **state)
{
    PublishOptions how = { .by = "bob", .now = sketch_stamp("07-05") };
    g_auto(WithdrawalBench) bench;
    g_auto(Publication) held = { 0 };
    g_auto(Publication) accepted = { 0 };
    guint number;

    bench_init(&bench);
    assert_false(is_retired(&bench));
    assert_true(chronicle_retire(bench.history, "forum", &how, &number, NULL));
    assert_int_equal(number, 4);
    assert_true(is_retired(&bench));
    withdrawal_bench_withdraw(&bench, WITHDRAWAL_TEXT, "secret", 1);
    assert_true(is_retired(&bench));
    assert_int_equal(publish(&bench, SKETCHES[0], CAUTION_USUAL, &held), PUBLISH_HELD);
    assert_string_equal(held.withdrawn, "an agenda that was retired");
    assert_int_equal(publish(&bench, SKETCHES[0], CAUTION_NONE, &accepted), PUBLISH_DONE);
    assert_false(is_retired(&bench));
    g_autofree char *faults = chronicle_support_verify(bench.history);
    assert_string_equal(faults, "");
}

/* --- random histories -------------------------------------------------------------------- */

static gconstpointer draw(GRand *numbers, const GPtrArray *records)
{
    return records->len > 0 ? records->pdata[g_rand_int_range(numbers, 0, (gint32)records->len)]
                            : NULL;
}

/* Something that an agenda has; NULL if it has nothing of the kind that was drawn. */
static Withdrawal *draw_withdrawal(GRand *numbers, const Agenda *agenda)
{
    WithdrawalKind kind = (WithdrawalKind)g_rand_int_range(numbers, 0, WITHDRAWAL_AGENDA + 1);
    const Session *session = draw(numbers, agenda->sessions);
    const Participant *agency = draw(numbers, agenda->agencies);
    const Preparation *preparation = draw(numbers, agenda->preparations);
    g_autofree char *key = preparation != NULL ? preparation_dup_key(preparation) : NULL;

    if (kind == WITHDRAWAL_AGENDA) {
        return withdrawal_new(kind, NULL, NULL);
    }
    if (kind == WITHDRAWAL_AGENCY) {
        return agency != NULL ? withdrawal_new(kind, agency->id, NULL) : NULL;
    }
    if (kind == WITHDRAWAL_PREPARATION) {
        return key != NULL ? withdrawal_new(kind, key, NULL) : NULL;
    }
    if (session == NULL || (kind == WITHDRAWAL_CONTRIBUTION && session->contributions->len == 0)) {
        return NULL;
    }
    if (kind == WITHDRAWAL_CONTRIBUTION) {
        const Contribution *contribution = draw(numbers, session->contributions);
        return withdrawal_new(kind, session->id, contribution->agency->id);
    }
    return withdrawal_new(kind, kind == WITHDRAWAL_TEXT ? text_first(&session->title) : session->id,
                          NULL);
}

static void assert_sound(History *history, guint32 seed, const Withdrawal *withdrawal, guint since)
{
    g_autofree char *faults = chronicle_support_verify(history);
    g_autofree char *damage = history_support_verify(history);

    if (*faults != '\0' || *damage != '\0') {
        fail_msg("seed %u, %s %s %s since %u: %s%s", seed, withdrawal_kind_word(withdrawal->kind),
                 withdrawal->id, withdrawal->words, since, faults, damage);
    }
}

static void publish_walk(History *history, AgendaWalk *walk, GRand *numbers, guint count,
                         gint64 *inout_now)
{
    for (guint i = 0; i < count; i++) {
        g_autoptr(Revision) previous = NULL;
        g_auto(Publication) publication = { 0 };
        PublishOptions how = { .by = "anna", .now = *inout_now, .keep_seconds = SKETCH_KEEP };
        assert_true(chronicle_read_last(history, "random", &previous, NULL));
        PublishOutcome outcome =
            chronicle_publish(history, previous, agenda_walk_next(walk), &how, &publication, NULL);
        assert_true(outcome == PUBLISH_DONE || outcome == PUBLISH_SAME);
        *inout_now += g_rand_int_range(numbers, 1, 5 * (gint32)CIVIL_DAY_SECONDS);
    }
}

static void withdraw_from_walk(guint32 seed)
{
    g_autofree char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(GRand) numbers = g_rand_new_with_seed(seed);
    g_autoptr(AgendaWalk) walk = agenda_walk_new(seed);
    gint64 now = sketch_stamp("06-25");
    guint last;

    publish_walk(history, walk, numbers, 6, &now);
    assert_true(history_find(history, "random", G_MAXINT64, &last, NULL));
    guint number = (guint)g_rand_int_range(numbers, 1, (gint32)last + 1);
    guint since =
        g_rand_boolean(numbers) ? 1 : (guint)g_rand_int_range(numbers, 1, (gint32)last + 1);
    g_autoptr(Agenda) agenda = chronicle_read_whole(history, "random", number, NULL);
    g_autoptr(Withdrawal) withdrawal = draw_withdrawal(numbers, agenda);
    if (withdrawal != NULL) {
        PublishOptions how = { .by = "bob", .now = now };
        WithdrawalResult result;
        g_autoptr(GError) error = NULL;
        if (!chronicle_withdraw(history, "random", withdrawal, since, &how, &result, &error)) {
            fail_msg("seed %u, %s %s: %s", seed, withdrawal_kind_word(withdrawal->kind),
                     withdrawal->id, error->message);
        }
        assert_sound(history, seed, withdrawal, since);
        now += CIVIL_DAY_SECONDS;
        publish_walk(history, walk, numbers, 2, &now);
        assert_sound(history, seed, withdrawal, since);
    }
    history_close(history);
    history_support_remove(path);
}

static void whatever_is_withdrawn_the_history_is_sound(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint i = 0; i < 60; i++) {
        withdraw_from_walk(seed + i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_go_and_the_event_is_told_anew),
        cmocka_unit_test(notes_on_changes_say_what_is_left),
        cmocka_unit_test(a_session_leaves_as_cancelled),
        cmocka_unit_test(a_calendar_that_is_emptied_is_sound_where_days_were_added),
        cmocka_unit_test(rows_that_a_withdrawal_has_made_equal_are_both_rewritten),
        cmocka_unit_test(what_is_not_there_changes_nothing),
        cmocka_unit_test(earlier_revisions_stay_unless_they_still_show),
        cmocka_unit_test(names_of_what_is_gone_reach_back),
        cmocka_unit_test(what_follows_is_derived_again),
        cmocka_unit_test(words_that_were_rewritten_are_verified),
        cmocka_unit_test(a_damaged_history_is_left_alone),
        cmocka_unit_test(what_was_withdrawn_does_not_come_back_by_itself),
        cmocka_unit_test(an_agenda_that_is_retired_goes_on_only_if_that_is_meant),
        cmocka_unit_test(whatever_is_withdrawn_the_history_is_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
