#!/usr/bin/python3
"""FOSDEM 2025 followed through its real states, with broken and half ones between them: what is
published says what the last state says, no session ever gets another UID, what left stays as
cancelled, and nobody sees what was broken."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import icalendar
import imported
import originals

CONFEED = os.environ["CONFEED"]
AGENDA = """\
agenda: {id: fosdem, timezone: Europe/Brussels}
source: {from: frab, file: schedule.xml, agencies: tracks}
agencies: [{id: ilo, short: ILO}]
annotate: {"6256": {contributions: [{agency: ilo, role: chair}]}}
"""


class Fault(Exception):
    """Something that is not as it should be."""


def run(*words, status=0, **environment):
    done = subprocess.run(
        [CONFEED, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    if done.returncode != status:
        raise Fault(f"{words} ended with {done.returncode}: {done.stderr[-800:]}")
    return done.stdout, done.stderr


def states_in(folder):
    archive = originals.find("fosdem-2025-history.tar.xz")
    subprocess.run(["tar", "xf", archive, "-C", folder], check=True)
    return sorted(pathlib.Path(folder).rglob("*.xml"))


def half_of(octets):
    """Every second event is gone."""
    root = ET.fromstring(octets)
    rooms = [room for room in root.iter("room") if room.get("name")]
    events = [(room, event) for room in rooms for event in room.findall("event")]
    for room, event in events[::2]:
        room.remove(event)
    return ET.tostring(root)


class Play:
    def __init__(self, folder):
        self.folder = folder
        self.source = folder / "schedule.xml"
        self.agenda = folder / "fosdem.yaml"
        self.history = folder / "history.db"
        self.agenda.write_text(AGENDA)
        self.ids = {}  # by what the source calls a session
        self.events = {}
        self.counts = {"states": 0, "gone": 0, "broken": 0, "held back": 0}

    def publish(self, octets, *options, status=0):
        self.source.write_bytes(octets)
        return run("publish", self.agenda, "--history", self.history, *options, status=status)

    def published(self):
        """The last revision as a file."""
        text, _ = run("history", "show", "fosdem@", "--file", "--history", self.history)
        return json.loads(text)

    def calendar(self):
        """The whole calendar, by UID."""
        feeds = self.folder / "feeds"
        run("build", "--history", self.history, "-o", feeds)
        octets = (feeds / "fosdem/agenda.ics").read_bytes()
        return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(octets).walk("VEVENT")}

    def take(self, octets):
        self.publish(octets)
        agenda = self.published()
        wanted = imported.read(self.source, "--from", "frab", "--agencies", "tracks").agenda
        self.compare_agendas(agenda, wanted)
        before, self.events = self.events, self.calendar()
        self.compare_calendars(before, self.events, agenda)
        self.counts["states"] += 1

    def compare_agendas(self, agenda, wanted):
        found, expected = ({s.source: s for s in imported.sessions_of(a)} for a in (agenda, wanted))
        if found != expected:
            wrong = [name for name in {**found, **expected} if found.get(name) != expected.get(name)]
            raise Fault(f"{wrong[:3]}: {found.get(wrong[0])} instead of {expected.get(wrong[0])}")
        for day in agenda["days"]:
            for slot in day.get("slots", []):
                for session in slot["sessions"]:
                    known = self.ids.setdefault(session["source"], session["id"])
                    if known != session["id"]:
                        raise Fault(f"{session['source']} is {session['id']}, and was {known}")

    def compare_calendars(self, before, after, agenda):
        live = {uid for uid, event in after.items() if event.get("STATUS") != "CANCELLED"}
        if len(live) != len(imported.sessions_of(agenda)):
            raise Fault(f"{len(live)} events take place, not {len(imported.sessions_of(agenda))}")
        for uid, event in before.items():
            if uid not in after:
                raise Fault(f"{event['SUMMARY']} has vanished")
            self.counts["gone"] += uid not in live and event.get("STATUS") != "CANCELLED"
            if after[uid]["SEQUENCE"] < event["SEQUENCE"]:
                raise Fault(f"SEQUENCE of {event['SUMMARY']} falls")

    def refuse(self, octets, status, reason, kind):
        before = self.published()
        _, errors = self.publish(octets, status=status)
        if reason not in errors or self.published() != before:
            raise Fault(f"a {kind} state is taken: {errors}")
        self.counts[kind] += 1


def play(folder):
    game = Play(folder)
    for number, path in enumerate(states_in(folder)):
        octets = path.read_bytes()
        if number in (2, 4):
            game.refuse(octets[: len(octets) // 2], 3, "schedule.xml: line", "broken")
            game.refuse(half_of(octets), 1, "--accept", "held back")
        game.take(octets)
    print(", ".join(f"{name}: {count}" for name, count in game.counts.items()))


def main():
    originals.find("fosdem-2025-history.tar.xz")
    with tempfile.TemporaryDirectory() as folder:
        try:
            play(pathlib.Path(folder))
        except Fault as fault:
            print(f"wrong: {fault}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
