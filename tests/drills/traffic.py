"""What the drills of the service share: good clients that check every answer, connections by the
hundred, and what a process takes."""

import collections
import contextlib
import os
import pathlib
import random
import re
import socket
import struct
import threading
import time

import xxhash

import drill
from drill import server

CHANCE = drill.chance()

GOOD_CLIENTS = 8

FEED = "/meeting/agenda.ics"


def request_for(target, *fields):
    lines = [f"GET {target} HTTP/1.1", "Host: example.org", *fields]
    return "".join(line + "\r\n" for line in lines).encode() + b"\r\n"


def etag_of(body):
    """The entity tag of these octets, which is a hash of them."""
    return f'"{xxhash.xxh3_128_hexdigest(body)}"'


class GoodClient(threading.Thread):
    """One connection, over which it asks until it is told to end, and on which every answer has to
    be whole: its body is what its entity tag says."""

    def __init__(self, served, targets, seed, pause):
        super().__init__()
        self.served = served
        self.targets = targets
        self.chance = random.Random(seed)
        self.pause = pause
        self.ending = threading.Event()
        self.failure = None
        self.statuses = collections.Counter()
        self.seconds = []
        self.etags = {}

    def run(self):
        try:
            with server.Client(self.served) as client:
                while not self.ending.is_set():
                    began = time.monotonic()
                    self.ask(client)
                    self.seconds.append(time.monotonic() - began)
                    time.sleep(self.pause)
        except Exception as failure:  # handed to the main thread
            self.failure = failure

    def ask(self, client):
        target, packed = self.chance.choice(self.targets), self.chance.random() < 0.5
        fields = ["Accept-Encoding: gzip"] if packed else []
        known = self.etags.get((target, packed))
        if known is not None and self.chance.random() < 0.5:
            fields.append(f"If-None-Match: {known}")
        answer = client.ask(target, *fields)
        assert answer is not None, "the connection was ended"
        assert answer.status == 200 or (answer.status == 304 and len(fields) > packed), answer
        assert "connection" not in answer.headers, answer
        etag = answer.headers["etag"]
        if answer.status == 200:
            assert etag_of(answer.body) == etag, (target, etag, len(answer.body))
            self.etags[target, packed] = etag
        else:
            assert etag == known, (target, etag, known)
        self.statuses[answer.status] += 1


class GoodClients:
    """Several of them for the time of a block, which fails if one of them has."""

    def __init__(self, served, *targets, count=GOOD_CLIENTS, pause=0):
        seed = CHANCE.random()
        self.clients = [GoodClient(served, targets, f"{seed} {i}", pause) for i in range(count)]

    def __enter__(self):
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.ending.set()
        for client in self.clients:
            client.join()
        self.check()

    def check(self):
        for client in self.clients:
            if client.failure is not None:
                raise client.failure

    def count(self):
        return sum(len(client.seconds) for client in self.clients)

    def wait_for_more(self, count):
        """Until each of them has been answered so often again."""
        before = [len(client.seconds) for client in self.clients]

        def are_answered():
            self.check()
            return all(len(c.seconds) >= b + count for c, b in zip(self.clients, before))

        drill.wait_for(are_answered, "answers to good clients")

    def percentile(self, share):
        """Of the times from a question to the end of its answer, in seconds."""
        seconds = sorted(s for client in self.clients for s in client.seconds)
        return seconds[int(share * (len(seconds) - 1))]

    def __str__(self):
        statuses = sum((client.statuses for client in self.clients), collections.Counter())
        told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
        return (
            f"{len(self.clients)} good clients: {told}, each whole; "
            f"99 in 100 within {self.percentile(0.99) * 1000:.1f} ms, "
            f"all within {self.percentile(1) * 1000:.1f} ms"
        )


# --- connections ------------------------------------------------------------------------------


def reset(connection):
    """Closes it so that the other side sees a reset, not an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


# --- what a process takes ---------------------------------------------------------------------


def resident_octets(process):
    pages = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def waiting_octets(served):
    """What the kernel holds of answers that their readers have not taken, over all connections."""
    rows = [row.split() for row in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
    local = f"0100007F:{served.port:04X}"
    established = "01"
    return sum(
        int(queues.partition(":")[0], 16)
        for _, address, _, state, queues, *_ in rows
        if address == local and state == established
    )


def count_descriptors(process):
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def check_growth(before, after, share):
    """That memory has grown by less than this share; sanitizers keep what is freed."""
    growth = after / before - 1
    print(f"{before // 1024} kB resident, then {after // 1024} kB: {growth:+.1%}", flush=True)
    assert drill.is_slow_build() or growth < share, (before, after)


# --- what was said on a connection ------------------------------------------------------------

STATUS_LINE = re.compile(rb"HTTP/1\.1 (\d{3}) [A-Za-z -]+\r\n")
FIELD = re.compile(rb"([A-Za-z-]+): ([\x20-\x7e]*)\r\n")


def send_and_hear(served, octets):
    """Sends all of it, and hears what is said until the end of the connection, which the other side
    may reset if it has not read all."""
    said = []
    with served.connect() as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(octets)
        with contextlib.suppress(ConnectionResetError):
            while heard := connection.recv(65536):
                said.append(heard)
    return b"".join(said)


def take_head(said):
    """Cuts the head of an answer off; gives its status, its fields and what follows."""
    head, empty_line, rest = said.partition(b"\r\n\r\n")
    assert empty_line, f"a head without an end: {said[:500]!r}"
    head += b"\r\n"
    first = STATUS_LINE.match(head)
    assert first, f"no status line: {said[:500]!r}"
    fields = FIELD.findall(head, first.end())
    assert sum(len(n) + len(v) + 4 for n, v in fields) == len(head) - first.end(), head
    headers = {name.decode().lower(): value.decode() for name, value in fields}
    assert len(headers) == len(fields), f"a field twice: {head!r}"
    is_last = headers.get("connection") == "close"
    assert not (is_last and rest.startswith(head)), f"a head twice: {said[:500]!r}"
    return int(first[1]), headers, rest


def is_of_library(answer):
    """Whether libmicrohttpd has given it by itself, in its own words, before we were asked: each of
    ours says how it may be shown, but for those that have no body."""
    return answer.status != 304 and "x-content-type-options" not in answer.headers


def told_statuses(statuses):
    """How often each of them was counted, in words."""
    return ", ".join(f"{n} × {status}" for status, n in sorted(statuses.items(), key=str))


def parse_answers(said):
    """The answers, of which nothing may be missing and between which nothing may stand. Whether one
    was to a HEAD is told by what follows: no body of ours begins as an answer does."""
    answers = []
    while said:
        status, headers, said = take_head(said)
        length = int(headers.get("content-length", "0"))
        if status == 304 or not said or STATUS_LINE.match(said):
            length = 0
        assert len(said) >= length, f"{len(said)} of {length} octets"
        answers.append(server.Answer(status, headers, said[:length]))
        said = said[length:]
    return answers
