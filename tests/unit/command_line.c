#include "command_line.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "scratch.h"
#include "support.h"

static int run_line(gpointer data)
{
    g_autofree char *line = g_strjoin(" ", "confeed", (const char *)data, NULL);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    /* GLib moves the words about that it leaves. */
    g_autofree char **argv = g_memdup2(words, (g_strv_length(words) + 1) * sizeof(char *));

    return (int)command_main((int)g_strv_length(words), argv);
}

Captured command_line_run(const char *line)
{
    return capture_run(run_line, (gpointer)line);
}

static int run_line_on_full_disk(gpointer data)
{
    int full = open("/dev/full", O_WRONLY);

    dup2(full, STDOUT_FILENO);
    close(full);
    int status = run_line(data);
    /* The test's own output is to show nothing of it. */
    __fpurge(stdout);
    clearerr(stdout);
    return status;
}

Captured command_line_run_on_full_disk(const char *line)
{
    return capture_run(run_line_on_full_disk, (gpointer)line);
}

void command_line_assert(const char *line, ExitStatus status, const char *out, const char *err)
{
    g_auto(Captured) captured = command_line_run(line);

    assert_string_equal(captured.err, err);
    assert_string_equal(captured.out, out);
    assert_int_equal(captured.status, status);
}

void command_line_assert_usage(const char *line, const char *message)
{
    g_auto(Captured) captured = command_line_run(line);
    g_autofree char *expected = g_strdup_printf("confeed: error: %s\n", message);

    if (!g_str_has_prefix(captured.err, expected)) {
        assert_string_equal(captured.err, expected);
    }
    assert_string_equal(captured.out, "");
    assert_int_equal(captured.status, EXIT_STATUS_USAGE);
}

void command_line_write_forum(const char *path, const char *b)
{
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: forum, title: Forum, short: FORUM, timezone: Europe/Brussels}\n"
        "agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]\n"
        "days:\n"
        "  - date: 2007-07-10\n"
        "    slots:\n"
        "      - start: \"09:00\"\n"
        "        end: \"10:00\"\n"
        "        sessions:\n"
        "          - {id: a, title: A, contributions: [{agency: ilo, role: chair}]}\n"
        "          - {id: b, title: %s, contributions: [{agency: iom, role: speaker}]}\n",
        b);

    scratch_write(".", path, text);
}

static void publish(const char *b, const char *at)
{
    command_line_write_forum("forum.yaml", b);
    g_setenv("SOURCE_DATE_EPOCH", at, TRUE);
    g_auto(Captured) captured = command_line_run("publish forum.yaml --by anna --message why");
    g_unsetenv("SOURCE_DATE_EPOCH");
    assert_string_equal(captured.err, "");
    assert_int_equal(captured.status, EXIT_STATUS_OK);
}

void command_line_publish_forum(void)
{
    publish("B", "1183248000");
    publish("C", "1183334400");
}
