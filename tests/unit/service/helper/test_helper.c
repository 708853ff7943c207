/* Covers src/service/helper/helper.c */
#include "service/helper/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* --- the helpers: this program again, with a word that says which it is ------------------ */

static void echo(void)
{
    g_autoptr(GByteArray) input = helper_read_input(10);

    if (input == NULL) {
        helper_fail(EXIT_STATUS_INPUT, "it is too long");
    }
    fwrite(input->data, 1, input->len, stdout);
    fputs("echoed", stderr);
    helper_end(EXIT_STATUS_OK);
}

static void wait_for_ever(void)
{
    for (;;) {
        pause();
    }
}

static void break_down(void)
{
    raise(SIGTERM);
    helper_end(EXIT_STATUS_OK);
}

static const struct {
    const char *word;
    void (*act)(void);
} ACTS[] = { { "echo", echo }, { "wait", wait_for_ever }, { "break-down", break_down } };

/* --- what becomes of them ---------------------------------------------------------------- */

static int file_of(const char *text)
{
    int file = memfd_create("input", MFD_CLOEXEC);

    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    return file;
}

static Helper run(const char *word, const char *input, guint patience, int stop)
{
    const char *const arguments[] = { word, NULL };
    int file = file_of(input);
    const HelperTask task = { arguments, file, patience, stop };
    Helper helper = { 0 };

    assert_true(helper_run(&task, &helper, NULL));
    close(file);
    return helper;
}

static void assert_wrote(int file, const char *expected)
{
    gsize size = 0;
    g_autofree char *text = helper_dup_file(file, &size);

    assert_string_equal(text, expected);
    assert_int_equal(size, strlen(expected));
}

static void it_reads_its_input_and_hands_back_what_it_writes(void **state)
{
    g_auto(Helper) helper = run("echo", "ten octets", 60, -1);

    assert_int_equal(helper.end, HELPER_END_STATUS);
    assert_int_equal(helper.number, EXIT_STATUS_OK);
    assert_wrote(helper.out, "ten octets");
    assert_wrote(helper.messages, "echoed");
}

static void what_it_hands_back_is_read_from_its_start(void **state)
{
    g_auto(Helper) helper = run("echo", "ten octets", 60, -1);
    char text[11] = "";

    assert_int_equal(read(helper.out, text, sizeof text), 10);
    assert_string_equal(text, "ten octets");
}

static void more_input_than_it_may_take_is_none(void **state)
{
    g_auto(Helper) helper = run("echo", "ten octets+", 60, -1);

    assert_int_equal(helper.end, HELPER_END_STATUS);
    assert_int_equal(helper.number, EXIT_STATUS_INPUT);
    assert_wrote(helper.messages, "it is too long\n");
}

static void one_that_takes_too_long_is_ended(void **state)
{
    g_auto(Helper) helper = run("wait", "", 1, -1);

    assert_int_equal(helper.end, HELPER_END_LATE);
    assert_int_equal(helper.number, SIGKILL);
}

static void one_that_is_to_stop_is_ended(void **state)
{
    int stop = file_of("x");
    g_auto(Helper) helper = run("wait", "", 600, stop);

    assert_int_equal(helper.end, HELPER_END_STOPPED);
    close(stop);
}

static void signals_of_this_program_are_not_its_own(void **state)
{
    sigset_t terminate;

    sigemptyset(&terminate);
    sigaddset(&terminate, SIGTERM);
    sigprocmask(SIG_BLOCK, &terminate, NULL);
    signal(SIGTERM, SIG_IGN);
    g_auto(Helper) helper = run("break-down", "", 60, -1);

    assert_int_equal(helper.end, HELPER_END_SIGNAL);
    assert_int_equal(helper.number, SIGTERM);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_its_input_and_hands_back_what_it_writes),
        cmocka_unit_test(what_it_hands_back_is_read_from_its_start),
        cmocka_unit_test(more_input_than_it_may_take_is_none),
        cmocka_unit_test(one_that_takes_too_long_is_ended),
        cmocka_unit_test(one_that_is_to_stop_is_ended),
        cmocka_unit_test(signals_of_this_program_are_not_its_own),
    };

    for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS(ACTS); i++) {
        if (strcmp(argv[1], ACTS[i].word) == 0) {
            helper_begin();
            ACTS[i].act();
        }
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
