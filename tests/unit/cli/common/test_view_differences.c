#include "cli/common/view_differences.h"

#include "sketch.h"
#include "support.h"

#define CLOSED "session closed 07-10 10:00-11:00 with=ilo/chair visibility=agency;"
#define CLOSED_2 "session closed 07-10 10:00-11:00 with=ilo/chair visibility=agency title=New;"
#define OPEN "session open 07-10 09:00-10:00 with=ilo/chair,iom/speaker;"
#define OPEN_2 "session open 07-10 09:00-10:00 with=ilo/chair,iom/speaker title=New;"

/* What differs: "public" if that does, and the agencies in whose private calendar anything does. */
static void assert_views(const char *before, const char *after, const char *expected)
{
    g_autoptr(Agenda) old_agenda = sketch_agenda(before);
    g_autoptr(Agenda) new_agenda = sketch_agenda(after);
    g_autoptr(ViewDifferences) views = view_differences_new(old_agenda, new_agenda);
    g_autoptr(GString) found = g_string_new(NULL);

    if (!difference_is_empty(view_differences_public(views))) {
        g_string_append(found, " public");
    }
    for (guint i = 0; i < view_differences_private(views)->len; i++) {
        g_string_append_printf(
            found, " %s",
            g_array_index(view_differences_private(views), PrivateDifference, i).participant);
    }
    assert_string_equal(g_strchug(found->str), expected);
    assert_int_equal(view_differences_are_empty(views), *expected == '\0');
}

static void only_who_sees_anything_private_has_a_difference_of_its_own(void **state)
{
    assert_views(OPEN, OPEN_2, "public");
    assert_views(OPEN CLOSED, OPEN CLOSED, "");
    assert_views(OPEN CLOSED, OPEN CLOSED_2, "ilo");
    assert_views(OPEN CLOSED, OPEN_2 CLOSED, "public ilo");
    assert_views(OPEN, OPEN CLOSED, "ilo");
    assert_views(OPEN CLOSED, OPEN, "ilo");
}

static void an_agency_that_is_new_or_gone_sees_what_is_public_on_the_other_side(void **state)
{
    assert_views(OPEN, OPEN "preparation p wto/comments due=06-01 visibility=agency", "public wto");
    assert_views("agency acp; " OPEN "preparation p wto/comments due=06-01 visibility=agency;"
                 "preparation q acp/comments due=06-01 visibility=agency",
                 OPEN, "public acp wto");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_who_sees_anything_private_has_a_difference_of_its_own),
        cmocka_unit_test(an_agency_that_is_new_or_gone_sees_what_is_public_on_the_other_side),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
