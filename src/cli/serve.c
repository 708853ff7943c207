#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/editions.h"
#include "cli/file_watch.h"
#include "cli/message.h"
#include "cli/observation.h"
#include "cli/on_demand.h"
#include "cli/public_url.h"
#include "cli/publication.h"
#include "cli/systemd.h"
#include "cli/user_name.h"
#include "publish/snapshot.h"
#include "serve/request_head.h"
#include "serve/server.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"

/* A hall of people behind one address is let in, and one address cannot take all. */
#define PER_ADDRESS_DEFAULT 250
#define PER_ADDRESS_UNSET G_MININT
#define CONNECTIONS_LIMIT 1000000

/* How often it is looked whether others have published. */
#define NEWS_SECONDS 1

static char **listen_addresses;
static char **trusted_proxies;
static char *public_url;
static char *history_path;
static char *keep;
static gboolean manual;
static gboolean no_compress;
static char *access_log;
static char *subscribers;
static int max_connections = SERVER_CONNECTIONS_DEFAULT;
static int max_head = REQUEST_HEAD_OCTETS_DEFAULT;
static int max_per_address = PER_ADDRESS_UNSET;
static int max_age = POLICY_MAX_AGE_DEFAULT;
static int stale_if_error = POLICY_STALE_IF_ERROR_DEFAULT;

static const GOptionEntry OPTIONS[] = {
    { "listen", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &listen_addresses,
      "Where to listen (default: " DEFAULT_LISTEN ")", "ADDR:PORT" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &public_url, "Its address from outside", "URL" },
    { "no-compress", 0, 0, G_OPTION_ARG_NONE, &no_compress, "Never send anything in gzip", NULL },
    { "history", 0, 0, G_OPTION_ARG_FILENAME, &history_path,
      "Publish into it, and serve what it holds", "PATH" },
    { "manual", 0, 0, G_OPTION_ARG_NONE, &manual, "Leave it to \"publish\" to publish", NULL },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, "How long cancelled entries stay (14)", "DAYS" },
    { "access-log", 0, 0, G_OPTION_ARG_STRING, &access_log, "Print each request: combined or json",
      "FORMAT" },
    { "subscribers", 0, 0, G_OPTION_ARG_FILENAME, &subscribers,
      "Who fetched what (HISTORY.subscribers)", "PATH" },
    { "max-connections", 0, 0, G_OPTION_ARG_INT, &max_connections,
      "At once (default: " G_STRINGIFY(SERVER_CONNECTIONS_DEFAULT) ")", "N" },
    { "max-connections-per-address", 0, 0, G_OPTION_ARG_INT, &max_per_address,
      "Of one client (" G_STRINGIFY(PER_ADDRESS_DEFAULT) "); 0: any number", "N" },
    { "max-head", 0, 0, G_OPTION_ARG_INT, &max_head,
      "Of a request (" G_STRINGIFY(REQUEST_HEAD_OCTETS_DEFAULT) ")", "OCTETS" },
    { "trusted-proxy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &trusted_proxies,
      "Whose X-Forwarded-For is believed", "ADDR[/BITS]" },
    { "max-age", 0, 0, G_OPTION_ARG_INT, &max_age,
      "How long what is sent is fresh (" G_STRINGIFY(POLICY_MAX_AGE_DEFAULT) ")", "SECONDS" },
    { "stale-if-error", 0, 0, G_OPTION_ARG_INT, &stale_if_error,
      "And stands in for a failure (" G_STRINGIFY(POLICY_STALE_IF_ERROR_DEFAULT) ")", "SECONDS" },
    G_OPTION_ENTRY_NULL,
};

