#include "service/publication_report.h"

#include <string.h>

#include "capture.h"
#include "chronicle_support.h"
#include "sketch.h"
#include "support.h"

/* A sketch, published after another unless that is NULL. */
typedef struct Step {
    const char *before;
    const char *after;
    bool is_logged;
} Step;

static int print_step(gpointer data)
{
    const Step *step = data;
    PublishOptions how = { .by = "anna", .keep_seconds = SKETCH_KEEP };
    g_autoptr(Revision) previous = NULL;
    g_auto(Publication) publication = { 0 };

    if (step->before != NULL) {
        previous = chronicle_support_publish(NULL, NULL, sketch_agenda(step->before), "07-01");
    }
    how.now = sketch_stamp("07-02");
    if (chronicle_publish(NULL, previous, sketch_agenda(step->after), &how, &publication, NULL) !=
        PUBLISH_DONE) {
        return 1;
    }
    (step->is_logged ? publication_report_log : publication_report_print)(&publication);
    return 0;
}

static void assert_printed(const Step *step, const char *out, const char *err)
{
    g_auto(Captured) captured = capture_run(print_step, (gpointer)step);

    assert_int_equal(captured.status, 0);
    assert_string_equal(captured.out, out);
    assert_string_equal(captured.err, err);
}

#define SESSION "session s 07-10 09:00-10:00 with=ilo/chair"

static void a_first_revision_is_told_by_how_much_it_holds(void **state)
{
    Step four = { NULL, SESSION, false };
    Step one = { NULL, "", false };

    assert_printed(&four, "forum: revision 1, 2007-07-02T00:00:00Z: 4 calendars\n", "");
    assert_printed(&one, "forum: revision 1, 2007-07-02T00:00:00Z: 1 calendar\n", "");
}

static void a_next_one_is_told_by_what_it_changes(void **state)
{
    Step all = { SESSION "; room gold", SESSION " title=Other; room gold", true };
    Step one = { SESSION, SESSION "; room gold", true };
    Step none = { SESSION "; room gold", SESSION "; room gold capacity=5", true };

    assert_printed(&all, "",
                   "confeed: forum: revision 2, 2007-07-02T00:00:00Z: 4 calendars change\n");
    assert_printed(&one, "",
                   "confeed: forum: revision 2, 2007-07-02T00:00:00Z: 1 calendar changes\n");
    assert_printed(&none, "",
                   "confeed: forum: revision 2, 2007-07-02T00:00:00Z: no calendar changes\n");
}

static void printed_is_the_sentence_and_the_report_on_the_difference(void **state)
{
    Step step = { SESSION, SESSION " title=Other", false };
    Step none = { SESSION "; room gold", SESSION "; room gold capacity=5", false };
    g_auto(Captured) captured = capture_run(print_step, &step);

    assert_true(g_str_has_prefix(captured.out, "forum: revision 2, 2007-07-02T00:00:00Z: 4 "
                                               "calendars change\n\n"));
    assert_non_null(strstr(captured.out, "Other"));
    assert_printed(&none, "forum: revision 2, 2007-07-02T00:00:00Z: no calendar changes\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_revision_is_told_by_how_much_it_holds),
        cmocka_unit_test(a_next_one_is_told_by_what_it_changes),
        cmocka_unit_test(printed_is_the_sentence_and_the_report_on_the_difference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
