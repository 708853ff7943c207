#!/usr/bin/python3
"""How the service ends and is there again: answers under way are whole, and after a kill it is
back at once, with the same answers."""

import concurrent.futures
import contextlib
import fcntl
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time

import drill
import traffic
from drill import server

# So large that what buffers hold is no more than a part.
DOWNLOADS = 20
DOWNLOAD_OCTETS = 6_000_000
LARGE = "/large/agenda.ics"

# Who ask at a socket of a supervisor, each on a new connection each time, and how many of them are
# let in at once.
VISITORS = 8
LET_IN = 2

# The program that is started has to be told its own process number, and finds its socket at
# descriptor 3.
ADOPT = 'exec 3<&"$0"-; LISTEN_PID=$$ exec "$@"'

# Of the agenda that is there again after a kill.
SESSIONS = 1000 if drill.is_slow_build() else 10_000


def begin_download(service):
    """A client that has asked for a large feed, has seen the beginning of its answer, and waits."""
    client = server.Client(service, receive_buffer=65536)
    client.send(traffic.request_for(LARGE))
    assert client.socket.recv(100, socket.MSG_PEEK).startswith(b"HTTP/1.1 200 OK\r\n")
    return client


def finish_download(client):
    """Gives the entity tag of what has come."""
    with client:
        etag = traffic.etag_of(client.read_answer().body)
        assert client.is_closed()
    return etag


def end_under_downloads(folder, agenda, pool):
    """Gives how many octets were sent in all."""
    with drill.service(folder, agenda) as service:
        whole = service.body(LARGE)
        clients = [begin_download(service) for _ in range(DOWNLOADS)]
        service.signal(signal.SIGTERM)
        etags = list(pool.map(finish_download, clients))
        assert etags == [traffic.etag_of(whole)] * DOWNLOADS, etags
        assert service.process.wait(drill.PATIENCE) == 0 and service.messages() == []
    return DOWNLOADS * len(whole)


def test_downloads_under_way_at_the_end_are_whole():
    rounds = drill.rounds(drill.extent(20, 2, "ends"), 1)
    with drill.scratch() as folder, concurrent.futures.ThreadPoolExecutor(DOWNLOADS) as pool:
        agenda = server.write_large_agenda(folder, octets=DOWNLOAD_OCTETS)
        octets = sum(end_under_downloads(folder, agenda, pool) for _ in range(rounds))
    print(f"{rounds} ends under {DOWNLOADS} downloads, {octets // 1_000_000} MB, 0 truncated")


# --- at the limit of connections, at a socket of a supervisor ----------------------------------


def visit(place, ending):
    while not ending.is_set():
        with contextlib.suppress(OSError), socket.create_connection(place, drill.PATIENCE) as one:
            one.sendall(traffic.request_for("/meeting/", "Connection: close"))
            while one.recv(65536):
                pass


@contextlib.contextmanager
def visitors(place):
    """For the time of a block; nobody needs their answers."""
    ending = threading.Event()
    threads = [threading.Thread(target=visit, args=(place, ending)) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ending.set()


def start_at(listening, agenda):
    lent = fcntl.fcntl(listening.fileno(), fcntl.F_DUPFD, 100)
    words = [drill.CONFEED, "serve", "--max-connections", str(LET_IN), str(agenda)]
    process = subprocess.Popen(
        ["bash", "-c", ADOPT, str(lent), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=[lent],
        env={**os.environ, "LISTEN_FDS": "1"},
    )
    os.close(lent)
    return process


def end_at_a_chance_moment(listening, agenda):
    """Gives how long the end took."""
    process = start_at(listening, agenda)
    try:
        assert process.stdout.readline().startswith("Serving at ")
        time.sleep(traffic.CHANCE.random() * 0.02)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        errors = process.communicate(timeout=drill.PATIENCE)[1]
        assert (process.returncode, errors) == (0, ""), (process.returncode, errors)
        return time.monotonic() - began
    finally:
        process.kill()
        process.wait()


def test_an_end_at_the_limit_of_connections_is_an_end_like_others():
    if "systemd_none" in (drill.BUILD_DIR / "sources").read_text():
        raise drill.Skipped("built without libsystemd")
    rounds = drill.rounds(drill.extent(1000, 30, "ends at the limit"), 30)
    with drill.scratch() as folder, socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        agenda = server.write_agenda(folder)
        with visitors(listening.getsockname()):
            seconds = [end_at_a_chance_moment(listening, agenda) for _ in range(rounds)]
            # Those that wait for a service to come are let go.
            listening.close()
    print(f"{rounds} ends at the limit of connections, 0 aborts, each within {max(seconds):.2f} s")


# --- after a kill --------------------------------------------------------------------------------


def generate(folder):
    path = pathlib.Path(folder, "agenda.json")
    with path.open("wb") as file:
        words = ["--format", "json", "--sessions", str(SESSIONS)]
        subprocess.run([drill.TOP / "tests/bench/generate", *words], stdout=file, check=True)
    return path, json.loads(path.read_bytes())["agenda"]["id"]


def kill_and_start_again(folder, words, target, rounds):
    """Gives the seconds from each start to the answer to a question."""
    seconds = []
    tag = None
    for _ in range(rounds + 1):
        began = time.monotonic()
        with drill.service(folder, *words) as service:
            body = service.body(target)
            seconds.append(time.monotonic() - began)
            tag = tag or traffic.etag_of(body)
            assert traffic.etag_of(body) == tag, "it answers another thing than before"
            with traffic.GoodClients(service, target, count=2) as clients:
                clients.wait_for_more(1)
            service.kill()
    return seconds


def test_after_a_kill_it_is_there_again_with_the_same_answers():
    rounds = drill.rounds(drill.extent(20, 1, "kill"), 1)
    with drill.scratch() as folder:
        path, agenda_id = generate(folder)
        target = f"/{agenda_id}/agenda.ics"
        history = pathlib.Path(folder, "history.db")
        for kind, words in (("its file", [path]), ("a history", ["--history", history, path])):
            seconds = kill_and_start_again(folder, words, target, rounds)
            again = seconds[1:]
            print(
                f"{SESSIONS} sessions of {kind}, {rounds} × killed: first answered after "
                f"{seconds[0]:.2f} s, then {min(again):.2f} to {max(again):.2f} s",
                flush=True,
            )


if __name__ == "__main__":
    drill.run_tests(__name__)
