"""Builds agendas with the program and compares what a reader sees with what they say."""

import difflib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import css_colours
import expected

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
AGENDAS = [
    TOP / "data/gfmd-2007.yaml",
    TOP / "data/tutorial.yaml",
    TOP / "tests/golden/feeds/details.yaml",
    TOP / "tests/golden/feeds/postponed.yaml",
]

MANIFEST = ".confeed-manifest"

EVENT_PROPERTIES = (
    "UID DTSTART DTEND SUMMARY DESCRIPTION LOCATION CATEGORIES STATUS TRANSP URL SEQUENCE DTSTAMP "
    "CREATED LAST-MODIFIED CONTACT CONFERENCE IMAGE ATTACH"
).split()
CALENDAR_PROPERTIES = (
    "VERSION CALSCALE UID NAME X-WR-CALNAME X-WR-TIMEZONE LAST-MODIFIED URL SOURCE"
).split()
# What only some readers tell; each is judged by calendar_faults.
OTHER_CALENDAR_PROPERTIES = (
    "PRODID DESCRIPTION X-WR-CALDESC COLOR X-APPLE-CALENDAR-COLOR REFRESH-INTERVAL X-PUBLISHED-TTL"
).split()
# An invitation, or a sound in the night: a feed holds neither.
UNWANTED_PROPERTIES = {"METHOD", "ATTENDEE", "ORGANIZER", "RRULE", "RDATE", "EXDATE", "EXRULE"}


def run(arguments, **options):
    """Runs the program; gives the finished process, with texts."""
    command = [os.environ["CONFEED"], *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def temporary_folder():
    """In memory where there is such a place: bringing hundreds of files to the disk takes longer
    than all the rest, and is for other tests to judge."""
    memory = "/dev/shm"
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def build(agendas, folder, options=(), environment=None):
    """Builds agendas into a folder; ends the test if that fails."""
    env = {**os.environ, **environment} if environment else None
    done = run(["build", *agendas, "-o", folder, *options], env=env)
    if done.returncode != 0:
        sys.exit(f"confeed build ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def files_of(folder):
    """The files of a tree by their addresses."""
    paths = (path for path in pathlib.Path(folder).rglob("*") if not path.is_dir())
    return {str(path.relative_to(folder)): path for path in paths}


def read_each(files, read_one):
    """What read_one makes of each file of {address: file}; ends the test where it cannot."""
    found = {}
    for path, file in files.items():
        try:
            found[path] = read_one(path, file)
        except Exception as error:  # a reader may stumble in any way
            sys.exit(f"{path}: cannot be read: {type(error).__name__}: {error}")
    return found


def calendar_faults(properties):
    """What is wrong with those properties of a calendar whose value is the program's choice."""
    value = {name: properties.get(name) or "" for name in OTHER_CALENDAR_PROPERTIES}
    if not value["PRODID"]:
        yield "no PRODID"
    if not value["DESCRIPTION"] or value["DESCRIPTION"] != value["X-WR-CALDESC"]:
        yield "DESCRIPTION and X-WR-CALDESC are not the same text"
    colour = css_colours.COLOURS.get(value["COLOR"].lower())
    if colour is None or value["X-APPLE-CALENDAR-COLOR"].upper() != "#" + colour:
        yield f"COLOR {value['COLOR']}, but {value['X-APPLE-CALENDAR-COLOR']} for Apple"
    if value["REFRESH-INTERVAL"] not in ("PT30M", "PT1H", "PT2H", "PT4H", "PT6H", "PT12H", "P1D"):
        yield f"REFRESH-INTERVAL {value['REFRESH-INTERVAL']}"
    if value["X-PUBLISHED-TTL"] != value["REFRESH-INTERVAL"]:
        yield f"X-PUBLISHED-TTL {value['X-PUBLISHED-TTL']} is not REFRESH-INTERVAL"


class Comparison:
    """Counts what was compared, and prints what differs."""

    def __init__(self, reader):
        self.reader = reader
        self.counts = {"feeds": 0, "events": 0, "faults": 0}

    def fault(self, path, text):
        self.counts["faults"] += 1
        print(f"{path}: {text}")

    def equal(self, path, wanted, found):
        """Compares two values of the same shape; prints the lines in which they differ."""
        if wanted == found:
            return
        texts = (
            json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True).splitlines()
            for value in (wanted, found)
        )
        lines = difflib.unified_diff(*texts, "the agenda says", f"{self.reader} reads", lineterm="")
        self.fault(path, "\n  ".join(["differs", *lines]))

    def feed(self, feed, calendar, events, names=EVENT_PROPERTIES):
        """Compares what a reader saw of a feed. calendar: its own properties, or None if the
        reader does not tell; events: by property; names: the properties that it does tell."""
        self.counts["feeds"] += 1
        self.counts["events"] += len(events)
        wanted = [{name: event[name] for name in names} for event in feed.events]
        found = [{name: event.get(name) for name in names} for event in events]
        self.equal(feed.path, wanted, found)
        if calendar is not None:
            self.equal(
                feed.path,
                feed.calendar,
                {name: calendar.get(name) for name in CALENDAR_PROPERTIES},
            )
            for text in calendar_faults(calendar):
                self.fault(feed.path, text)

    def addresses(self, agendas, feeds, files):
        """Compares the files of a tree with the addresses that there must be."""
        folders = [expected.load(agenda)["agenda"]["id"] + "/" for agenda in agendas]
        others = [folder + name for folder in ["", *folders] for name in ("index.html", MANIFEST)]
        beside = ("changes.html", "table.csv", "table.html")
        others += [".nojekyll", *(folder + name for folder in folders for name in beside)]
        calendars = [feed.path for feed in feeds]
        pages = [path[:-4] + ".html" for path in calendars if not path.endswith("/agenda.ics")]
        there = [file for file in files if "assets/" not in file]
        self.equal("the tree", sorted(calendars + pages + others), sorted(there))

    def summary(self):
        return "{feeds} feeds with {events} events compared, {faults} faults".format(**self.counts)

    def failed(self):
        """Also if there was nothing to compare."""
        return self.counts["faults"] > 0 or self.counts["events"] == 0

    def end(self):
        """Ends the test."""
        print(self.summary())
        sys.exit(1 if self.failed() else 0)


def compare_agendas(reader, read, names=EVENT_PROPERTIES):
    """The test of a reader: builds the agendas of data/ and compares every feed.

    read takes {address: file} and gives {address: (calendar, events)}, as Comparison.feed.
    """
    comparison = Comparison(reader)
    with temporary_folder() as folder:
        build(AGENDAS, folder)
        feeds = [feed for agenda in AGENDAS for feed in expected.feeds(agenda)]
        files = files_of(folder)
        comparison.addresses(AGENDAS, feeds, files)
        found = read({path: file for path, file in files.items() if path.endswith(".ics")})
        for feed in feeds:
            if feed.path in found:
                comparison.feed(feed, *found[feed.path], names)
    comparison.end()
