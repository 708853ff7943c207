#include "support.h"

#include "file/edit/splices.h"

#include <string.h>

static void parts_are_put_in_their_places_in_whatever_order_they_came(void **state)
{
    g_autoptr(Splices) splices = splices_new();

    splices_put(splices, 4, 6, "E");
    splices_put(splices, 0, 1, "");
    splices_put(splices, 4, 4, "1");
    splices_put(splices, 4, 4, "2");
    splices_put(splices, 6, 6, "3");
    g_autoptr(GString) text = splices_apply(splices, "abcdef", 0, 6);
    assert_string_equal(text->str, "bcd12E3");
}

static void parts_that_overlap_are_refused(void **state)
{
    g_autoptr(Splices) splices = splices_new();

    splices_put(splices, 1, 3, "");
    splices_put(splices, 2, 2, "x");
    assert_null(splices_apply(splices, "abcdef", 0, 6));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_put_in_their_places_in_whatever_order_they_came),
        cmocka_unit_test(parts_that_overlap_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
