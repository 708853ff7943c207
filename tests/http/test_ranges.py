#!/usr/bin/python3
"""Parts of a resource: what Python cuts out of the same octets, and when the whole is sent."""

import contextlib
import gzip
import os
import pathlib
import random
import socket
import subprocess
import time

import saving
import server
from server import Client, ask

FEED = "/large/agenda.ics"
ON_DEMAND = "/large/agenda.ics?cancelled=drop"
GZIP = "Accept-Encoding: gzip"


@contextlib.contextmanager
def serving():
    """A server of one agenda, whose feed of everything has about 10 kB, and a client."""
    with server.scratch() as folder:
        path = pathlib.Path(folder, "large.yaml")
        sessions = "".join(
            server.LARGE_SESSION.format(number=i, abstract="Many words " * 20) for i in range(20)
        )
        path.write_text(server.AGENDA.format(id="large") + sessions)
        with server.serving(path) as served, Client(served) as client:
            yield client


def expected_part(first, last, size):
    """Where a range begins and ends; None if it is beyond the end."""
    if first is None:
        first, last = max(0, size - last), size - 1
    elif last is None:
        last = size - 1
    return (first, min(last, size - 1)) if first < size and first <= last else None


def assert_part(client, target, fields, whole, first, last):
    text = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    answer = client.ask(target, f"Range: {text}", *fields)
    size = len(whole.body)
    part = expected_part(first, last, size)
    if part is None:
        assert (answer.status, answer.body) == (200, whole.body), (text, answer)
        assert "content-range" not in answer.headers, (text, answer)
        return
    assert answer.status == 206, (text, answer)
    assert answer.body == whole.body[part[0] : part[1] + 1], (text, answer)
    own = {"content-range": f"bytes {part[0]}-{part[1]}/{size}",
           "content-length": str(part[1] - part[0] + 1)}
    date = {"date": answer.headers["date"]}
    assert answer.headers == {**whole.headers, **own, **date}, (text, answer)


def test_any_part_is_cut_from_what_would_be_sent():
    seed = os.environ.get("TEST_SEED") or str(random.randrange(2**32))
    print(f"     TEST_SEED={seed}")
    numbers = random.Random(seed)
    with serving() as client:
        for target in (FEED, f"{FEED}?download=1", ON_DEMAND, "/"):
            for fields in ([], [GZIP]):
                whole = client.ask(target, *fields)
                size = len(whole.body)
                for _ in range(100):
                    last = numbers.randrange(size + 10)
                    first = numbers.randrange(last + 1)
                    for place in ((first, last), (first, None), (None, last)):
                        assert_part(client, target, fields, whole, *place)
                for place in ((0, 0), (0, None), (size - 1, None), (size, None), (None, 0),
                              (0, 10**30), (10**30, None), (None, 10**30)):
                    assert_part(client, target, fields, whole, *place)


def test_parts_of_the_packed_form_are_put_together_and_unpacked():
    with serving() as client:
        plain = client.ask(FEED).body
        first = client.ask(FEED, GZIP, "Range: bytes=0-99")
        rest = client.ask(FEED, GZIP, "Range: bytes=100-", f"If-Range: {first.headers['etag']}")
        assert (first.status, rest.status) == (206, 206), (first, rest)
        assert first.headers["content-encoding"] == "gzip" and first.headers["vary"], first
        assert gzip.decompress(first.body + rest.body) == plain


def test_the_whole_is_sent_to_who_asks_for_several_parts_or_in_another_way():
    with serving() as client:
        whole = client.ask(FEED)
        for fields in (
            ["Range: bytes=0-1,3-4"],
            ["Range: bytes=0-1", "Range: bytes=3-4"],
            ["Range: bytes=" + ",".join(f"{i}-{i}" for i in range(800))],
            ["Range: bytes=2-1"],
            ["Range: bytes=x"],
            ["Range: bytes=-"],
            ["Range: bytes"],
            ["Range:"],
            ["Range: items=0-1"],
            ["If-Range: x"],
            [f"If-Range: {whole.headers['etag']}"],
        ):
            answer = client.ask(FEED, *fields)
            assert (answer.status, answer.body) == (200, whole.body), (fields, answer)
            assert "content-range" not in answer.headers, (fields, answer)


