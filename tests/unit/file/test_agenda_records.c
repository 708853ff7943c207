#include "file/agenda_records.h"

#include "records_support.h"

/* --- the text ---------------------------------------------------------------------------- */

#define HEAD "agenda: {id: a-1, title: A, timezone: Europe/Brussels}\n"

/* Every key, and every value that is left out because it is what there is without it. */
static const char FULL[] =
    "preparations:\n"
    "  - {agency: ilo, role: comments, due: 2007-06-01}\n"
    "  - {agency: ilo, role: event, id: P_1, title: Fair, status: offered, note: {fr: Oui},\n"
    "     url: 'https://x.org/p', date: 2007-05-01}\n"
    "  - {agency: ilo, role: input, title: {en: 'One/two', fr: Un}, status: confirmed}\n"
    "days:\n"
    "  - date: 2007-07-10\n"
    "    slots:\n"
    "      - start: '22:00'\n"
    "        end: '26:30'\n"
    "        sessions:\n"
    "          - {id: 1.B, title: B, round-table: '1', start: '25:00', end: '25:30'}\n"
    "          - {id: 1.A, title: A, start: '22:00', end: '26:00', status: tentative}\n"
    "      - {start: '22:00', end: '26:30', break: {id: tea, title: Tea, status: confirmed}}\n"
    "      - {start: '22:00', end: '26:30', plenary: {id: all, title: All}}\n"
    "      - {start: '22:00', end: '26:30', break: {id: cake, title: Cake}}\n"
    "  - date: 2007-07-09\n"
    "    title: First\n"
    "    slots:\n"
    "      - all-day: true\n"
    "        plenary:\n"
    "          id: open\n"
    "          title: {fr: Ouvert, en: \"Op\\\"en\"}\n"
    "          abstract: \"Two\\nlines\"\n"
    "          room: gold\n"
    "          status: cancelled\n"
    "          url: https://x.org/o\n"
    "          contributions:\n"
    "            - {agency: ilo, role: event, status: requested, note: N}\n"
    "            - {agency: iom, role: chair, status: tentative}\n"
    "            - {agency: ilo, role: chair, status: confirmed}\n"
    "  - {date: 2007-07-11, slots: []}\n"
    "round-tables: [{id: '2'}, {id: '1', title: T}]\n"
    "rooms: [{id: gold, name: Gold, capacity: 120}, {id: blue, name: Bleue}]\n"
    "agencies:\n"
    "  - {id: ilo, short: ILO, name: Labour, kind: civil-society, delegation: 3,\n"
    "     url: 'https://x.org/a'}\n"
    "  - {id: iom, short: IOM, kind: agency, delegation: 1}\n"
    "roles:\n"
    "  - {id: own, label: {en: Own}, present: false}\n"
    "  - {id: chair, present: false}\n"
    "  - {id: event, label: Event, present: false}\n"
    "agenda: {id: a-1, title: A, short: X, description: D, url: 'https://x.org/', timezone: UTC,\n"
    "         location: Here, published: 2007-07-12T02:00:00+02:00}\n";

#define FULL_AGENDA                                                           \
    "{\"id\":\"a-1\",\"title\":\"A\",\"timezone\":\"UTC\",\"short\":\"X\","   \
    "\"description\":\"D\",\"url\":\"https://x.org/\",\"location\":\"Here\"," \
    "\"published\":\"2007-07-12T00:00:00Z\"}"
#define FULL_ILO                                                                        \
    "{\"id\":\"ilo\",\"short\":\"ILO\",\"name\":\"Labour\",\"kind\":\"civil-society\"," \
    "\"delegation\":3,\"url\":\"https://x.org/a\"}"
#define FULL_CHAIR "{\"id\":\"chair\",\"label\":\"Chair\",\"present\":false}"
#define FULL_OWN "{\"id\":\"own\",\"label\":{\"en\":\"Own\"},\"present\":false}"
#define FULL_GOLD "{\"id\":\"gold\",\"name\":\"Gold\",\"capacity\":120}"
#define FULL_A "{\"id\":\"1.A\",\"title\":\"A\",\"status\":\"tentative\",\"end\":\"26:00\"}"
#define FULL_B                                                               \
    "{\"id\":\"1.B\",\"title\":\"B\",\"start\":\"25:00\",\"end\":\"25:30\"," \
    "\"round-table\":\"1\"}"
