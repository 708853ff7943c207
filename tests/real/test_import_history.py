#!/usr/bin/python3
"""33C3's programme as it changed: in each of its states schedule.xml, schedule.json and the
organisers' own calendar agree about the agendas that are imported, and whoever subscribes keeps
every event, by the same UID, until it is over."""

import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zoneinfo

import icalendar
import imported
import originals

CONFEED = os.environ["CONFEED"]
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")

# In this state the organisers' calendar was still that of the state before, to the octet.
LATE = "04-2016-12-27T1345"

IMPORTS = {"xml": "frab", "json": "schedule-json"}


def run(*words, **options):
    return subprocess.run(
        [CONFEED, *map(str, words)], check=True, capture_output=True, text=True, **options
    )


def states_in(folder):
    """Unpacks the states: {"01-2016-12-23T1125": {"xml": path, …}, …}."""
    subprocess.run(["tar", "xf", originals.find("33c3-history.tar.xz"), "-C", folder], check=True)
    states = {}
    for path in sorted(pathlib.Path(folder).rglob("*.schedule.*")):
        states.setdefault(path.name.partition(".")[0], {})[path.suffix[1:]] = path
    return states


# --- agendas -------------------------------------------------------------------------------------


def instant(date, clock):
    hours, minutes = map(int, clock.split(":"))
    midnight = datetime.datetime.fromisoformat(date)
    moment = midnight + datetime.timedelta(hours=hours, minutes=minutes)
    return moment.replace(tzinfo=ZONE).astimezone(datetime.timezone.utc)


def sessions_of(agenda):
    """Sessions by what the source calls them, each with its times and the name of its room."""
    rooms = {room["id"]: room["name"] for room in agenda["rooms"]}
    return {
        session["source"]: {
            **session,
            "start": instant(day["date"], slot["start"]),
            "end": instant(day["date"], slot["end"]),
            "room": rooms[session["room"]],
        }
        for day in agenda["days"]
        for slot in day["slots"]
        for session in slot["sessions"]
    }


# --- calendars -----------------------------------------------------------------------------------


def utc(moment):
    return moment.dt.astimezone(datetime.timezone.utc)


def events_in(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return list(calendar.walk("VEVENT"))


def organisers_events(path):
    """By the identity that is in their UIDs. The file names its zone in a way that readers do not
    know (TZID;X-RICAL-TZSOURCE=…), so its times are read by hand."""
    text = re.sub(r"\r?\n[ \t]", "", path.read_text(encoding="utf-8"))
    events = {}
    for event in re.findall(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", text, re.DOTALL):
        lines = dict(re.split(r"[;:]", line, maxsplit=1) for line in event.splitlines())
        stamps = {
            name: datetime.datetime.strptime(lines[name].rpartition(":")[2], "%Y%m%dT%H%M%S")
            .replace(tzinfo=ZONE)
            .astimezone(datetime.timezone.utc)
            for name in ("DTSTART", "DTEND")
        }
        room = lines["LOCATION"].replace("\\,", ",")
        events[lines["UID"].partition("@")[0]] = (stamps["DTSTART"], stamps["DTEND"], room)
    return events


# --- the states, one after the other -------------------------------------------------------------


class Follower:
    """Who publishes each state, and what subscribers have then."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "agenda.yaml"
        self.uids = {}  # the source's identity → our UID
        self.seen = {}  # UID → end, of what was there in the last state
        self.calendar = b""  # that of the organisers in the last state

    def follow(self, state, sessions):
        """Publishes it at the time that its name has, and checks the calendar of everything."""
        stamp = datetime.datetime.strptime(state.partition("-")[2], "%Y-%m-%dT%H%M")
        now = stamp.replace(tzinfo=ZONE)
        feeds = self.folder / "feeds"
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(now.timestamp()))}
        run("build", self.file, "--history", self.folder / "h.db", "-o", feeds, env=environment)
        events = {str(event["UID"]): event for event in events_in(feeds / "33c3/agenda.ics")}
        held = {}
        for source, session in sessions.items():
            single = (feeds / f"33c3/sessions/{session['id']}.ics").read_text(encoding="utf-8")
            (uid,) = re.findall(r"^UID:(.*)$", single, re.MULTILINE)
            assert self.uids.setdefault(source, uid) == uid, f"{state}: {source} has another UID"
            event = events[uid]
            found = (utc(event["DTSTART"]), utc(event["DTEND"]), str(event["LOCATION"]))
            wanted = (session["start"], session["end"], session["room"])
            assert found[:2] == wanted[:2] and found[2].startswith(wanted[2]), (state, source)
            held[uid] = session["end"]
        gone = [uid for uid in set(self.seen) - set(held) if self.seen[uid] > now]
        for uid in gone:
            assert events[uid]["STATUS"] == "CANCELLED", f"{state}: {uid} left in silence"
        self.seen = held
        return len(gone)


def check_state(state, paths, follower):
    made = {
        kind: imported.read(paths[kind], "--from", name, "--timezone", "Europe/Berlin")
        for kind, name in IMPORTS.items()
    }
    follower.file.write_text(made["xml"].text, encoding="utf-8")
    sessions, others = (sessions_of(each.agenda) for each in made.values())
    assert sessions == others, f"{state}: XML and JSON differ"
    assert not any("an event is left out" in line for each in made.values() for line in each.told)
    organisers = organisers_events(paths["ics"])
    found = {name: (s["start"], s["end"], s["room"]) for name, s in sessions.items()}
    if state == LATE:
        assert paths["ics"].read_bytes() == follower.calendar, f"{state} has a calendar of its own"
    else:
        assert found == organisers, (
            f"{state}: the organisers have {set(organisers.items()) - set(found.items())}, "
            f"the agenda {set(found.items()) - set(organisers.items())}"
        )
    follower.calendar = paths["ics"].read_bytes()
    return len(sessions), follower.follow(state, sessions)


def main():
    with tempfile.TemporaryDirectory() as folder:
        states = states_in(folder)
        follower = Follower(pathlib.Path(folder))
        counts = [check_state(state, paths, follower) for state, paths in states.items()]
    sessions, gone = (sum(column) for column in zip(*counts))
    assert len(counts) == 14 and gone > 0
    print(f"{sessions} sessions in {len(counts)} states, {gone} that left before they were over")
    return 0


if __name__ == "__main__":
    sys.exit(main())
