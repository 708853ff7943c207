#!/usr/bin/python3
"""Agendas are saved again and again, each time with every entry changed, while clients read an octet
now and then, or have sent a request line and no more: what was before goes, all but the answers that are
being read."""

import contextlib
import json
import re
import subprocess

import drill
import traffic
from drill import server

SAVES = 8
SHORT_SAVES = 4
SLOW_READERS = 100
SESSIONS = 10_000
SHORT_SESSIONS = 1000


def large_agenda(sessions):
    generated = subprocess.run(
        [drill.TOP / "tests/bench/generate", "--format", "json", "--sessions", str(sessions)],
        capture_output=True,
        check=True,
    )
    return json.loads(generated.stdout)


def change_all(agenda, version):
    """Puts the version into the title of every session."""
    for day in agenda["days"]:
        for slot in day["slots"]:
            for entry in slot.get("sessions", [slot.get("plenary") or slot.get("break")]):
                entry["title"] = re.sub(r"( v\d+)?$", f" v{version}", entry["title"], count=1)


class SlowReader:
    """Asks for a calendar, of which its buffer has no room for more than a little."""

    def __init__(self, service, target):
        self.client = server.Client(service, receive_buffer=4096)
        self.client.send(traffic.request_for(target))
        self.read_an_octet()

    def read_an_octet(self):
        assert len(self.client.socket.recv(1)) == 1, "the answer was cut short"


class Silent:
    """Has sent its request line, and nothing of what has to follow."""

    def __init__(self, service, target):
        self.client = server.Client(service)
        self.client.send(f"GET {target} HTTP/1.1\r\n".encode())


def large_targets(agenda):
    """The calendars that are too large to be sent at once to who does not read."""
    folder = "/" + agenda["agenda"]["id"]
    return [f"{folder}/agenda.ics"] + [f"{folder}/days/{day['date']}.ics" for day in agenda["days"]]


def wait_until_served(service, agenda, version):
    target = f"/{agenda['agenda']['id']}/sessions/1.1.ics"
    drill.wait_for(lambda: f" v{version}".encode() in service.body(target), f"version {version}")


def save_and_hold(service, stack, agenda, path, saves):
    """Saves the agenda once more for each part of the crowd, which comes before; gives the readers,
    which have read an octet between all saves, and the memory after each."""
    targets = large_targets(agenda)
    readers, memory = [], []
    for version in range(1, saves + 1):
        while len(readers) < SLOW_READERS * version // saves:
            target = targets[len(readers) % len(targets)]
            readers.append(SlowReader(service, target))
            stack.callback(readers[-1].client.close)
            stack.callback(Silent(service, target).client.close)
        change_all(agenda, version)
        drill.save(path, agenda)
        wait_until_served(service, agenda, version)
        for reader in readers:
            reader.read_an_octet()
        memory.append(traffic.resident_octets(service.process))
    return readers, memory


def resident_when_small(service, bound):
    """The memory once it is below a bound, or else after a while."""
    with contextlib.suppress(AssertionError):
        drill.wait_for(lambda: traffic.resident_octets(service.process) < bound, "room")
    return traffic.resident_octets(service.process)


def check_memory(options):
    sessions = drill.extent(SESSIONS, SHORT_SESSIONS, "sessions")
    saves = drill.extent(SAVES, SHORT_SAVES, "saves")
    agenda = large_agenda(sessions)
    with drill.scratch() as folder:
        change_all(agenda, 0)
        path = drill.save(f"{folder}/agenda.yaml", agenda)
        words = [word.format(folder=folder) for word in options]
        with drill.service(folder, *words, path) as service, contextlib.ExitStack() as stack:
            wait_until_served(service, agenda, 0)
            readers, memory = save_and_hold(service, stack, agenda, path, saves)
            # What one snapshot takes: a history grows with what is published.
            with drill.service(folder, *words, path) as fresh:
                wait_until_served(fresh, agenda, saves)
                one = traffic.resident_octets(fresh.process)
            last = resident_when_small(service, 2 * one)
            for reader in readers:
                reader.read_an_octet()
    print(f"{sessions} sessions: {one / 1e6:.0f} MB with one snapshot, {last / 1e6:.0f} after {saves} "
          f"saves, {max(memory) / 1e6:.0f} seen between them")
    assert drill.is_slow_build() or last < 2 * one, (one, last, memory)


def test_of_files_that_are_saved_again_and_again_nothing_is_left():
    check_memory([])


def test_nor_of_revisions_in_a_history():
    if not drill.is_full():
        raise drill.Skipped("publishes much: make drills")
    check_memory(["--history", "{folder}/history.db"])


if __name__ == "__main__":
    drill.run_tests(__name__)
