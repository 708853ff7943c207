#include "model/table/table.h"

#include "model/agenda/participant.h"
#include "model/selection/selection_query.h"
#include "sketch.h"
#include "support.h"

static const char *id_of(const TableLine *line)
{
    switch (line->kind) {
    case TABLE_LINE_ROLE:
        return line->role->id;
    case TABLE_LINE_SESSION:
        return line->session->id;
    case TABLE_LINE_AGENCY:
        return line->agency->id;
    case TABLE_LINE_PEOPLE:
        return "people";
    }
    g_assert_not_reached();
}

static void append_item(GString *out, const TableItem *item)
{
    const Participant *person =
        item->contribution != NULL ? item->contribution->person : item->preparation->person;

    g_string_append(out, item->contribution != NULL ? item->contribution->role->id
                                                    : text_get(&item->preparation->title, NULL));
    if (person != NULL) {
        g_string_append_printf(out, "~%s", person->id);
    }
    g_string_append(out, item->clash != NULL ? "!" : "");
}

/* A line for each row, of what stands in it: "1.1: ilo=chair,speaker iom=speaker". The groups are
 * told by an empty line between them. The caller's own. */
static char *table_words(const Table *table)
{
    GString *out = g_string_new(NULL);

    for (guint row = 0; row < table->rows.lines->len; row++) {
        const TableLine *line = table_row(table, row);
        bool is_first = row > 0 && table_row(table, row - 1)->group != line->group;
        g_string_append_printf(out, "%s%s:", is_first ? "\n" : "", id_of(line));
        for (guint column = 0; column < table->columns.lines->len; column++) {
            TableCell cell = table_cell(table, row, column);
            for (guint i = 0; i < cell.n_items; i++) {
                assert_int_equal(cell.items[i].row, row);
                assert_int_equal(cell.items[i].column, column);
                if (i == 0) {
                    g_string_append_printf(out, " %s=", id_of(table_column(table, column)));
                }
                g_string_append(out, i > 0 ? "," : "");
                append_item(out, &cell.items[i]);
            }
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static char *axis_words(const TableAxis *axis)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < axis->lines->len; i++) {
        const TableLine *line = &g_array_index(axis->lines, TableLine, i);
        const TableGroup *group = &g_array_index(axis->groups, TableGroup, line->group);
        assert_true(group->first <= i && i < group->end);
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", id_of(line));
    }
    return g_string_free(out, FALSE);
}

/* Fails unless the table of what a query selects is this. A query is "agency=ilo" or "not-role=x",
 * with blanks between several. */
static Table *new_selected(const Agenda *agenda, const char *asked, const TableForm *form)
{
    g_autoptr(SelectionQuery) query = selection_query_new();
    g_auto(GStrv) parts = g_strsplit(asked, " ", -1);
    g_auto(Selection) selection;

    for (char **part = parts; *part != NULL && **part != '\0'; part++) {
        g_auto(GStrv) words = g_strsplit(*part, "=", 2);
        SelectionName name;
        bool is_not;
        assert_true(selection_name_parse_either(words[0], &name, &is_not));
        if (is_not) {
            selection_query_exclude(query, name, words[1]);
        } else {
            selection_query_add(query, name, words[1]);
        }
    }
    selection_query_resolve(query, agenda, &selection);
    selection.undated = true;
    return table_new(agenda, &selection, form, false);
}

static void assert_table(const Agenda *agenda, const char *asked, const TableForm *form,
                         const char *columns, const char *rows)
{
    g_autoptr(Table) table = new_selected(agenda, asked, form);
    g_autofree char *across = axis_words(&table->columns);
    g_autofree char *words = table_words(table);

    assert_string_equal(across, columns);
    assert_string_equal(words, rows);
}

static const TableForm PLAIN = { 0 };
static const TableForm TRANSPOSED = { .is_transposed = true };
static const TableForm EMPTY = { .with_empty = true };

static const char FORUM[] =
    "session 2.1 07-10 09:00-10:00 table=2 with=ilo/chair,ilo/speaker,iom/speaker;"
    "session 1.1 07-10 11:00-12:00 table=1 with=unhcr/chair room=gold;"
    "session 1.2 07-11 09:00-10:00 table=1;"
    "session alone 07-11 09:00-10:00 with=~jane/speaker,ilo~jane/chair;"
    "plenary opening 07-10 08:00-09:00 with=ilo/speaker;"
    "break lunch 07-10 12:00-13:00;"
    "preparation paper ilo/background-paper; preparation book iom/background-paper due=06-01;"
    "preparation advice unhcr/adviser; agency idle";

static void preparations_come_first_then_round_tables_then_the_rest(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(FORUM);

    assert_table(agenda, "", &PLAIN, "ilo iom unhcr people",
                 "background-paper: ilo=paper iom=book\n"
                 "adviser: unhcr=advice\n"
                 "\n1.1: unhcr=chair\n"
                 "\n2.1: ilo=chair,speaker iom=speaker\n"
                 "\nopening: ilo=speaker\n"
                 "alone: ilo=chair~jane people=speaker~jane\n");
}

static void empty_lines_are_left_out_and_counted_unless_they_are_wanted(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(FORUM);
    g_autoptr(Table) table = new_selected(agenda, "", &PLAIN);

    assert_int_equal(table->rows.n_hidden, 2);
    assert_int_equal(table->columns.n_hidden, 1);
    assert_table(agenda, "round-table=1", &EMPTY, "idle ilo iom unhcr",
                 "1.1: unhcr=chair\n"
                 "1.2:\n");
    g_autoptr(Table) whole = new_selected(agenda, "", &EMPTY);
    assert_int_equal(whole->rows.n_hidden + whole->columns.n_hidden, 0);
    assert_int_equal(whole->rows.lines->len, 8);
    assert_int_equal(whole->columns.lines->len, 5);
}

static void a_transposed_table_has_the_same_cells(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(FORUM);

    assert_table(agenda, "", &TRANSPOSED, "background-paper adviser 1.1 2.1 opening alone",
                 "ilo: background-paper=paper 2.1=chair,speaker opening=speaker alone=chair~jane\n"
                 "iom: background-paper=book 2.1=speaker\n"
                 "unhcr: adviser=advice 1.1=chair\n"
                 "\npeople: alone=speaker~jane\n");
}

static void a_selection_chooses_rows_columns_and_items(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(FORUM);

    assert_table(agenda, "agency=iom", &PLAIN, "iom",
                 "background-paper: iom=book\n"
                 "\n2.1: iom=speaker\n");
    /* The plenary is for everybody, but has nothing of the kind. */
    assert_table(agenda, "role=chair", &PLAIN, "ilo unhcr",
                 "1.1: unhcr=chair\n"
                 "\n2.1: ilo=chair\n"
                 "\nalone: ilo=chair~jane\n");
    assert_table(agenda, "person=jane", &PLAIN, "ilo people",
                 "alone: ilo=chair~jane people=speaker~jane\n");
    assert_table(agenda, "day=2007-07-11", &PLAIN, "ilo people",
                 "alone: ilo=chair~jane people=speaker~jane\n");
    assert_table(agenda, "not-agency=ilo", &PLAIN, "iom unhcr",
                 "background-paper: iom=book\n"
                 "adviser: unhcr=advice\n"
                 "\n1.1: unhcr=chair\n");
    assert_table(agenda, "agency=idle", &PLAIN, "", "");
    assert_table(agenda, "agency=idle round-table=1", &EMPTY, "idle", "opening:\n");
}

static void agencies_stand_by_kind(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");

    support_add_agency(agenda, "belgium")->kind = AGENCY_KIND_GOVERNMENT;
    support_add_agency(agenda, "aid")->kind = AGENCY_KIND_OTHER;
    support_contribute(agenda, session, "belgium", "chair");
    support_contribute(agenda, session, "aid", "chair");
    support_contribute(agenda, session, "who", "chair");
    agenda_finish(agenda);
    g_autoptr(Table) table = new_selected(agenda, "", &PLAIN);
    g_autofree char *across = axis_words(&table->columns);

    assert_string_equal(across, "who belgium aid");
    assert_int_equal(table->columns.groups->len, 3);
    assert_int_equal(g_array_index(table->columns.groups, TableGroup, 1).agency_kind,
                     AGENCY_KIND_GOVERNMENT);
}

static void clashes_are_told_only_where_they_are_asked_for(void **state)
{
    g_autoptr(Agenda) agenda =
        sketch_agenda("session a 07-10 09:00-10:00 room=gold with=ilo/chair,ilo/input;"
                      "session b 07-10 09:00-10:00 room=gold with=ilo/speaker,iom/speaker");
    g_auto(Selection) selection;

    selection_init(&selection);
    g_autoptr(Table) told = table_new(agenda, &selection, &PLAIN, true);
    g_autoptr(Table) kept = table_new(agenda, &selection, &PLAIN, false);
    g_autofree char *words = table_words(told);
    g_autofree char *silent = table_words(kept);

    assert_string_equal(words, "a: ilo=chair!,input\nb: ilo=speaker! iom=speaker\n");
    assert_string_equal(silent, "a: ilo=chair,input\nb: ilo=speaker iom=speaker\n");
    assert_non_null(table_room_clash(told, agenda_find_session(agenda, "a")));
    assert_null(table_room_clash(kept, agenda_find_session(agenda, "a")));
}

static void an_agenda_without_anything_is_an_empty_table(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda("day 07-10");

    assert_table(agenda, "", &PLAIN, "", "");
    assert_table(agenda, "", &EMPTY, "", "");
    assert_table(agenda, "", &TRANSPOSED, "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(preparations_come_first_then_round_tables_then_the_rest),
        cmocka_unit_test(empty_lines_are_left_out_and_counted_unless_they_are_wanted),
        cmocka_unit_test(a_transposed_table_has_the_same_cells),
        cmocka_unit_test(a_selection_chooses_rows_columns_and_items),
        cmocka_unit_test(agencies_stand_by_kind),
        cmocka_unit_test(clashes_are_told_only_where_they_are_asked_for),
        cmocka_unit_test(an_agenda_without_anything_is_an_empty_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
