#!/usr/bin/python3
"""FOSDEM's schedule changes at random while people write into the agenda that was made of it:
"import --into" puts both together as a model in Python does, loses no comment, and leaves the text
of what the source did not change as it is. DRILLS=full: the whole of it, in 50 rounds."""

import copy
import difflib
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import originals
import yaml

CONFEED = os.environ["CONFEED"]
IS_FULL = os.environ.get("DRILLS") == "full"
N_EVENTS, N_ROUNDS, N_NOTES = (10_000, 50, 200) if IS_FULL else (200, 6, 60)

# What people have written of their own.
OWN = """\
# Ours
agencies:
  - {id: ilo, short: ILO}   # since 1919
  - {id: unhcr, short: UNHCR}
"""

SESSION = re.compile(r'^ {10}- id: "?([^"\s#]+)"?', re.MULTILINE)


class Fault(Exception):
    """Something that is not as it should be."""


def run(*words):
    done = subprocess.run([CONFEED, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Fault(f"{words} ended with {done.returncode}: {done.stderr[-1000:]}")
    return done.stderr


# --- the source ----------------------------------------------------------------------------------


class Source:
    """schedule.xml, which changes."""

    def __init__(self, rng, path):
        self.rng = rng
        self.tree = ET.parse(path)
        self.number = 0
        for room in self.rooms():
            for event in list(room)[:: -1]:
                if len(self.events()) > N_EVENTS:
                    room.remove(event)

    def rooms(self):
        return list(self.tree.getroot().iter("room"))[:]

    def holders(self):
        return [room for room in self.tree.getroot().iter("room") if room.get("name")]

    def events(self):
        return [(room, event) for room in self.holders() for event in room.findall("event")]

    def change(self):
        """Changes a few events."""
        for _ in range(max(6, len(self.events()) // 8)):
            room, event = self.rng.choice(self.events())
            self.rng.choice(
                [self.retitle, self.retime, self.move, self.add, self.drop, self.speak, self.recast]
            )(room, event)
        for room in self.holders():
            events = room.findall("event")
            self.rng.shuffle(events)
            for event in events:
                room.remove(event)
            room.extend(events)

    def new_text(self):
        self.number += 1
        return f"Text {self.number}: as it is now"

    def retitle(self, _room, event):
        event.find("title").text = self.new_text()

    def speak(self, _room, event):
        event.find("abstract").text = self.new_text()

    def retime(self, _room, event):
        hour, minute = self.rng.randrange(9, 18), self.rng.choice((0, 5, 30))
        day = event.find("date").text[:10]
        event.find("date").text = f"{day}T{hour:02}:{minute:02}:00+01:00"
        event.find("start").text = f"{hour:02}:{minute:02}"
        event.find("duration").text = self.rng.choice(("00:20", "00:50"))

    def move(self, room, event):
        other = self.rng.choice(
            [other for other in self.holders() if other in list(self.day_of(room))]
        )
        room.remove(event)
        other.append(event)
        event.find("room").text = other.get("name")

    def day_of(self, room):
        return next(day for day in self.tree.getroot().iter("day") if room in list(day))

    def add(self, room, event):
        added = copy.deepcopy(event)
        self.number += 1
        added.set("id", str(90_000 + self.number))
        added.set("guid", f"00000000-0000-4000-8000-{self.number:012}")
        added.find("title").text = self.new_text()
        room.append(added)

    def drop(self, room, event):
        room.remove(event)

    def recast(self, _room, event):
        persons = event.find("persons")
        others = self.rng.choice(self.events())[1].find("persons")
        if len(persons) > 1:
            persons.remove(persons[0])
        for person in others[:1]:
            if all(person.get("id") != known.get("id") for known in persons):
                persons.append(copy.deepcopy(person))

    def write(self, path):
        self.tree.write(path, encoding="utf-8")


# --- agendas as data -----------------------------------------------------------------------------


def sessions_of(agenda):
    """Sessions by what the source calls them, or else by their ids; in words of the source."""
    people = {person["id"]: person.get("source", person["id"]) for person in agenda.get("people", [])}
    rooms = {room["id"]: room["name"] for room in agenda.get("rooms", [])}
    found = {}
    for day in agenda["days"]:
        for slot in day.get("slots", []):
            for session in slot["sessions"]:
                own = dict(session)
                own["place"] = f"{day['date']} {slot['start']} {slot['end']}"
                own["room"] = rooms.get(own.get("room"))
                own["contributions"] = {
                    (given.get("agency"), people.get(given.get("person")), given["role"]): {
                        key: value
                        for key, value in given.items()
                        if key not in ("agency", "person", "role")
                    }
                    for given in own.get("contributions", [])
                }
                found[own.pop("source", own["id"])] = own
    return found


def joined(base, new, here):
    """What comes of a value, by the rules of the manual."""
    if new in (base, here):
        return here
    if here == base:
        return new
    if isinstance(new, dict) and isinstance(here, dict) and isinstance(base or {}, dict):
        base = base or {}
        keys = [*here, *(key for key in new if key not in here)]
        both = {key: joined(base.get(key), new.get(key), here.get(key)) for key in keys}
        return {key: value for key, value in both.items() if value is not None}
    return here


def cancelled(session):
    return {**session, "status": "cancelled"}


def expected(base, new, here):
    """The sessions that come of it; `base` forgets nothing of what is kept."""
    result = {}
    for name in {**here, **new}:
        if name in here and name in new:
            result[name] = joined(base.get(name), new[name], here[name])
        elif name in here and name in base:
            if cancelled(here[name]) != cancelled(base[name]):
                result[name] = cancelled(here[name])
        elif name not in base:
            result[name] = here.get(name, new.get(name))
    return result


# --- people --------------------------------------------------------------------------------------


class Text:
    """The agenda file as people see it."""

    def __init__(self, text):
        self.text = text

    def blocks(self):
        """The lines of each session, by its id."""
        lines = self.text.split("\n")
        found, current = {}, None
        for line in lines:
            start = SESSION.match(line)
            if start:
                current = found.setdefault(start.group(1), [])
            elif line.strip() and not line.startswith(" " * 11):
                current = None
            if current is not None:
                current.append(line)
        return {name: "\n".join(lines).rstrip("\n") for name, lines in found.items()}


class People:
    """Who writes into the file."""

    def __init__(self, rng):
        self.rng = rng
        self.number = 0
        self.comments = {}  # text: the session's id

    def comment(self, name):
        self.number += 1
        text = f"# note {self.number} of {name}"
        self.comments[text] = name
        return text

    def write(self, text, number):
        blocks = Text(text).blocks()
        for name in self.rng.sample(sorted(blocks), min(number, len(blocks))):
            block = blocks[name]
            kind = self.rng.choice((self.beside, self.within, self.appoint, self.retitle, self.doubt))
            changed = kind(name, block)
            assert text.count(block) == 1, block
            text = text.replace(block, changed)
        return text

    def beside(self, name, block):
        head, *rest = block.split("\n")
        head = head if "#" in head else f"{head} {self.comment(name)}"
        return "\n".join([head, *rest])

    def within(self, name, block):
        head, *rest = block.split("\n")
        return "\n".join([head, " " * 12 + self.comment(name), *rest])

    def appoint(self, name, block):
        if "agency: ilo" in block or "agency: unhcr" in block:
            return self.within(name, block)
        agency = self.rng.choice(("ilo", "unhcr"))
        own = [f"              - {{agency: {agency}, role: chair}} {self.comment(name)}"]
        head, *rest = block.split("\n")
        at = next((i for i, line in enumerate(rest) if line.strip() == "contributions:"), None)
        if at is None:
            return "\n".join([head, *rest, "            contributions:", *own])
        return "\n".join([head, *rest[: at + 1], *own, *rest[at + 1 :]])

    def retitle(self, name, block):
        self.number += 1
        title = f"            title: 'Ours {self.number}' {self.comment(name)}"
        lines = block.split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith("            title:"))
        end = at + 1
        while lines[end].startswith(" " * 13):
            end += 1
        for line in lines[at:end]:
            for text in re.findall(r"# note \d+ of \S+", line):
                del self.comments[text]
        return "\n".join([*lines[:at], title, *lines[end:]])

    def doubt(self, name, block):
        if "            status:" in block:
            return self.within(name, block)
        head, *rest = block.split("\n")
        return "\n".join([head, f"            status: tentative {self.comment(name)}", *rest])


# --- rounds --------------------------------------------------------------------------------------


def short(value):
    return repr(value)[:300]


def compare(found, wanted):
    for name in {**found, **wanted}:
        if found.get(name) != wanted.get(name):
            one, other = found.get(name) or {}, wanted.get(name) or {}
            keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
            for key in keys:
                print(f"{name}: {key}: {short(one.get(key))} instead of {short(other.get(key))}")
            raise Fault(f"session {name} is not what comes of both sides")


def check_text(before, after, untouched, people):
    old, new = Text(before).blocks(), Text(after).blocks()
    for name in untouched:
        if old[name] != new[name]:
            told = difflib.unified_diff(old[name].split("\n"), new.get(name, "").split("\n"), n=0)
            raise Fault("\n".join([f"the text of {name} has changed:", *told]))
    for comment, name in people.comments.items():
        if name in new and comment + "\n" not in new[name] + "\n":
            raise Fault(f"{comment!r} is no longer where it was:\n{new[name]}")


def read_json(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def read_yaml(text):
    return yaml.load(text, Loader=yaml.CBaseLoader)


def plain(value):
    """Data as YAML without types has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value)


def play(rng, folder):
    source = Source(rng, originals.find("fosdem-2025.schedule.xml"))
    people = People(rng)
    xml, agenda, fresh = folder / "schedule.xml", folder / "agenda.yaml", folder / "fresh.yaml"
    options = ("import", "--from", "frab", xml)
    source.write(xml)
    run(*options, "-o", agenda)
    text = agenda.read_text(encoding="utf-8").replace("people:\n", OWN + "people:\n", 1)
    agenda.write_text(people.write(text, N_NOTES), encoding="utf-8")
    base = sessions_of(plain(read_json(f"{agenda}.imported")))
    counts = [0, 0, 0]
    for _ in range(N_ROUNDS):
        before = agenda.read_text(encoding="utf-8")
        here = sessions_of(read_yaml(before))
        source.change()
        source.write(xml)
        for path in (fresh, pathlib.Path(f"{fresh}.imported")):
            path.unlink(missing_ok=True)
        run(*options, "-o", fresh)
        new = sessions_of(plain(read_json(f"{fresh}.imported")))
        told = run(*options, "--into", agenda)
        after = agenda.read_text(encoding="utf-8")
        wanted = expected(base, new, here)
        compare(sessions_of(read_yaml(after)), wanted)
        untouched = [here[name]["id"] for name in here if wanted.get(name) == here[name]]
        check_text(before, after, untouched, people)
        counts[0] += len(untouched)
        counts[1] += sum(name in here and wanted[name] != here[name] for name in wanted)
        counts[2] += told.count(": conflict: ")
        kept = {name: cancelled(base[name]) for name in base if name in wanted}
        base = {**kept, **new}
        agenda.write_text(people.write(after, N_NOTES // 4), encoding="utf-8")
    if run(*options, "--into", agenda).count("says so already") != 1:
        told = subprocess.run([CONFEED, "diff", f"{agenda}~", agenda], capture_output=True, text=True)
        raise Fault(f"what was put in is put in again: {told.stdout[:2000]}")
    print(f"{N_ROUNDS} rounds: {counts[0]} sessions stayed to the octet, {counts[1]} changed, "
          f"{counts[2]} conflicts")


def main():
    seed = int(os.environ.get("TEST_SEED", random.randrange(1 << 32)))
    print(f"TEST_SEED={seed}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            play(random.Random(seed), pathlib.Path(folder))
        except Fault as fault:
            print(f"wrong: {fault}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
