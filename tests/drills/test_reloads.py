#!/usr/bin/python3
"""Agendas that change, or break, ten times a second under load: each answer is whole and of one
revision, what is broken is told with its line and changes nothing, and memory stays what it was."""

import pathlib
import re
import signal
import time

import drill
import traffic
from drill import server

INTERVAL = 0.1

# Memory is compared with what it is after so many reloads as fast as they go, by which SQLite has
# filled its cache, and then so many with clients.
WARM_UP = 150
WARM_UP_WITH_CLIENTS = 15

TARGETS = (
    traffic.FEED,
    "/meeting/agencies/ilo.ics",
    "/meeting/agencies/unhcr.ics",
    "/meeting/days/2007-07-10.ics",
    "/meeting/sessions/1.1.ics",
    "/meeting/",
)


class Reloads:
    """Good agendas, one after the other, each waited for until it is served."""

    def __init__(self, folder, history):
        self.file = pathlib.Path(folder, "agenda.yaml")
        self.words = ["--history", pathlib.Path(folder, "history.db")] if history else []
        self.version = 1
        self.count = 0
        self.late = 0
        drill.save(self.file, drill.agenda(1))

    def once(self, service):
        self.version += 1
        drill.save(self.file, drill.agenda(self.version))
        service.signal(signal.SIGHUP)
        wanted = f"of version {self.version}".encode()
        drill.wait_for(lambda: wanted in service.body(traffic.FEED), f"version {self.version}")
        self.count += 1

    def in_time(self, service):
        """Takes an interval, or longer if it has to."""
        end = time.monotonic() + INTERVAL
        self.once(service)
        rest = end - time.monotonic()
        self.late += rest < 0
        time.sleep(max(rest, 0))


def reload_with_clients(service, reloads, seconds):
    """Gives the octets of memory after a while, and at the end."""
    with traffic.GoodClients(service, *TARGETS) as clients:
        end = time.monotonic() + seconds
        resident = []
        while time.monotonic() < end or len(resident) <= WARM_UP_WITH_CLIENTS:
            reloads.in_time(service)
            clients.check()
            resident.append(traffic.resident_octets(service.process))
    print(f"{reloads.count} reloads, {reloads.late} of them took longer than {INTERVAL} s")
    print(clients)
    return resident[WARM_UP_WITH_CLIENTS], resident[-1]


