#!/usr/bin/python3
"""What is sent in gzip, and to whom: the same calendars, to those alone who ask for it."""

import gzip
import subprocess

import server
from server import Client

ACCEPT = "Accept-Encoding: gzip, deflate, br"

# A calendar of a few kB, and one that fits into a packet.
LARGE = "/large/agenda.ics"
SMALL = "/"


def write_agenda(folder):
    path = f"{folder}/large.yaml"
    sessions = "".join(
        server.LARGE_SESSION.format(number=i, abstract="Many words " * 20) for i in range(20)
    )
    with open(path, "w", encoding="utf-8") as file:
        file.write(server.AGENDA.format(id="large") + sessions)
    return path


def test_who_asks_for_gzip_gets_the_same_octets_in_fewer():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        with Client(served) as client:
            plain = client.ask(LARGE)
            packed = client.ask(LARGE, ACCEPT)
            assert "content-encoding" not in plain.headers, plain
            assert packed.headers["content-encoding"] == "gzip", packed
            assert gzip.decompress(packed.body) == plain.body
            assert len(packed.body) < len(plain.body) / 3, len(packed.body)
            for answer in (plain, packed):
                assert answer.headers["vary"] == "Accept-Encoding", answer
            assert packed.headers["etag"] != plain.headers["etag"]
            head = client.ask(LARGE, ACCEPT, method="HEAD")
            del head.headers["date"], packed.headers["date"]
            assert head.headers == packed.headers, head


def test_each_form_is_known_by_its_own_tag():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        with Client(served) as client:
            plain = client.ask(LARGE).headers["etag"]
            packed = client.ask(LARGE, ACCEPT).headers["etag"]
            cases = [
                (304, [f"If-None-Match: {plain}"]),
                (304, [f"If-None-Match: {packed}", ACCEPT]),
                (304, [f"If-None-Match: {plain}, {packed}", ACCEPT]),
                (200, [f"If-None-Match: {packed}"]),
                (200, [f"If-None-Match: {plain}", ACCEPT]),
            ]
            for status, fields in cases:
                assert client.ask(LARGE, *fields).status == status, fields
            known = client.ask(LARGE, f"If-None-Match: {packed}", ACCEPT)
            assert known.headers["etag"] == packed and known.headers["vary"], known


def test_a_download_comes_in_gzip_too():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        with Client(served) as client:
            packed = client.ask(f"{LARGE}?download=1", ACCEPT)
            assert packed.headers["content-disposition"].startswith("attachment"), packed
            assert gzip.decompress(packed.body) == client.ask(LARGE).body


def test_what_is_made_on_demand_comes_in_gzip_too():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        with Client(served) as client:
            plain = client.ask(f"{LARGE}?cancelled=drop")
            packed = client.ask(f"{LARGE}?cancelled=drop", ACCEPT)
            assert gzip.decompress(packed.body) == plain.body
            assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


def test_what_is_small_or_not_asked_for_in_gzip_is_sent_as_it_is():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        with Client(served) as client:
            small = client.ask(SMALL, ACCEPT)
            assert "content-encoding" not in small.headers and "vary" not in small.headers, small
            for field in ("Accept-Encoding: br", "Accept-Encoding: gzip;q=0", "Accept: */*"):
                assert "content-encoding" not in client.ask(LARGE, field).headers, field


def test_gzip_can_be_switched_off():
    with server.scratch() as folder:
        agenda = write_agenda(folder)
        served = server.Server("--no-compress", agenda)
        try:
            with Client(served) as client:
                for target in (LARGE, f"{LARGE}?cancelled=drop"):
                    answer = client.ask(target, ACCEPT)
                    assert "content-encoding" not in answer.headers, answer
                    assert "vary" not in answer.headers, answer
        finally:
            served.process.kill()
            served.wait()


def test_gzip_of_another_make_reads_it():
    with server.scratch() as folder, server.serving(write_agenda(folder)) as served:
        fetched = subprocess.run(
            ["curl", "-s", "--compressed", f"{served.url}{LARGE}"], capture_output=True, check=True
        )
        with Client(served) as client:
            assert fetched.stdout == client.ask(LARGE).body


if __name__ == "__main__":
    server.run(__name__)
