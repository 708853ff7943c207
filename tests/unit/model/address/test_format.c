#include "model/address/format.h"

#include <string.h>

#include "support.h"

static void every_format_is_found_by_its_extension(void **state)
{
    for (Format format = 0; format < N_FORMATS; format++) {
        g_autofree char *path = g_strconcat("forum/agenda", format_extension(format), NULL);
        assert_int_equal(format_extension(format)[0], '.');
        assert_int_equal(format_of_path(path), format);
        assert_int_equal(format_of_path(format_extension(format)), format);
    }
}

static void what_ends_as_none_does_is_in_no_format(void **state)
{
    static const char *const PATHS[] = { "",      "forum",          "forum/",           "ics",
                                         "x.ICS", "forum/ilo.ics/", "forum/x.changes.", "x.ics " };

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        assert_int_equal(format_of_path(PATHS[i]), N_FORMATS);
    }
}

static void only_the_last_extension_counts(void **state)
{
    assert_int_equal(format_of_path("a.ics.atom"), FORMAT_ATOM);
    assert_int_equal(format_of_path("a.atom.changes.txt"), FORMAT_CHANGES_TEXT);
}

static void each_row_says_what_its_addresses_take(void **state)
{
    for (Format format = 0; format < N_FORMATS; format++) {
        const FormatRow *row = format_row(format);
        assert_non_null(row->media_type);
        assert_true(((row->parameters | row->table_parameters) & PARAMETER_DOWNLOAD) != 0);
        assert_false((row->parameters & PARAMETER_SELECTION) != 0);
        assert_int_equal(row->selection_parameters != 0,
                         (row->selection_parameters & PARAMETER_SELECTION) != 0);
        assert_int_equal(row->table_parameters != 0,
                         (row->table_parameters & PARAMETER_TRANSPOSE) != 0);
        /* Nobody but those whom the agenda itself is for may see what was private once. */
        assert_int_equal(row->private_parameters & (PARAMETER_REV | PARAMETER_AT), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_found_by_its_extension),
        cmocka_unit_test(what_ends_as_none_does_is_in_no_format),
        cmocka_unit_test(only_the_last_extension_counts),
        cmocka_unit_test(each_row_says_what_its_addresses_take),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
