#!/usr/bin/python3
"""Clients that send or read next to nothing, say nothing at all, or break off: they are ended in
time, take little, and nobody else notices."""

import collections
import contextlib
import itertools
import socket
import threading
import time

import drill
import traffic
from drill import server

# How long the service lets the head of a request take, and a connection on which nothing happens.
HEAD_SECONDS = 60
IDLE_SECONDS = 60

SLOW_SENDERS = 200
SLOW_READERS = 50
SILENT = 100
MEGABYTE = 1_000_000

# With a pause between their questions good clients leave the processors to what is slow.
PAUSE = 0.005


class Endings(threading.Thread):
    """Waits in the background for the ends of connections on which no answer is to come, and takes
    note when each came; `on_tick` is called with those that are left, once a second."""

    def __init__(self, connections, on_tick):
        super().__init__()
        self.left = set(connections)
        self.on_tick = on_tick
        self.began = time.monotonic()
        self.ending = threading.Event()
        self.seconds = []
        self.said = []
        for connection in connections:
            connection.setblocking(False)

    def run(self):
        while self.left and not self.ending.is_set():
            self.on_tick(self.left)
            self.look()
            self.ending.wait(1)

    def look(self):
        for connection in list(self.left):
            try:
                said = connection.recv(1000)
            except BlockingIOError:
                continue
            except ConnectionResetError:
                said = b""
            if said:
                self.said.append(said)
            else:
                self.left.discard(connection)
                self.seconds.append(time.monotonic() - self.began)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.join()

    def wait(self, usual):
        """Until all have ended, which the last one should after about the usual time."""
        self.join(usual + drill.PATIENCE)
        assert not self.left, f"{len(self.left)} connections have not been ended"
        assert not self.said, self.said[0]
        span = f"{min(self.seconds):.0f} to {max(self.seconds):.0f} s"
        print(f"{len(self.seconds)} connections ended after {span}, without an answer", flush=True)


def beginnings_of(head):
    """Those that stay good whatever letters follow: not within the version, nor before a line feed."""
    for length in range(len(head) - 4):
        beginning = head[:length]
        if not beginning.endswith(b"\r") and (b"\n" in beginning or beginning.count(b" ") < 2):
            yield beginning


def send_an_octet(connections):
    for connection in connections:
        try:
            connection.send(b"a")
        except ConnectionError:
            pass  # its end is about to be read


def test_who_sends_an_octet_a_second_is_ended_and_others_are_answered():
    with drill.scratch() as folder, drill.service(folder, server.write_agenda(folder)) as service:
        with server.crowd(service, SLOW_SENDERS) as connections:
            beginnings = itertools.cycle(beginnings_of(traffic.request_for(traffic.FEED)))
            for connection in connections:
                connection.sendall(next(beginnings))
            with Endings(connections, send_an_octet) as slow:
                with traffic.GoodClients(service, traffic.FEED, pause=PAUSE) as clients:
                    if drill.is_full():
                        slow.wait(HEAD_SECONDS)
                    else:
                        slow.join(drill.extent(HEAD_SECONDS, 4, "seconds"))
                        assert len(slow.left) == SLOW_SENDERS and not slow.said, slow.said
                    clients.wait_for_more(10)
        assert service.stop() == []
    print(clients)
    assert clients.percentile(0.99) < 1


class SlowReader:
    """Asks for a large feed and reads a thousand octets of it a second, as the time passes."""

    def __init__(self, service, target):
        self.client = server.Client(service, receive_buffer=4096)
        self.client.send(traffic.request_for(target, "Connection: close"))
        self.read = 0

    def read_some(self):
        self.read += len(self.client.input.read(1000))


def read_slowly(readers, seconds):
    for _ in range(seconds):
        for reader in readers:
            reader.read_some()
        time.sleep(1)


def finish(reader, whole):
    """Reads the rest as fast as it comes: it is what was not read before."""
    rest = reader.client.input.read()
    assert reader.read < MEGABYTE and rest.endswith(whole[MEGABYTE:]), len(rest)
    assert reader.read + len(rest) > len(whole), (reader.read, len(rest))


