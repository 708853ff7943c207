#!/usr/bin/python3
"""How the service reads requests off a connection, and when it keeps or closes it."""

import concurrent.futures
import hashlib
import http.client

import server
from server import Client, ask

GET = b"GET /meeting/agenda.ics HTTP/1.1\r\n"
HOST = b"Host: example.org\r\n"
NEXT = b"GET /meeting/ HTTP/1.1\r\n" + HOST + b"\r\n"


def one_server(function):
    """Runs a test with a server of one small agenda."""

    def wrapped():
        with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
            function(served)

    return wrapped


@one_server
def test_a_connection_stays_open_after_each_good_answer(served):
    with Client(served) as client:
        etag = client.ask("/meeting/agenda.ics").headers["etag"]
        for _ in range(100):
            assert client.ask("/meeting/agenda.ics").status == 200
            assert client.ask("/meeting/agenda.ics", method="HEAD").status == 200
            assert client.ask("/meeting/agenda.ics", f"If-None-Match: {etag}").status == 304
            assert client.ask("/meeting").status == 301
            assert client.ask("/nothing").status == 404


@one_server
def test_pipelined_requests_are_answered_in_their_order(served):
    targets = ["/", "/nothing", "/meeting/", "/meeting/agenda.ics"] * 25
    expected = {target: ask(served, target).body for target in targets}
    with Client(served) as client:
        client.send(b"".join(b"GET %s HTTP/1.1\r\n%s\r\n" % (t.encode(), HOST) for t in targets))
        for target in targets:
            assert client.read_answer().body == expected[target], target


@one_server
def test_a_client_may_end_the_connection(served):
    with Client(served) as client:
        answer = client.ask("/meeting/agenda.ics", "Connection: close")
        assert (answer.status, answer.headers["connection"]) == (200, "close"), answer
        assert client.is_closed()


@one_server
def test_http_1_0_is_answered_and_closed_unless_asked_otherwise(served):
    with Client(served) as client:
        client.send(b"GET /meeting/agenda.ics HTTP/1.0\r\n\r\n")
        assert client.read_answer().status == 200
        assert client.is_closed()
    with Client(served) as client:
        for _ in range(3):
            client.send(b"GET /meeting/agenda.ics HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            assert client.read_answer().status == 200


@one_server
def test_the_absolute_form_is_the_same_address(served):
    with Client(served) as client:
        whole = client.ask("/meeting/agenda.ics").body
        assert client.ask("http://example.org/meeting/agenda.ics").body == whole
        assert client.ask("HTTP://example.org:80/meeting/agenda.ics?download=1").body == whole
        assert client.ask("http://example.org").body == client.ask("/").body
        assert client.ask("http://example.org/nothing").status == 404


@one_server
def test_a_head_may_arrive_octet_by_octet(served):
    with Client(served) as client:
        for octet in GET + HOST + b"\r\n":
            client.send(bytes([octet]))
        assert client.read_answer().status == 200


@one_server
def test_an_empty_line_before_a_request_is_skipped(served):
    with Client(served) as client:
        client.send(b"\r\n" + NEXT)
        assert client.read_answer().status == 200


@one_server
def test_host_is_needed_once(served):
    for head in (
        GET,
        GET + HOST + HOST,
        GET + HOST + b"host: other.example\r\n",
        b"GET /meeting/agenda.ics HTTP/1.0\r\n" + HOST + HOST,
    ):
        answers = server.answers_to(served, head + b"\r\n" + NEXT)
        assert [a.status for a in answers] == [400], (head, answers)
        assert b"Host" in answers[0].body, answers


@one_server
def test_the_standard_library_of_python_gets_along_with_it(served):
    connection = http.client.HTTPConnection(served.host, served.port, timeout=server.PATIENCE)
    for _ in range(3):
        connection.request("GET", "/meeting/agenda.ics")
        response = connection.getresponse()
        assert (response.status, response.read()[:15]) == (200, b"BEGIN:VCALENDAR")
    connection.close()


def test_large_answers_are_whole_for_many_clients_at_once():
    with server.scratch() as folder:
        agenda = server.write_large_agenda(folder)
        with server.serving(agenda) as served:
            whole = hashlib.sha256(ask(served, "/large/agenda.ics").body).digest()

            def fetch(number):
                fields = ["Connection: close"] if number % 2 else []
                with Client(served) as client:
                    body = client.ask("/large/agenda.ics", *fields).body
                    return hashlib.sha256(body).digest() == whole

            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                assert all(pool.map(fetch, range(24)))


@one_server
def test_small_answers_are_whole_for_many_clients_at_once(served):
    expected = {t: ask(served, t).body for t in ("/", "/meeting/", "/meeting/agenda.ics")}

    def fetch(_):
        with Client(served) as client:
            return all(client.ask(t).body == body for t, body in list(expected.items()) * 20)

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert all(pool.map(fetch, range(64)))


server.run(__name__)
