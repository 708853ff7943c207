#!/usr/bin/python3
"""What the service does not do, and in which words it says so."""

import server
from server import Client, ask

HOST = b"Host: example.org\r\n"

NOT_FOUND = b"Nothing stands at this address. The page at / leads to all calendars.\n"
METHOD = b"Calendars can only be read here: use GET or HEAD.\n"


def assert_refused(answer, status, what):
    """Any refusal is a few words of our own in plain text."""
    assert answer.status == status, (what, answer)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8", (what, answer)
    assert answer.headers["x-content-type-options"] == "nosniff", (what, answer)
    assert answer.headers["cache-control"] == "no-store", (what, answer)
    assert answer.body.endswith(b".\n"), (what, answer)


def one_server(function):
    """Runs a test with a server of one small agenda."""

    def wrapped():
        with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
            function(served)

    return wrapped


@one_server
def test_what_is_not_there_is_not_found_and_the_connection_stays(served):
    with Client(served) as client:
        for target in (
            "/nothing",
            "//",
            "/meeting//agenda.ics",
            "/meeting/./agenda.ics",
            "/meeting/../meeting/agenda.ics",
            "/../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/meeting/agenda.ics%00",
            "/%00",
            "/meeting%2Fagenda.ics",
            "/meeting/agencies/",
            "/meeting/agencies/%2569lo.ics",
            "/meeting/agenda.ics/",
            "/MEETING/none.ics",
            "/meeting/.confeed-manifest",
            "/nothing?download=7",
        ):
            answer = client.ask(target)
            assert_refused(answer, 404, target)
            assert answer.body == NOT_FOUND, answer
            assert "connection" not in answer.headers, answer
        assert client.ask("/meeting/agenda.ics").status == 200


@one_server
def test_what_can_be_no_address_is_a_bad_request(served):
    for target in (
        "*",
        "meeting/agenda.ics",
        "/meeting/agenda.ics#top",
        "/meeting\\agenda.ics",
        "/meeting/\x01agenda.ics",
        "/caf\xe9",
        "/%",
        "/%2",
        "/%zz",
        "/<b>",
        "/a b",
        "/ HTTP/1.1 ",
        "ftp://example.org/",
        "http:///",
    ):
        answers = server.answers_to(
            served, b"GET " + target.encode() + b" HTTP/1.1\r\n" + HOST + b"\r\n"
        )
        assert len(answers) == 1, (target, answers)
        assert answers[0].headers["connection"] == "close", (target, answers)
        if " " in target and server.has_library_1():
            assert answers[0].status == 400, (target, answers)
        else:
            assert_refused(answers[0], 400, target)


@one_server
def test_an_unknown_parameter_is_refused_with_what_is_allowed(served):
    for query in ("q=x", "download=2", "download", "agency=ilo", "download=1&room=gold"):
        answer = ask(served, f"/meeting/agenda.ics?{query}")
        assert_refused(answer, 400, query)
        for line in (b"\ndownload: 1 or 0", b"\nrev: ", b"\nat: ", b"\ncancelled: mark, drop"):
            assert line in answer.body, (query, answer)
    for query in ("", "download=0", "download=1", "cancelled=mark", "cancelled=mark&download=1"):
        assert ask(served, f"/meeting/agenda.ics?{query}").status == 200, query


@one_server
def test_what_is_no_calendar_takes_download_alone(served):
    for target in ("/?download", "/meeting/changes.html?rev=1", "/?agency=ilo"):
        answer = ask(served, target)
        assert_refused(answer, 400, target)
        assert b"only parameter" in answer.body and b"download" in answer.body, answer


@one_server
def test_without_a_history_there_is_no_past(served):
    for query in ("rev=1", "at=2007-07-09T08:00:00Z", "at=2007-07-09T08%3A00%3A00%2B00%3A00"):
        answer = ask(served, f"/meeting/agenda.ics?{query}")
        assert_refused(answer, 400, query)
        assert answer.body.startswith(b"There is no history here"), answer
    for target in ("/meeting/agenda.atom", "/meeting/agenda.changes.json", "/gone.ics?rev=1"):
        answer = ask(served, target)
        assert_refused(answer, 404, target)
        assert answer.body == NOT_FOUND, answer


@one_server
def test_nothing_that_was_sent_is_repeated(served):
    for target in ("/reflected", "/meeting/agenda.ics?download=reflected", "/reflected%zz"):
        for method in ("GET", "REFLECTED"):
            answer = ask(served, target, "X-Reflected: reflected", method=method)
            assert answer.status in (400, 404, 405), answer
            assert b"eflected" not in answer.body, answer
            assert "eflected" not in str(answer.headers), answer