/* `url` is where people find the service, which may listen at other addresses. */
static void print_addresses(const char *const *places, const char *url, const GPtrArray *revisions)
{
    for (; *places != NULL; places++) {
        printf("Serving at %s\n", *places);
    }
    for (guint i = 0; i < revisions->len; i++) {
        const Agenda *agenda = ((const Revision *)revisions->pdata[i])->agenda;
        printf("\n%s\n  %s/%s/\n", text_get(&agenda->title, NULL), url, agenda->id);
        for (guint j = 0; j < agenda->agencies->len; j++) {
            const Agency *agency = agenda->agencies->pdata[j];
            printf("  %s/%s/agencies/%s.ics\n", url, agenda->id, agency->id);
        }
    }
    fflush(stdout);
}

/* What serves, and what it serves from. */
typedef struct Service {
    Editions *editions;
    const PublishOptions *options;
    Policy policy;
    const TrustedProxyList *proxies; /* NULL for none */
    Snapshot *snapshot;              /* the one that is served */
    const int *sockets;              /* that a supervisor has opened; NULL for none */
    int n_sockets;
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
                              service->options);
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
static FileWatch *watch_files(char **paths, Service *service)
{
    g_autoptr(GError) error = NULL;

    if (*paths == NULL || manual) {
        return NULL;
    }
    FileWatch *watch = file_watch_new(paths, 0, read_files, service, &error);
    if (watch == NULL) {
        message_error("%s", error->message);
    }
    return watch;
}

/* --- from start to end ------------------------------------------------------------------- */

/* Where people find the service: behind a UNIX socket it cannot know, and tells paths. */
static const char *outer_url(const Server *server)
{
    const char *url = public_url != NULL ? public_url : server_url(server);

    return url != NULL ? url : "";
}

