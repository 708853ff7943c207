#include <signal.h>

#include "cli/command.h"
#include "cli/public_url.h"
#include "cli/user_name.h"
#include "serve/http/request_head.h"
#include "service/message.h"
#include "service/publication.h"
#include "service/service.h"
#include "service/systemd.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"

/* A hall of people behind one address is let in, and one address cannot take all. */
#define PER_ADDRESS_DEFAULT 250
#define PER_ADDRESS_UNSET G_MININT
#define CONNECTIONS_LIMIT 1000000

static char **listen_addresses;
static char **trusted_proxies;
static char *public_url;
static char **host_names;
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
    { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &host_names, "Another name that it goes by",
      "NAME" },
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

/* Without a name of its own it is asked under any. */
static bool read_hosts(HostList **out_hosts)
{
    g_autoptr(HostList) hosts = host_list_new();
    g_autofree char *of_url = public_url_host_dup(public_url);

    for (char **name = host_names; name != NULL && *name != NULL; name++) {
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
    *out_hosts = of_url != NULL || host_names != NULL ? g_steal_pointer(&hosts) : NULL;
    return true;
}

static ExitStatus run(char **operands)
{
    static const char *const DEFAULT_ADDRESSES[] = { DEFAULT_LISTEN, NULL };
    g_autofree char *by = user_name_dup();
    EditionsOptions editions = {
        .paths = operands,
        .history_path = history_path,
        .manual = manual,
        .by = by,
        .with_private = true,
        .is_service = true,
    };
    ObservationOptions observation = {
        .access_log = access_log,
        .subscribers = subscribers,
        .history_path = history_path,
        .manual = manual,
    };
    g_autoptr(TrustedProxyList) proxies = NULL;
    g_autoptr(HostList) hosts = NULL;
    g_autofree int *sockets = NULL;

    settle_per_address();
    if (!public_url_settle(public_url) || !publication_parse_keep(keep, &editions.keep_seconds) ||
        !editions_options_are_whole(&editions) || !limits_are_right() ||
        !observation_options_are_right(&observation) || !read_proxies(&proxies) ||
        !read_hosts(&hosts)) {
        return EXIT_STATUS_USAGE;
    }
    int n_sockets = systemd_take_sockets(&sockets);
    if (n_sockets < 0) {
        message_error("the sockets that a supervisor has opened cannot be had: %s",
                      g_strerror(-n_sockets));
        return EXIT_STATUS_ENVIRONMENT;
    }
    signal(SIGPIPE, SIG_IGN);
    g_autofree char *cache_control =
        policy_cache_control_dup((guint)max_age, (guint)stale_if_error);
    bool is_default = listen_addresses == NULL && n_sockets == 0;
    PublishOptions publish = { .public_url = public_url, .compress = !no_compress };
    ServerOptions server = {
        .addresses = is_default ? DEFAULT_ADDRESSES : (const char *const *)listen_addresses,
        .sockets = sockets,
        .n_sockets = (guint)n_sockets,
        .connections = (guint)max_connections,
        .connections_per_address = (guint)max_per_address,
        .head_octets = (guint)max_head,
        /* What is known not to be private may be read by anybody's scripts. */
        .policy = { .cache_control = cache_control, .any_origin = public_url != NULL },
        .trusted_proxies = proxies,
        .hosts = hosts,
    };
    ServiceOptions options = { &editions, &publish, &observation, &server };
    return service_run(&options);
}

const Command command_serve = {
    .name = "serve",
    .arguments = "[FILE-or-FOLDER…]",
    .summary = "Serve every feed and page over HTTP",
    .description =
        "Prints the address of every agency's feed, and serves until SIGTERM or SIGINT.\n"
        "Files are read again when they change, and on SIGHUP; one with errors, or one\n"
        "that looks cut, leaves what was served before. With a history, saving a file is\n"
        "publishing it, and every agenda that the history holds is served; what cannot be\n"
        "published is tried again. --keep is in days, or \"always\".\n"
        "--listen can be given several times, for [::1]:8080 and unix:PATH, too.\n\n"
        "Exit status: 0 fine, 1 an agenda has errors, 2 wrong usage, 3 it cannot listen.",
    .options = OPTIONS,
    .min_operands = 0,
    .max_operands = G_MAXUINT,
    .run = run,
};
