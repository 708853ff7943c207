#!/usr/bin/python3
"""The service under a supervisor that speaks as systemd does: sockets that are handed over, what
the service tells in return, and restarts that nobody notices."""

import contextlib
import fcntl
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

import server
from server import UnixSocket, ask

RESTARTS = 50

# The program that is started has to be told its own process number, and finds its sockets from
# descriptor 3 on.
START = 'exec 3<&"$0"-; LISTEN_PID=${LISTEN_PID:-$$} exec "$@"'


class Supervisor:
    """Holds a listening socket, for the time of a block, and starts services that are given it."""

    def __init__(self, folder, listening=None):
        self.agenda = server.write_agenda(folder)
        self.listening = listening or socket.create_server(("127.0.0.1", 0), backlog=1000)
        self.host, self.port = "", 0
        if self.listening.family == socket.AF_INET:
            self.host, self.port = self.listening.getsockname()
        self.notify_path = str(pathlib.Path(folder, "notify"))
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.bind(self.notify_path)
        self.notified.settimeout(server.PATIENCE)
        self.processes = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.communicate()
        self.listening.close()
        self.notified.close()

    def connect(self, receive_buffer=None):
        return socket.create_connection((self.host, self.port), server.PATIENCE)

    def start(self, *options, descriptor=None, **environment):
        """Begins a service; it is not waited for."""
        given = self.listening.fileno() if descriptor is None else descriptor
        lent = fcntl.fcntl(given, fcntl.F_DUPFD, 100)
        process = subprocess.Popen(
            ["bash", "-c", START, str(lent), server.CONFEED, "serve", *options, self.agenda],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=[lent],
            env={
                **os.environ,
                "LISTEN_FDS": "1",
                "NOTIFY_SOCKET": self.notify_path,
                **environment,
            },
        )
        os.close(lent)
        self.processes.append(process)
        return process

    def hear(self):
        """What a service tells next."""
        return self.notified.recv(4096).decode()

    def expect(self, said):
        heard = self.hear()
        assert heard == said, heard

    def end(self, process):
        """Ends a service that is to have nothing to complain of."""
        process.send_signal(signal.SIGTERM)
        self.expect("STOPPING=1")
        errors = process.communicate(timeout=server.PATIENCE)[1]
        assert (process.returncode, errors) == (0, ""), (process.returncode, errors)


@contextlib.contextmanager
def supervising(listening=None):
    with server.scratch() as folder, Supervisor(folder, listening) as supervisor:
        yield supervisor


def test_a_socket_that_is_handed_over_is_served_at_once_and_alone():
    with supervising() as supervisor:
        process = supervisor.start()
        supervisor.expect("READY=1")
        assert process.stdout.readline() == f"Serving at http://127.0.0.1:{supervisor.port}/\n"
        assert "/meeting/  " in process.stdout.readline()
        assert ask(supervisor, "/meeting/").status == 200
        supervisor.end(process)


def test_who_connects_before_it_starts_is_answered():
    with supervising() as supervisor, server.Client(supervisor) as client:
        client.send(b"GET /meeting/ HTTP/1.1\r\nHost: example.org\r\n\r\n")
        process = supervisor.start()
        assert client.read_answer().status == 200
        supervisor.expect("READY=1")
        supervisor.end(process)


def test_with_listen_it_is_served_at_both():
    with supervising() as supervisor:
        process = supervisor.start("--listen", "127.0.0.1:0")
        supervisor.expect("READY=1")
        lines = [process.stdout.readline() for _ in range(2)]
        assert lines[0] == f"Serving at http://127.0.0.1:{supervisor.port}/\n", lines
        assert ask(supervisor, "/meeting/").status == 200
        supervisor.port = int(lines[1].rstrip("/\n").rsplit(":", 1)[1])
        assert ask(supervisor, "/meeting/").status == 200
        supervisor.end(process)


def test_sockets_that_are_meant_for_another_process_are_left():
    with supervising() as supervisor:
        process = supervisor.start("--listen", "127.0.0.1:0", LISTEN_PID="1")
        supervisor.expect("READY=1")
        assert f":{supervisor.port}/" not in process.stdout.readline()
        assert "/meeting/  " in process.stdout.readline()
        supervisor.end(process)


