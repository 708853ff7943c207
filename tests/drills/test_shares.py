#!/usr/bin/python3
"""Clients by the dozen ask for earlier revisions in turn, each of which has to be read again from the
history or rendered: who asks for something else waits for none of them, and nobody is turned away."""

import collections
import contextlib
import itertools
import json
import re
import socket
import statistics
import subprocess
import threading
import time

import drill
from drill import server

GREEDY = 70

# Two of the past, as in the complaint that began this; and more than are kept of 10,000 sessions.
REVISIONS = 3
MANY_REVISIONS = 7

# What the full drill holds another's new selections to, in seconds: by sessions.
BOUNDS = {1000: 0.05, 10_000: 0.25}

# The short form is for any machine, however busy: there it is enough that nobody waits for a turn of
# each.
SHORT_SESSIONS = 1000
SHORT_BOUND = 1.0

# From one of another's questions to the next, in seconds.
PAUSE = 0.02


class From:
    """The service as seen from another address of this machine, for server.Client."""

    def __init__(self, service, address):
        self.service, self.address = service, address

    def connect(self, receive_buffer=None):
        connection = socket.socket()
        connection.settimeout(server.PATIENCE)
        connection.bind((self.address, 0))
        connection.connect((self.service.host, self.service.port))
        return connection


class Greedy(threading.Thread):
    """Asks for what it is given, one after the other."""

    def __init__(self, served, targets):
        super().__init__()
        self.served, self.targets = served, targets
        self.ending = threading.Event()
        self.statuses = []
        self.failure = None

    def run(self):
        try:
            with server.Client(self.served) as client:
                while not self.ending.is_set():
                    self.statuses.append(client.ask(next(self.targets)).status)
        except Exception as failure:  # handed to the main thread
            self.failure = failure


@contextlib.contextmanager
def greedy_crowd(served_by, targets):
    crowd = [Greedy(served, targets) for served in served_by]
    for one in crowd:
        one.start()
    try:
        yield crowd
    finally:
        for one in crowd:
            one.ending.set()
        for one in crowd:
            one.join()


def write_history(folder, sessions, revisions):
    """Some revisions of a large agenda, each with other names of all rooms; gives the history and the
    agenda."""
    generated = subprocess.run(
        [drill.TOP / "tests/bench/generate", "--format", "json", "--sessions", str(sessions)],
        capture_output=True,
        check=True,
    )
    agenda = json.loads(generated.stdout)
    history = f"{folder}/history.db"
    for version in range(1, revisions + 1):
        for room in agenda["rooms"]:
            room["name"] = re.sub(r" \(.*|$", f" ({version})", room["name"], count=1)
        drill.publish(history, drill.save(f"{folder}/agenda.yaml", agenda), version)
    return history, agenda


def new_selections(agenda):
    """Targets that differ, of two agencies each."""
    ids = [agency["id"] for agency in agenda["agencies"]]
    for one, other in itertools.combinations(ids, 2):
        yield f"/{agenda['agenda']['id']}/select.ics?agency={one},{other}"


def ask_for(client, targets, count):
    """How long each answer takes."""
    seconds = []
    for target in itertools.islice(targets, count):
        began = time.monotonic()
        answer = client.ask(target)
        seconds.append(time.monotonic() - began)
        time.sleep(PAUSE)
        assert answer.status == 200, (target, answer)
    return seconds


def wait_until_busy(crowd):
    """All have had an answer, or wait for the first one."""
    drill.wait_for(lambda: sum(len(one.statuses) for one in crowd) > GREEDY, "the crowd")


def check_shares(sessions, addresses, wanted, count, revisions):
    with drill.scratch() as folder:
        history, agenda = write_history(folder, sessions, revisions)
        with drill.service(folder, "--history", history, "--manual") as service:
            targets = new_selections(agenda)
            with server.Client(From(service, "127.0.0.2")) as other:
                alone = ask_for(other, targets, count)
                served_by = [From(service, address) for address in addresses]
                with greedy_crowd(served_by, wanted(agenda, revisions - 1)) as crowd:
                    wait_until_busy(crowd)
                    crowded = ask_for(other, targets, count)
            assert service.stop() == []
    for one in crowd:
        assert one.failure is None, one.failure
    statuses = [status for one in crowd for status in one.statuses]
    print(f"{sessions} sessions, {revisions} revisions, {GREEDY} clients: {len(statuses)} answers to "
          f"them, {statuses.count(503)} × 503; another's selections: alone at most "
          f"{max(alone) * 1000:.0f} ms, then at the median {statistics.median(crowded) * 1000:.0f} "
          f"and at most {max(crowded) * 1000:.0f} ms")
    assert set(statuses) == {200}, collections.Counter(statuses)
    return max(crowded)


def in_turn(paths, past, forms):
    """Targets without an end: each past revision in turn, in more forms than are kept."""
    for number in itertools.count():
        path = paths[number % len(paths)]
        yield f"{path}?rev={number % past + 1}&alarm={number % forms + 1}"


class Shared:
    """Gives each of many threads another one."""

    def __init__(self, items):
        self.items = items
        self.lock = threading.Lock()

    def __next__(self):
        with self.lock:
            return next(self.items)


def calendars_of_agencies(agenda, past):
    folder = f"/{agenda['agenda']['id']}/agencies"
    paths = [f"{folder}/{agency['id']}.ics" for agency in agenda["agencies"]]
    return Shared(in_turn(paths, past, 239))


def calendar_of_everything(agenda, past):
    """In more forms than have room in the cache, and few enough to be made in some seconds."""
    forms = 3500 // len(agenda["agencies"])
    return Shared(in_turn([f"/{agenda['agenda']['id']}/agenda.ics"], past, forms))


def addresses_of_all():
    return [f"127.0.1.{i + 1}" for i in range(GREEDY)]


def check_all_sizes(addresses, wanted):
    if not drill.is_full():
        worst = check_shares(SHORT_SESSIONS, addresses, wanted, 20, REVISIONS)
        assert drill.is_slow_build() or worst < SHORT_BOUND, worst
        return
    for sessions, bound in BOUNDS.items():
        worst = check_shares(sessions, addresses, wanted, 100, REVISIONS)
        assert drill.is_slow_build() or worst < bound, (sessions, worst, bound)


def test_seventy_clients_that_want_the_past_of_agencies_hold_up_nobody():
    check_all_sizes(addresses_of_all(), calendars_of_agencies)


def test_nor_do_seventy_connections_of_one_client():
    check_all_sizes(["127.0.1.1"] * GREEDY, calendars_of_agencies)


def test_nor_do_those_who_want_all_of_it():
    check_all_sizes(addresses_of_all(), calendar_of_everything)


def test_nor_do_those_who_want_more_of_the_past_than_is_kept():
    if not drill.is_full():
        raise drill.Skipped("takes a large history: make drills")
    worst = check_shares(10_000, addresses_of_all(), calendars_of_agencies, 100, MANY_REVISIONS)
    assert drill.is_slow_build() or worst < BOUNDS[10_000], worst


if __name__ == "__main__":
    drill.run_tests(__name__)
