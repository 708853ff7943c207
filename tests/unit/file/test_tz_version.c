#include "file/tz_version.h"

#include "scratch.h"
#include "support.h"

static void assert_version(const char *folder, const char *text, const char *expected)
{
    if (text != NULL) {
        scratch_write(folder, "tzdata.zi", text);
    }
    g_autofree char *version = tz_version_dup();
    assert_string_equal(version, expected);
}

static void the_version_is_that_of_the_zone_files(void **state)
{
    g_autofree char *folder = scratch_new();

    g_setenv("TZDIR", folder, TRUE);
    assert_version(folder, NULL, "unknown");
    assert_version(folder, "# version 2025b\n# more\n", "2025b");
    assert_version(folder, "# version 2024a-dirty\r\n", "2024a-dirty");
    assert_version(folder, "# version 2024a", "2024a");
    g_unsetenv("TZDIR");
    scratch_remove(folder);
}

static void anything_else_is_no_version(void **state)
{
    static const char *const OTHERS[] = {
        "",
        "# version \n",
        "version 2025b\n",
        "# version 20\"25\n",
        "# version a b\n",
        "# version \x1b[2J\n",
    };
    g_autofree char *folder = scratch_new();

    g_setenv("TZDIR", folder, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        assert_version(folder, OTHERS[i], "unknown");
    }
    g_unsetenv("TZDIR");
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_version_is_that_of_the_zone_files),
        cmocka_unit_test(anything_else_is_no_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
