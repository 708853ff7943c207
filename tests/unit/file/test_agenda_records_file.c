/* Covers the file that src/file/agenda_records.h makes of records. */
#include "file/agenda_records.h"

#include <string.h>

#include "file/agenda_file.h"
#include "random_agenda.h"
#include "records_support.h"

/* --- files made of records --------------------------------------------------------------- */

static void shuffle(GArray *records, GRand *order)
{
    for (guint i = records->len; i > 1; i--) {
        guint other = (guint)g_rand_int_range(order, 0, (gint32)i);
        AgendaRecord last = g_array_index(records, AgendaRecord, i - 1);
        g_array_index(records, AgendaRecord, i - 1) = g_array_index(records, AgendaRecord, other);
        g_array_index(records, AgendaRecord, other) = last;
    }
}

static void the_order_of_the_records_makes_no_difference_to_the_file(void **state)
{
    guint32 seed;
    g_autoptr(GRand) order = random_agenda_rand_new(&seed);
    g_autoptr(Agenda) agenda = random_agenda_new(seed, NULL);
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    for (guint round = 0; round < 20; round++) {
        shuffle(records.array, order);
        g_autofree char *file = records_support_dup_file(records.array);
        g_autofree char *digest = agenda_records_digest(records.array);
        assert_string_equal(file, records.file);
        assert_string_equal(digest, records.digest);
    }
}

static void sessions_whose_day_is_not_there_are_under_one_made_for_them(void **state)
{
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
    const AgendaRecord RECORDS[] = {
        { "session", "b", "2007-07-12 09:00 10:00 sessions", "{\"id\":\"b\"}" },
        { "day", "2007-07-10", "", "{\"date\":\"2007-07-10\",\"title\":\"D\"}" },
        { "session", "a", "2007-07-10 09:00 10:00 sessions", "{\"id\":\"a\"}" },
        { "session", "c", "2007-07-09 all-day break", "{\"id\":\"c\"}" },
    };

    g_array_append_vals(records, RECORDS, G_N_ELEMENTS(RECORDS));
    g_autofree char *file = records_support_dup_file(records);
    assert_string_equal(
        file, "{\n\"days\":[\n"
              "{\"date\":\"2007-07-09\",\"slots\":[{\"all-day\":true,\"break\":\n{\"id\":\"c\"}\n}"
              "\n]},\n"
              "{\"date\":\"2007-07-10\",\"title\":\"D\",\"slots\":["
              "{\"start\":\"09:00\",\"end\":\"10:00\",\"sessions\":[\n{\"id\":\"a\"}\n]}\n]},\n"
              "{\"date\":\"2007-07-12\",\"slots\":["
              "{\"start\":\"09:00\",\"end\":\"10:00\",\"sessions\":[\n{\"id\":\"b\"}\n]}\n]}\n"
              "]\n}\n");
}

/* --- what is no record ------------------------------------------------------------------- */

typedef struct RecordCase {
    AgendaRecord record;
    bool is_wellformed;
} RecordCase;

static void what_cannot_be_a_record_is_found(void **state)
{
    static const char SESSION_PLACE[] = "2007-07-10 09:00 10:00 sessions";
    static const RecordCase CASES[] = {
        { { "agenda", "", "", "{}" }, true },
        { { "role", "r", "", "{\"id\":\"r\"}" }, true },
        { { "day", "2007-07-10", "", "{}" }, true },
        { { "preparation", "p", "", "{}" }, true },
        { { "session", "s", SESSION_PLACE, "{}" }, true },
        { { "session", "s", "2007-07-10 all-day plenary", "{}" }, true },
        { { "session", "s", "2007-07-10 09:00 10:00 break", "{}" }, true },
        { { "session", "s", "", "{}" }, false },
        { { "session", "s", "2007-07-10", "{}" }, false },
        { { "session", "s", "2007-07-10 09:00 10:00", "{}" }, false },
        { { "session", "s", "2007-07-10 all-days sessions", "{}" }, false },
        { { "session", "s", "2007-02-30 all-day sessions", "{}" }, false },
        { { "session", "s", "2007-07-1 all-day sessions", "{}" }, false },
        { { "session", "s", "2007-07-10 all-day session", "{}" }, false },
        { { "session", "s", "2007-07-10 09:00 10:00 sessions ", "{}" }, false },
        { { "session", "s", "2007-07-10 09:00 10:00 11:00 sessions", "{}" }, false },
        { { "session", "s", SESSION_PLACE, "" }, false },
        { { "session", "s", SESSION_PLACE, "{" }, false },
        { { "session", "s", SESSION_PLACE, "}" }, false },
        { { "session", "s", SESSION_PLACE, "{}\n" }, false },
        { { "session", "s", SESSION_PLACE, "{\n}" }, false },
        { { "room", "r", SESSION_PLACE, "{}" }, false },
        { { "rooms", "r", "", "{}" }, false },
        { { "", "", "", "{}" }, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));
        const AgendaRecord *record = &CASES[i].record;
        g_array_append_vals(records, record, 1);
        bool is_found = agenda_records_find_malformed(records) != NULL;
        if (is_found == CASES[i].is_wellformed) {
            fail_msg("%s %s %s %s: %s", record->kind, record->id, record->place, record->text,
                     is_found ? "found" : "not found");
        }
    }
}

