#include "render/paper/paper_printer.h"

#include <locale.h>
#include <string.h>

#include "support.h"

static int set_up(void **state)
{
    g_autoptr(GError) error = NULL;

    if (!paper_printer_is_there()) {
        return 0;
    }
    *state = paper_printer_new(&error);
    if (*state == NULL) {
        print_error("%s\n", error->message);
    }
    return *state == NULL;
}

static int tear_down(void **state)
{
    paper_printer_free(*state);
    return 0;
}

/* Skips a test if the program was built without pango. */
static PaperPrinter *printer_of(void **state)
{
    if (*state == NULL) {
        skip();
    }
    return *state;
}

static Paper *new_paper(guint n_rows)
{
    Paper *paper = paper_new();

    paper->title = g_strdup("A paper");
    paper->running = g_strdup("A paper");
    paper->facts = g_strdup("10 July 2007");
    paper->address = g_strdup("https://example.org/");
    for (guint i = 0; i < n_rows; i++) {
        paper_begin(paper, i == 0 ? PAPER_TITLE : PAPER_DETAIL, NULL);
        paper_say(paper, 0, "Some words");
    }
    paper_end(paper);
    return paper;
}

static GBytes *print(PaperPrinter *printer, const Paper *paper)
{
    g_autoptr(GError) error = NULL;
    GBytes *octets = paper_printer_print(printer, paper, NULL, &error);

    if (octets == NULL) {
        fail_msg("%s", error->message);
    }
    return octets;
}

static bool holds(GBytes *octets, const char *text)
{
    gsize size;
    gconstpointer data = g_bytes_get_data(octets, &size);

    return memmem(data, size, text, strlen(text)) != NULL;
}

static void a_paper_becomes_a_pdf(void **state)
{
    g_autoptr(Paper) paper = new_paper(3);
    g_autoptr(GBytes) octets = print(printer_of(state), paper);

    assert_memory_equal(g_bytes_get_data(octets, NULL), "%PDF-1.5\n", 9);
    assert_true(holds(octets, "/Title (A paper)"));
    /* cairo 1.16 leaves out "D:", which should come first. */
    assert_true(holds(octets, "/CreationDate (19700101000000Z)") ||
                holds(octets, "/CreationDate (D:19700101000000Z)"));
    assert_true(holds(octets, "(https://example.org/)"));
}

static void a_paper_without_rows_is_one_sheet(void **state)
{
    g_autoptr(Paper) paper = new_paper(0);
    g_autoptr(GBytes) octets = print(printer_of(state), paper);

    assert_true(holds(octets, "/Count 1\n"));
}

static void the_size_of_the_sheets_is_what_is_asked_for(void **state)
{
    g_autoptr(Paper) paper = new_paper(1);
    g_autoptr(GBytes) a4 = print(printer_of(state), paper);

    paper->is_letter = true;
    g_autoptr(GBytes) letter = print(printer_of(state), paper);
    assert_true(holds(a4, "[ 0 0 595.276 841.89 ]") || holds(a4, "[ 0 0 595.276001 841.890015 ]"));
    assert_true(holds(letter, "[ 0 0 612 792 ]"));
}

static void equal_papers_make_equal_octets_in_every_locale(void **state)
{
    g_autoptr(Paper) paper = new_paper(200);
    g_autoptr(GBytes) first = print(printer_of(state), paper);
    g_autoptr(PaperPrinter) other = paper_printer_new(NULL);

    setlocale(LC_ALL, "tr_TR.UTF-8");
    g_autoptr(GBytes) again = print(printer_of(state), paper);
    g_autoptr(GBytes) elsewhere = print(other, paper);
    setlocale(LC_ALL, "C");
    assert_true(g_bytes_equal(first, again));
    assert_true(g_bytes_equal(first, elsewhere));
}

static void printing_stops_when_it_is_told_to(void **state)
{
    g_autoptr(Paper) paper = new_paper(3);
    g_autoptr(GError) error = NULL;
    const gint is_stopped = 1;

    assert_null(paper_printer_print(printer_of(state), paper, &is_stopped, &error));
    assert_true(g_error_matches(error, PAPER_ERROR, PAPER_ERROR_STOPPED));
    /* The next one is whole. */
    g_autoptr(GBytes) octets = print(printer_of(state), paper);
    assert_true(holds(octets, "/Count 1\n"));
}

static void without_pango_there_is_no_printer(void **state)
{
    g_autoptr(GError) error = NULL;

    if (paper_printer_is_there()) {
        skip();
    }
    assert_null(paper_printer_new(&error));
    assert_string_equal(error->message, "this program was built without pango, so it makes no PDF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_becomes_a_pdf),
        cmocka_unit_test(a_paper_without_rows_is_one_sheet),
        cmocka_unit_test(the_size_of_the_sheets_is_what_is_asked_for),
        cmocka_unit_test(equal_papers_make_equal_octets_in_every_locale),
        cmocka_unit_test(printing_stops_when_it_is_told_to),
        cmocka_unit_test(without_pango_there_is_no_printer),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
