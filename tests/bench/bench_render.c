/* Renders the feed of every agency, from an agenda in memory into memory, and prints as JSON how
 * long each run took. Usage: bench_render FILE [RUNS] */
#include <stdio.h>
#include <stdlib.h>

#include "file/agenda_file.h"
#include "model/selection/feed.h"
#include "render/ical/calendar.h"

typedef struct Total {
    guint feeds;
    gsize events;
    gsize bytes;
} Total;

/* The feeds of the agencies (const RevisionFeed *). */
static GPtrArray *list_agency_feeds(const Revision *revision)
{
    GPtrArray *feeds = g_ptr_array_new();

    for (guint i = 0; i < revision->feeds->len; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        if (feed->feed->kind == FEED_KIND_AGENCY) {
            g_ptr_array_add(feeds, (gpointer)feed);
        }
    }
    return feeds;
}

/* One run; returns its seconds. Everything rendered is held until all of it is there. */
static double render_all(const Revision *revision, Total *total)
{
    CalendarOptions options = { 0 };
    gint64 start = g_get_monotonic_time();
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &options);
    g_autoptr(GPtrArray) feeds = list_agency_feeds(revision);
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

    for (guint i = 0; i < feeds->len; i++) {
        g_ptr_array_add(bodies, calendar_render(renderer, feeds->pdata[i], &(CalendarForm){ 0 }));
    }
    double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;

    *total = (Total){ .feeds = feeds->len };
    for (guint i = 0; i < bodies->len; i++) {
        g_autoptr(GArray) entries = revision_dup_entries(revision, feeds->pdata[i]);
        total->events += entries->len;
        total->bytes += g_bytes_get_size(bodies->pdata[i]);
    }
    return seconds;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    int runs = argc > 2 ? atoi(argv[2]) : 1;

    if (argc < 2 || runs < 1) {
        fputs("usage: bench_render FILE [RUNS]\n", stderr);
        return 2;
    }
    g_autoptr(AgendaFile) file = agenda_file_read(argv[1], &error);
    if (file == NULL || file->agenda == NULL) {
        fprintf(stderr, "%s\n", error != NULL ? error->message : "the agenda has errors");
        return 1;
    }
    gint64 stamp = file->agenda->has_published ? file->agenda->published : file->modified;
    g_autoptr(Revision) revision = revision_new(agenda_file_steal_agenda(file), stamp);
    Total total = { 0 };
    printf("{\"seconds\": [");
    for (int i = 0; i < runs; i++) {
        printf("%s%.6f", i > 0 ? ", " : "", render_all(revision, &total));
    }
    printf("], \"feeds\": %u, \"events\": %" G_GSIZE_FORMAT ", \"bytes\": %" G_GSIZE_FORMAT "}\n",
           total.feeds, total.events, total.bytes);
    return 0;
}
