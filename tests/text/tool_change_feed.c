/* Writes the changes of one feed to standard output: tool_change_feed atom|json|text [PUBLIC_URL]
 *
 * Read from standard input, each with a NUL after it: the title of the agenda, the feed's name,
 * then for each revision, the oldest first, its words. Revision N is published at N times 86,399
 * seconds after 1970 began, in Europe/Brussels, and its changes are the array [N].
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/zone_file.h"
#include "render/report/change_feed.h"

#define PATH "random/agenda"
#define STEP_SECONDS 86399

static const struct Format {
    const char *name;
    GBytes *(*render)(const ChangeFeed *changes);
} FORMATS[] = {
    { "atom", change_feed_to_atom },
    { "json", change_feed_to_json },
    { "text", change_feed_to_text },
};

/* All of standard input, with a NUL after its end. The caller's own. */
static GString *read_input(void)
{
    GString *input = g_string_new(NULL);
    char part[4096];
    gsize size;

    while ((size = fread(part, 1, sizeof part, stdin)) > 0) {
        g_string_append_len(input, part, (gssize)size);
    }
    return input;
}

/* The text at *cursor, which is moved behind it; NULL at the end. */
static const char *next_text(const GString *input, gsize *cursor)
{
    const char *text = input->str + *cursor;

    if (*cursor >= input->len) {
        return NULL;
    }
    *cursor += strlen(text) + 1;
    return text;
}

static ChangeLog *read_notes(const GString *input, gsize *cursor)
{
    ChangeLog *log = change_log_new();
    const char *words;

    for (guint number = 1; (words = next_text(input, cursor)) != NULL; number++) {
        g_autofree char *json = g_strdup_printf("[%u]", number);
        change_log_add(log, PATH, number, (gint64)number * STEP_SECONDS, words, json);
    }
    return log;
}

static void write_feed(const struct Format *format, const char *public_url)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Tz) tz = zone_file_read("Europe/Brussels", &error);
    g_autoptr(Agenda) agenda = agenda_new("random", tz);
    g_autoptr(GString) input = read_input();
    gsize cursor = 0;
    TextVariant title = { .value = next_text(input, &cursor) };
    Feed feed = { .path = (char *)PATH, .name = (char *)next_text(input, &cursor) };
    g_autoptr(ChangeLog) log = read_notes(input, &cursor);
    Revision revision = { .agenda = agenda, .log = log };
    RevisionFeed revision_feed = { .feed = &feed };
    const ChangeFeed changes = { .revision = &revision,
                                 .feed = &revision_feed,
                                 .notes = change_log_find(log, PATH),
                                 .public_url = public_url };

    g_assert_no_error(error);
    agenda->title = agenda_intern_text(agenda, &title, 1);
    agenda_finish(agenda);
    g_autoptr(GBytes) bytes = format->render(&changes);
    fwrite(g_bytes_get_data(bytes, NULL), 1, g_bytes_get_size(bytes), stdout);
}

int main(int argc, char **argv)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FORMATS) && argc >= 2; i++) {
        if (strcmp(argv[1], FORMATS[i].name) == 0) {
            write_feed(&FORMATS[i], argc > 2 ? argv[2] : NULL);
            return EXIT_SUCCESS;
        }
    }
    fputs("usage: tool_change_feed atom|json|text [PUBLIC_URL] <TEXTS\n", stderr);
    return EXIT_FAILURE;
}