@one_server
def test_other_methods_are_not_allowed_where_something_stands(served):
    for method in (
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "Head", "GETS",
    ):
        for target in ("/meeting/agenda.ics", "/", "/meeting", "/meeting/agenda.ics?x=1"):
            with Client(served) as client:
                answer = client.ask(target, method=method)
                assert_refused(answer, 405, (method, target))
                assert answer.body == METHOD, answer
                assert answer.headers["allow"] == "GET, HEAD", answer
                assert answer.headers["connection"] == "close", answer
                assert client.is_closed()


@one_server
def test_who_asks_what_the_whole_service_takes_is_told(served):
    with Client(served) as client:
        answer = client.ask("*", method="OPTIONS")
        assert (answer.status, answer.headers["allow"]) == (200, "GET, HEAD"), answer
        assert answer.body == METHOD, answer
        assert answer.headers["connection"] == "close" and client.is_closed(), answer
    for method in ("GET", "HEAD"):
        assert ask(served, "*", method=method).status == 400, method


@one_server
def test_where_nothing_stands_no_method_is_found(served):
    for method in ("POST", "DELETE", "OPTIONS", "get"):
        with Client(served) as client:
            answer = client.ask("/nothing", "Content-Length: 5", method=method)
            assert_refused(answer, 404, method)
            assert "allow" not in answer.headers, answer
            assert answer.headers["connection"] == "close", answer


@one_server
def test_a_request_with_a_body_is_refused(served):
    for fields in (
        ["Content-Length: 5"],
        ["Transfer-Encoding: chunked"],
        ["Transfer-Encoding: gzip"],
        ["Expect: 100-continue"],
        ["Expect: 100-continue", "Content-Length: 5"],
    ):
        for method in ("GET", "HEAD"):
            with Client(served) as client:
                answer = client.ask("/meeting/agenda.ics", *fields, method=method)
                assert answer.status == 400, (fields, answer)
                assert answer.headers["connection"] == "close", (fields, answer)
                assert client.is_closed()
    assert ask(served, "/meeting/agenda.ics", "Content-Length: 0").status == 200


@one_server
def test_long_addresses_and_many_parameters_get_an_answer(served):
    for target, status in (
        ("/" + "a" * 2000, 404),
        ("/" + "a" * 2048, 414),
        ("/" + "a" * 8000, 414),
        ("/" + "a" * 15_000, 414),
        ("/meeting/agenda.ics?" + "&".join("q" for _ in range(1000)), 400),
        ("/meeting/agenda.ics?" + "&".join(f"a{i}=b" for i in range(1000)), 414),
        ("/meeting/agenda.ics?" + "&".join(f"a{i}=b" for i in range(1800)), 414),
        ("/?" + "a" * 15_000, 414),
    ):
        answer = ask(served, target)
        assert_refused(answer, status, (len(target), status))
    target = "/meeting/agenda.ics?" + "&".join("a" for _ in range(1000))
    assert ask(served, target).status == 200


@one_server
def test_a_head_that_is_too_large_is_answered_and_ended(served):
    for octets, status in (
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 10_000 + b"\r\n", 431),
    ):
        answers = server.answers_to(served, octets)
        # Octets that it did not read make it reset the connection, which may swallow the answer.
        assert [answer.status for answer in answers] in ([status], []), answers


@one_server
def test_a_head_is_bounded_in_its_octets_and_fields(served):
    target = "/meeting/agenda.ics"
    others = len(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nX: \r\n\r\n")
    words = b"The header of the request is too large."

    def filler(octets):
        """A field that makes the whole head so long."""
        return "X: " + "a" * (octets - others)

    for octets in range(7_720, 8_193, 8):
        with Client(served) as client:
            assert client.ask(target, filler(octets)).status == 200, octets
    with Client(served) as client:
        assert client.ask(target, *["X: a"] * 72).status == 200
    for fields in (
        [filler(8_193)],
        ["X: a"] * 73,
        [f"X-Forwarded-For: {'192.0.2.1, ' * 1000}"],
    ):
        with Client(served) as client:
            answer = client.ask(target, *fields)
            assert_refused(answer, 431, len(fields))
            assert answer.body.startswith(words), answer
            assert answer.headers["connection"] == "close" and client.is_closed(), answer


@one_server
def test_a_head_of_ordinary_size_is_read(served):
    for length in (1000, 4000, 8000):
        answer = ask(served, "/meeting/agenda.ics", f"X-Large: {'a' * length}")
        assert answer.status == 200, (length, answer)
    cookies = "; ".join(f"name{i}={'v' * 200}" for i in range(30))
    assert ask(served, "/meeting/agenda.ics", f"Cookie: {cookies}").status == 200


server.run(__name__)
