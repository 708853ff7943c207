#include "service/service.h"

#include <glib-unix.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>

#include "base/printable.h"
#include "model/address/address.h"
#include "service/follow/file_watch.h"
#include "service/message.h"
#include "service/on_demand.h"
#include "service/systemd.h"
#include "site/snapshot.h"

/* How often the service looks what others have published, whether anything is missing, and whether
 * zone files have new rules. */
#define NEWS_SECONDS 1

/* What serves, and what it serves from. */
typedef struct Service {
    const ServiceOptions *options;
    Editions *editions;
    Snapshot *snapshot; /* the one that is served */
    Server *server;
    OnDemand *on_demand;
    Monitoring *monitoring;
    FileWatch *watch;        /* NULL: no files are read */
    SourceFollower *sources; /* likewise */
    guint due_timer;         /* a source; 0: no file is due */
} Service;

/* --- what happens while it serves -------------------------------------------------------- */

static Snapshot *new_snapshot(const Service *service, const Snapshot *previous)
{
    const PrivateEditions *privates = editions_private(service->editions);

    return snapshot_new_after(previous, editions_revisions(service->editions),
                              privates != NULL ? private_editions_addresses(privates) : NULL,
                              service->options->publish);
}

/* The previous snapshot is freed by now, except for answers that are still being read. It was a
 * hundred thousand pieces, with the new one made in between, and by itself glibc gives back only
 * the memory at the end: with 10,000 sessions 400 MB stay without this, and 260 MB with it. It
 * takes 0.1 s; making the snapshot took a second. */
static gboolean give_memory_back(G_GNUC_UNUSED gpointer data)
{
    malloc_trim(0);
    return G_SOURCE_REMOVE;
}

/* Makes a new snapshot while the old one is served. */
static void serve_anew(Service *service)
{
    /* First, because what was made on demand borrows revisions that are gone by now. */
    on_demand_forget(service->on_demand);
    Snapshot *snapshot = new_snapshot(service, service->snapshot);

    server_set_snapshot(service->server, snapshot);
    snapshot_unref(service->snapshot);
    service->snapshot = snapshot;
    /* Only when there is nothing else to do. */
    g_idle_add(give_memory_back, NULL);
}

static void plan_due_files(Service *service);

/* What is missing of the history, or else of the files. */
static void note_lack(const Service *service)
{
    const char *lack = editions_lack(service->editions);

    if (lack == NULL && service->watch != NULL) {
        lack = file_watch_lack(service->watch);
    }
    monitoring_note_lack(service->monitoring, lack);
}

static void note_sources(const Service *service)
{
    if (service->sources != NULL) {
        g_autoptr(GArray) states = source_follower_list(service->sources);
        monitoring_note_sources(service->monitoring, states);
        editions_note_sources(service->editions);
    }
}

/* Serves what was read, if anything has changed, and plans the next reading. */
static void take_over(Service *service, bool any)
{
    if (any) {
        serve_anew(service);
    }
    monitoring_note_reading(service->monitoring, service->editions, any);
    note_lack(service);
    plan_due_files(service);
}

static gboolean read_due_files(gpointer data)
{
    Service *service = data;

    service->due_timer = 0;
    take_over(service, editions_read_due_files(service->editions));
    return G_SOURCE_REMOVE;
}

/* Arranges for files to be read when they are due. One timer is enough, for the first of them. */
static void plan_due_files(Service *service)
{
    gint64 due = editions_due(service->editions);

    if (service->due_timer != 0) {
        g_source_remove(service->due_timer);
        service->due_timer = 0;
    }
    if (due != G_MAXINT64) {
        gint64 left = MAX(due - g_get_monotonic_time(), 0) / G_TIME_SPAN_MILLISECOND;
        service->due_timer = g_timeout_add((guint)MIN(left + 1, G_MAXINT), read_due_files, service);
    }
}

static void read_files(gpointer data)
{
    Service *service = data;

    systemd_notify_reloading();
    take_over(service, editions_read_files(service->editions));
    systemd_notify_ready();
}

static gboolean read_files_on_signal(gpointer data)
{
    const Service *service = data;

    if (service->sources != NULL) {
        source_follower_hurry(service->sources);
    }
    read_files(data);
    return G_SOURCE_CONTINUE;
}

static gboolean look_for_news(gpointer data)
{
    Service *service = data;
    bool was_good = editions_are_good(service->editions);
    bool any = editions_read_history(service->editions);
    any = editions_read_rules(service->editions) || any;

    /* /readyz shows whether all is well, even if no revision has changed. */
    if (any || editions_are_good(service->editions) != was_good) {
        take_over(service, any);
    }
    note_lack(service);
    note_sources(service);
    return G_SOURCE_CONTINUE;
}

static gboolean stop(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

/* Makes a loop that signals end. They do so from here on, even before it runs. */
static GMainLoop *loop_until_signal(Service *service)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);

    g_unix_signal_add(SIGTERM, stop, loop);
    g_unix_signal_add(SIGINT, stop, loop);
    g_unix_signal_add(SIGHUP, read_files_on_signal, service);
    g_timeout_add_seconds(NEWS_SECONDS, look_for_news, service);
    return loop;
}

static gint64 when_whole(const char *path, gpointer watch)
{
    return file_watch_when_whole(watch, path);
}

