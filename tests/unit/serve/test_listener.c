/* Covers src/serve/listener.c and src/serve/listen/worker.c, and how src/serve/server.c has
 * several. */
#include "serve/listener.h"
#include "serve/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_client.h"
#include "support.h"

static Snapshot *new_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new();

    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, 0));
    return snapshot_new(revisions, &options);
}

/* On a port that the system chooses. */
static int new_socket(int type)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static int new_listening_socket(void)
{
    int fd = new_socket(SOCK_STREAM);

    assert_int_equal(listen(fd, 10), 0);
    return fd;
}

static void assert_answered_at(const char *url)
{
    int fd = http_client_connect(url);

    http_client_get(fd, "/test/agenda.ics", "");
    g_auto(HttpAnswer) answer = http_client_receive(fd, true);
    assert_int_equal(answer.status, 200);
    close(fd);
}

static void every_address_and_every_socket_is_served_at(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    int sockets[] = { new_listening_socket(), new_listening_socket() };
    ServerOptions options = {
        .addresses = (const char *const[]){ "127.0.0.1:0", "127.0.0.1:0", NULL },
        .sockets = sockets,
        .n_sockets = G_N_ELEMENTS(sockets),
    };
    Server *server = server_start(&options, snapshot, NULL);
    const char *const *places = server_places(server);

    assert_true(g_str_has_prefix(places[0], server_url(server)));
    for (guint i = 0; i < 4; i++) {
        g_autofree char *url = g_strndup(places[i], strlen(places[i]) - 1);
        assert_answered_at(url);
    }
    assert_null(places[4]);
    server_stop(server);
}

/* What connects while nobody answers waits for the next server. */
static void a_socket_that_others_hold_outlives_the_server(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    int held = new_listening_socket();
    int waiting = -1;

    for (guint i = 0; i < 5; i++) {
        int lent = dup(held);
        ServerOptions options = { .sockets = &lent, .n_sockets = 1, .threads = 2 };
        Server *server = server_start(&options, snapshot, NULL);
        guint16 port = http_client_port(server_url(server));

        assert_answered_at(server_url(server));
        if (waiting >= 0) {
            g_auto(HttpAnswer) answer = http_client_receive(waiting, true);
            assert_int_equal(answer.status, 200);
            close(waiting);
        }
        server_stop(server);
        waiting = http_client_try(port);
        assert_true(waiting >= 0);
        http_client_get(waiting, "/test/agenda.ics", "");
    }
    close(waiting);
    close(held);
}

static void what_is_no_listening_socket_is_refused_and_closed(void **state)
{
    int fds[] = { new_socket(SOCK_STREAM), new_socket(SOCK_DGRAM), dup(STDIN_FILENO) };

    for (gsize i = 0; i < G_N_ELEMENTS(fds); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *expected = g_strdup_printf("descriptor %d is no socket that ", fds[i]);

        assert_null(listener_adopt(fds[i], &error));
        assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_FAILED));
        assert_true(g_str_has_prefix(error->message, expected));
        assert_int_equal(close(fds[i]), -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_and_every_socket_is_served_at),
        cmocka_unit_test(a_socket_that_others_hold_outlives_the_server),
        cmocka_unit_test(what_is_no_listening_socket_is_refused_and_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