def test_slow_readers_take_little_and_get_all():
    seconds = drill.extent(60, 4, "seconds")
    with drill.scratch() as folder:
        agenda = server.write_agenda(folder)
        large = server.write_large_agenda(folder, octets=3 * MEGABYTE)
        with drill.service(folder, agenda, large) as service:
            whole = service.body("/large/agenda.ics")
            before = traffic.resident_octets(service.process)
            readers = [SlowReader(service, "/large/agenda.ics") for _ in range(SLOW_READERS)]
            targets = (traffic.FEED, "/large/agenda.ics")
            with traffic.GoodClients(service, *targets, pause=PAUSE) as clients:
                read_slowly(readers, seconds)
                clients.wait_for_more(2)
                after = traffic.resident_octets(service.process)
            waiting = traffic.waiting_octets(service)
            slow = sum(reader.read for reader in readers)
            for reader in readers:
                finish(reader, whole)
                reader.client.close()
            assert service.stop() == []
    print(f"{SLOW_READERS} slow readers: {slow // 1000} kB in {seconds} s, then the rest of each")
    print(clients)
    print(f"{before // 1024} kB resident without them, {after // 1024} kB with them")
    print(f"{waiting // 1024} kB wait in the kernel")
    assert 0 < waiting < SLOW_READERS * 200_000, waiting
    assert drill.is_slow_build() or after - before < SLOW_READERS * 100_000, (before, after)


# --- connections that are there by half -------------------------------------------------------

WHOLE = traffic.request_for(traffic.FEED, "Connection: close")
HALF = WHOLE[:-20]
LARGE = traffic.request_for("/large/agenda.ics")


def say_nothing_and_leave(connection):
    connection.close()


def say_nothing_and_reset(connection):
    traffic.reset(connection)


def say_half_and_reset(connection):
    connection.sendall(HALF)
    traffic.reset(connection)


def ask_and_close_this_side(connection):
    connection.sendall(WHOLE)
    connection.shutdown(socket.SHUT_WR)
    said = b""
    while octets := connection.recv(65536):
        said += octets
    assert said.startswith(b"HTTP/1.1 200 OK\r\n") and said.endswith(b"END:VCALENDAR\r\n"), said
    connection.close()


def ask_and_reset(connection):
    connection.sendall(WHOLE)
    traffic.reset(connection)


def reset_within_the_answer(connection):
    connection.sendall(LARGE)
    assert len(connection.recv(10_000)) > 0
    traffic.reset(connection)


def leave_within_the_answer(connection):
    connection.sendall(LARGE)
    assert len(connection.recv(10_000)) > 0
    connection.close()


def ask_for_more_and_reset(connection):
    connection.sendall(LARGE * 20)
    assert len(connection.recv(10_000)) > 0
    traffic.reset(connection)


def test_connections_that_break_off_leave_nothing_behind():
    count = drill.rounds(drill.extent(20_000, 1500, "connections"), 500)
    names = ("say_", "ask_", "reset_", "leave_")
    ways = [way for name, way in globals().items() if name.startswith(names)]
    counts = collections.Counter()
    with drill.scratch() as folder:
        agenda = server.write_agenda(folder)
        large = server.write_large_agenda(folder, octets=3 * MEGABYTE)
        with drill.service(folder, agenda, large) as service:
            assert service.body(traffic.FEED)
            before = traffic.count_descriptors(service.process)
            with traffic.GoodClients(service, traffic.FEED, count=2, pause=PAUSE) as clients:
                for _ in range(count):
                    way = traffic.CHANCE.choice(ways)
                    way(service.connect())
                    counts[way.__name__.replace("_", " ")] += 1
                clients.wait_for_more(10)
            drill.wait_for(
                lambda: traffic.count_descriptors(service.process) <= before,
                f"no more than {before} open files",
            )
            assert service.stop() == []
    for what, times in sorted(counts.items()):
        print(f"{times:5} × {what}")
    print(f"{before} files open before and afterwards; {clients}")


def test_who_says_nothing_or_stops_reading_is_ended():
    if not drill.is_full():
        raise drill.Skipped(f"takes {IDLE_SECONDS} s: make drills")
    with drill.scratch() as folder:
        agenda = server.write_agenda(folder)
        with drill.service(folder, agenda, server.write_large_agenda(folder)) as service:
            stuck = server.Client(service, receive_buffer=4096)
            stuck.send(LARGE)
            with server.crowd(service, SILENT) as connections:
                for connection in connections[: SILENT // 2]:
                    # libmicrohttpd 0.9.75 may miss the end if it comes together with the octets.
                    connection.sendall(HALF)
                    connection.shutdown(socket.SHUT_WR)
                with Endings(connections, lambda left: None) as silent:
                    with traffic.GoodClients(service, traffic.FEED, pause=PAUSE) as clients:
                        silent.wait(IDLE_SECONDS)
                        clients.wait_for_more(10)
            # What the buffers hold of the answer, and then the end of the connection.
            with contextlib.suppress(ConnectionResetError):
                assert len(stuck.input.read()) < server.LARGE_OCTETS
            stuck.close()
            assert service.stop() == []
    print(clients)


if __name__ == "__main__":
    drill.run_tests(__name__)
