#include "file/agenda_text.h"

#include <string.h>

#include "file/agenda_file.h"
#include "random_agenda.h"
#include "records_support.h"

static void assert_round_trip(const Agenda *agenda)
{
    g_auto(RecordsSupport) records;

    records_support_init(&records, agenda);
    g_autofree char *text = agenda_text_from_canonical(records.file, "");
    g_autoptr(Agenda) again = records_support_parse_in(text, agenda->tz);
    records_support_assert_equal(agenda, again);
}

static void it_says_what_the_agenda_says(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 100; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(g_rand_int(numbers), NULL);
        assert_round_trip(agenda);
    }
}

/* Texts that without quotes would be something else. */
static void texts_stay_texts(void **state)
{
    static const char *const TEXTS[] = {
        "yes", "No",   "null",  "~",    "1.0",  "0x1F", "2007-07-10", "09:00",   "# no comment",
        "- a", "a: b", "a #b",  "{a}",  "[a]",  "&a",   "*a",         "!a",      "%a",
        "@a",  "`a",   "'a'",   "\"a",  "a\\b", "é",    "ends:",      "?",       "|",
        ">",   "a\nb", "a\n\n", "A--B", "a, b", "...",  "---",        "a\u2028b"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(Agenda) agenda = support_agenda_new();
        Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
        Session *session =
            support_add_session(agenda, slot, SESSION_KIND_SESSION, "1.0", "A title");
        session->abstract = support_text(agenda, TEXTS[i]);
        agenda_finish(agenda);
        g_auto(RecordsSupport) records;
        records_support_init(&records, agenda);
        g_autoptr(AgendaFile) file = agenda_file_parse("plain", records.file, strlen(records.file));
        /* What no file may say is not what this is about. */
        if (file->agenda != NULL) {
            assert_round_trip(file->agenda);
        }
    }
}

static void it_is_a_line_for_each_key_under_the_comments_of_the_old_text(void **state)
{
    static const char CANONICAL[] =
        "{\"agenda\":{\"id\":\"a\",\"title\":\"A: B\"},\"rooms\":[{\"id\":\"r\",\"capacity\":7}],"
        "\"days\":[]}";
    g_autofree char *text =
        agenda_text_from_canonical(CANONICAL, "# One\n\n# Two\nagenda: {} # three\n");

    assert_string_equal(text, "# One\n\n# Two\nagenda:\n  id: a\n  title: \"A: B\"\nrooms:\n"
                              "  - id: r\n    capacity: 7\ndays: []\n");
}

/* Whatever an old file said, and in whatever order. */
static void an_old_file_comes_to_say_what_the_agenda_says(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 30; round++) {
        g_autoptr(Agenda) before = random_agenda_new(g_rand_int(numbers), NULL);
        g_autoptr(Agenda) after = random_agenda_new(g_rand_int(numbers), NULL);
        g_auto(RecordsSupport) old;
        g_auto(RecordsSupport) wanted;
        records_support_init(&old, before);
        records_support_init(&wanted, after);
        g_autofree char *file = agenda_text_from_canonical(old.file, "");
        g_autofree char *text = agenda_text_update(wanted.file, file, strlen(file));
        g_autoptr(Agenda) again = records_support_parse_in(text, after->tz);
        records_support_assert_equal(after, again);
    }
}

static void what_stays_the_same_stays_as_it_is_written(void **state)
{
    static const char OLD[] = "# The forum\n"
                              "agenda: {id: a, title: 'A', timezone: Europe/Brussels} # Brussels!\n"
                              "\n"
                              "rooms:\n"
                              "  - id: z   # the last one first\n"
                              "    name: \"Zed\"\n"
                              "  - {id: b, name: Bee}\n"
                              "days: [] # none yet\n";
    static const char CANONICAL[] =
        "{\"agenda\":{\"id\":\"a\",\"title\":\"B\",\"timezone\":\"Europe/Brussels\"},"
        "\"rooms\":[{\"id\":\"b\",\"name\":\"Bee\"},{\"id\":\"z\",\"name\":\"Zed\"}],\"days\":[]}";
    g_autofree char *text = agenda_text_update(CANONICAL, OLD, strlen(OLD));

    assert_string_equal(text, "# The forum\n"
                              "agenda: {id: a, title: 'B', timezone: Europe/Brussels} # Brussels!\n"
                              "\n"
                              "rooms:\n"
                              "  - id: z   # the last one first\n"
                              "    name: \"Zed\"\n"
                              "  - {id: b, name: Bee}\n"
                              "days: [] # none yet\n");
}

static void a_file_that_cannot_be_read_is_written_anew(void **state)
{
    static const char OLD[] = "# Broken\nagenda: [\n";
    g_autofree char *text = agenda_text_update("{\"days\":[]}", OLD, strlen(OLD));

    assert_string_equal(text, "# Broken\ndays: []\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_the_agenda_says),
        cmocka_unit_test(texts_stay_texts),
        cmocka_unit_test(it_is_a_line_for_each_key_under_the_comments_of_the_old_text),
        cmocka_unit_test(an_old_file_comes_to_say_what_the_agenda_says),
        cmocka_unit_test(what_stays_the_same_stays_as_it_is_written),
        cmocka_unit_test(a_file_that_cannot_be_read_is_written_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
