#include "service/terminal.h"

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "support.h"

/* Standard output while a test asks: a terminal of some columns, or no terminal. */
#define NO_TERMINAL -1

static int clear_environment(void **state)
{
    g_unsetenv("COLUMNS");
    g_unsetenv("NO_COLOR");
    g_setenv("TERM", "xterm", TRUE);
    return 0;
}

static int open_output(int columns, int *out_main)
{
    struct winsize size = { .ws_row = 24, .ws_col = (unsigned short)columns };
    int output;

    *out_main = -1;
    if (columns == NO_TERMINAL) {
        return open("/dev/null", O_WRONLY | O_CLOEXEC);
    }
    assert_int_equal(openpty(out_main, &output, NULL, NULL, &size), 0);
    return output;
}

typedef struct Seen {
    guint width;
    bool colour;
} Seen;

static Seen look_at(int columns)
{
    int terminal;
    int output = open_output(columns, &terminal);
    int before;
    Seen seen;

    fflush(stdout);
    before = dup(STDOUT_FILENO);
    dup2(output, STDOUT_FILENO);
    seen = (Seen){ .width = terminal_width(), .colour = terminal_has_colour() };
    dup2(before, STDOUT_FILENO);
    close(before);
    close(output);
    if (terminal >= 0) {
        close(terminal);
    }
    return seen;
}

static void the_width_is_that_of_the_terminal(void **state)
{
    assert_int_equal(look_at(120).width, 120);
    assert_int_equal(look_at(41).width, 41);
}

static void without_a_terminal_or_its_width_it_is_80(void **state)
{
    assert_int_equal(look_at(NO_TERMINAL).width, 80);
    assert_int_equal(look_at(0).width, 80);
}

static void columns_go_before_the_terminal(void **state)
{
    g_setenv("COLUMNS", "100", TRUE);
    assert_int_equal(look_at(120).width, 100);
    assert_int_equal(look_at(NO_TERMINAL).width, 100);
}

static void columns_that_are_no_number_are_as_if_not_there(void **state)
{
    static const char *const BAD[] = { "", "0", "-90", "+90", " 90", "90 ", "90x", "x", "9e1" };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_setenv("COLUMNS", BAD[i], TRUE);
        if (look_at(120).width != 120 || look_at(NO_TERMINAL).width != 80) {
            fail_msg("COLUMNS=\"%s\" is taken for a number", BAD[i]);
        }
    }
}

static void the_width_is_held_within_bounds(void **state)
{
    assert_int_equal(look_at(39).width, 40);
    assert_int_equal(look_at(200).width, 200);
    assert_int_equal(look_at(201).width, 200);
    g_setenv("COLUMNS", "1", TRUE);
    assert_int_equal(look_at(120).width, 40);
    g_setenv("COLUMNS", "4294967295", TRUE);
    assert_int_equal(look_at(120).width, 200);
}

static void colour_is_for_terminals_only(void **state)
{
    assert_true(look_at(80).colour);
    assert_false(look_at(NO_TERMINAL).colour);
}

static void no_color_turns_it_off_unless_it_is_empty(void **state)
{
    g_setenv("NO_COLOR", "", TRUE);
    assert_true(look_at(80).colour);
    g_setenv("NO_COLOR", "0", TRUE);
    assert_false(look_at(80).colour);
}

static void a_dumb_or_unnamed_terminal_has_no_colour(void **state)
{
    g_setenv("TERM", "dumb", TRUE);
    assert_false(look_at(80).colour);
    g_setenv("TERM", "dumber", TRUE);
    assert_true(look_at(80).colour);
    g_unsetenv("TERM");
    assert_false(look_at(80).colour);
}

#define TERMINAL_TEST(name) cmocka_unit_test_setup(name, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(the_width_is_that_of_the_terminal),
        TERMINAL_TEST(without_a_terminal_or_its_width_it_is_80),
        TERMINAL_TEST(columns_go_before_the_terminal),
        TERMINAL_TEST(columns_that_are_no_number_are_as_if_not_there),
        TERMINAL_TEST(the_width_is_held_within_bounds),
        TERMINAL_TEST(colour_is_for_terminals_only),
        TERMINAL_TEST(no_color_turns_it_off_unless_it_is_empty),
        TERMINAL_TEST(a_dumb_or_unnamed_terminal_has_no_colour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