def reload_under_load(seconds, history):
    with drill.scratch() as folder:
        reloads = Reloads(folder, history)
        with drill.service(folder, *reloads.words, reloads.file) as service:
            for _ in range(drill.rounds(WARM_UP, WARM_UP // 10)):
                reloads.once(service)
            reloads.count = 0
            before, after = reload_with_clients(service, reloads, seconds)
            messages = service.stop()
            assert all(re.match("confeed: meeting: revision ", m) for m in messages), messages
    traffic.check_growth(before, after, 0.05)


def test_good_reloads_tear_no_answer():
    reload_under_load(drill.extent(60, 4, "seconds"), history=False)


def test_good_reloads_into_a_history_tear_no_answer():
    reload_under_load(drill.extent(60, 4, "seconds"), history=True)


# --- broken agendas ---------------------------------------------------------------------------

# What each is broken by: a text of server.AGENDA, and what takes its place.
BREAKS = [
    ("agenda:", "agendas:"),
    ("agenda:", "agenda"),
    ("agenda:", "\tagenda:"),
    ("agenda:", "agenda: {"),
    ("agenda:", "- agenda:"),
    ("agenda:", "agenda: &a *a"),
    ("id: meeting", "id: Meeting"),
    ("id: meeting", "id: ''"),
    ("id: meeting", "id: [meeting]"),
    ("id: meeting", "id: meeting\n  id: meeting"),
    ("id: meeting", "id: ../meeting"),
    ("title: A meeting called meeting", "title:"),
    ("title: A meeting called meeting", "titel: A meeting"),
    ("title: A meeting called meeting", 'title: "A meeting'),
    ("title: A meeting called meeting", 'title: "\\x07"'),
    ("title: A meeting called meeting", "title: {en: A, en: B}"),
    ("Europe/Brussels", "Europe/Brusels"),
    ("Europe/Brussels", "../../etc/passwd"),
    ("Europe/Brussels", "CEST+2"),
    ("2007-07-12T00:00:00Z", "2007-07-12"),
    ("2007-07-12T00:00:00Z", "yesterday"),
    ("agencies:", "agencies: none"),
    ("agencies:", "agency:"),
    ("short: ILO", "shorter: ILO"),
    ("{id: world-bank", "{id: ilo"),
    ("{id: world-bank", "{id: world bank"),
    ("World Bank}", "World Bank"),
    ("World Bank}", "World Bank, kind: bank}"),
    ("World Bank}", "World Bank, delegation: 0}"),
    ("Gold Room}", "Gold Room, capacity: -1}"),
    ("Gold Room}", "Gold Room}\n  - {id: gold, name: Another}"),
    ("rooms:", "rooms:\nrooms:"),
    ("date: 2007-07-10", "date: 2007-07-32"),
    ("date: 2007-07-10", "date: 2007-02-29"),
    ("date: 2007-07-10", "date: 10 July 2007"),
    ("date: 2007-07-10", "day: 2007-07-10"),
    ('"09:00"', '"9 h"'),
    ('"09:00"', '"14:00"'),
    ('"13:00"', '"25:60"'),
    ("plenary: {id", "plenary: {room: silver, id"),
    ("plenary: {id: opening,", "plenary: {"),
    ("plenary: {id: opening", 'plenary: {id: "1.2"'),
    ("sessions:", "sessions: []"),
    ('- id: "1.2"', '- id: "1 2"'),
    ('round-table: "1"', 'round-table: "2"'),
    ("room: gold\n", "room: glod\n"),
    ("agency: ilo", "agency: iloo"),
    ("role: rapporteur", "role: raporteur"),
    ("role: rapporteur", "roles: rapporteur"),
    ("role: rapporteur}", "role: rapporteur, status: sure}"),
    ("              - {agency", "             \t- {agency"),
]


# So many lines stand before the first broken agenda, twice as many before the second, and so on:
# the line that is told says which one was read.
LINES_BETWEEN = 100


def lines_told(service, number):
    """Those of the agenda of this number in which the service has found something."""
    told = [re.search(r"/meeting\.yaml:(\d+):\d+: error: ", m) for m in service.messages()]
    lines = [int(match[1]) for match in told if match]
    return {line % LINES_BETWEEN for line in lines if line // LINES_BETWEEN == number}


def break_once(service, file, number):
    """Saves an agenda that is broken in one place, and waits until that is told."""
    old, new = BREAKS[number - 1]
    whole = server.AGENDA.format(id="meeting")
    assert old in whole, old
    saved = file.with_name(f"{file.name}~")
    saved.write_text("#\n" * LINES_BETWEEN * number + whole.replace(old, new, 1))
    saved.rename(file)
    service.signal(signal.SIGHUP)
    return drill.wait_for(lambda: lines_told(service, number), f"a message about {new!r}")


def test_broken_agendas_are_told_by_line_and_change_nothing():
    lines = set()
    with drill.scratch() as folder:
        file = server.write_agenda(folder)
        with drill.service(folder, file) as service:
            before = {target: service.body(target) for target in ("/", *TARGETS[:2], "/meeting/")}
            with traffic.GoodClients(service, *before) as clients:
                for number in range(1, len(BREAKS) + 1):
                    lines |= break_once(service, file, number)
                    clients.check()
                    for target, body in before.items():
                        assert service.body(target) == body, (BREAKS[number - 1], target)
            file.write_text(server.AGENDA.format(id="meeting").replace("Opening", "Mended"))
            service.signal(signal.SIGHUP)
            drill.wait_for(lambda: b"Mended" in service.body(traffic.FEED), "the mended agenda")
            messages = service.stop()
            assert all(re.search(r"/meeting\.yaml:\d+:\d+: ", m) for m in messages), messages
    print(f"{len(BREAKS)} broken agendas, each told, {len(lines)} different lines of it")
    print(clients)


if __name__ == "__main__":
    drill.run_tests(__name__)