static void the_first_malformed_record_is_told(void **state)
{
    static const AgendaRecord RECORDS[] = {
        { "agenda", "", "", "{}" },
        { "room", "a", "", "{}" },
        { "room", "b", "", "[]" },
        { "room", "c", "", "[]" },
    };
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    g_array_append_vals(records, RECORDS, G_N_ELEMENTS(RECORDS));
    assert_ptr_equal(agenda_records_find_malformed(records),
                     &g_array_index(records, AgendaRecord, 2));
}

static void a_second_agenda_is_malformed(void **state)
{
    static const AgendaRecord HEADS[] = { { "agenda", "", "", "{}" }, { "agenda", "b", "", "{}" } };
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(AgendaRecord));

    g_array_append_vals(records, HEADS, 2);
    assert_ptr_equal(agenda_records_find_malformed(records),
                     &g_array_index(records, AgendaRecord, 1));
}

static void the_records_of_an_agenda_are_all_wellformed(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 100; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(seed + round, NULL);
        g_auto(RecordsSupport) records;
        records_support_init(&records, agenda);
        assert_null(agenda_records_find_malformed(records.array));
    }
}

/* --- there and back ---------------------------------------------------------------------- */

static guint assert_round_trips_of_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint n_files = 0;

    assert_non_null(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (g_str_has_suffix(name, ".yaml")) {
            g_autofree char *path = g_build_filename(folder, name, NULL);
            g_autofree char *text = NULL;
            assert_true(g_file_get_contents(path, &text, NULL, NULL));
            g_autoptr(Agenda) agenda = records_support_parse(text);
            records_support_assert_round_trip(agenda);
            n_files++;
        }
    }
    return n_files;
}

static void our_own_agendas_come_back_as_they_were(void **state)
{
    assert_true(assert_round_trips_of_folder("data") >= 2);
    assert_true(assert_round_trips_of_folder("tests/golden/feeds") > 10);
}

static void random_agendas_come_back_as_they_were_whatever_their_order(void **state)
{
    guint32 seed;
    g_autoptr(GRand) order = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 300; round++) {
        g_autoptr(Agenda) straight = random_agenda_new(seed + round, NULL);
        g_autoptr(Agenda) shuffled = random_agenda_new(seed + round, order);
        records_support_assert_equal(straight, shuffled);
        records_support_assert_round_trip(shuffled);
    }
}

/* A text of `length` octets, all to be escaped but the first and the last. */
static Text long_text(Agenda *agenda, gsize length, char filling)
{
    g_autofree char *value = g_strnfill(length, filling);

    value[0] = value[length - 1] = 'x';
    return support_text(agenda, value);
}

static void texts_of_any_length_and_many_contributions_come_back(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new_with_id("long");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "T");
    g_autoptr(GArray) variants = g_array_new(FALSE, FALSE, sizeof(TextVariant));
    const char *languages[] = { "en", "fr", "pt-BR" };

    session->title = long_text(agenda, AGENDA_FILE_MAX_TEXT, '\\');
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        Text text = long_text(agenda, AGENDA_FILE_MAX_TEXT, '\n');
        TextVariant variant = { languages[i], text.variants[0].value };
        g_array_append_val(variants, variant);
    }
    session->abstract = agenda_intern_text(agenda, (const TextVariant *)variants->data, 3);
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *agency = g_strdup_printf("agency-%u", i);
        support_contribute(agenda, session, agency, "chair")->note =
            long_text(agenda, 2 + i % 300, '"');
        support_contribute(agenda, session, agency, "event");
    }
    agenda_finish(agenda);
    records_support_assert_round_trip(agenda);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_the_records_makes_no_difference_to_the_file),
        cmocka_unit_test(sessions_whose_day_is_not_there_are_under_one_made_for_them),
        cmocka_unit_test(what_cannot_be_a_record_is_found),
        cmocka_unit_test(the_first_malformed_record_is_told),
        cmocka_unit_test(a_second_agenda_is_malformed),
        cmocka_unit_test(the_records_of_an_agenda_are_all_wellformed),
        cmocka_unit_test(our_own_agendas_come_back_as_they_were),
        cmocka_unit_test(random_agendas_come_back_as_they_were_whatever_their_order),
        cmocka_unit_test(texts_of_any_length_and_many_contributions_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
