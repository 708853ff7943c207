/* Covers src/render/workbook/book_file.c, book_list.c, book_matrix.c and book_pen.c, and
 * book_file_none.c. Other programs read what they write in tests/cli/test_export.py. */
#include "render/workbook/book_file.h"

#include <string.h>

#include "book_support.h"
#include "random_agenda.h"
#include "records_support.h"
#include "support.h"

#define N_AGENDAS 40

static void an_agenda_makes_the_same_octets_again(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);
    guint32 seed = g_rand_int(numbers);
    g_autoptr(Agenda) agenda = random_agenda_new(seed, NULL);
    g_autoptr(Agenda) shuffled = random_agenda_new(seed, numbers);
    g_autoptr(GBytes) first = book_file_make(agenda, NULL);
    g_autoptr(GBytes) second = book_file_make(shuffled, NULL);

    assert_non_null(first);
    assert_true(g_bytes_equal(first, second));
}

static void what_is_written_and_read_is_the_same_agenda(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);

    for (guint i = 0; i < N_AGENDAS; i++) {
        g_autoptr(Agenda) agenda = random_agenda_new(g_rand_int(numbers), NULL);
        g_autoptr(Agenda) back = book_support_round_trip(agenda);
        records_support_assert_equal(agenda, back);
    }
}

/* An agenda of one session, with a title and an abstract. */
static Agenda *make_agenda(const char *title, const char *abstract)
{
    Agenda *agenda = support_agenda_new();
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", title);

    session->abstract = support_text(agenda, abstract);
    agenda_finish(agenda);
    return agenda;
}

static void a_text_stays_as_it_is_whatever_it_looks_like(void **state)
{
    static const char *const TEXTS[] = {
        "=1+1",
        "+49 30 1",
        "-x",
        "@x",
        "'x",
        "_x000D_",
        "a_x000D_x000a_",
        "_x005F_x",
        "  blanks ",
        "2007-07-10",
        "09:00",
        "TRUE",
        "1.10",
        "1e5",
        "&amp; <b>",
        "\"q\"",
        "\xf0\x9f\x98\x80",
        "e\xcc\x81",
        "#REF!",
        "\xe2\x80\x8fx",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autofree char *lines = g_strconcat("\n\n", TEXTS[i], "\n\tmore\n ", TEXTS[i], NULL);
        g_autoptr(Agenda) agenda = make_agenda(TEXTS[i], lines);
        g_autoptr(Agenda) back = book_support_round_trip(agenda);
        records_support_assert_equal(agenda, back);
    }
}

static void what_a_cell_cannot_hold_is_told_by_the_cell(void **state)
{
    /* Two units each. */
    g_autoptr(GString) faces = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    while (faces->len / 4 * 2 < 32768) {
        g_string_append(faces, "\xf0\x9f\x98\x80");
    }
    g_autoptr(Agenda) agenda = make_agenda("S", faces->str);
    g_autoptr(GBytes) octets = book_file_make(agenda, &error);
    assert_null(octets);
    assert_true(g_error_matches(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_LIMIT));
    assert_string_equal(error->message,
                        "Sessions!L2 would have 32768 characters; Excel holds 32767 in a cell");

    g_string_truncate(faces, faces->len - 4);
    g_string_append_c(faces, 'x');
    g_autoptr(Agenda) shorter = make_agenda("S", faces->str);
    g_autoptr(Agenda) back = book_support_round_trip(shorter);
    records_support_assert_equal(shorter, back);
}

static void more_agencies_than_excel_has_columns_are_told(void **state)
{
    g_autoptr(Agenda) agenda = support_agenda_new();
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 16384; i++) {
        g_autofree char *id = g_strdup_printf("a%u", i);
        support_add_agency(agenda, id);
    }
    agenda_finish(agenda);
    g_autoptr(GBytes) octets = book_file_make(agenda, &error);
    assert_null(octets);
    assert_true(g_error_matches(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_LIMIT));
    assert_string_equal(error->message, "the sheet \"Matrix\" would have more than the 1048576 "
                                        "rows or 16384 columns that Excel has");
}

static void without_libxlsxwriter_no_workbook_is_written(void **state)
{
    g_autoptr(Agenda) agenda = make_agenda("S", "A");
    g_autoptr(GError) error = NULL;

    assert_null(book_file_make(agenda, &error));
    assert_true(g_error_matches(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_WRITE));
    assert_non_null(strstr(error->message, "without libxlsxwriter"));
}

static bool is_built_without(void)
{
    g_autoptr(Agenda) agenda = make_agenda("S", "A");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) octets = book_file_make(agenda, &error);

    return octets == NULL && strstr(error->message, "without libxlsxwriter") != NULL;
}

int main(void)
{
    const struct CMUnitTest none[] = {
        cmocka_unit_test(without_libxlsxwriter_no_workbook_is_written),
    };
    const struct CMUnitTest written[] = {
        cmocka_unit_test(an_agenda_makes_the_same_octets_again),
        cmocka_unit_test(more_agencies_than_excel_has_columns_are_told),
    };
    const struct CMUnitTest read[] = {
        cmocka_unit_test(what_is_written_and_read_is_the_same_agenda),
        cmocka_unit_test(a_text_stays_as_it_is_whatever_it_looks_like),
        cmocka_unit_test(what_a_cell_cannot_hold_is_told_by_the_cell),
    };

    if (is_built_without()) {
        return cmocka_run_group_tests(none, NULL, NULL);
    }
    int failed = cmocka_run_group_tests(written, NULL, NULL);
    return failed + (book_support_has_libraries() ? cmocka_run_group_tests(read, NULL, NULL) : 0);
}