#define FULL_OPEN                                                              \
    "{\"id\":\"open\",\"title\":{\"fr\":\"Ouvert\",\"en\":\"Op\\\"en\"},"      \
    "\"abstract\":\"Two\\nlines\",\"room\":\"gold\",\"status\":\"cancelled\"," \
    "\"url\":\"https://x.org/o\",\"contributions\":["                          \
    "{\"agency\":\"ilo\",\"role\":\"chair\"},"                                 \
    "{\"agency\":\"iom\",\"role\":\"chair\",\"status\":\"tentative\"},"        \
    "{\"agency\":\"ilo\",\"role\":\"event\",\"status\":\"requested\",\"note\":\"N\"}]}"
#define FULL_P_1                                                                    \
    "{\"agency\":\"ilo\",\"role\":\"event\",\"id\":\"P_1\",\"title\":\"Fair\","     \
    "\"status\":\"offered\",\"note\":{\"fr\":\"Oui\"},\"url\":\"https://x.org/p\"," \
    "\"date\":\"2007-05-01\"}"
#define FULL_COMMENTS "{\"agency\":\"ilo\",\"role\":\"comments\",\"due\":\"2007-06-01\"}"
#define FULL_INPUT \
    "{\"agency\":\"ilo\",\"role\":\"input\",\"title\":{\"en\":\"One/two\",\"fr\":\"Un\"}}"

static void records_hold_all_that_an_agenda_says_and_nothing_that_goes_without_it(void **state)
{
    g_autoptr(Agenda) agenda = records_support_parse(FULL);
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    g_autofree char *text = records_support_dup_text(&records);
    assert_string_equal(
        text, "agency|ilo||" FULL_ILO "\n"
              "agency|iom||{\"id\":\"iom\",\"short\":\"IOM\"}\n"
              "agenda|||" FULL_AGENDA "\n"
              "day|2007-07-09||{\"date\":\"2007-07-09\",\"title\":\"First\"}\n"
              "day|2007-07-10||{\"date\":\"2007-07-10\"}\n"
              "day|2007-07-11||{\"date\":\"2007-07-11\"}\n"
              "preparation|P_1||" FULL_P_1 "\n"
              "preparation|ilo/comments/||" FULL_COMMENTS "\n"
              "preparation|ilo/input/One/two||" FULL_INPUT "\n"
              "role|chair||" FULL_CHAIR "\n"
              "role|own||" FULL_OWN "\n"
              "room|blue||{\"id\":\"blue\",\"name\":\"Bleue\"}\n"
              "room|gold||" FULL_GOLD "\n"
              "round-table|1||{\"id\":\"1\",\"title\":\"T\"}\n"
              "round-table|2||{\"id\":\"2\"}\n"
              "session|1.A|2007-07-10 22:00 26:30 sessions|" FULL_A "\n"
              "session|1.B|2007-07-10 22:00 26:30 sessions|" FULL_B "\n"
              "session|all|2007-07-10 22:00 26:30 plenary|{\"id\":\"all\",\"title\":\"All\"}\n"
              "session|cake|2007-07-10 22:00 26:30 break|{\"id\":\"cake\",\"title\":\"Cake\"}\n"
              "session|open|2007-07-09 all-day plenary|" FULL_OPEN "\n"
              "session|tea|2007-07-10 22:00 26:30 break|{\"id\":\"tea\",\"title\":\"Tea\"}\n"
              "zone|UTC||{\"rules\":\"0 0 UTC;UTC0\"}\n");
}

static void the_file_has_a_record_in_each_line_under_its_section_day_and_slot(void **state)
{
    g_autoptr(Agenda) agenda = records_support_parse(FULL);
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    assert_string_equal(records.file,
                        "{\n\"agenda\":" FULL_AGENDA ",\n"
                        "\"roles\":[\n" FULL_CHAIR ",\n" FULL_OWN "\n],\n"
                        "\"agencies\":[\n" FULL_ILO ",\n{\"id\":\"iom\",\"short\":\"IOM\"}\n],\n"
                        "\"rooms\":[\n{\"id\":\"blue\",\"name\":\"Bleue\"},\n" FULL_GOLD "\n],\n"
                        "\"round-tables\":[\n{\"id\":\"1\",\"title\":\"T\"},\n{\"id\":\"2\"}\n],\n"
                        "\"days\":[\n"
                        "{\"date\":\"2007-07-09\",\"title\":\"First\",\"slots\":["
                        "{\"all-day\":true,\"plenary\":\n" FULL_OPEN "\n}\n]},\n"
                        "{\"date\":\"2007-07-10\",\"slots\":["
                        "{\"start\":\"22:00\",\"end\":\"26:30\",\"break\":\n"
                        "{\"id\":\"cake\",\"title\":\"Cake\"}\n},"
                        "{\"start\":\"22:00\",\"end\":\"26:30\",\"break\":\n"
                        "{\"id\":\"tea\",\"title\":\"Tea\"}\n},"
                        "{\"start\":\"22:00\",\"end\":\"26:30\",\"plenary\":\n"
                        "{\"id\":\"all\",\"title\":\"All\"}\n},"
                        "{\"start\":\"22:00\",\"end\":\"26:30\",\"sessions\":[\n"
                        "" FULL_A ",\n" FULL_B "\n]}\n]},\n"
                        "{\"date\":\"2007-07-11\"}\n],\n"
                        "\"preparations\":[\n" FULL_P_1 ",\n" FULL_COMMENTS ",\n" FULL_INPUT
                        "\n]\n}\n");
    records_support_assert_round_trip(agenda);
}

