#!/usr/bin/python3
"""Requests that were good before chance had its way with their octets: whatever comes of them, the
service lives, each of its answers is well-formed, and a good request is answered as before."""

import collections
import re
import time

import drill
import traffic
from drill import server

CHANCE = traffic.CHANCE

MUTANTS = 1_000_000
MUTANTS_SHORT = 20_000

STATUSES = {200, 206, 301, 304, 400, 404, 405, 414, 416, 431, 505}

# Of those, what libmicrohttpd answers by itself: a head that it cannot read or has no room for.
STATUSES_OF_LIBRARY = {400, 414, 431, 505}

FEED = "/meeting/agenda.ics"

GOOD = [
    traffic.request_for(target, *fields)
    for target, *fields in (
        ["/"],
        ["/meeting"],
        ["/meeting/", "Accept: text/html,*/*;q=0.5", "Accept-Language: fr"],
        [FEED, "Accept-Encoding: gzip, deflate;q=0.5, br;q=0"],
        [FEED, 'If-None-Match: "a", W/"b", *', "User-Agent: Mozilla/5.0 (X11; Linux x86_64)"],
        [FEED, "If-Modified-Since: Thu, 12 Jul 2007 00:00:00 GMT"],
        [FEED, "Content-Length: 0", "Connection: keep-alive"],
        [FEED, "Range: bytes=0-99", "Cookie: a=b; c=d"],
        [FEED, "Range: bytes=-100", "If-Range: Thu, 12 Jul 2007 00:00:00 GMT"],
        [FEED, "Range: bytes=1500-", "Accept-Encoding: gzip"],
        [f"{FEED}?cancelled=drop&breaks=yes&plenary=no"],
        [f"{FEED}?rev=1", "Forwarded: for=192.0.2.60;proto=http"],
        [f"{FEED}?at=2007-07-09T08%3A00%3A00Z", "X-Forwarded-For: 192.0.2.60"],
        ["/meeting/select.ics?agency=ilo,world-bank&role=rapporteur&day=2007-07-10"],
        ["/meeting/select.ics?room=gold&session=1.2&kind=session,plenary&download=1"],
        ["http://example.org:8080/meeting/agencies/ilo.ics?download=0"],
        ["/meeting/round-tables/1.ics", "Accept-Encoding: identity"],
        ["/nothing/%7Ehere"],
    )
] + [
    b"HEAD /meeting/agenda.ics HTTP/1.1\r\nHost: example.org\r\n\r\n",
    b"GET /meeting/agenda.ics HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
    b"POST /meeting/agenda.ics HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
]

# What is put in beside octets of chance.
WORDS = [
    *(b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b",", b"%", b"&", b"=", b"?", b"/", b".."),
    *(b"\xff", b"%00", b"%2e%2e", b"HTTP/1.1", b"GET ", b"Host: b\r\n", b"Content-Length: 7\r\n"),
    *(b"Content-Length: x\r\n", b"Cookie: " + b"a;" * 2000 + b"\r\n", b"If-Match: *\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Connection: close\r\n", b"\r\n\r\n", b"a" * 3000),
]


def flip_a_bit(octets, at):
    octets[at] ^= 1 << CHANCE.randrange(8)


def change_an_octet(octets, at):
    octets[at] = CHANCE.randrange(256)


def take_some_out(octets, at):
    del octets[at : at + CHANCE.randint(1, 12)]


def say_some_twice(octets, at):
    octets[at:at] = octets[at : at + CHANCE.randint(1, 40)]


def put_a_word_in(octets, at):
    octets[at:at] = CHANCE.choice(WORDS)


def put_chance_in(octets, at):
    octets[at:at] = CHANCE.randbytes(CHANCE.randint(1, 8))


def go_on_as_another(octets, at):
    other = CHANCE.choice(GOOD)
    octets[at:] = other[CHANCE.randrange(len(other)) :]


WAYS = [
    flip_a_bit,
    change_an_octet,
    take_some_out,
    say_some_twice,
    put_a_word_in,
    put_chance_in,
    go_on_as_another,
]


def mutant():
    octets = bytearray(CHANCE.choice(GOOD))
    for _ in range(CHANCE.choice((0, 1, 1, 1, 2, 3, 5))):
        if octets:
            CHANCE.choice(WAYS)(octets, CHANCE.randrange(len(octets)))
    return bytes(octets)


# Ends the connection, and is answered if all before it could be.
LAST = traffic.request_for("/meeting/agencies/ilo.ics?download=1", "Connection: close")


def check_answer(answer, whole):
    """It is one that the service may give; what it sends of a body is what it says."""
    is_of_library = traffic.is_of_library(answer)
    assert answer.status in (STATUSES_OF_LIBRARY if is_of_library else STATUSES), answer
    if answer.status == 200 and answer.body:
        assert traffic.etag_of(answer.body) == answer.headers["etag"], answer
    if answer.status == 206 and answer.headers["etag"] == traffic.etag_of(whole):
        place = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["content-range"])
        first, last, length = map(int, place.groups())
        assert length == len(whole) and answer.body in (b"", whole[first : last + 1]), answer


def hear_and_check(service, octets, whole):
    """Gives the answers."""
    said = traffic.send_and_hear(service, octets)
    try:
        answers = traffic.parse_answers(said)
        for answer in answers:
            check_answer(answer, whole)
    except Exception:
        print(f"sent: {octets!r}\nheard: {said!r}")
        raise
    return answers


def test_mutants_get_well_formed_answers():
    count = drill.rounds(drill.extent(MUTANTS, MUTANTS_SHORT, "mutants"), MUTANTS_SHORT // 4)
    statuses, of_library = collections.Counter(), collections.Counter()
    connections = sent = slowest = 0
    with drill.scratch() as folder, drill.service(folder, server.write_agenda(folder)) as service:
        whole = service.body(FEED)
        while sent < count:
            several = CHANCE.choice((1, 1, 1, 2, 4))
            octets = b"".join(mutant() for _ in range(several)) + LAST
            began = time.monotonic()
            answers = hear_and_check(service, octets, whole)
            slowest = max(slowest, time.monotonic() - began)
            statuses.update(answer.status for answer in answers)
            statuses["none"] += not answers
            of_library.update(a.status for a in answers if traffic.is_of_library(a))
            connections += 1
            sent += several
            if connections % 100 == 0:
                assert service.body(FEED) == whole
        assert service.body(FEED) == whole
        assert service.stop() == []
    told = traffic.told_statuses(statuses)
    print(f"{sent} mutants on {connections} connections: {told}; at most {slowest:.2f} s for one")
    print(f"of which libmicrohttpd's own: {traffic.told_statuses(of_library)}")


if __name__ == "__main__":
    drill.run_tests(__name__)
