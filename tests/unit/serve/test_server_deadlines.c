/* Covers the deadlines of src/serve/server.c. */
#include "serve/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support.h"

#define PATIENCE (60 * 1000)
#define PAUSE 50
#define HEAD_MILLISECONDS 1500

static Server *start(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    Agenda *agenda = support_agenda_new();
    ResourceOptions publish_options = { 0 };
    ServerOptions options = {
        .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
        .head_milliseconds = HEAD_MILLISECONDS,
    };

    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, 100));
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &publish_options);
    Server *server = server_start(&options, snapshot, NULL);
    assert_non_null(server);
    return server;
}

static int connect_to(const Server *server)
{
    int client = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((guint16)atoi(strrchr(server_url(server), ':') + 1)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };

    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof address), 0);
    return client;
}

/* Waits so long for something to read; 0 at the end of the connection, -1 if there is nothing. */
static gssize read_within(int client, char *buffer, gsize size, int milliseconds)
{
    struct pollfd poll_fd = { .fd = client, .events = POLLIN };

    if (poll(&poll_fd, 1, milliseconds) == 0) {
        return -1;
    }
    gssize octets = read(client, buffer, size);
    return octets > 0 ? octets : 0; /* a reset is an end, too */
}

/* It is never idle for long, but its head does not come to an end. */
static void a_head_that_trickles_in_ends_the_connection(void **state)
{
    Server *server = start();
    /* Before the server can have begun to count, however slow this thread is. */
    gint64 start_time = g_get_monotonic_time();
    int client = connect_to(server);
    char octet;

    while (read_within(client, &octet, 1, PAUSE) != 0) {
        assert_true(g_get_monotonic_time() - start_time < PATIENCE * G_TIME_SPAN_MILLISECOND);
        send(client, "G", 1, MSG_NOSIGNAL);
    }
    assert_true(g_get_monotonic_time() - start_time >= HEAD_MILLISECONDS * G_TIME_SPAN_MILLISECOND);
    close(client);
    server_stop(server);
}

/* Each request has its own time, however long the connection lives. */
static void a_connection_with_good_requests_outlives_the_time_for_one(void **state)
{
    static const char REQUEST[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    Server *server = start();
    int client = connect_to(server);
    gint64 start_time = g_get_monotonic_time();
    char buffer[8192];

    while (g_get_monotonic_time() - start_time < 3 * HEAD_MILLISECONDS * G_TIME_SPAN_MILLISECOND) {
        assert_int_equal(send(client, REQUEST, strlen(REQUEST), MSG_NOSIGNAL), strlen(REQUEST));
        assert_true(read_within(client, buffer, sizeof buffer, PATIENCE) > 0);
        assert_memory_equal(buffer, "HTTP/1.1 200", strlen("HTTP/1.1 200"));
        assert_int_equal(read_within(client, buffer, sizeof buffer, PAUSE), -1);
    }
    close(client);
    server_stop(server);
}

/* None is left that the watch still waits for, nor one that it would reach for later. */
static void a_server_with_open_connections_stops(void **state)
{
    Server *server = start();
    int clients[20];

    for (gsize i = 0; i < G_N_ELEMENTS(clients); i++) {
        clients[i] = connect_to(server);
        assert_int_equal(send(clients[i], "GET / HT", 8, MSG_NOSIGNAL), 8);
    }
    server_stop(server);
    for (gsize i = 0; i < G_N_ELEMENTS(clients); i++) {
        close(clients[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_that_trickles_in_ends_the_connection),
        cmocka_unit_test(a_connection_with_good_requests_outlives_the_time_for_one),
        cmocka_unit_test(a_server_with_open_connections_stops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