static void an_agenda_without_anything_has_a_head_and_no_days(void **state)
{
    g_autoptr(Agenda) agenda = records_support_parse(HEAD "days: []\n");
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    assert_string_equal(records.file, "{\n\"agenda\":{\"id\":\"a-1\",\"title\":\"A\","
                                      "\"timezone\":\"Europe/Brussels\"},\n\"days\":[\n]\n}\n");
    records_support_assert_round_trip(agenda);
}

static void the_digests_are_those_of_the_file_and_of_the_rules(void **state)
{
    g_autoptr(Agenda) agenda = records_support_parse(FULL);
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    /* The zone comes last. */
    const AgendaRecord *zone = &g_array_index(records.array, AgendaRecord, records.array->len - 1);
    g_autofree char *rules = agenda_records_rules_digest(records.array);
    g_autofree char *of_file = g_compute_checksum_for_string(G_CHECKSUM_SHA256, records.file, -1);
    g_autofree char *of_zone = g_compute_checksum_for_string(G_CHECKSUM_SHA256, zone->text, -1);
    assert_string_equal(records.digest, of_file);
    assert_string_equal(rules, of_zone);
    /* Older histories have no zones. */
    g_array_set_size(records.array, records.array->len - 1);
    assert_null(agenda_records_rules_digest(records.array));
}

/* --- equal and unequal ------------------------------------------------------------------- */

