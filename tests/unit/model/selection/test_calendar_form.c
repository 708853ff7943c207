#include "model/selection/calendar_form.h"

#include "support.h"

static void assert_written(CalendarForm form, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    calendar_form_append(out, &form);
    assert_string_equal(out->str, expected);
    assert_int_equal(calendar_form_is_plain(&form), out->len == 0);
}

static void a_form_is_written_as_an_address_asks_for_it(void **state)
{
    assert_written((CalendarForm){ 0 }, "");
    assert_written((CalendarForm){ .cancelled = CANCELLED_DROP }, "&cancelled=drop");
    assert_written((CalendarForm){ .has_alarm = true }, "&alarm=0");
    assert_written((CalendarForm){ .langs = "fr,en" }, "&lang=fr,en");
    assert_written((CalendarForm){ CANCELLED_TITLE, true, 15, "fr" },
                   "&cancelled=title&alarm=15&lang=fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_written_as_an_address_asks_for_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
