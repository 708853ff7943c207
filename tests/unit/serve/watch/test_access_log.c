#include "serve/watch/access_log.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

#define PATIENCE (60 * G_TIME_SPAN_SECOND)

static const AccessRecord RECORD = { .target = "/", .status = 200 };

static void add_lines(AccessLog *log, guint count)
{
    for (guint i = 0; i < count; i++) {
        access_log_add(log, &RECORD);
    }
}

static gsize octets_of_line(void)
{
    g_autoptr(GString) line = g_string_new(NULL);

    access_line_append(line, ACCESS_FORMAT_COMBINED, &RECORD);
    return line->len;
}

/* Reads to the end; the number of lines. */
static guint64 count_lines(int fd)
{
    guint64 lines = 0;
    char buffer[4096];
    gssize octets;

    while ((octets = read(fd, buffer, sizeof buffer)) > 0) {
        for (gssize i = 0; i < octets; i++) {
            lines += buffer[i] == '\n';
        }
    }
    return lines;
}

typedef struct Reader {
    int fd;
    guint64 lines;
} Reader;

static gpointer read_all(gpointer data)
{
    Reader *reader = data;

    reader->lines = count_lines(reader->fd);
    return NULL;
}

static gpointer add_many(gpointer log)
{
    add_lines(log, 1000);
    return NULL;
}

static void all_lines_of_all_threads_are_written(void **state)
{
    GThread *threads[4];
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    AccessLog *log = access_log_new(ACCESS_FORMAT_COMBINED, ends[1]);
    Reader reader = { .fd = ends[0] };
    GThread *reading = g_thread_new("reading", read_all, &reader);
    add_lines(log, 100);
    access_log_start(log);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("adding", add_many, log);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
    assert_int_equal(access_log_finish(log), 0);
    access_log_free(log);
    close(ends[1]);
    g_thread_join(reading);
    close(ends[0]);
    assert_int_equal(reader.lines, 4100);
}

static void nobody_waits_for_an_output_that_takes_nothing(void **state)
{
    guint many = 3 * ACCESS_LOG_OCTETS / (guint)octets_of_line();
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    AccessLog *log = access_log_new(ACCESS_FORMAT_COMBINED, ends[1]);
    access_log_start(log);
    add_lines(log, many);
    assert_true(access_log_lost(log) > 0);
    guint64 lost = access_log_finish(log);
    access_log_free(log);
    close(ends[1]);
    guint64 written = count_lines(ends[0]);
    close(ends[0]);
    assert_true(written > 0);
    assert_int_equal(lost + written, many);
}

static void what_a_closed_output_does_not_take_is_lost(void **state)
{
    gint64 limit = g_get_monotonic_time() + PATIENCE;
    int ends[2];

    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    AccessLog *log = access_log_new(ACCESS_FORMAT_COMBINED, ends[1]);
    access_log_start(log);
    add_lines(log, 1);
    while (access_log_lost(log) < 1) {
        assert_true(g_get_monotonic_time() < limit);
        g_thread_yield();
    }
    add_lines(log, 2);
    assert_int_equal(access_log_finish(log), 3);
    access_log_free(log);
    close(ends[1]);
}

static void a_full_disk_loses_lines_and_nothing_else(void **state)
{
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

    assert_true(full >= 0);
    AccessLog *log = access_log_new(ACCESS_FORMAT_JSON, full);
    access_log_start(log);
    add_lines(log, 5);
    assert_int_equal(access_log_finish(log), 5);
    access_log_free(log);
    close(full);
}

static void one_that_was_never_started_can_be_freed(void **state)
{
    AccessLog *log = access_log_new(ACCESS_FORMAT_JSON, -1);

    add_lines(log, 1);
    access_log_free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_lines_of_all_threads_are_written),
        cmocka_unit_test(nobody_waits_for_an_output_that_takes_nothing),
        cmocka_unit_test(what_a_closed_output_does_not_take_is_lost),
        cmocka_unit_test(a_full_disk_loses_lines_and_nothing_else),
        cmocka_unit_test(one_that_was_never_started_can_be_freed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
