#include "serve/server.h"

#include <string.h>

#include "http_client.h"
#include "support.h"

#define REQUEST "GET /test/agenda.ics HTTP/1.1\r\nHost: a\r\n"

static Snapshot *new_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Agenda *agenda = support_agenda_new();

    agenda_finish(agenda);
    g_ptr_array_add(revisions, revision_new(agenda, 0));
    return snapshot_new(revisions, &options);
}

/* On a port that the system chooses; it alone holds its snapshot. */
static Server *start_server(guint threads)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    g_autoptr(GError) error = NULL;
    ServerOptions options = { .addresses = (const char *const[]){ "127.0.0.1:0", NULL },
                              .threads = threads };
    Server *server = server_start(&options, snapshot, &error);

    assert_null(error);
    assert_non_null(server);
    return server;
}

static char *answer_to(const Server *server, const char *request)
{
    int fd = http_client_connect(server_url(server));

    http_client_send(fd, request);
    return http_client_receive_all(fd);
}

static const char *body_of(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");

    assert_non_null(end);
    return end + strlen("\r\n\r\n");
}

static void what_is_asked_for_is_sent_with_any_number_of_threads(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    const Resource *feed = snapshot_find(snapshot, "test/agenda.ics");
    g_autofree char *body =
        g_strndup(g_bytes_get_data(feed->body, NULL), g_bytes_get_size(feed->body));

    for (guint threads = 0; threads <= 3; threads++) {
        Server *server = start_server(threads);
        g_autofree char *answer = answer_to(server, REQUEST "Connection: close\r\n\r\n");
        server_stop(server);
        assert_true(g_str_has_prefix(answer, "HTTP/1.1 200 OK\r\n"));
        assert_string_equal(body_of(answer), body);
    }
}

static void a_connection_is_kept_for_the_next_request(void **state)
{
    Server *server = start_server(1);
    g_autofree char *answer = answer_to(
        server, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
                "HEAD /none HTTP/1.1\r\nHost: a\r\n\r\n"
                "HEAD / HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\nConnection: close\r\n\r\n");
    g_auto(GStrv) answers = g_strsplit(answer, "\r\n\r\n", -1);

    server_stop(server);
    assert_int_equal(g_strv_length(answers), 4);
    assert_true(g_str_has_prefix(answers[0], "HTTP/1.1 200 "));
    assert_true(g_str_has_prefix(answers[1], "HTTP/1.1 404 "));
    assert_true(g_str_has_prefix(answers[2], "HTTP/1.1 304 "));
    assert_string_equal(answers[3], "");
}

static void what_is_no_request_for_a_calendar_ends_the_connection(void **state)
{
    Server *server = start_server(1);
    g_autofree char *posted =
        answer_to(server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET ");
    g_autofree char *no_host = answer_to(server, "GET / HTTP/1.1\r\n\r\n");

    server_stop(server);
    assert_true(g_str_has_prefix(posted, "HTTP/1.1 405 "));
    assert_non_null(strstr(posted, "\r\nAllow: GET, HEAD\r\n"));
    assert_string_equal(body_of(posted), "Calendars can only be read here: use GET or HEAD.\n");
    assert_true(g_str_has_prefix(no_host, "HTTP/1.1 400 "));
}

static void a_server_that_has_stopped_has_given_up_its_port(void **state)
{
    Server *server = start_server(0);
    guint16 port = http_client_port(server_url(server));
    int idle = http_client_connect(server_url(server));

    /* Asks once, so that the server has taken the connection. */
    http_client_send(idle, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    g_auto(HttpAnswer) answer = http_client_receive(idle, false);
    assert_int_equal(answer.status, 200);
    server_stop(server);
    assert_int_equal(http_client_try(port), -1);
    g_autofree char *received = http_client_receive_all(idle);
    assert_string_equal(received, "");
}

static void two_servers_get_two_ports_and_one_port_has_one_server(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    g_autoptr(GError) error = NULL;
    Server *one = start_server(1);
    Server *two = start_server(1);
    guint16 port = http_client_port(server_url(one));
    g_autofree char *listen = g_strdup_printf("127.0.0.1:%u", port);
    ServerOptions options = { .addresses = (const char *const[]){ listen, NULL } };
    Server *three = server_start(&options, snapshot, &error);

    assert_int_not_equal(port, http_client_port(server_url(two)));
    server_stop(one);
    server_stop(two);
    assert_null(three);
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_FAILED));
    assert_non_null(strstr(error->message, listen));
}

static void a_malformed_address_is_not_the_systems_fault(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    g_autoptr(GError) error = NULL;
    ServerOptions options = { .addresses = (const char *const[]){ "127.0.0.1:http", NULL } };

    assert_null(server_start(&options, snapshot, &error));
    assert_true(g_error_matches(error, SERVER_ERROR, SERVER_ERROR_ADDRESS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_is_sent_with_any_number_of_threads),
        cmocka_unit_test(a_connection_is_kept_for_the_next_request),
        cmocka_unit_test(what_is_no_request_for_a_calendar_ends_the_connection),
        cmocka_unit_test(a_server_that_has_stopped_has_given_up_its_port),
        cmocka_unit_test(two_servers_get_two_ports_and_one_port_has_one_server),
        cmocka_unit_test(a_malformed_address_is_not_the_systems_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
