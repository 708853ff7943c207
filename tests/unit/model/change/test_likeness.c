#include "model/change/likeness.h"

#include "sketch.h"
#include "support.h"

#define TWO "session a 07-10 09:00-10:00; session b 07-10 09:00-10:00"

static void assert_likeness(const char *sketch, const char *other_sketch, bool expected)
{
    g_autoptr(Agenda) agenda = sketch_agenda(sketch);
    g_autoptr(Agenda) other = sketch_agenda(other_sketch);

    assert_int_equal(likeness_is_of_one(agenda, other), expected);
}

static void half_of_the_sessions_are_enough(void **state)
{
    assert_likeness(TWO, TWO, true);
    assert_likeness(TWO, "session a 07-10 09:00-10:00; session x 07-10 09:00-10:00", true);
    assert_likeness(TWO "; session c 07-10 09:00-10:00",
                    "session a 07-10 09:00-10:00; session x 07-10 09:00-10:00", false);
    assert_likeness(TWO, "session x 07-10 09:00-10:00", false);
    assert_likeness("", TWO, false);
    assert_likeness(TWO, "", false);
}

static void the_title_or_the_days_are_the_same(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(TWO);
    g_autoptr(Agenda) later =
        sketch_agenda("session a 07-11 09:00-10:00; session b 07-12 09:00-10:00");
    g_autoptr(Agenda) other = sketch_agenda(TWO);

    assert_true(likeness_is_of_one(agenda, later));
    later->title = support_text(later, "Another");
    other->title = support_text(other, "Another");
    assert_false(likeness_is_of_one(agenda, later));
    assert_true(likeness_is_of_one(agenda, other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_of_the_sessions_are_enough),
        cmocka_unit_test(the_title_or_the_days_are_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
