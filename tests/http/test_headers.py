#!/usr/bin/python3
"""The header fields that keep browsers from doing harm, on every kind of answer."""

import contextlib
import signal
import sqlite3

import server
from server import Client, Server

FEED = "/meeting/agenda.ics"

NOT_TAKEN_FOR_ANOTHER = {"x-content-type-options": "nosniff"}
NO_PAGE = {**NOT_TAKEN_FOR_ANOTHER, "content-security-policy": "default-src 'none'"}
PAGE = {
    **NOT_TAKEN_FOR_ANOTHER,
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
                               "img-src 'self' data:; base-uri 'none'; form-action 'self'; "
                               "frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
FOR_ALL = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag"}

# What answers have besides.
OTHERS = {
    "accept-ranges", "allow", "cache-control", "connection", "content-disposition",
    "content-encoding", "content-length", "content-range", "content-type", "date", "etag",
    "last-modified", "location", "retry-after", "vary",
}


@contextlib.contextmanager
def serving(*options):
    """A server with a history, and a way to break that."""
    with server.scratch() as folder:
        history = f"{folder}/confeed.db"
        served = Server(server.write_agenda(folder), options=["--history", history, *options])
        try:
            yield served, history
            served.signal(signal.SIGTERM)
            served.wait()
        finally:
            served.process.kill()
            served.process.wait()


def protection_of(answer):
    return {name: value for name, value in answer.headers.items() if name not in OTHERS}


def assert_protected(client, target, status, expected, *fields, method="GET", media_type=None):
    answer = client.ask(target, *fields, method=method)
    what = (target, fields, method, answer)
    assert answer.status == status, what
    assert protection_of(answer) == expected, what
    if media_type is not None:
        assert answer.headers["content-type"] == media_type, what
    return answer


def test_every_kind_of_resource_is_sent_with_what_protects_it():
    with serving() as (served, _), Client(served) as client:
        for target, media_type in (
            (FEED, "text/calendar; charset=utf-8"),
            (f"{FEED}?download=1", "text/calendar; charset=utf-8"),
            (f"{FEED}?rev=1", "text/calendar; charset=utf-8"),
            ("/meeting/select.ics?agency=ilo", "text/calendar; charset=utf-8"),
            ("/meeting/agenda.atom", "application/atom+xml; charset=utf-8"),
            ("/meeting/agenda.changes.json", "application/json; charset=utf-8"),
            ("/meeting/agenda.changes.txt", "text/plain; charset=utf-8"),
        ):
            assert_protected(client, target, 200, NO_PAGE, media_type=media_type)
            assert_protected(client, target, 200, NO_PAGE, method="HEAD")
            assert_protected(client, target, 206, NO_PAGE, "Range: bytes=0-0")
            assert_protected(client, target, 304, {}, "If-None-Match: *")
        for target in ("/", "/meeting/"):
            assert_protected(client, target, 200, PAGE, media_type="text/html; charset=utf-8")
            assert_protected(client, target, 206, PAGE, "Range: bytes=0-0")
            assert_protected(client, target, 304, {}, "If-None-Match: *")


def test_pages_may_be_framed_by_the_sites_that_the_agenda_names():
    with server.scratch() as folder:
        plain = server.write_agenda(folder, "plain")
        agenda = server.write_agenda(folder)
        text = agenda.read_text()
        origins = ["https://www.example.org", "http://b.example:8080"]
        agenda.write_text(text.replace("  timezone:", f"  embed: {origins}\n  timezone:"))
        policy = PAGE["content-security-policy"].removesuffix("'none'") + " ".join(origins)
        framed = {**PAGE, "content-security-policy": policy}
        with server.serving(agenda, plain) as served, Client(served) as client:
            for target in ("/meeting/", "/meeting/changes.html", "/meeting/agencies/ilo.html",
                           "/meeting/?agency=ilo", "/meeting/table.html"):
                assert_protected(client, target, 200, framed)
            # Not what is of no agenda, or of another one; and no feed.
            for target in ("/", "/plain/", "/plain/agencies/ilo.html"):
                assert_protected(client, target, 200, PAGE)
            assert_protected(client, FEED, 200, NO_PAGE)


def test_every_kind_of_refusal_is_sent_with_what_protects_it():
    with serving() as (served, _):
        for target, status, fields, method in (
            ("/meeting", 301, [], "GET"),
            (f"{FEED}?q=1", 400, [], "GET"),
            (f"{FEED}?rev=9", 400, [], "GET"),
            ("/meeting/select.ics?agency=x", 400, [], "GET"),
            ("/meeting/select.ics?x=y", 400, [], "GET"),
            ("/%zz", 400, [], "GET"),
            (FEED, 400, ["Host: twice"], "GET"),
            (FEED, 400, ["Content-Length: 1"], "GET"),
            ("/nothing", 404, [], "GET"),
            ("/meeting/none.ics?rev=1", 404, [], "GET"),
            (FEED, 405, [], "POST"),
            ("/" + "a" * 3000, 414, [], "GET"),
            (FEED, 431, ["X: a"] * 141, "GET"),
        ):
            with Client(served) as client:
                assert_protected(client, target, status, NO_PAGE, *fields, method=method)


def test_what_cannot_be_made_for_the_moment_is_told_with_what_protects_it():
    with serving() as (served, history), Client(served) as client:
        with contextlib.closing(sqlite3.connect(history)) as database:
            database.execute("DROP TABLE revision")
            database.commit()
        target = f"{FEED}?at=2007-07-01T00:00:00Z"
        assert_protected(client, target, 503, NO_PAGE)


def test_where_the_service_is_known_to_be_public_scripts_of_all_sites_may_read_feeds():
    with serving("--public-url", "https://feeds.example.org") as (served, _):
        with Client(served) as client:
            for target in (FEED, f"{FEED}?rev=1", "/meeting/agenda.changes.json"):
                assert_protected(client, target, 200, {**NO_PAGE, **FOR_ALL})
                assert_protected(client, target, 206, {**NO_PAGE, **FOR_ALL}, "Range: bytes=0-0")
                assert_protected(client, target, 304, FOR_ALL, "If-None-Match: *")
            assert_protected(client, "/", 200, PAGE)
            assert_protected(client, "/nothing", 404, NO_PAGE)


def test_a_browser_that_asks_first_is_told_that_scripts_may_read_feeds():
    told = {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD",
        "access-control-allow-headers": "*",
        "access-control-max-age": "86400",
    }
    asked = ["Origin: https://other.example", "Access-Control-Request-Method: GET",
             "Access-Control-Request-Headers: if-none-match"]
    with serving("--public-url", "https://feeds.example.org") as (served, _):
        with Client(served) as client:
            for target in (FEED, f"{FEED}?rev=1", "/meeting/select.ics?agency=ilo",
                           "/meeting/agenda.changes.json"):
                answer = assert_protected(client, target, 204, told, *asked, method="OPTIONS")
                assert (answer.headers["allow"], answer.body) == ("GET, HEAD", b""), answer
                assert "content-length" not in answer.headers, answer
                # The connection goes on.
                assert client.ask(target).status == 200, target
        for target, status in (("/", 405), ("/meeting/", 405), ("/meeting/?q=a", 405),
                               ("/nothing", 404), ("/private/" + "a" * 32 + ".ics", 404),
                               (f"{FEED}?rev=x", 405), ("/healthz", 405)):
            with Client(served) as client:
                assert_protected(client, target, status, NO_PAGE, *asked, method="OPTIONS")
        for field in ("Content-Length: 1", "Transfer-Encoding: chunked"):
            with Client(served) as client:
                answer = client.ask(FEED, *asked, field, method="OPTIONS")
                assert answer.status in (400, 405) and client.is_closed(), answer
    with serving() as (served, _), Client(served) as client:
        assert_protected(client, FEED, 405, NO_PAGE, *asked, method="OPTIONS")


server.run(__name__)
