#include "history/sqlite/sqlite_verify.h"

#include <string.h>

#include "history_support.h"
#include "random_agenda.h"
#include "support.h"

static void put_token(History *history)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    g_autofree char *digest = g_strnfill(64, 'd');
    g_autofree char *lock = g_strnfill(64, 'e');
    HistoryToken token = { digest, "a", "ilo", lock, NULL, 1, HISTORY_TOKEN_FOR_GOOD };

    g_array_append_val(tokens, token);
    assert_true(history_put_tokens(history, tokens, NULL));
}

/* Its page is the last one, which cannot be cut short unseen unless it is empty. */
static void put_source(History *history)
{
    const HistorySource source = { "a", 1000, 900, "it is away" };

    assert_true(history_put_source(history, &source, NULL));
}

static void put_file(History *history)
{
    g_autofree char *digest = g_strnfill(64, 'f');
    HistoryFile file = { "a", "/a.yaml", digest };

    assert_true(history_put_file(history, &file, NULL));
}

/* A closed history in which each kind of fact changes. */
static void add_withdrawal(History *history)
{
    HistoryWithdrawal withdrawal = { "a", 3, 1, "session", "1" };

    assert_true(history_add_withdrawal(history, &withdrawal, NULL));
}

static char *history_file_new(void)
{
    char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);

    for (guint number = 1; number <= 6; number++) {
        HistoryFacts *facts = history_support_facts("a", number);
        g_autofree char *text = g_strdup_printf("text %u", number);
        history_support_record(facts, "session", "1", number % 2 == 0 ? NULL : text);
        history_support_record(facts, "room", "r", text);
        history_support_record(facts, "preparation", "iom|chair", number == 6 ? NULL : text);
        history_support_event(facts, "1", number);
        history_support_feed(facts, "agenda.ics", NULL, false);
        history_support_change(facts, "agenda.ics", text);
        if (number % 2 == 0) {
            history_support_departure(facts, "1", number - 1, false);
        }
        if (number == 6) {
            history_support_departure(facts, "preparations/iom|chair", 5, false);
        }
        history_support_append(history, facts);
    }
    put_token(history);
    put_file(history);
    put_source(history);
    add_withdrawal(history);
    history_close(history);
    return path;
}

static void assert_found(const char *sql, const char *wanted)
{
    g_autofree char *path = history_file_new();

    history_support_tamper(path, sql);
    History *history = history_support_open(path, HISTORY_READ);
    g_autofree char *faults = history_support_verify(history);
    if (strstr(faults, wanted) == NULL) {
        fail_msg("%s: found \"%s\", not \"%s\"", sql, faults, wanted);
    }
    history_close(history);
    history_support_remove(path);
}

static void a_sound_history_has_no_faults(void **state)
{
    g_autofree char *path = history_file_new();
    History *history = history_support_open(path, HISTORY_READ);
    g_autofree char *faults = history_support_verify(history);

    assert_string_equal(faults, "");
    history_close(history);
    history_support_remove(path);
}

