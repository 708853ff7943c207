#!/usr/bin/python3
"""Under which names the service answers: those that it was given, and what no web site can lead to
another place."""

import pathlib
import subprocess

import server
from server import UnixSocket

OURS = [
    "feeds.example.org", "FEEDS.Example.ORG", "feeds.example.org.", "feeds.example.org:8080",
    "feeds.example.org:", "localhost", "localhost:8080", "LOCALHOST", "127.0.0.1", "127.0.0.1:8080",
    "192.0.2.9", "[::1]", "[2001:db8::1]:8080",
]

OTHERS = [
    "evil.example", "example.org", "a.feeds.example.org", "feeds.example.org.evil.example",
    "localhost.evil.example", "127.0.0.1.evil.example", "confeed", "127.1", "0x7f.0.0.1",
    "%66eeds.example.org", "xn--feeds.example.org",
]

MALFORMED = [
    b"", b" ", b":80", b"a b", b"a/b", b"user@a", b"a:b", b"a:1:2", b"caf\xc3\xa9", b"%zz", b"[::1",
    b"[]", b"[fe80::1%25lo]", b"::1", b"http://a", b'"a"', b"a\\b", b"<a>", b"a,b/c",
]

TARGETS = ["/", "/meeting/agenda.ics", "/meeting/select.ics?agency=ilo", "/nothing", "/metrics",
           "/private/x.ics"]


def request(target, host, version="1.1"):
    return b"GET %s HTTP/%s\r\nHost: %s\r\nConnection: close\r\n\r\n" % (
        target.encode(), version.encode(), host)


def status_of(served, target, host, **how):
    answers = server.answers_to(served, request(target, host, **how))
    assert len(answers) == 1, (target, host, answers)
    return answers[0].status


def serving(folder, *options, **how):
    return server.serving(server.write_agenda(folder), options=options, **how)


NAMED = [
    ["--public-url", "https://Feeds.example.org:8443/some/path/"],
    ["--host", "feeds.example.org"],
    ["--host", "other.example", "--host", "FEEDS.example.org."],
]


def test_other_names_are_misdirected():
    with server.scratch() as folder:
        for options in NAMED:
            with serving(folder, *options) as served:
                for target in TARGETS:
                    for host in OURS:
                        status = status_of(served, target, host.encode())
                        assert status in (200, 404), (options, target, host, status)
                    for host in OTHERS:
                        status = status_of(served, target, host.encode())
                        assert status == 421, (options, target, host, status)


def test_a_refusal_is_in_plain_words_and_ends_the_connection():
    with server.scratch() as folder, serving(folder, "--host", "feeds.example.org") as served:
        for method in (b"GET", b"HEAD", b"POST", b"OPTIONS"):
            octets = request("/meeting/", b"evil.example").replace(b"GET", method, 1)
            octets = octets.replace(b"Connection: close\r\n", b"")
            said = b""
            with served.connect() as connection:
                connection.sendall(octets)
                while heard := connection.recv(65536):
                    said += heard
            head, _, body = said.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 421 Misdirected Request\r\n"), said
            assert b"\r\nCache-Control: no-store\r\n" in head and b"\r\nConnection: close" in head, said
            assert body == b"" if method == b"HEAD" else b"--host" in body, said
            assert b"evil" not in said, said


def test_the_name_in_a_target_goes_before_the_field():
    with server.scratch() as folder, serving(folder, "--host", "feeds.example.org") as served:
        for target, host, expected in (
            ("http://feeds.example.org/", b"evil.example", 200),
            ("https://FEEDS.example.org:444/", b"a", 200),
            ("http://127.0.0.1/meeting/agenda.ics", b"evil.example", 200),
            ("http://evil.example/", b"feeds.example.org", 421),
            ("http://evil.example", b"localhost", 421),
            ("http://feeds.example.org/", b"a/b", 400),
        ):
            assert status_of(served, target, host) == expected, (target, host)


def test_a_request_without_a_name_is_answered():
    with server.scratch() as folder, serving(folder, "--host", "feeds.example.org") as served:
        answers = server.answers_to(served, b"GET /meeting/ HTTP/1.0\r\n\r\n")
        assert [answer.status for answer in answers] == [200], answers
        assert status_of(served, "/meeting/", b"evil.example", version="1.0") == 421


def test_without_a_name_of_its_own_it_is_asked_under_any():
    with server.scratch() as folder, serving(folder) as served:
        for host in OURS + OTHERS:
            assert status_of(served, "/meeting/", host.encode()) == 200, host


def test_a_malformed_host_is_a_bad_request():
    with server.scratch() as folder:
        for options in ([], ["--host", "feeds.example.org"]):
            with serving(folder, *options) as served:
                for host in MALFORMED:
                    for version in ("1.1", "1.0"):
                        status = status_of(served, "/meeting/", host, version=version)
                        assert status == 400, (host, version, status)


def test_a_unix_socket_is_asked_under_the_same_names():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        with serving(folder, "--host", "feeds.example.org", "--listen", f"unix:{path}"):
            for host, expected in (("feeds.example.org", 200), ("localhost", 200), ("evil", 421)):
                assert status_of(UnixSocket(path), "/meeting/", host.encode()) == expected, host


def test_what_is_no_name_is_wrong_usage():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        for name in ("", "a:80", "http://a", "münchen.example", "*.example.org", "a b", "[::1]"):
            done = subprocess.run(
                [server.CONFEED, "serve", "--listen", "127.0.0.1:0", "--host", name, agenda],
                capture_output=True, text=True, timeout=server.PATIENCE,
            )
            assert (done.returncode, done.stdout) == (2, ""), (name, done)
            assert f'--host is "{name}", and should be like feeds.example.org' in done.stderr, done


server.run(__name__)
