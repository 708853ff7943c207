/* Covers src/model/book/book_cell.c */
#include "model/book/book_cell.h"

#include <string.h>

#include "support.h"

/* --- writing ----------------------------------------------------------------------------- */

/* A contribution of ILO as a speaker to a session. */
static Contribution *contribute(Agenda *agenda)
{
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "S");

    return support_contribute(agenda, session, "ilo", "speaker");
}

static void assert_cell(const Contribution *contribution, const char *expected)
{
    g_autoptr(GString) cell = g_string_new(NULL);

    book_cell_append(cell, contribution, "Speaker");
    assert_string_equal(cell->str, expected);
}

static void a_contribution_is_a_line_that_leaves_out_what_is_as_usual(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Contribution *contribution = contribute(agenda);

    assert_cell(contribution, "Speaker");
    contribution->status = CONTRIBUTION_STATUS_OFFERED;
    assert_cell(contribution, "Speaker (offered)");
    contribution->visibility = VISIBILITY_AGENCY;
    contribution->person = agenda_add_person(agenda, "jane");
    assert_cell(contribution, "Speaker [jane] (offered, agency)");
    contribution->note = support_text(agenda, " with: (slides)");
    assert_cell(contribution, "Speaker [jane] (offered, agency):  with: (slides)");
}

static void a_note_that_names_its_languages_has_a_line_for_each(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    const TextVariant variants[] = { { "fr", "jusqu'à midi" }, { "en", "until noon" } };
    Contribution *contribution = contribute(agenda);

    contribution->note = agenda_intern_text(agenda, variants, G_N_ELEMENTS(variants));
    assert_cell(contribution, "Speaker\n[fr]: jusqu'à midi\n[en]: until noon");
}

static void several_contributions_have_a_line_each(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    const Contribution *contribution = contribute(agenda);
    g_autoptr(GString) cell = g_string_new(NULL);

    book_cell_append(cell, contribution, "Speaker");
    book_cell_append(cell, contribution, "Chair");
    assert_string_equal(cell->str, "Speaker\nChair");
}

/* --- what roles are called --------------------------------------------------------------- */

static void assert_role_name(const char *label, const char *expected)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    Role *role = agenda_add_role(agenda, "own");

    role->label = support_text(agenda, label);
    agenda_finish(agenda);
    g_autoptr(GPtrArray) names = book_cell_role_names_new(agenda);
    assert_int_equal(names->len, agenda->roles->len);
    assert_string_equal(names->pdata[role->index], expected);
}

static void a_role_is_called_by_its_label_unless_that_could_be_misunderstood(void **state)
{
    assert_role_name("Own role", "Own role");
    assert_role_name("Own (role)", "own");
    assert_role_name("Own; role", "own");
    assert_role_name("Own: role", "own");
    assert_role_name("[own]", "own");
    /* What others are called. */
    assert_role_name("CHAIR", "own");
    assert_role_name("background-paper", "own");
    assert_role_name("Market Place", "own");
}

/* --- reading ----------------------------------------------------------------------------- */

/* "role=Chair role=Speaker status=offered", in the order of the cell. */
static void assert_values(const char *cell, const char *expected)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(BookCellValue));
    g_autoptr(GString) told = g_string_new(NULL);
    char *fault = NULL;

    assert_true(book_cell_parse(cell, strings, values, &fault));
    assert_null(fault);
    for (guint i = 0; i < values->len; i++) {
        const BookCellValue *value = &g_array_index(values, BookCellValue, i);
        const char *language = value->language != NULL ? value->language : "";
        g_string_append_printf(told, "%s%s%s=%s", i > 0 ? "|" : "", value->key, language,
                               value->text);
    }
    assert_string_equal(told->str, expected);
}

static void a_cell_is_read_as_it_was_written(void **state)
{
    assert_values("Speaker", "role=Speaker");
    assert_values("Speaker [jane] (offered, agency):  with: (slides)",
                  "role=Speaker|person=jane|status=offered|visibility=agency|note= with: (slides)");
    assert_values("Chair\n[fr]: jusqu'à midi\n[en]: until noon\nSpeaker: x",
                  "role=Chair|notefr=jusqu'à midi|noteen=until noon|role=Speaker|note=x");
}

static void a_cell_may_be_as_people_write_it(void **state)
{
    assert_values("", "");
    assert_values(" \n\n ", "");
    assert_values("  chair ; speaker( Offered ) ;\n rapporteur:note",
                  "role=chair|role=speaker|status=offered|role=rapporteur|note=note");
    assert_values("Chair [ Jane Doe ]", "role=Chair|person=Jane Doe");
}

static void assert_fault(const char *cell, const char *line)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(BookCellValue));
    g_autofree char *fault = NULL;
    g_autofree char *expected = g_strdup_printf("\"%s\" is not understood; expected ROLE", line);

    assert_false(book_cell_parse(cell, strings, values, &fault));
    if (!g_str_has_prefix(fault, expected)) {
        fail_msg("%s", fault);
    }
}

static void what_is_not_understood_is_told_by_its_line(void **state)
{
    assert_fault("Chair\nSpeaker (perhaps)", "Speaker (perhaps)");
    assert_fault("Speaker (offered", "Speaker (offered");
    assert_fault("Speaker (offered\n)", "Speaker (offered");
    assert_fault("Speaker (offered) and more", "Speaker (offered) and more");
    assert_fault("Speaker [jane", "Speaker [jane");
    assert_fault("Speaker ()", "Speaker ()");
    assert_fault("[fr]: nothing before it", "[fr]: nothing before it");
    assert_fault("Chair\n[fr] no colon", "[fr] no colon");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contribution_is_a_line_that_leaves_out_what_is_as_usual),
        cmocka_unit_test(a_note_that_names_its_languages_has_a_line_for_each),
        cmocka_unit_test(several_contributions_have_a_line_each),
        cmocka_unit_test(a_role_is_called_by_its_label_unless_that_could_be_misunderstood),
        cmocka_unit_test(a_cell_is_read_as_it_was_written),
        cmocka_unit_test(a_cell_may_be_as_people_write_it),
        cmocka_unit_test(what_is_not_understood_is_told_by_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
