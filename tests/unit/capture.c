#include "capture.h"

#include <stdio.h>
#include <unistd.h>

#include "support.h"

void captured_clear(Captured *captured)
{
    g_clear_pointer(&captured->out, g_free);
    g_clear_pointer(&captured->err, g_free);
}

/* Leads a stream into a file; returns where it led to before. */
static int divert(FILE *stream, FILE *file)
{
    int before = dup(fileno(stream));

    fflush(stream);
    assert_true(before >= 0);
    assert_true(dup2(fileno(file), fileno(stream)) >= 0);
    return before;
}

static void restore(FILE *stream, int before)
{
    fflush(stream);
    dup2(before, fileno(stream));
    close(before);
}

static char *read_and_close(FILE *file)
{
    GString *text = g_string_new(NULL);
    int c;

    rewind(file);
    while ((c = fgetc(file)) != EOF) {
        g_string_append_c(text, (char)c);
    }
    fclose(file);
    return g_string_free(text, FALSE);
}

Captured capture_run(int (*run)(gpointer data), gpointer data)
{
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    Captured captured;

    assert_non_null(out);
    assert_non_null(err);
    int before_out = divert(stdout, out);
    int before_err = divert(stderr, err);
    captured.status = run(data);
    restore(stdout, before_out);
    restore(stderr, before_err);
    captured.out = read_and_close(out);
    captured.err = read_and_close(err);
    return captured;
}
