#include <signal.h>

#include "cli/command.h"
#include "cli/common/public_url.h"
#include "cli/common/user_name.h"
#include "serve/http/request_head.h"
#include "service/message.h"
#include "service/service.h"
#include "service/systemd.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"

/* A hall full of people behind one address gets in, but no address can take all connections. */
#define PER_ADDRESS_DEFAULT 250
#define PER_ADDRESS_UNSET G_MININT
#define CONNECTIONS_LIMIT 1000000

typedef struct ServeOptions {
    const char *const *addresses; /* NULL: the default, unless a supervisor passes sockets */
    const char *public_url;
    const char *const *hosts;
    bool no_compress;
    const char *history; /* or NULL */
    bool is_manual;
    gint64 keep_seconds;
    const char *access_log;
    const char *subscribers;
    bool lists_calendars;
    int connections;
    int per_address;
    int head_octets;
    const char *const *proxies;
    int max_age;        /* seconds */
    int stale_if_error; /* seconds */
} ServeOptions;

static const Option OPTIONS[] = {
    { "listen", 'l', OPTION_TEXTS, offsetof(ServeOptions, addresses),
      "Where to listen (default: " DEFAULT_LISTEN ")", "ADDR:PORT", NULL },
    { .type = OPTION_PUBLIC_URL,
      .place = offsetof(ServeOptions, public_url),
      .summary = "Its address from outside" },
    { "host", 0, OPTION_TEXTS, offsetof(ServeOptions, hosts), "Another name that it goes by",
      "NAME", NULL },
    { "no-compress", 0, OPTION_FLAG, offsetof(ServeOptions, no_compress),
      "Never send anything in gzip", NULL, NULL },
    { "history", 0, OPTION_PATH, offsetof(ServeOptions, history),
      "Publish into it, and serve what it holds", "PATH", NULL },
    { "manual", 0, OPTION_FLAG, offsetof(ServeOptions, is_manual),
      "Leave publishing to \"publish\"", NULL, NULL },
    { .type = OPTION_KEEP,
      .place = offsetof(ServeOptions, keep_seconds),
      .summary = "How long cancelled entries stay (14)" },
    { "access-log", 0, OPTION_TEXT, offsetof(ServeOptions, access_log),
      "Print each request: combined or json", "FORMAT", NULL },
    { "subscribers", 0, OPTION_PATH, offsetof(ServeOptions, subscribers),
      "Who fetched what (HISTORY.subscribers)", "PATH", NULL },
    { "list", 0, OPTION_FLAG, offsetof(ServeOptions, lists_calendars),
      "Tell the calendar of each agency, too", NULL, NULL },
    { "max-connections", 0, OPTION_NUMBER, offsetof(ServeOptions, connections),
      "At once (default: " G_STRINGIFY(SERVER_CONNECTIONS_DEFAULT) ")", "N",
      &(const OptionRange){ SERVER_CONNECTIONS_DEFAULT, 1, CONNECTIONS_LIMIT, NULL, NULL } },
    { "max-connections-per-address", 0, OPTION_NUMBER, offsetof(ServeOptions, per_address),
      "Of one client (" G_STRINGIFY(PER_ADDRESS_DEFAULT) "); 0: any number", "N",
      &(const OptionRange){ PER_ADDRESS_UNSET, 0, CONNECTIONS_LIMIT, " (any number)", NULL } },
    { "max-head", 0, OPTION_NUMBER, offsetof(ServeOptions, head_octets),
      "Of a request (" G_STRINGIFY(REQUEST_HEAD_OCTETS_DEFAULT) ")", "OCTETS",
      &(const OptionRange){ REQUEST_HEAD_OCTETS_DEFAULT, REQUEST_HEAD_OCTETS_MIN,
                            REQUEST_HEAD_OCTETS_MAX, NULL, NULL } },
    { "trusted-proxy", 0, OPTION_TEXTS, offsetof(ServeOptions, proxies),
      "Whose X-Forwarded-For is believed", "ADDR[/BITS]", NULL },
    { "max-age", 0, OPTION_NUMBER, offsetof(ServeOptions, max_age),
      "How long what is sent is fresh (" G_STRINGIFY(POLICY_MAX_AGE_DEFAULT) ")", "SECONDS",
      &(const OptionRange){ POLICY_MAX_AGE_DEFAULT, 0, POLICY_SECONDS_MAX, NULL, NULL } },
    { "stale-if-error", 0, OPTION_NUMBER, offsetof(ServeOptions, stale_if_error),
      "And stands in for a failure (" G_STRINGIFY(POLICY_STALE_IF_ERROR_DEFAULT) ")", "SECONDS",
      &(const OptionRange){ POLICY_STALE_IF_ERROR_DEFAULT, 0, POLICY_SECONDS_MAX, " (never)",
                            NULL } },
};

/* Behind a proxy all clients share its address. */
static int choose_per_address(const ServeOptions *options)
{
    if (options->per_address != PER_ADDRESS_UNSET) {
        return options->per_address;
    }
    return options->proxies != NULL ? 0 : PER_ADDRESS_DEFAULT;
}

