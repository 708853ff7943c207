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
def test_nothing_after_a_refusal_is_answered(served):
    for refused in (
        b"POST /meeting/agenda.ics HTTP/1.1\r\n" + HOST + b"\r\n",
        b"POST /nothing HTTP/1.1\r\n" + HOST + b"\r\n",
        GET + HOST + b"Expect: 100-continue\r\n\r\n",
        b"GET /? HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
        b"GET /?x HTTP/1.1\r\n" + HOST + b"\r\n",
    ):
        answers = server.answers_to(served, refused + NEXT + NEXT)
        assert len(answers) <= 1 and all(a.status >= 400 for a in answers), (refused, answers)


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
def test_empty_lines_before_a_request_are_skipped(served):
    with Client(served) as client:
        client.send(b"\r\n\r\n" + NEXT)
        assert client.read_answer().status == 200


@one_server
def test_framing_that_two_servers_could_read_differently_is_refused(served):
    for fields in (
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
        b"Content-Length: 0\r\nContent-Length: 5\r\n",
        b"Content-Length: 0\r\nContent-Length: 0\r\n",
        b"Content-Length: 00\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: identity\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding\t: chunked\r\n",
        b"Transfer-Encoding:\r\n chunked\r\n",
        b"Transfer-Encoding: chun\r\n ked\r\n",
        b"Transfer-Encoding: chunked\r\n x\r\n",
        b"Transfer-Encoding:\tchunked\r\n",
        b" Transfer-Encoding: chunked\r\n",
        b"X: a\r\n Transfer-Encoding: chunked\r\n",
        b"X: a\r\n\tb\r\n",
        b"X: a\r\n \r\n",
        b"X: a\rTransfer-Encoding: chunked\r\n",
        b"X: a\nTransfer-Encoding: chunked\r\n",
        b"X: a\0b\r\n",
        b"X: a\0\r\n",
        b"\0Transfer-Encoding: chunked\r\n",
        b"\0\r\nTransfer-Encoding: chunked\r\n",
        b"X: a\n",
        b"X: a\x01\r\n",
        b"X(: a\r\n",
        b": a\r\n",
        b"Expect: 100-continue\r\n",
    ):
        for octets in (
            GET + HOST + fields + b"\r\n0\r\n\r\n" + NEXT,
            GET + fields + HOST + b"\r\n0\r\n\r\n" + NEXT,
        ):
            answers = server.answers_to(served, octets)
            assert [a.status for a in answers] == [400], (fields, answers)


@one_server
def test_a_length_that_is_no_number_ends_the_connection(served):
    for length in (b"abc", b"-1", b"+5", b"5x", b"0x5", b"5 5", b"0, 0", b"9" * 40):
        with Client(served) as client:
            client.send(GET + HOST + b"Content-Length: " + length + b"\r\n\r\n" + NEXT)
            # libmicrohttpd 0.9.75 gives this answer by itself and repeats its head in its body.
            said = client.input.read()
        assert said.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 ")), (length, said)
        assert b"Connection: close\r\n" in said and b" 200 " not in said, (length, said)


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
def test_odd_request_lines_get_at_most_one_answer(served):
    for line in (
        b"GET /meeting/agenda.ics",
        b"GET  /meeting/agenda.ics  HTTP/1.1",
        b"GET /meeting/agenda.ics HTTP/1.1 ",
        b"GET /meeting/agenda.ics HTTP/1.1x",
        b"GET /meeting/agenda.ics http/1.1",
        b"GET /meeting/agenda.ics HTTP/2.0",
        b"GET /meeting/agenda.ics HTTP/0.9",
        b"GET /meeting/agenda.ics HTTP/1",
        b"GET\t/meeting/agenda.ics\tHTTP/1.1",
        b"GET /meeting/agenda.ics\0 HTTP/1.1",
        b"GET /meeting/agenda.ics\0?x HTTP/1.1",
        b"GET\0 /meeting/agenda.ics HTTP/1.1",
        b" GET /meeting/agenda.ics HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"CONNECT example.org:80 HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET",
        b"GET ",
    ):
        answers = server.answers_to(served, line + b"\r\n" + HOST + b"\r\n" + NEXT)
        assert len(answers) <= 1 and all(a.status >= 400 for a in answers), (line, answers)


@one_server
def test_a_lone_carriage_return_ends_no_line(served):
    answers = server.answers_to(
        served, b"GET /meeting/agenda.ics HTTP/1.1\rHost: a\r\r" + NEXT
    )
    assert [a.status for a in answers] == [400], answers


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
