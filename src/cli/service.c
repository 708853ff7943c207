#include "cli/service.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "base/printable.h"
#include "cli/file_watch.h"
#include "cli/message.h"
#include "cli/on_demand.h"
#include "cli/systemd.h"
#include "publish/snapshot.h"

/* How often it is looked whether others have published. */
#define NEWS_SECONDS 1

/* What serves, and what it serves from. */
typedef struct Service {
    const ServiceOptions *options;
    Editions *editions;
    Snapshot *snapshot; /* the one that is served */
    Server *server;
    OnDemand *on_demand;
    Observation *observation;
} Service;

/* --- what happens while it serves -------------------------------------------------------- */

static Snapshot *new_snapshot(const Service *service, const Snapshot *previous)
{
    const PrivateEditions *privates = editions_private(service->editions);

    return snapshot_new_after(previous, editions_revisions(service->editions),
                              privates != NULL ? private_editions_addresses(privates) : NULL,
                              service->options->publish);
}

/* The new snapshot is made while the old one is served. */
static void serve_anew(Service *service)
{
    on_demand_forget(service->on_demand);
    Snapshot *snapshot = new_snapshot(service, service->snapshot);

    server_set_snapshot(service->server, snapshot);
    snapshot_unref(service->snapshot);
    service->snapshot = snapshot;
}

static void read_files(gpointer data)
{
    Service *service = data;

    systemd_notify_reloading();
    bool any = editions_read_files(service->editions);
    if (any) {
        serve_anew(service);
    }
    observation_note_reading(service->observation, service->editions, any);
    systemd_notify_ready();
}

static gboolean read_files_on_signal(gpointer data)
{
    read_files(data);
    return G_SOURCE_CONTINUE;
}

static gboolean look_for_news(gpointer data)
{
    Service *service = data;
    bool was_good = editions_are_good(service->editions);
    bool any = editions_read_history(service->editions);

    if (any) {
        serve_anew(service);
    }
    if (any || editions_are_good(service->editions) != was_good) {
        observation_note_reading(service->observation, service->editions, any);
    }
    observation_note_lack(service->observation, service->editions);
    return G_SOURCE_CONTINUE;
}

static gboolean stop(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

/* A loop that the signals end. From here on they do so, be it not yet running. */
static GMainLoop *loop_until_signal(Service *service)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);

    g_unix_signal_add(SIGTERM, stop, loop);
    g_unix_signal_add(SIGINT, stop, loop);
    g_unix_signal_add(SIGHUP, read_files_on_signal, service);
    if (editions_history(service->editions) != NULL) {
        g_timeout_add_seconds(NEWS_SECONDS, look_for_news, service);
    }
    return loop;
}

/* Where files cannot be watched, a signal still has them read. */
static FileWatch *watch_files(Service *service)
{
    const EditionsOptions *options = service->options->editions;
    g_autoptr(GError) error = NULL;

    if (*options->paths == NULL || options->manual) {
        return NULL;
    }
    FileWatch *watch = file_watch_new(options->paths, 0, read_files, service, &error);
    if (watch == NULL) {
        message_error("%s", error->message);
    }
    return watch;
}

/* --- from start to end ------------------------------------------------------------------- */

/* Where people find the service: behind a UNIX socket it cannot know, and tells paths. */
static const char *outer_url(const Service *service)
{
    const char *url = service->options->publish->public_url;

    if (url == NULL) {
        url = server_url(service->server);
    }
    return url != NULL ? url : "";
}

/* `url` is where people find the service, which may listen at other addresses. */
static void print_addresses(const char *const *places, const char *url, const GPtrArray *revisions)
{
    for (; *places != NULL; places++) {
        printf("Serving at %s\n", *places);
    }
    for (guint i = 0; i < revisions->len; i++) {
        const Agenda *agenda = ((const Revision *)revisions->pdata[i])->agenda;
        g_autofree char *title = printable_dup(text_get(&agenda->title, NULL));
        printf("\n%s\n  %s/%s/\n", title, url, agenda->id);
        for (guint j = 0; j < agenda->agencies->len; j++) {
            const Agency *agency = agenda->agencies->pdata[j];
            printf("  %s/%s/agencies/%s.ics\n", url, agenda->id, agency->id);
        }
    }
    fflush(stdout);
}

/* NULL, with what went wrong told, if it cannot listen. */
static Server *start_server(const Service *service, const DemandMaker *maker,
                            ExitStatus *out_status)
{
    ServerOptions options = *service->options->server;
    g_autoptr(GError) error = NULL;

    options.maker = maker;
    options.observer = observation_observer(service->observation);
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
    g_autoptr(OnDemand) on_demand = on_demand_new(service->editions, options->publish);
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
    print_addresses(server_places(service->server), outer_url(service),
                    editions_revisions(service->editions));
    observation_start(service->observation);
    systemd_keep_watchdog_quiet();
    systemd_notify_ready();
    g_main_loop_run(loop);
    systemd_notify_stopping();
    server_stop(service->server);
    observation_finish(service->observation);
    return EXIT_STATUS_OK;
}

/* Without a history, what cannot be read cannot be served; with one, the last revision can. */
static bool can_serve(const Service *service, ExitStatus status)
{
    return status == EXIT_STATUS_OK || (service->options->editions->history_path != NULL &&
                                        editions_revisions(service->editions)->len > 0);
}

ExitStatus service_run(const ServiceOptions *options)
{
    g_autoptr(Observation) observation = observation_new(options->observation);
    Service service = { .options = options, .observation = observation };
    g_autoptr(FileWatch) watch = watch_files(&service);
    ExitStatus status;
    g_autoptr(Editions) editions = editions_new(options->editions, &status);

    service.editions = editions;
    if (!can_serve(&service, status)) {
        return status;
    }
    service.snapshot = new_snapshot(&service, NULL);
    observation_note_reading(observation, editions, true);
    status = serve(&service);
    snapshot_unref(service.snapshot);
    return status;
}