static FileWatch *watch_files(Service *service)
{
    const EditionsOptions *options = service->options->editions;

    /* With --manual the files are not read at all. */
    if (*options->paths == NULL || options->manual) {
        return NULL;
    }
    return file_watch_new(options->paths, NULL, read_files, service);
}

static SourceFollower *follow_sources(Service *service)
{
    const EditionsOptions *options = service->options->editions;

    return options->manual ? NULL : source_follower_new(read_files, service);
}

/* --- from start to end ------------------------------------------------------------------- */

/* Where people find the service. Behind a UNIX socket it cannot know: then paths are printed. */
static const char *outer_url(const Service *service)
{
    const char *url = service->options->publish->public_url;

    if (url == NULL) {
        url = server_url(service->server);
    }
    return url != NULL ? url : "";
}

static void print_calendars(const char *url, const Agenda *agenda)
{
    for (guint i = 0; i < agenda->agencies->len; i++) {
        const Participant *agency = agenda->agencies->pdata[i];
        g_autofree char *feed = address_dup_feed(agenda->id, FEED_KIND_AGENCY, agency->id);
        printf("  %s/%s%s\n", url, feed, format_extension(FORMAT_ICS));
    }
}

static void print_addresses(const Service *service)
{
    /* Where people find the service, which may listen at other addresses. */
    const char *url = outer_url(service);
    const GPtrArray *revisions = editions_revisions(service->editions);

    for (const char *const *place = server_places(service->server); *place != NULL; place++) {
        printf("Serving at %s\n", *place);
    }
    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        const Agenda *agenda = revision->agenda;
        /* What has ended is served, and listed no more. */
        if (revision->is_retired) {
            continue;
        }
        g_autofree char *title = printable_dup(text_get(&agenda->title, NULL));
        printf("%s/%s/  %s\n", url, agenda->id, title);
        if (service->options->lists_calendars) {
            print_calendars(url, agenda);
        }
    }
    /* Whoever waits for these lines may read them from a pipe. */
    fflush(stdout);
}

static void resume_demands(gpointer data)
{
    const Service *service = data;

    server_resume_demands(service->server);
}

/* Starts the server. NULL if it cannot listen; the error has been printed and out_status is set. */
static Server *start_server(const Service *service, const DemandMaker *maker,
                            ExitStatus *out_status)
{
    ServerOptions options = *service->options->server;
    g_autoptr(GError) error = NULL;

    options.maker = maker;
    options.monitor = monitoring_monitor(service->monitoring);
    Server *server = server_start(&options, service->snapshot, &error);
    if (server == NULL) {
        message_error("%s", error->message);
        *out_status = g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS)
                          ? EXIT_STATUS_USAGE
                          : EXIT_STATUS_ENVIRONMENT;
    } else if (server_connections(server) < options.connections) {
        message_info("at most %u connections at once: the limit of open files (ulimit -n, "
                     "LimitNOFILE=) leaves no more",
                     server_connections(server));
    }
    return server;
}

static ExitStatus serve(Service *service)
{
    const ServiceOptions *options = service->options;
    g_autoptr(OnDemand) on_demand =
        on_demand_new(service->editions, options->publish, resume_demands, service);
    DemandMaker maker = { .make = on_demand_make,
                          .data = on_demand,
                          .compress = options->publish->compress,
                          .policy = options->server->policy };
    ExitStatus status;

    service->on_demand = on_demand;
    service->server = start_server(service, &maker, &status);
    if (service->server == NULL) {
        return status;
    }
    g_autoptr(GMainLoop) loop = loop_until_signal(service);
    print_addresses(service);
    /* Last, since standard output is the access log's from here on. */
    monitoring_start(service->monitoring);
    plan_due_files(service);
    systemd_keep_watchdog_quiet();
    systemd_notify_ready();
    g_main_loop_run(loop);
    systemd_notify_stopping();
    /* First: nothing may be added to the log and the list of subscribers once they are written. */
    server_stop(service->server);
    monitoring_finish(service->monitoring);
    return EXIT_STATUS_OK;
}

/* Without a history a file with errors cannot be served; with one, the last revision can. Files of
 * one id, or whose sources are away, keep back themselves alone. */
static bool can_serve(const Service *service, ExitStatus status)
{
    const Editions *editions = service->editions;

    return status == EXIT_STATUS_OK ||
           (editions_revisions(editions)->len > 0 &&
            (editions_history(editions) != NULL || editions_can_wait(editions)));
}

ExitStatus service_run(const ServiceOptions *options)
{
    g_autoptr(Monitoring) monitoring = monitoring_new(options->monitoring);
    Service service = { .options = options, .monitoring = monitoring };
    /* Before the files are read, so that no change goes unseen. */
    g_autoptr(FileWatch) watch = watch_files(&service);
    g_autoptr(SourceFollower) sources = follow_sources(&service);
    ExitStatus status;
    g_autoptr(Editions) editions = editions_new(options->editions, sources, &status);

    service.editions = editions;
    service.watch = watch;
    service.sources = sources;
    if (watch != NULL) {
        editions_wait_until_whole(editions, when_whole, watch);
    }
    if (!can_serve(&service, status)) {
        return status;
    }
    service.snapshot = new_snapshot(&service, NULL);
    monitoring_note_reading(monitoring, editions, true);
    note_lack(&service);
    note_sources(&service);
    status = serve(&service);
    snapshot_unref(service.snapshot);
    return status;
}
