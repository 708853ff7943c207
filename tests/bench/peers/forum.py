"""What the Python peers share: the agenda as a program holds it, the wording, the two modes.

Reading is not part of the timed rendering, so what any program would work out once while it
reads (instants, identities, who is in which session) is worked out here.
"""

import argparse
import datetime
import json
import pathlib
import platform
import time
import uuid
from dataclasses import dataclass, field

import pytz

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "forum.example")
PRODID = "-//confeed//bench//EN"
COLOR = "steelblue"
COLOR_HEX = "#4682B4"

ROLE_LABELS = {
    "chair": "Chair", "rapporteur": "Rapporteur", "speaker": "Speaker", "presenter": "Presenter",
    "discussant": "Discussant", "panellist": "Panellist", "moderator": "Moderator",
    "organiser": "Organiser", "coordinator": "Coordinator", "participant": "Participant",
    "background-paper": "Background paper", "input": "Input", "comments": "Comments",
}


@dataclass(slots=True)
class Contribution:
    agency: str  # its short name
    role: str  # with its status where that is not confirmed
    label: str
    note: str


@dataclass(slots=True)
class Session:
    uid: str
    name: str
    kind: str
    status: str
    round_table: str
    table_title: str
    abstract: str
    url: str
    location: str
    start: datetime.datetime
    end: datetime.datetime
    contributions: list = field(default_factory=list)


@dataclass(slots=True)
class Feed:
    """One agency's calendar: pairs of a session and the agency's own contributions to it."""

    id: str
    name: str
    description: str
    url: str
    uid: str
    entries: list = field(default_factory=list)


@dataclass(slots=True)
class Forum:
    zone: datetime.tzinfo
    stamp: datetime.datetime
    feeds: list = field(default_factory=list)


class Reader:
    """Turns the parsed file into a Forum."""

    def __init__(self, data):
        self.data = data
        self.head = data["agenda"]
        self.zone = pytz.timezone(self.head["timezone"])
        self.shorts = {agency["id"]: agency["short"] for agency in data["agencies"]}
        self.rooms = {room["id"]: room["name"] for room in data["rooms"]}
        self.tables = {table["id"]: table["title"] for table in data["round-tables"]}

    def instant(self, date, clock):
        return self.zone.localize(datetime.datetime.fromisoformat(f"{date} {clock}"))

    def contribution(self, item):
        label = ROLE_LABELS[item["role"]]
        status = item.get("status", "confirmed")
        role = label if status == "confirmed" else f"{label} ({status})"
        return Contribution(self.shorts[item["agency"]], role, label, item.get("note", ""))

    def session(self, kind, item, date, slot):
        table = item.get("round-table", "")
        return Session(
            uid=str(uuid.uuid5(NAMESPACE, f"{self.head['id']}/{item['id']}")),
            name=item["title"] if kind == "plenary" else f"{item['id']} {item['title']}",
            kind=kind.capitalize(), status=item.get("status", "confirmed"),
            round_table=f"Round table {table}" if table else "",
            table_title=self.tables.get(table, ""),
            abstract=item.get("abstract", ""), url=item.get("url", ""),
            location=f"{self.rooms[item['room']]}, {self.head['location']}",
            start=self.instant(date, item.get("start", slot["start"])),
            end=self.instant(date, item.get("end", slot["end"])),
            contributions=[self.contribution(made) for made in item["contributions"]])

    def feed(self, agency):
        base = f"{self.head['url']}{self.head['id']}/agencies/{agency['id']}.ics"
        return Feed(agency["id"], f"{agency['short']} – {self.head['title']}",
                    f"{agency['name']}: its sessions and the plenaries", base,
                    str(uuid.uuid5(NAMESPACE, base)))

    def read(self):
        stamp = datetime.datetime.fromisoformat(self.head["published"]).astimezone(pytz.utc)
        feeds = {agency["id"]: self.feed(agency) for agency in self.data["agencies"]}
        for day in self.data["days"]:
            for slot in day["slots"]:
                for kind, item in slot_items(slot):
                    session = self.session(kind, item, day["date"], slot)
                    own = {}
                    for made, contribution in zip(item["contributions"], session.contributions):
                        own.setdefault(made["agency"], []).append(contribution)
                    for agency in feeds if kind == "plenary" else own:
                        feeds[agency].entries.append((session, own.get(agency, [])))
        return Forum(self.zone, stamp, list(feeds.values()))


def slot_items(slot):
    if "plenary" in slot:
        yield "plenary", slot["plenary"]
    for item in slot.get("sessions", []):
        yield "session", item


def summary(session, own):
    text = f"Cancelled: {session.name}" if session.status == "cancelled" else session.name
    if own:
        text = f"[{', '.join(made.role for made in own)}] {text}"
    return text


def description(session, own):
    lines = []
    if session.round_table:
        lines.append(f"{session.round_table}: {session.table_title}")
    if own:
        lines.append(f"Role: {', '.join(made.role for made in own)}")
    others = [f"{made.agency} ({made.role})" for made in session.contributions if made not in own]
    if others:
        lines.append(f"With: {', '.join(others)}")
    lines += [f"Note: {made.note}" for made in own if made.note]
    for text in (session.abstract, session.url):
        if text:
            lines += ["", text]
    return "\n".join(lines)


def categories(session, own):
    names = [session.round_table] if session.round_table else []
    return names + [session.kind] + [made.label for made in own]


def main(library, version, render):
    """`render` takes a Forum and yields, feed by feed, (id, number of events, octets)."""
    parser = argparse.ArgumentParser(description=f"agency feeds, written with {library}")
    parser.add_argument("mode", choices=["render", "build"])
    parser.add_argument("agenda", type=pathlib.Path)
    parser.add_argument("target", help="render: how many runs; build: the folder to write to")
    options = parser.parse_args()
    forum = Reader(json.loads(options.agenda.read_bytes())).read()
    if options.mode == "build":
        folder = pathlib.Path(options.target)
        folder.mkdir(parents=True, exist_ok=True)
        for name, _, octets in render(forum):
            (folder / f"{name}.ics").write_bytes(octets)
        return
    seconds = []
    for _ in range(int(options.target)):
        started = time.perf_counter()
        made = list(render(forum))
        seconds.append(time.perf_counter() - started)
    print(json.dumps({"library": library, "version": version,
                      "runtime": f"Python {platform.python_version()}", "seconds": seconds,
                      "feeds": len(made), "events": sum(events for _, events, _ in made),
                      "bytes": sum(len(octets) for _, _, octets in made)}))
