#!/usr/bin/python3
"""Many more connections than there are descriptors for: some are served, the others wait, nobody
spins, and once they are gone all is as before."""

import contextlib
import resource
import socket
import time

import drill
import traffic
from drill import server

CONNECTIONS = 5000
DESCRIPTORS = 64

# Each asks for something, so that those that are taken are answered and stay.
REQUEST = traffic.request_for("/meeting/")


def make_room(count):
    """Lets this process have so many files open; gives how many it may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    allowed = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed


def begin_to_connect(service):
    """Without waiting for an answer, which comes to those alone for whom the system has room."""
    connection = socket.socket()
    connection.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        connection.connect((service.host, service.port))
    return connection


def ask_where_connected(connections):
    for connection in connections:
        with contextlib.suppress(OSError):
            connection.send(REQUEST)


def count_answered(connections):
    count = 0
    for connection in connections:
        with contextlib.suppress(OSError):
            count += connection.recv(12) == b"HTTP/1.1 200"
    return count


def test_a_flood_is_weathered_without_spinning():
    count = make_room(CONNECTIONS + 100) - 100
    limits = ("prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}")
    with drill.scratch() as folder:
        with drill.service(folder, server.write_agenda(folder), demote=limits) as service:
            before = service.body("/meeting/")
            with contextlib.ExitStack() as stack:
                flood = [stack.enter_context(begin_to_connect(service)) for _ in range(count)]
                ask_where_connected(flood)
                answered = drill.wait_for(lambda: count_answered(flood), "any answer")
                used = server.processor_seconds_of(service.process)
                # Measured over this time: threads that try in vain would use all of it.
                time.sleep(2)
                used = server.processor_seconds_of(service.process) - used
                assert used < 0.6, used
                taken = traffic.count_descriptors(service.process)
                assert taken <= DESCRIPTORS, taken
            began = time.monotonic()
            assert service.body("/meeting/") == before
            recovered = time.monotonic() - began
            messages = service.stop()
            assert len(messages) == 1, messages
            assert "connections at once: the limit of open files" in messages[0], messages
    print(f"{count} connections, {taken} descriptors of {DESCRIPTORS}, {answered} answered at once")
    print(f"{used:.2f} s of processor in 2 s, and {recovered:.2f} s to the first answer afterwards")


if __name__ == "__main__":
    drill.run_tests(__name__)
