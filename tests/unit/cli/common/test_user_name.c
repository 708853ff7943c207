#include "cli/common/user_name.h"

#include <unistd.h>

#include "support.h"

static void assert_chosen(bool is_root, const char *sudo_user, const char *login,
                          const char *expected)
{
    g_autofree char *name = user_name_choose_dup(is_root, sudo_user, login);

    assert_string_equal(name, expected);
}

static void root_under_sudo_is_who_called_it(void **state)
{
    assert_chosen(true, "anna", "root", "anna");
    assert_chosen(true, "", "root", "root");
    assert_chosen(true, NULL, "root", "root");
}

static void others_cannot_call_themselves_what_they_like(void **state)
{
    assert_chosen(false, "anna", "ben", "ben");
}

static void without_any_name_the_user_is_unknown(void **state)
{
    assert_chosen(false, NULL, NULL, "unknown");
    assert_chosen(false, NULL, " \n", "unknown");
    assert_chosen(true, "\033", NULL, "unknown");
}

static void a_name_is_valid_text_in_one_line(void **state)
{
    assert_chosen(false, NULL, " Zoë\n", "Zoë");
    assert_chosen(false, NULL, "an\x1b\r\n\x7f\xc2\x9bna", "anna");
    assert_chosen(false, NULL, "an\xff\xc3", "an\xef\xbf\xbd\xef\xbf\xbd");
    /* U+202E turns the direction of what follows; U+2028 breaks the line. */
    assert_chosen(false, NULL, "a\u202en\u2028na", "anna");
}

static void a_long_name_is_cut_between_characters(void **state)
{
    g_autoptr(GString) name = g_string_new(NULL);

    for (guint i = 0; i < USER_NAME_MAX_LENGTH; i++) {
        g_string_append(name, "é");
    }
    g_autofree char *longer = g_strconcat(name->str, "é", NULL);
    assert_chosen(false, NULL, name->str, name->str);
    assert_chosen(false, NULL, longer, name->str);
}

static void the_name_of_who_runs_this_is_found(void **state)
{
    g_unsetenv("SUDO_USER");
    g_autofree char *login = user_name_dup();
    g_setenv("SUDO_USER", "anna", TRUE);
    g_autofree char *name = user_name_dup();

    assert_true(*login != '\0');
    assert_string_equal(name, geteuid() == 0 ? "anna" : login);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(root_under_sudo_is_who_called_it),
        cmocka_unit_test(others_cannot_call_themselves_what_they_like),
        cmocka_unit_test(without_any_name_the_user_is_unknown),
        cmocka_unit_test(a_name_is_valid_text_in_one_line),
        cmocka_unit_test(a_long_name_is_cut_between_characters),
        cmocka_unit_test(the_name_of_who_runs_this_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
