"""Imports a source and reads the agenda that comes of it."""

import collections
import datetime
import os
import subprocess

import yaml

# text: the agenda file; agenda: the same as data; told: what is said of the source, line by line.
Imported = collections.namedtuple("Imported", "text agenda told")

# start and end: what clocks show at the conference; of a whole day midnights, the end after it.
Session = collections.namedtuple("Session", "source title start end all_day room")


def clock(date, text):
    hours, minutes = map(int, text.split(":"))
    midnight = datetime.datetime.combine(date, datetime.time())
    return midnight + datetime.timedelta(hours=hours, minutes=minutes)


def times(date, slot):
    if not slot.get("all-day"):
        return clock(date, slot["start"]), clock(date, slot["end"])
    last = datetime.date.fromisoformat(slot.get("until", date.isoformat()))
    return clock(date, "00:00"), clock(last, "24:00")


def sessions_of(agenda):
    """The sessions of an agenda file, in its order."""
    rooms = {room["id"]: room["name"] for room in agenda.get("rooms", [])}
    found = []
    for day in agenda.get("days", []):
        date = datetime.date.fromisoformat(day["date"])
        for slot in day["slots"]:
            start, end = times(date, slot)
            for session in slot["sessions"]:
                found.append(
                    Session(
                        session.get("source", session["id"]),
                        session["title"],
                        start,
                        end,
                        slot.get("all-day", False),
                        rooms.get(session.get("room")),
                    )
                )
    return found


# The options of real schedules.
COP30 = ("--from", "csv", "--id", "cop30-side-events", "--title", "COP30 side events")
FOSDEM = ("--from", "frab")


def read(source, *options, text=None):
    """Imports a file, or with "-" a text, which is given as octets."""
    command = [os.environ["CONFEED"], "import", *options, str(source)]
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.stderr.decode()}")
    agenda = yaml.load(done.stdout, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Imported(done.stdout.decode(), agenda, done.stderr.decode().splitlines())


def run(form, text, zone):
    """The sessions of a text, and what was told of it."""
    made = read("-", "--from", form, "--timezone", zone, text=text)
    return sessions_of(made.agenda), "\n".join(made.told)