static bool read_proxies(const ServeOptions *options, TrustedProxyList **out_proxies)
{
    g_autoptr(GError) error = NULL;

    if (options->proxies == NULL) {
        return true;
    }
    *out_proxies = trusted_proxy_list_new(options->proxies, &error);
    if (*out_proxies == NULL) {
        message_error("--trusted-proxy: %s", error->message);
    }
    return *out_proxies != NULL;
}

/* Without a name of its own the service answers to any name. */
static bool read_hosts(const ServeOptions *options, HostList **out_hosts)
{
    g_autoptr(HostList) hosts = host_list_new();
    g_autofree char *of_url = public_url_host_dup(options->public_url);

    for (const char *const *name = options->hosts; name != NULL && *name != NULL; name++) {
        if (!host_is_name(*name)) {
            message_error("--host is \"%s\", and should be like feeds.example.org: no port, and "
                          "letters beyond ASCII as in xn--mnchen-3ya.example",
                          *name);
            return false;
        }
        host_list_add(hosts, *name);
    }
    if (of_url != NULL) {
        host_list_add(hosts, of_url);
    }
    *out_hosts = of_url != NULL || options->hosts != NULL ? g_steal_pointer(&hosts) : NULL;
    return true;
}

/* Serves, with checked options. If a supervisor passes sockets, there is no default address. */
static ExitStatus serve(const ServeOptions *options, const EditionsOptions *editions,
                        const MonitoringOptions *monitoring, ServerOptions *server)
{
    static const char *const DEFAULT_ADDRESSES[] = { DEFAULT_LISTEN, NULL };
    g_autofree int *sockets = NULL;
    int n_sockets = systemd_take_sockets(&sockets);

    if (n_sockets < 0) {
        message_error("the sockets that a supervisor has opened cannot be had: %s",
                      g_strerror(-n_sockets));
        return EXIT_STATUS_ENVIRONMENT;
    }
    /* Writing to a client that has hung up must fail, not end the program. */
    signal(SIGPIPE, SIG_IGN);
    g_autofree char *cache_control =
        policy_cache_control_dup((guint)options->max_age, (guint)options->stale_if_error);
    g_autofree char *root = public_url_root_dup(options->public_url);
    bool is_default = options->addresses == NULL && n_sockets == 0;
    ResourceOptions publish = { .public_url = options->public_url,
                                .compress = !options->no_compress,
                                .dated_after = g_get_real_time() / G_USEC_PER_SEC };

    server->addresses = is_default ? DEFAULT_ADDRESSES : options->addresses;
    server->sockets = sockets;
    server->n_sockets = (guint)n_sockets;
    /* With a public address what is served is not private: scripts of any web site may read it. */
    server->policy = (Policy){
        .cache_control = cache_control,
        .root = root,
        .any_origin = options->public_url != NULL,
    };
    return service_run(&(ServiceOptions){
        .editions = editions,
        .publish = &publish,
        .monitoring = monitoring,
        .server = server,
        .lists_calendars = options->lists_calendars,
    });
}

static ExitStatus run(gconstpointer data, char **operands)
{
    const ServeOptions *options = data;
    g_autofree char *by = user_name_dup();
    EditionsOptions editions = {
        .paths = operands,
        .history_path = options->history,
        .manual = options->is_manual,
        .keep_seconds = options->keep_seconds,
        .by = by,
        .with_private = true,
        .is_service = true,
    };
    MonitoringOptions monitoring = {
        .access_log = options->access_log,
        .subscribers = options->subscribers,
        .history_path = options->history,
        .manual = options->is_manual,
    };
    g_autoptr(TrustedProxyList) proxies = NULL;
    g_autoptr(HostList) hosts = NULL;

    /* All options are checked before anything is opened. */
    if (!editions_options_are_whole(&editions) || !monitoring_options_are_right(&monitoring) ||
        !read_proxies(options, &proxies) || !read_hosts(options, &hosts)) {
        return EXIT_STATUS_USAGE;
    }
    ServerOptions server = {
        .connections = (guint)options->connections,
        .connections_per_address = (guint)choose_per_address(options),
        .head_octets = (guint)options->head_octets,
        .trusted_proxies = proxies,
        .hosts = hosts,
    };
    return serve(options, &editions, &monitoring, &server);
}

const Command command_serve = {
    .name = "serve",
    .arguments = "[FILE-or-FOLDER…]",
    .summary = "Serve every feed and page over HTTP",
    .description =
        "Prints the address of every agency's feed, and serves until SIGTERM or SIGINT.\n"
        "Files are read again when they change, and on SIGHUP; if one has errors or\n"
        "looks cut short, what was served before stays. With a history, saving a file\n"
        "publishes it, and every agenda that the history holds is served; what cannot be\n"
        "published is tried again. --keep is in days, or \"always\". --listen can be\n"
        "repeated, and takes [::1]:8080 and unix:PATH too.\n\n"
        "Exit status: 0 fine, 1 an agenda has errors, 2 wrong usage, 3 it cannot listen.",
    .options = OPTIONS,
    .n_options = G_N_ELEMENTS(OPTIONS),
    .options_size = sizeof(ServeOptions),
    .min_operands = 0,
    .max_operands = G_MAXUINT,
    .run = run,
};