/* NULL, with what went wrong told, if it cannot listen. */
static Server *start_server(const Service *service, const DemandMaker *maker,
                            ExitStatus *out_status)
{
    static const char *const DEFAULT_ADDRESSES[] = { DEFAULT_LISTEN, NULL };
    g_autoptr(GError) error = NULL;
    ServerOptions options = {
        .addresses = (const char *const *)listen_addresses,
        .sockets = service->sockets,
        .n_sockets = (guint)service->n_sockets,
        .connections = (guint)max_connections,
        .connections_per_address = (guint)max_per_address,
        .head_octets = (guint)max_head,
        .policy = service->policy,
        .trusted_proxies = service->proxies,
        .maker = maker,
        .observer = observation_observer(service->observation),
    };

    if (listen_addresses == NULL && service->n_sockets == 0) {
        options.addresses = DEFAULT_ADDRESSES;
    }
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
    g_autoptr(OnDemand) on_demand = on_demand_new(service->editions, service->options);
    DemandMaker maker = { .make = on_demand_make,
                          .data = on_demand,
                          .compress = service->options->compress,
                          .policy = service->policy };
    ExitStatus status;

    service->on_demand = on_demand;
    service->server = start_server(service, &maker, &status);
    if (service->server == NULL) {
        return status;
    }
    g_autoptr(GMainLoop) loop = loop_until_signal(service);
    print_addresses(server_places(service->server), outer_url(service->server),
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
static bool can_serve(const Editions *editions, ExitStatus status)
{
    return status == EXIT_STATUS_OK ||
           (history_path != NULL && editions_revisions(editions)->len > 0);
}

/* An option that is a number, and what it may be. */
typedef struct Limit {
    const char *option;
    int value;
    int least;
    int most;
    const char *least_means; /* "" if nothing special */
} Limit;

/* Behind a proxy all clients come from one address. */
static void settle_per_address(void)
{
    if (max_per_address == PER_ADDRESS_UNSET) {
        max_per_address = trusted_proxies != NULL ? 0 : PER_ADDRESS_DEFAULT;
    }
}

static bool limits_are_right(void)
{
    const Limit limits[] = {
        { "--max-connections", max_connections, 1, CONNECTIONS_LIMIT, "" },
        { "--max-connections-per-address", max_per_address, 0, CONNECTIONS_LIMIT, " (any number)" },
        { "--max-head", max_head, REQUEST_HEAD_OCTETS_MIN, REQUEST_HEAD_OCTETS_MAX, "" },
        { "--max-age", max_age, 0, POLICY_SECONDS_MAX, "" },
        { "--stale-if-error", stale_if_error, 0, POLICY_SECONDS_MAX, " (never)" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        const Limit *limit = &limits[i];

        if (limit->value < limit->least || limit->value > limit->most) {
            message_error("%s is %d, and should be %d%s to %d", limit->option, limit->value,
                          limit->least, limit->least_means, limit->most);
            return false;
        }
    }
    return true;
}

static bool read_proxies(TrustedProxyList **out_proxies)
{
    g_autoptr(GError) error = NULL;

    if (trusted_proxies == NULL) {
        return true;
    }
    *out_proxies = trusted_proxy_list_new((const char *const *)trusted_proxies, &error);
    if (*out_proxies == NULL) {
        message_error("--trusted-proxy: %s", error->message);
    }
    return *out_proxies != NULL;
}

/* What is given is served; `service` holds all but its editions and their snapshot. */
static ExitStatus load_and_serve(Service *service, const EditionsOptions *options)
{
    ExitStatus status;
    g_autoptr(FileWatch) watch = watch_files(options->paths, service);
    g_autoptr(Editions) editions = editions_new(options, &status);

    if (!can_serve(editions, status)) {
        return status;
    }
    service->editions = editions;
    service->snapshot = new_snapshot(service, NULL);
    observation_note_reading(service->observation, editions, true);
    status = serve(service);
    snapshot_unref(service->snapshot);
    return status;
}

static ExitStatus run(char **operands)
{
    g_autofree char *by = user_name_dup();
    EditionsOptions options = {
        .paths = operands,
        .history_path = history_path,
        .manual = manual,
        .by = by,
        .with_private = true,
    };
    PublishOptions publish_options = { .public_url = NULL };
    ObservationOptions observation_options = {
        .access_log = access_log,
        .subscribers = subscribers,
        .history_path = history_path,
        .manual = manual,
    };
    g_autofree int *sockets = NULL;
    Service service = { .options = &publish_options };
    g_autoptr(TrustedProxyList) proxies = NULL;

    settle_per_address();
    if (!public_url_settle(public_url) || !publication_parse_keep(keep, &options.keep_seconds) ||
        !editions_options_are_whole(&options) || !limits_are_right() ||
        !observation_options_are_right(&observation_options) || !read_proxies(&proxies)) {
        return EXIT_STATUS_USAGE;
    }
    service.n_sockets = systemd_take_sockets(&sockets);
    if (service.n_sockets < 0) {
        message_error("the sockets that a supervisor has opened cannot be had: %s",
                      g_strerror(-service.n_sockets));
        return EXIT_STATUS_ENVIRONMENT;
    }
    signal(SIGPIPE, SIG_IGN);
    g_autofree char *cache_control =
        policy_cache_control_dup((guint)max_age, (guint)stale_if_error);
    /* What is known not to be private may be read by anybody's scripts. */
    service.policy = (Policy){ .cache_control = cache_control, .any_origin = public_url != NULL };
    publish_options.public_url = public_url;
    publish_options.compress = !no_compress;
    service.proxies = proxies;
    service.sockets = sockets;
    g_autoptr(Observation) observation = observation_new(&observation_options);
    service.observation = observation;
    return load_and_serve(&service, &options);
}

const Command command_serve = {
    .name = "serve",
    .arguments = "[FILE-or-FOLDER…]",
    .summary = "Serve every feed and page over HTTP",
    .description =
        "Prints the address of every agency's feed, and serves until SIGTERM or SIGINT.\n"
        "Files are read again when they change, and on SIGHUP; one with errors leaves\n"
        "what was served before. With a history, saving a file is publishing it, and\n"
        "every agenda that the history holds is served. --keep is in days, or \"always\".\n"
        "--listen can be given several times, for [::1]:8080 and unix:PATH, too.\n\n"
        "Exit status: 0 fine, 1 an agenda has errors, 2 wrong usage, 3 it cannot listen.",
    .options = OPTIONS,
    .min_operands = 0,
    .max_operands = G_MAXUINT,
    .run = run,
};
