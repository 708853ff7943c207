/* Covers src/cli/new.c and src/assets/start.yaml. */
#include <string.h>

#include "agenda_folder.h"
#include "command_line.h"
#include "file/agenda_file.h"
#include "random_agenda.h"
#include "records_support.h"
#include "scratch.h"

/* --- the example ------------------------------------------------------------------------- */

static void what_it_writes_has_no_mistake_and_no_oddity(void **state)
{
    command_line_assert("new -o start.yaml", EXIT_STATUS_OK, "", "");
    command_line_assert("check --strict start.yaml", EXIT_STATUS_OK, "",
                        "confeed: start.yaml: 0 errors, 0 warnings\n");
}

static void it_has_something_of_each_kind(void **state)
{
    g_auto(Captured) captured = command_line_run("new");
    g_autoptr(AgendaFile) file = agenda_file_parse("new", captured.out, strlen(captured.out));
    const Agenda *agenda = file->agenda;
    guint kinds[3] = { 0 };

    assert_non_null(agenda);
    for (guint i = 0; i < agenda->sessions->len; i++) {
        kinds[((const Session *)agenda->sessions->pdata[i])->kind]++;
    }
    assert_int_equal(kinds[SESSION_KIND_PLENARY], 1);
    assert_int_equal(kinds[SESSION_KIND_BREAK], 1);
    assert_int_equal(kinds[SESSION_KIND_SESSION], 2);
    assert_int_equal(agenda->agencies->len, 2);
    assert_true(agenda->rooms->len > 0 && agenda->preparations->len > 0);
}

/* --- files ------------------------------------------------------------------------------- */