static void contradictions_are_found(void **state)
{
    static const struct {
        const char *sql;
        const char *fault;
    } CASES[] = {
        { "DELETE FROM revision WHERE number = 3", "a: revision 4 does not follow another" },
        { "DELETE FROM revision WHERE number = 1", "a: revision 2 does not follow another" },
        { "UPDATE revision SET stamp = 1500 WHERE number = 3",
          "a: revision 3 is not later than the one before" },
        { "UPDATE record SET last = 5 WHERE kind = 'room' AND first = 2",
          "a: room r: is there twice in revision 3" },
        { "UPDATE event SET last = 4 WHERE first = 2", "a: event 1: is there twice in revision 3" },
        { "UPDATE departure SET last = 6 WHERE version = 3;"
          "INSERT INTO departure VALUES ('a', '1', 3, 5, NULL, 7, 9, 1)",
          "a: departure 1 of revision 3: is there twice in revision 5" },
        { "UPDATE feed SET last = 4 WHERE first = 2",
          "a: feed agenda.ics: is there twice in revision 3" },
        { "UPDATE record SET last = 2 WHERE kind = 'room' AND first = 3",
          "a: room r: ends in revision 2, begins in 3" },
        { "UPDATE event SET last = 3 WHERE first = 3",
          "a: event 1: ends in revision 3, begins in 3" },
        { "UPDATE departure SET last = 1 WHERE version = 3",
          "a: departure 1 of revision 3: ends in revision 1, begins in 4" },
        { "UPDATE feed SET last = 1 WHERE first = 3",
          "a: feed agenda.ics: ends in revision 1, begins in 3" },
        { "UPDATE token SET lock = 'short'", "a: a token of ilo: is malformed" },
        { "UPDATE file SET digest = 'short'", "a: what the file /a.yaml published: is malformed" },
        { "UPDATE record SET first = 9 WHERE kind = 'room' AND last IS NULL",
          "a: room r: names revision 9, which is not there" },
        { "UPDATE record SET last = 9 WHERE kind = 'room' AND last IS NULL",
          "a: room r: names revision 9, which is not there" },
        { "UPDATE event SET first = 9 WHERE last IS NULL",
          "a: event 1: names revision 9, which is not there" },
        { "UPDATE event SET last = 9 WHERE last IS NULL",
          "a: event 1: names revision 9, which is not there" },
        { "UPDATE departure SET version = 9 WHERE version = 3",
          "a: departure 1 of revision 9: names revision 9, which is not there" },
        { "UPDATE departure SET first = 9 WHERE version = 3",
          "a: departure 1 of revision 3: names revision 9, which is not there" },
        { "UPDATE departure SET last = 9 WHERE version = 3",
          "a: departure 1 of revision 3: names revision 9, which is not there" },
        { "UPDATE feed SET first = 9 WHERE last IS NULL",
          "a: feed agenda.ics: names revision 9, which is not there" },
        { "UPDATE feed SET last = 9 WHERE last IS NULL",
          "a: feed agenda.ics: names revision 9, which is not there" },
        { "UPDATE change SET number = 9 WHERE number = 3",
          "a: change of agenda.ics: names revision 9, which is not there" },
        { "UPDATE event SET created = 8 WHERE first = 3",
          "a: event 1: created at another time in revision 3" },
        { "UPDATE event SET changed = 2000 WHERE first = 3",
          "a: event 1: not changed later than before in revision 3" },
        { "UPDATE event SET sequence = 0 WHERE first = 3",
          "a: event 1: its sequence falls in revision 3" },
        { "UPDATE departure SET version = 2 WHERE version = 3",
          "a: departure 1 of revision 2: the event is not in that revision" },
        { "UPDATE departure SET key = 'preparations/x' WHERE version = 3",
          "a: departure preparations/x of revision 3: the event is not in that revision" },
        { "UPDATE event SET sequence = -1 WHERE first = 3",
          "the file: CHECK constraint failed in event" },
        { "UPDATE revision SET agenda = 'A/x' WHERE number = 6",
          "\"A/x\": no agenda can be called so" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        assert_found(CASES[i].sql, CASES[i].fault);
    }
}

static void a_fault_is_told_once(void **state)
{
    g_autofree char *path = history_file_new();

    history_support_tamper(path, "UPDATE event SET sequence = 0 WHERE first = 3");
    History *history = history_support_open(path, HISTORY_READ);
    g_autofree char *faults = history_support_verify(history);
    assert_string_equal(faults, "a: event 1: its sequence falls in revision 3");
    history_close(history);
    history_support_remove(path);
}

static void a_table_that_is_missing_is_damage(void **state)
{
    g_autofree char *path = history_file_new();
    g_autoptr(GError) error = NULL;

    History *history = history_support_open(path, HISTORY_READ);
    history_support_tamper(path, "DROP TABLE feed");
    g_autofree char *faults = history_support_verify(history);
    assert_non_null(strstr(faults, "the file: cannot be read in full: no such table: feed"));
    assert_null(history_read(history, "a", 1, &error));
    assert_true(g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE));
    assert_non_null(strstr(error->message,
                           "history.sqlite: the history is damaged (no such table: feed): restore "
                           "a copy of it; \"confeed history --verify\" says more"));
    history_close(history);
    history_support_remove(path);
}

/* Not even STRICT tables hold this, but a damaged file may. */
static void values_of_another_kind_are_damage(void **state)
{
    static const char *const CHANGES[] = {
        "UPDATE event SET sequence = 4294967296 WHERE last IS NULL",
        "UPDATE event SET sequence = -1 WHERE last IS NULL",
        "UPDATE record SET text = CAST(X'ff' AS TEXT) WHERE last IS NULL",
        "UPDATE record SET text = CAST(X'610062' AS TEXT) WHERE last IS NULL",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
        g_autofree char *path = history_file_new();
        g_autoptr(GError) error = NULL;
        history_support_tamper(path, CHANGES[i]);
        History *history = history_support_open(path, HISTORY_READ);
        assert_null(history_read(history, "a", 6, &error));
        assert_non_null(
            strstr(error->message, "the history is damaged (database disk image is malformed)"));
        history_close(history);
        history_support_remove(path);
    }
}

/* --- octets that changed by themselves --------------------------------------------------- */