def test_a_unix_socket_that_is_handed_over_is_not_removed():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        listening.listen()
        with supervising(listening) as supervisor:
            process = supervisor.start()
            supervisor.expect("READY=1")
            assert process.stdout.readline() == f"Serving at unix:{path}\n"
            assert ask(UnixSocket(path), "/meeting/").status == 200
            supervisor.end(process)
            assert path.exists()


def test_what_is_no_listening_socket_is_told():
    with supervising() as supervisor, open("/dev/null", "rb") as null:
        connected, other = socket.socketpair()
        for given in (null, connected):
            process = supervisor.start(descriptor=given.fileno())
            output, errors = process.communicate(timeout=server.PATIENCE)
            assert (process.returncode, output) == (3, ""), process.returncode
            assert "descriptor 3 is no socket that listens for streams" in errors, errors
        connected.close()
        other.close()


def test_what_is_no_number_of_sockets_is_told():
    with supervising() as supervisor:
        process = supervisor.start(LISTEN_FDS="many")
        output, errors = process.communicate(timeout=server.PATIENCE)
        assert (process.returncode, output) == (3, ""), process.returncode
        assert "the sockets that a supervisor has opened cannot be had: " in errors, errors


def test_a_reload_is_told_with_its_time_and_its_end():
    with supervising() as supervisor:
        process = supervisor.start()
        supervisor.expect("READY=1")
        before = time.monotonic()
        process.send_signal(signal.SIGHUP)
        said = supervisor.hear()
        assert said.startswith("RELOADING=1\nMONOTONIC_USEC="), said
        at = int(said.rsplit("=", 1)[1]) / 1_000_000
        assert before <= at <= time.monotonic(), (before, at)
        supervisor.expect("READY=1")
        supervisor.end(process)


def test_the_watchdog_is_told_at_half_its_interval():
    with supervising() as supervisor:
        start = time.monotonic()
        process = supervisor.start(WATCHDOG_USEC="400000")
        supervisor.expect("READY=1")
        for _ in range(5):
            supervisor.expect("WATCHDOG=1")
        assert time.monotonic() - start >= 5 * 0.2
        process.send_signal(signal.SIGTERM)
        while (said := supervisor.hear()) == "WATCHDOG=1":
            pass
        assert said == "STOPPING=1", said


class Visitor(threading.Thread):
    """Connects and asks, over and over, until it is told to end."""

    def __init__(self, supervisor):
        super().__init__()
        self.supervisor = supervisor
        self.ending = threading.Event()
        self.answered = 0
        self.failures = []

    def run(self):
        while not self.ending.is_set():
            try:
                answer = ask(self.supervisor, "/meeting/agenda.ics", "Connection: close")
                assert answer is not None and answer.status == 200, answer
                self.answered += 1
            except (OSError, AssertionError) as failure:
                self.failures.append(repr(failure))
                return


def failures_of(visitors):
    return [failure for visitor in visitors for failure in visitor.failures]


def test_fifty_restarts_refuse_nobody():
    with supervising() as supervisor:
        visitors = [Visitor(supervisor) for _ in range(3)]
        for visitor in visitors:
            visitor.start()
        for _ in range(RESTARTS):
            process = supervisor.start()
            supervisor.expect("READY=1")
            before = sum(visitor.answered for visitor in visitors)
            while sum(visitor.answered for visitor in visitors) < before + 5:
                assert not failures_of(visitors), failures_of(visitors)
                time.sleep(0.001)
            supervisor.end(process)
        process = supervisor.start()
        for visitor in visitors:
            visitor.ending.set()
            visitor.join()
        assert not failures_of(visitors), failures_of(visitors)
        supervisor.expect("READY=1")
        supervisor.end(process)


if "systemd_none" in pathlib.Path(os.environ["BUILD_DIR"], "sources").read_text():
    print("built without libsystemd")
    sys.exit(77)
server.run(__name__)
