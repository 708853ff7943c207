/* Covers what src/file/agenda_file.h promises of memory: files made to take as much as they can
 * are read, each in a process of its own, and the peak of that is looked at. */
#include "file/agenda_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SLOT                                                        \
    "agenda: {id: a, title: A, timezone: Europe/Brussels}\n"        \
    "days:\n - date: 2007-07-10\n   slots:\n    - start: '09:00'\n" \
    "      end: '10:00'\n      sessions:\n"

/* A sanitizer's own memory would be measured, too. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#else
#define HAS_SANITIZER 0
#endif

static char *path;

static int make_path(void **state)
{
    if (HAS_SANITIZER) {
        print_message("not measured: a sanitizer takes memory of its own\n");
        exit(77);
    }
    gint fd = g_file_open_tmp("confeed-XXXXXX.yaml", &path, NULL);

    return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
    g_unlink(path);
    g_clear_pointer(&path, g_free);
    return 0;
}

/* A file that begins with `start` and goes on with as many `unit`s as a file may hold, or with
 * n_max, each with its number if there is a "%u" in it. */
static void write_file(const char *start, const char *unit, guint n_max)
{
    const char *place = strstr(unit, "%u");
    g_autoptr(GString) text = g_string_sized_new(AGENDA_FILE_MAX_SIZE);

    g_string_append(text, start);
    for (guint i = 0; i < n_max && text->len + 100 < AGENDA_FILE_MAX_SIZE; i++) {
        if (place == NULL) {
            g_string_append(text, unit);
        } else {
            g_string_append_len(text, unit, place - unit);
            g_string_append_printf(text, "%u%s", i, place + strlen("%u"));
        }
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text->str, 1, text->len, file), text->len);
    assert_int_equal(fclose(file), 0);
}

/* In the child: how the file is, as an exit status. */
static int read_file(void)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, NULL);

    if (file == NULL) {
        return 2;
    }
    return file->agenda == NULL ? 1 : 0;
}

static void assert_bounded(int expected_status)
{
    struct rusage usage;
    int status;

    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(read_file());
    }
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected_status);
    assert_in_range((gsize)usage.ru_maxrss * 1024, 1, AGENDA_FILE_MAX_MEMORY);
}

static void as_many_sessions_as_possible_stay_within_the_bound(void **state)
{
    write_file(SLOT, "        - {id: s%u, title: T}\n", AGENDA_FILE_MAX_NODES / 5 - 10);
    assert_bounded(0);
}

static void as_many_nodes_as_possible_stay_within_the_bound(void **state)
{
    write_file("", "- &a a\n", G_MAXUINT);
    assert_bounded(1);
}

static void as_many_errors_as_possible_stay_within_the_bound(void **state)
{
    write_file("agenda: {}\ndays:\n", " - {}\n", AGENDA_FILE_MAX_NODES - 10);
    assert_bounded(1);
}

static void contributions_by_alias_stay_within_the_bound(void **state)
{
    write_file(SLOT "        - {id: s, title: T, contributions: &c [{agency: a, role: chair},"
                    " {agency: a, role: chair}]}\n",
               "        - {id: s%u, title: T, contributions: *c}\n", G_MAXUINT);
    assert_bounded(1);
}

/* What cannot be told apart until much more of it is read. */
static void texts_without_an_end_stay_within_the_bound(void **state)
{
    static const struct {
        const char *start;
        const char *unit;
    } FILES[] = {
        { "", "[" },          { "[", ",\n" },        { "", "&a\n" },
        { "", "%A\n" },       { "a: |\n", "\n" },    { "a: '", "''" },
        { "", "%TAG ! !\n" }, { "a: |\n", "  b\n" }, { "[", "\"\\ud83d\\ude00\"," },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        write_file(FILES[i].start, FILES[i].unit, G_MAXUINT);
        assert_bounded(1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_sessions_as_possible_stay_within_the_bound),
        cmocka_unit_test(as_many_nodes_as_possible_stay_within_the_bound),
        cmocka_unit_test(as_many_errors_as_possible_stay_within_the_bound),
        cmocka_unit_test(contributions_by_alias_stay_within_the_bound),
        cmocka_unit_test(texts_without_an_end_stay_within_the_bound),
    };

    return cmocka_run_group_tests(tests, make_path, remove_path);
}