def test_a_part_is_sent_only_of_what_the_client_has_the_rest_of():
    with serving() as client:
        whole = client.ask(FEED).headers
        for condition, status in (
            (whole["etag"], 206),
            (f"W/{whole['etag']}", 200),
            (f"{whole['etag']}, {whole['etag']}", 200),
            (client.ask(FEED, GZIP).headers["etag"], 200),
            ('"x"', 200),
            ("*", 200),
            ("Wed, 11 Jul 2007 23:59:59 GMT", 200),
            ("Fri, 01 Jan 2027 00:00:00 GMT", 200),
        ):
            for text in ("bytes=5-9", "bytes=99999999-"):
                answer = client.ask(FEED, f"Range: {text}", f"If-Range: {condition}")
                expected = 200 if "-9" not in text else status
                assert answer.status == expected, (condition, text, answer)


def test_a_part_is_sent_to_who_has_the_rest_by_its_date():
    with server.scratch() as folder, saving.serving_dated(server.write_agenda(folder)) as served:
        with Client(served) as client:
            target = "/meeting/agenda.ics"
            date = client.ask(target).headers["last-modified"]
            later = "Fri, 01 Jan 2038 00:00:00 GMT"
            for condition, status in ((date, 206), (later, 200)):
                answer = client.ask(target, "Range: bytes=5-9", f"If-Range: {condition}")
                assert answer.status == status, (condition, answer)


def test_who_has_all_of_it_is_told_so_whatever_part_is_asked_for():
    with serving() as client:
        etag = client.ask(FEED).headers["etag"]
        for text in ("bytes=0-9", "bytes=99999999-"):
            answer = client.ask(FEED, f"Range: {text}", f"If-None-Match: {etag}")
            assert answer.status == 304, answer
            assert "content-range" not in answer.headers, answer


def test_head_tells_of_the_whole():
    with serving() as client:
        whole = client.ask(FEED, method="HEAD")
        for text in ("bytes=0-9", "bytes=99999999-"):
            answer = client.ask(FEED, f"Range: {text}", method="HEAD")
            assert answer.status == 200, answer
            assert answer.headers["content-length"] == whole.headers["content-length"], answer


def test_parts_are_offered_of_resources_alone():
    with serving() as client:
        for target in (FEED, ON_DEMAND, "/", "/large/"):
            assert client.ask(target).headers["accept-ranges"] == "bytes", target
        for target in ("/large", "/nothing", f"{FEED}?rev=x"):
            answer = client.ask(target, "Range: bytes=0-1")
            assert answer.status in (301, 400, 404), answer
            assert "accept-ranges" not in answer.headers, answer


def test_curl_goes_on_with_a_download_that_was_cut_off():
    with serving() as client, server.scratch() as folder:
        whole = client.ask(FEED).body
        file = pathlib.Path(folder, "feed.ics")
        file.write_bytes(whole[:5000])
        host, port = client.socket.getpeername()
        subprocess.run(
            ["curl", "-sf", "-C", "-", "-o", str(file), f"http://{host}:{port}{FEED}"],
            check=True,
            timeout=server.PATIENCE,
        )
        assert file.read_bytes() == whole


def tag_of(served, target):
    return ask(served, target, method="HEAD").headers["etag"]


def test_a_part_is_sent_to_its_end_while_another_feed_takes_its_place():
    with server.scratch() as folder:
        agenda = server.write_large_agenda(folder)
        with server.serving(agenda) as served, Client(served, receive_buffer=4096) as slow:
            whole = ask(served, "/large/agenda.ics")
            slow.send(b"GET /large/agenda.ics HTTP/1.1\r\nHost: a\r\nRange: bytes=1000-\r\n\r\n")
            assert slow.socket.recv(20, socket.MSG_PEEK) == b"HTTP/1.1 206 Partial"
            agenda.write_text(agenda.read_text().replace("Opening", "Another opening"))
            deadline = time.monotonic() + server.PATIENCE
            while tag_of(served, "/large/agenda.ics") == whole.headers["etag"]:
                assert time.monotonic() < deadline, "it is not replaced"
            assert slow.read_answer().body == whole.body[1000:]


server.run(__name__)
