#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "cli/agendas.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/public_url.h"
#include "publish/snapshot.h"
#include "serve/server.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"

static char *listen_address;
static char *public_url;

static const GOptionEntry OPTIONS[] = {
    { "listen", 'l', 0, G_OPTION_ARG_STRING, &listen_address,
      "Where to listen (default: " DEFAULT_LISTEN ")", "ADDRESS:PORT" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &public_url,
      "Where it is reachable from outside, for SOURCE", "URL" },
    G_OPTION_ENTRY_NULL,
};

/* `url` is where people find the service, which may listen at another address. */
static void print_addresses(const char *listening, const char *url, const GPtrArray *revisions)
{
    printf("Serving at %s/\n", listening);
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

static gboolean stop(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

/* A loop that the signals end. From here on they do so, be it not yet running. */
static GMainLoop *loop_until_signal(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);

    g_unix_signal_add(SIGTERM, stop, loop);
    g_unix_signal_add(SIGINT, stop, loop);
    return loop;
}

static ExitStatus run(char **operands)
{
    ExitStatus status = EXIT_STATUS_OK;
    g_autoptr(GError) error = NULL;

    if (!public_url_settle(public_url)) {
        return EXIT_STATUS_USAGE;
    }
    signal(SIGPIPE, SIG_IGN);
    g_autoptr(GPtrArray) revisions = agendas_open_all(operands, &status);
    if (revisions == NULL) {
        return status;
    }
    PublishOptions publish_options = { .public_url = public_url };
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &publish_options);
    const char *addresses[] = { listen_address != NULL ? listen_address : DEFAULT_LISTEN, NULL };
    ServerOptions server_options = { .addresses = addresses };
    Server *server = server_start(&server_options, snapshot, &error);
    if (server == NULL) {
        message_error("%s", error->message);
        return g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS) ? EXIT_STATUS_USAGE
                                                                          : EXIT_STATUS_ENVIRONMENT;
    }
    g_autoptr(GMainLoop) loop = loop_until_signal();
    print_addresses(server_url(server), public_url != NULL ? public_url : server_url(server),
                    revisions);
    g_main_loop_run(loop);
    server_stop(server);
    return EXIT_STATUS_OK;
}

const Command command_serve = {
    .name = "serve",
    .arguments = "FILE-or-FOLDER…",
    .summary = "Serve every feed and page over HTTP",
    .description =
        "Prints the address of every agency's feed, and serves until SIGTERM or SIGINT.\n\n"
        "Exit status: 0 fine, 1 an agenda has errors, 2 wrong usage, 3 it cannot listen.",
    .options = OPTIONS,
    .min_operands = 1,
    .max_operands = G_MAXUINT,
    .run = run,
};