static void what_is_there_is_left_as_it_is(void **state)
{
    scratch_write(".", "mine.yaml", "mine\n");
    command_line_assert("new -o mine.yaml", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: mine.yaml is there already, and is left as it is\n");
    g_autofree char *text = scratch_read(".", "mine.yaml");
    assert_string_equal(text, "mine\n");
}

static void a_file_that_cannot_be_written_is_a_failure(void **state)
{
    command_line_assert(
        "new -o none/a.yaml", EXIT_STATUS_ENVIRONMENT, "",
        "confeed: error: none/a.yaml: cannot be written: No such file or directory\n");
    command_line_assert("new -o /dev/full/a", EXIT_STATUS_ENVIRONMENT, "",
                        "confeed: error: /dev/full/a: cannot be written: Not a directory\n");
}

static void nothing_follows_an_agenda_with_errors(void **state)
{
    scratch_write(".", "bad.yaml", "agenda: {id: a, title: A, timezone: Europe/Brussels}\n");
    command_line_assert("new --from bad.yaml -o next.yaml", EXIT_STATUS_INPUT, "",
                        "bad.yaml:1:1: error: an agenda file needs the key \"days\"\n");
    assert_false(scratch_has(".", "next.yaml"));
}

/* --- the next conference ----------------------------------------------------------------- */

static void the_next_agenda_has_head_and_lists_and_says_what_to_change(void **state)
{
    scratch_write(
        ".", "last.yaml",
        "# Of 2007\n"
        "agenda: {id: forum-2007, title: 'Forum: 1', timezone: Europe/Brussels,\n"
        "  published: 2007-07-12T00:00:00Z, location: Brussels, status: cancelled}\n"
        "agencies: [{id: ilo, short: ILO}]\n"
        "roles: [{id: chair, label: Presiding}]\n"
        "rooms: [{id: gold, name: 'yes'}]\n"
        "round-tables: [{id: 1, title: Work}]\n"
        "days: [{date: 2007-07-10, slots: [{all-day: true, plenary: {id: a, title: A}}]}]\n"
        "preparations: [{agency: ilo, role: input}]\n");
    command_line_assert(
        "new --from last.yaml", EXIT_STATUS_OK,
        "# The agenda of the next conference. Change what was true of the last one only: the\n"
        "# id, the title, the place, links. Then add the days.\n\n"
        "agenda:\n"
        "  # Another id, please: it is a part of every address, and under the one of the last\n"
        "  # conference this would replace it.\n"
        "  id: forum-2007\n"
        "  title: \"Forum: 1\"\n"
        "  timezone: Europe/Brussels\n"
        "  location: Brussels\n"
        "roles:\n"
        "  - id: chair\n"
        "    label: Presiding\n"
        "    present: true\n"
        "agencies:\n"
        "  - id: ilo\n"
        "    short: ILO\n"
        "rooms:\n"
        "  - id: gold\n"
        "    name: \"yes\"\n"
        "round-tables:\n"
        "  - id: \"1\"\n"
        "    title: Work\n"
        "days: []\n"
        "# In place of [], each day with its date and its slots:\n"
        "#  - date: YYYY-MM-DD\n"
        "#    slots:\n"
        "#      - {start: \"09:00\", end: \"10:00\", plenary: {id: opening, title: Opening}}\n",
        "");
}

/* The records of an agenda but those of one conference only, a line for each; the caller's own. */
static char *dup_lasting(Agenda *agenda)
{
    g_auto(RecordsSupport) records;
    GString *lasting = g_string_new(NULL);

    agenda->has_published = false;
    agenda->status = AGENDA_STATUS_CONFIRMED;
    records_support_init(&records, agenda);
    for (guint i = 0; i < records.array->len; i++) {
        const AgendaRecord *record = &g_array_index(records.array, AgendaRecord, i);
        if (strcmp(record->kind, "day") != 0 && strcmp(record->kind, "session") != 0 &&
            strcmp(record->kind, "preparation") != 0) {
            g_string_append_printf(lasting, "%s|%s|%s\n", record->kind, record->id, record->text);
        }
    }
    return g_string_free(lasting, FALSE);
}

/* Asserts that what follows the agenda of a file has all that lasts of it, and nothing else. */
static void assert_followed(const char *path)
{
    g_autofree char *line = g_strconcat("new --from ", path, NULL);
    g_auto(Captured) next = command_line_run(line);
    g_autoptr(AgendaFile) before = agenda_file_read(path, NULL);
    g_autoptr(AgendaFile) after = agenda_file_parse("next", next.out, strlen(next.out));

    assert_int_equal(next.status, EXIT_STATUS_OK);
    assert_int_equal(findings_length(after->findings), 0);
    g_autofree char *expected = dup_lasting(before->agenda);
    g_autofree char *found = dup_lasting(after->agenda);
    assert_string_equal(found, expected);
    assert_int_equal(after->agenda->days->len + after->agenda->preparations->len, 0);
}

static void what_lasts_of_random_agendas_is_there_again(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 50; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(g_rand_int(numbers), NULL);
        g_auto(RecordsSupport) records;
        records_support_init(&records, agenda);
        scratch_write(".", "random.json", records.file);
        assert_followed("random.json");
    }
}

static void what_lasts_of_agendas_of_the_project_is_there_again(void **state)
{
    static const char *const FOLDERS[] = { "data", "tests/golden/feeds", "tests/golden/pages",
                                           "tests/golden/diff" };
    guint n_files = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
        g_autoptr(GDir) folder = g_dir_open(FOLDERS[i], 0, NULL);
        const char *name;
        assert_non_null(folder);
        while ((name = g_dir_read_name(folder)) != NULL) {
            g_autofree char *path = g_build_filename(FOLDERS[i], name, NULL);
            if (g_str_has_suffix(name, ".yaml")) {
                assert_followed(path);
                n_files++;
            }
        }
    }
    assert_true(n_files > 20);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, agenda_folder_enter, agenda_folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_it_writes_has_no_mistake_and_no_oddity),
        IN_FOLDER(it_has_something_of_each_kind),
        IN_FOLDER(what_is_there_is_left_as_it_is),
        IN_FOLDER(a_file_that_cannot_be_written_is_a_failure),
        IN_FOLDER(nothing_follows_an_agenda_with_errors),
        IN_FOLDER(the_next_agenda_has_head_and_lists_and_says_what_to_change),
        IN_FOLDER(what_lasts_of_random_agendas_is_there_again),
        cmocka_unit_test(what_lasts_of_agendas_of_the_project_is_there_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