/* Whether all that can be asked of a history can be asked; none of it must do harm. */
static bool use(History *history)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autoptr(GPtrArray) agendas = history_list_agendas(history, NULL);
    g_autoptr(GArray) entries = history_list(history, "a", strings, NULL);
    g_autoptr(GArray) changes = history_read_changes(history, "a", 6, 6, strings, NULL);
    bool is_sound = agendas != NULL && entries != NULL && changes != NULL;
    guint number = 0;

    g_ptr_array_add(keys, (gpointer) "1");
    is_sound = history_find(history, "a", 6000, &number, NULL) && number == 6 && is_sound;
    for (guint i = 1; i <= 6; i++) {
        g_autoptr(HistoryFacts) facts = history_read(history, "a", i, NULL);
        g_autoptr(HistoryFacts) some = history_read_events(history, "a", i, keys, NULL);
        is_sound = is_sound && facts != NULL && some != NULL;
    }
    return is_sound;
}

typedef enum Outcome {
    OUTCOME_REFUSED,
    OUTCOME_FAULTS,
    OUTCOME_SOUND,
} Outcome;

/* What must hold of any file: it is refused with words, or faults are found, or it can be used. */
static Outcome try_file(const char *path)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) verify_error = NULL;
    History *history = history_open(path, HISTORY_WRITE, &error);

    if (history == NULL) {
        assert_true(error->domain == HISTORY_ERROR && *error->message != '\0');
        return OUTCOME_REFUSED;
    }
    bool is_verified = history_verify(history, faults, &verify_error);
    bool is_sound = use(history);
    g_autoptr(HistoryFacts) facts = history_support_facts("a", 7);
    history_support_record(facts, "session", "1", "new");
    history_support_try_append(history, facts, NULL);
    history_close(history);
    if (!is_verified) {
        assert_true(verify_error->domain == HISTORY_ERROR);
        return OUTCOME_REFUSED;
    }
    return faults->len > 0 || !is_sound ? OUTCOME_FAULTS : OUTCOME_SOUND;
}

static void write_octets(const char *path, const char *octets, gsize size)
{
    static const char *const LOGS[] = { "-wal", "-shm", "-journal" };

    for (gsize i = 0; i < G_N_ELEMENTS(LOGS); i++) {
        g_autofree char *log = g_strconcat(path, LOGS[i], NULL);
        assert_int_equal(history_support_size(log), 0);
    }
    assert_true(g_file_set_contents(path, octets, (gssize)size, NULL));
}

static void octets_that_changed_are_survived(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_file_new();
    g_autofree char *octets = NULL;
    guint counts[3] = { 0 };
    gsize size;

    assert_true(g_file_get_contents(path, &octets, &size, NULL));
    for (guint round = 0; round < 400; round++) {
        g_autofree char *changed = g_memdup2(octets, size);
        for (gint32 left = g_rand_int_range(numbers, 1, 12); left > 0; left--) {
            /* The first pages hold what all the others are found by. */
            gsize end = g_rand_boolean(numbers) ? size : 8192;
            changed[g_rand_int_range(numbers, 0, (gint32)end)] =
                (char)g_rand_int_range(numbers, 0, 256);
        }
        write_octets(path, changed, size);
        counts[try_file(path)]++;
    }
    print_message("refused: %u, faults found: %u, not seen: %u\n", counts[OUTCOME_REFUSED],
                  counts[OUTCOME_FAULTS], counts[OUTCOME_SOUND]);
    history_support_remove(path);
}

static void a_file_that_is_cut_short_is_never_sound(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);
    g_autofree char *path = history_file_new();
    g_autofree char *octets = NULL;
    gsize size;

    assert_true(g_file_get_contents(path, &octets, &size, NULL));
    for (guint round = 0; round < 100; round++) {
        gsize length = round < 30 ? 4096 * (round % (size / 4096 - 1) + 1)
                                  : (gsize)g_rand_int_range(numbers, 2, (gint32)size);
        write_octets(path, octets, length);
        if (try_file(path) == OUTCOME_SOUND) {
            fail_msg("sound: the first %" G_GSIZE_FORMAT " octets of %" G_GSIZE_FORMAT, length,
                     size);
        }
    }
    history_support_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_history_has_no_faults),
        cmocka_unit_test(contradictions_are_found),
        cmocka_unit_test(a_fault_is_told_once),
        cmocka_unit_test(a_table_that_is_missing_is_damage),
        cmocka_unit_test(values_of_another_kind_are_damage),
        cmocka_unit_test(octets_that_changed_are_survived),
        cmocka_unit_test(a_file_that_is_cut_short_is_never_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