static void one_meaning_in_two_forms_has_equal_records(void **state)
{
    static const char *const PAIRS[][2] = {
        { HEAD "days: []\n", "{\"agenda\": {\"timezone\": \"Europe/Brussels\", \"title\": \"A\","
                             " \"id\": \"a-1\"}, \"days\": []}" },
        { HEAD "days: []\n", "agenda: {id: a-1, title: A, timezone: Europe/Brussels, short: A 1,\n"
                             " url: null}\ndays: []\nrooms: []\nroles:\n"
                             " - {id: chair, label: Chair}\n - {id: event, present: false}\n" },
        /* Sessions in slots of the same times, and times that are those of the slot. */
        { HEAD "days:\n - date: 2007-07-10\n   slots:\n"
               "    - start: '09:00'\n      end: '10:00'\n      sessions:\n"
               "       - {id: a, title: A}\n       - {id: b, title: B, start: '09:30'}\n",
          HEAD "days:\n - date: 2007-07-10\n   slots:\n"
               "    - {end: '10:00', start: '09:00',\n"
               "       sessions: [{title: B, id: b, start: '09:30', end: '10:00'}]}\n"
               "    # of the same times\n"
               "    - {start: '09:00', end: '10:00',\n"
               "       sessions: [{id: a, title: A, status: confirmed, start: '09:00',\n"
               "                   contributions: []}]}\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        g_autoptr(Agenda) left = records_support_parse(PAIRS[i][0]);
        g_autoptr(Agenda) right = records_support_parse(PAIRS[i][1]);
        records_support_assert_equal(left, right);
    }
}

/* What stands in FULL, and something else that may stand there. */
static const char *const REPLACEMENTS[][2] = {
    { "id: a-1", "id: a-2" },
    { "title: A, short", "title: AA, short" },
    { "title: A, short", "title: {en: A}, short" },
    { "short: X", "short: Y" },
    { "short: X, ", "" },
    { "description: D", "description: E" },
    { "url: 'https://x.org/',", "url: 'https://y.org/'," },
    { "timezone: UTC", "timezone: Africa/Abidjan" },
    { "location: Here", "location: There" },
    { "published: 2007-07-12T02:00:00", "published: 2007-07-12T02:00:01" },
    { ", published: 2007-07-12T02:00:00+02:00", "" },
    { "label: {en: Own}", "label: Own" },
    { "label: {en: Own}, present: false", "label: {en: Own}, present: true" },
    { "- {id: chair, present: false}", "- {id: chair, present: true}" },
    { "label: Event,", "label: Events," },
    { "short: ILO", "short: OIT" },
    { "name: Labour, ", "" },
    { "kind: civil-society", "kind: government" },
    { "delegation: 3", "delegation: 2" },
    { "\n     url: 'https://x.org/a'", "" },
    { "name: Gold", "name: Golden" },
    { "capacity: 120", "capacity: 12" },
    { ", {id: blue, name: Bleue}", "" },
    { "{id: '2'}, ", "" },
    { "id: '1', title: T", "id: '1', title: U" },
    { "date: 2007-07-09", "date: 2007-07-08" },
    { "title: First", "title: Last" },
    { "  - {date: 2007-07-11, slots: []}\n", "" },
    { "all-day: true", "{start: '00:00', end: '24:00', plenary: {id: x, title: X}}\n"
                       "      - all-day: true" },
    { "break: {id: tea", "plenary: {id: tea" },
    { "title: {fr: Ouvert, en: \"Op\\\"en\"}", "title: {en: \"Op\\\"en\", fr: Ouvert}" },
    { "Two\\nlines", "Two lines" },
    { "          room: gold\n", "          room: blue\n" },
    { "status: cancelled", "status: confirmed" },
    { "https://x.org/o", "https://x.org/O" },
    { "status: requested, note: N", "status: offered, note: N" },
    { "note: N", "note: M" },
    { "- {agency: iom, role: chair,", "- {agency: iom, role: speaker," },
    { "- {agency: ilo, role: chair, status: confirmed}", "- {agency: iom, role: own}" },
    { "round-table: '1'", "round-table: '2'" },
    { "start: '25:00'", "start: '25:01'" },
    { "end: '26:00'", "end: '26:30'" },
    { "- {start: '22:00', end: '26:30', plenary", "- {start: '22:00', end: '26:00', plenary" },
    { "id: 1.B", "id: 1.C" },
    { "role: comments, due", "role: comments, date" },
    { "due: 2007-06-01", "due: 2007-06-02" },
    { ", due: 2007-06-01", "" },
    { "{agency: ilo, role: comments", "{agency: iom, role: comments" },
    { "role: event, id: P_1", "role: input, id: P_1" },
    { "id: P_1, ", "" },
    { "title: Fair", "title: Feast" },
    { "status: offered", "status: confirmed" },
    { "note: {fr: Oui}", "note: {fr: Non}" },
    { "https://x.org/p", "https://x.org/q" },
    { "'One/two', fr: Un", "'One/two', fr: Une" },
};

static void each_difference_gives_another_digest(void **state)
{
    g_autoptr(GHashTable) digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Agenda) full = records_support_parse(FULL);
    g_auto(RecordsSupport) full_records;

    records_support_init(&full_records, full);
    g_hash_table_add(digests, g_strdup(full_records.digest));
    for (gsize i = 0; i < G_N_ELEMENTS(REPLACEMENTS); i++) {
        g_autoptr(GString) text = g_string_new(FULL);
        assert_int_equal(g_string_replace(text, REPLACEMENTS[i][0], REPLACEMENTS[i][1], 0), 1);
        g_autoptr(Agenda) agenda = records_support_parse(text->str);
        g_auto(RecordsSupport) records;
        records_support_init(&records, agenda);
        if (!g_hash_table_add(digests, g_strdup(records.digest))) {
            fail_msg("\"%s\" for \"%s\" makes no difference", REPLACEMENTS[i][1],
                     REPLACEMENTS[i][0]);
        }
        records_support_assert_round_trip(agenda);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_hold_all_that_an_agenda_says_and_nothing_that_goes_without_it),
        cmocka_unit_test(the_file_has_a_record_in_each_line_under_its_section_day_and_slot),
        cmocka_unit_test(an_agenda_without_anything_has_a_head_and_no_days),
        cmocka_unit_test(the_digests_are_those_of_the_file_and_of_the_rules),
        cmocka_unit_test(one_meaning_in_two_forms_has_equal_records),
        cmocka_unit_test(each_difference_gives_another_digest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
