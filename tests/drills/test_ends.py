#!/usr/bin/python3
"""How the service ends and is there again: answers under way are whole, and after a kill it is
back at once, with the same answers."""

import concurrent.futures
import json
import pathlib
import signal
import socket
import subprocess
import time

import drill
import traffic
from drill import server

# So large that what buffers hold is no more than a part.
DOWNLOADS = 20
DOWNLOAD_OCTETS = 6_000_000
LARGE = "/large/agenda.ics"

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
