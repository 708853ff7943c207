#!/usr/bin/python3
"""Governments change the rules of a zone, packages rename it or leave it out: what was published stays
as it was, and what moves by new rules is published as that.

Zone files are made with zic from sources of a few lines; where each entry must lie is told by
zoneinfo, from the same files.
"""

import contextlib
import datetime
import hashlib
import io
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import zoneinfo

import dateutil.tz

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"], "tests/drills")))
import drill  # noqa: E402

CONFEED = os.environ["CONFEED"]
ZONE = "America/Vancouver"
CHANGED = f"the rules of {ZONE} have changed"

RULES = """\
Rule V 2007 max - Mar Sun>=8 2:00 1:00 D
Rule V 2007 max - Nov Sun>=1 2:00 0    S
Zone Europe/Brussels 1:00 - CET
Zone America/Vancouver -8:00 V P%sT"""
SOURCES = {
    "old": f"{RULES}\n",
    # No more winter time, as of March 2026.
    "new": f"{RULES} 2026 Mar 8 2:00\n -7:00 - MST\n",
    # The same until long after the meeting.
    "later": f"{RULES} 2040 Mar 1\n -7:00 - MST\n",
    # On the day itself, clocks are put forward over the session that begins at 10:00.
    "skip": f"{RULES} 2027 Jan 10 9:30\n -6:00 - CST\n",
    "gone": "Zone Europe/Brussels 1:00 - CET\n",
}

AGENDA = {
    "agenda": {"id": "meeting", "title": "A meeting", "timezone": ZONE},
    "agencies": [{"id": "ilo", "short": "ILO"}, {"id": "iom", "short": "IOM"}],
    "days": [],
}


def agenda(*sessions):
    """Sessions in winter, "…-w", and in summer, "…-s"; a private one is "p-…"."""
    days = []
    for ending, date in (("w", "2027-01-10"), ("s", "2027-07-10")):
        chosen = [
            {
                "id": name,
                "title": f"Session {name}",
                "visibility": "agency" if name.startswith("p-") else "public",
                "contributions": [{"agency": "iom", "role": "chair"}],
            }
            for name in sessions
            if name.endswith(ending)
        ]
        slot = {"start": "10:00", "end": "11:00", "sessions": chosen}
        days.append({"date": date, "slots": [slot] if chosen else []})
    return {**AGENDA, "days": days}


class Place:
    """A folder with the sets of zone files, an agenda and a history."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.file = self.folder / "meeting.json"
        self.history = self.folder / "history.db"
        for name, source in SOURCES.items():
            self.make_zones(name, source)
        self.use("old")

    def make_zones(self, name, source, form="slim"):
        path = self.folder / f"{name}.zic"
        path.write_text(source)
        subprocess.run(["zic", "-b", form, "-d", self.folder / name, path], check=True)

    def use(self, zones):
        """From now on these are the zone files: replaced as a package manager does."""
        for path in (self.folder / "zones").rglob("*"):
            if path.is_file() and not (self.folder / zones / path.relative_to(self.folder / "zones")).exists():
                path.unlink()
        for path in (self.folder / zones).rglob("*"):
            if path.is_file():
                target = self.folder / "zones" / path.relative_to(self.folder / zones)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, f"{target}.new")
                os.rename(f"{target}.new", target)

    def environment(self):
        return {**os.environ, "TZDIR": str(self.folder / "zones")}

    def run(self, *words, status=0):
        done = subprocess.run(
            [CONFEED, *map(str, words)], env=self.environment(), capture_output=True, text=True
        )
        assert done.returncode == status, (words, done)
        return done.stdout + done.stderr

    def publish(self, *sessions, status=0):
        drill.save(self.file, agenda(*sessions))
        return self.run("publish", self.file, "--history", self.history, "--by", "me", status=status)

    def verify(self):
        said = self.run("history", "--verify", "--history", self.history)
        assert "nothing is wrong" in said, said

    def revisions(self):
        """Why each revision was published, the last one first."""
        lines = self.run("history", "meeting", "--history", self.history).splitlines()
        return [" ".join(line.split("  ")[3:]) for line in lines]

    def serve(self, *words):
        return drill.service(
            self.folder, *words, "--history", self.history, "--keep=always", env=self.environment()
        )

    def instant(self, wall):
        """When it is that time by the zone files of now."""
        zoneinfo.reset_tzpath(to=[str(self.folder / "zones")])
        zone = zoneinfo.ZoneInfo.no_cache(ZONE)
        return datetime.datetime.fromisoformat(wall).replace(tzinfo=zone).timestamp()


@contextlib.contextmanager
def place():
    with tempfile.TemporaryDirectory(prefix="confeed-rules-") as folder:
        yield Place(folder)


def events(text):
    """Of each event its properties, and "at", the instant by the calendar's own VTIMEZONE."""
    lines = text.replace("\r\n ", "").split("\r\n")
    zone = "\r\n".join(lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1])
    reader = dateutil.tz.tzical(io.StringIO(zone + "\r\n", newline="")).get()
    found = {}
    for part in "\r\n".join(lines).split("BEGIN:VEVENT\r\n")[1:]:
        pairs = (line.partition(":") for line in part.split("\r\nEND:VEVENT")[0].split("\r\n"))
        event = {name.partition(";")[0]: value for name, _, value in pairs}
        wall = datetime.datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S")
        event["at"] = wall.replace(tzinfo=reader).timestamp()
        found[event["SUMMARY"].split("Session ")[-1]] = event
    return found


def built(here):
    """The events of the whole agenda, as a build into a new folder has them."""
    out = here.folder / "built"
    here.run("build", "--manual", "--history", here.history, "-o", out)
    return events((out / "meeting/agenda.ics").read_bytes().decode())


def sequences(found):
    return {name: int(event["SEQUENCE"]) for name, event in found.items()}


# --- new rules ---------------------------------------------------------------------------------


def new_rules_are_published_before_what_a_file_says():
    with place() as here:
        here.publish("a-w", "gone-w", "b-s", "p-w")
        here.publish("a-w", "b-s", "p-w")
        before = built(here)
        assert before["a-w"]["at"] == here.instant("2027-01-10T10:00")
        here.use("new")
        said = here.publish("a-w", "b-s", "p-w")
        assert f"meeting: {CHANGED}\n" in said, said
        assert "Session a-w (a-w): 10:00–11:00 is now 17:00–18:00 UTC, was 18:00–19:00 UTC" in said
        assert "meeting: nothing has changed since revision 3" in said, said
        assert here.revisions() == [CHANGED, "", ""], here.revisions()
        after = built(here)
        for name, wall in (("a-w", "2027-01-10T10:00"), ("b-s", "2027-07-10T10:00")):
            assert after[name]["at"] == here.instant(wall)
            assert after[name]["DTSTART"] == before[name]["DTSTART"]
            assert after[name]["LAST-MODIFIED"] > before[name]["LAST-MODIFIED"]
        assert after["a-w"]["at"] == before["a-w"]["at"] - 3600
        assert sequences(after) == {"a-w": 1, "b-s": 1, "gone-w": 2}, after
        here.verify()
        here.use("old")
        here.verify()


def what_is_taken_back_is_so_by_the_rules_of_now_and_stays_so():
    with place() as here:
        words = ["--history", here.history]
        here.publish("a-w")
        here.publish("a-w", "b-s")
        here.use("new")
        here.run("build", here.file, *words, "-o", here.folder / "out")
        assert here.revisions() == [CHANGED, "", ""], here.revisions()
        here.run("revert", "meeting", 1, *words)
        found = built(here)
        assert found["a-w"]["at"] == here.instant("2027-01-10T10:00")
        assert sequences(found) == {"a-w": 1, "b-s": 2}, found
        # The file says what it said, whatever the rules are.
        for zones in ("new", "later", "old"):
            here.use(zones)
            said = here.run("build", here.file, *words, "-o", here.folder / "out")
            assert "says what revision 3 said; it is held back until it changes" in said, said
            assert built(here)["b-s"]["STATUS"] == "CANCELLED"
        here.verify()


def new_rules_that_move_nothing_are_nothing():
    with place() as here:
        here.publish("a-w", "b-s")
        digest = hashlib.sha256(here.history.read_bytes()).hexdigest()
        here.make_zones("fat", SOURCES["old"], "fat")
        for zones in ("fat", "later", "gone", "old"):
            here.use(zones)
            if zones != "gone":
                assert "nothing has changed since revision 1" in here.publish("a-w", "b-s")
            here.run("build", "--history", here.history, "-o", here.folder / "out")
        assert hashlib.sha256(here.history.read_bytes()).hexdigest() == digest
        # They wait for the next revision.
        here.use("later")
        here.publish("a-w")
        assert here.revisions() == ["", ""]
        assert sequences(built(here)) == {"a-w": 0, "b-s": 1}
        here.verify()


def a_service_follows_the_zone_files():
    with place() as here:
        here.publish("a-w", "b-s")
        # Nobody can read the file: what is published moves all the same.
        here.file.write_text("agenda: [")
        with here.serve(here.file) as served:
            first = events(served.body("/meeting/agenda.ics").decode())
            past = served.body("/meeting/agenda.ics?rev=1")
            here.use("new")
            served.wait_for_message(CHANGED)
            drill.wait_for(lambda: served.number() == 2, "revision 2")
            second = events(served.body("/meeting/agenda.ics").decode())
            assert second["a-w"]["at"] == first["a-w"]["at"] - 3600
            assert sequences(second) == {"a-w": 1, "b-s": 1}
            assert served.body("/meeting/agenda.ics?rev=1") == past
            told = json.loads(served.body("/meeting/sessions/b-s.changes.json"))["revisions"][0]
            assert told["changes"][0]["kind"] == "zone-rules", told
            here.use("gone")
            served.signal(signal.SIGHUP)
            assert served.body("/meeting/agenda.ics?rev=1") == past
            here.use("old")
            drill.wait_for(lambda: served.number() == 3, "revision 3")
        here.use("new")
        with here.serve() as served:
            assert served.number() == 4
            assert served.body("/meeting/agenda.ics?rev=1") == past
        assert here.revisions()[:1] + here.revisions()[3:] == [CHANGED, ""]
        here.verify()


def a_time_that_is_skipped_by_now_stays_readable():
    with place() as here:
        here.publish("a-w", "b-s", "p-w")
        here.use("skip")
        said = here.publish("a-w", "b-s", "p-w", status=1)
        assert "there is no 10:00 on 2027-01-10 in America/Vancouver" in said, said
        assert len(here.revisions()) == 1
        # What is published moves: by RFC 5545 §3.3.5, as if clocks had not been put forward yet.
        with here.serve(here.file) as served:
            assert served.number() == 2
            text = served.body("/meeting/agenda.ics").decode()
            assert "DTSTART;TZID=America/Vancouver:20270110T100000" in text
            assert "DTEND;TZID=America/Vancouver:20270110T130000" in text
        here.verify()
        here.run("diff", "meeting@1", "meeting@2", "--history", here.history, status=1)


# --- zones that are gone ------------------------------------------------------------------------


def a_history_needs_no_zone_files():
    with place() as here:
        here.publish("a-w", "gone-w", "b-s", "p-w")
        here.publish("a-w", "b-s", "p-w")
        before = built(here)
        other = {**agenda("b-s"), "agenda": {**AGENDA["agenda"], "id": "other", "timezone": "Europe/Brussels"}}
        drill.save(here.folder / "other.json", other)
        here.use("gone")
        here.verify()
        assert built(here) == before
        here.run("history", "show", "meeting@1", "--file", "--history", here.history)
        with here.serve(here.file, here.folder / "other.json") as served:
            assert "unknown time zone" in served.wait_for_message("unknown time zone")
            assert events(served.body("/meeting/agenda.ics").decode()).keys() == before.keys()
            served.body("/meeting/agenda.ics?rev=1")
            served.body("/other/agenda.ics")
        said = here.publish("a-w", status=1)
        assert f'unknown time zone "{ZONE}"; expected an IANA name' in said, said


def forget_zones(path):
    """Makes the history one of an older program, which kept no zones."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        numbers = database.execute("SELECT agenda, number FROM revision").fetchall()
        database.execute("DELETE FROM record WHERE kind = 'zone'")
        database.execute("UPDATE revision SET rules = NULL")
        database.commit()
        return numbers


def an_older_history_goes_on():
    with place() as here:
        here.publish("a-w", "b-s")
        here.publish("a-w", "b-s", "c-w")
        texts = [
            here.run("history", "show", f"meeting@{n}", "--file", "--history", here.history)
            for n in (1, 2)
        ]
        forget_zones(here.history)
        with contextlib.closing(sqlite3.connect(here.history)) as database:
            for number, text in enumerate(texts, 1):
                digest = hashlib.sha256(text.encode()).hexdigest()
                database.execute("UPDATE revision SET digest = ? WHERE number = ?", (digest, number))
            database.commit()
        here.verify()
        assert "nothing has changed since revision 2" in here.publish("a-w", "b-s", "c-w")
        here.publish("a-w", "b-s")
        here.verify()
        # From here on the zone is kept, and the earlier revisions are read with it.
        here.use("gone")
        here.verify()


# --- zones under another name -------------------------------------------------------------------


def a_zone_that_was_renamed_is_known_by_its_canonical_name():
    system = pathlib.Path(os.environ.get("TZDIR", "/usr/share/zoneinfo"))
    with place() as here:
        zones = here.folder / "zones"
        named = {**agenda("a-w", "gone-w", "b-s")}
        named["agenda"] = {**AGENDA["agenda"], "timezone": "Europe/Kiev"}
        drill.save(here.file, named)
        # Zone files from before the renaming.
        shutil.copy(system / "Europe/Kyiv", zones / "Europe/Kiev")
        assert "old name" not in here.run("check", here.file)
        os.rename(zones / "Europe/Kiev", zones / "Europe/Kyiv")
        warning = f"{here.file}:5:15: warning: Europe/Kiev is an old name of Europe/Kyiv\n"
        assert warning in here.run("check", here.file)
        said = here.run("publish", here.file, "--history", here.history, "--by", "me")
        assert warning in said, said
        # Published under the old name, as an earlier program did.
        with contextlib.closing(sqlite3.connect(here.history)) as database:
            database.execute("DELETE FROM record WHERE kind = 'zone'")
            database.execute("UPDATE revision SET rules = NULL")
            database.execute("UPDATE record SET text = replace(text, 'Kyiv', 'Kiev')")
            database.commit()
        text = here.run("history", "show", "meeting@1", "--file", "--history", here.history, status=3)
        assert "it is not what was published" in text
        with contextlib.closing(sqlite3.connect(here.history)) as database:
            digest = hashlib.sha256(file_of(database).encode()).hexdigest()
            database.execute("UPDATE revision SET digest = ?", (digest,))
            database.commit()
        here.verify()
        named["days"][0]["slots"][0]["sessions"] = named["days"][0]["slots"][0]["sessions"][:1]
        named["agenda"]["timezone"] = "Europe/Kyiv"
        drill.save(here.file, named)
        here.run("publish", here.file, "--history", here.history, "--by", "me")
        assert sequences(built(here)) == {"a-w": 1, "b-s": 1, "gone-w": 1}
        here.verify()
        with here.serve(here.file) as served:
            assert b"TZID:Europe/Kiev\r\n" in served.body("/meeting/agenda.ics?rev=1")
            assert b"TZID:Europe/Kyiv\r\n" in served.body("/meeting/agenda.ics")


def file_of(database):
    """The canonical file of revision 1, from its records: its own form, line by line."""
    rows = dict()
    for kind, name, text in database.execute("SELECT kind, id, text FROM record ORDER BY place, id"):
        rows.setdefault(kind, []).append((name, text))
    slots = {}
    for place_, text in database.execute("SELECT place, text FROM record WHERE kind = 'session' ORDER BY place, id"):
        slots.setdefault(place_, []).append(text)
    out = '{\n"agenda":' + rows["agenda"][0][1] + ',\n"agencies":[\n'
    out += ",\n".join(text for _, text in rows["agency"]) + '\n],\n"days":['
    days = []
    for name, text in rows["day"]:
        day = "\n" + text[:-1] + ',"slots":['
        parts = []
        for place_, texts in slots.items():
            date, start, end, _ = place_.split()
            if date == name:
                parts.append(f'{{"start":"{start}","end":"{end}","sessions":[\n' + ",\n".join(texts) + "\n]}")
        days.append(day + ",".join(parts) + "\n]}")
    return out + ",".join(days) + "\n]\n}\n"


TESTS = [
    new_rules_are_published_before_what_a_file_says,
    what_is_taken_back_is_so_by_the_rules_of_now_and_stays_so,
    new_rules_that_move_nothing_are_nothing,
    a_service_follows_the_zone_files,
    a_time_that_is_skipped_by_now_stays_readable,
    a_history_needs_no_zone_files,
    an_older_history_goes_on,
    a_zone_that_was_renamed_is_known_by_its_canonical_name,
]


def main():
    if shutil.which("zic", path=f"{os.environ['PATH']}:/usr/sbin") is None:
        print("zic is not there (Debian package libc-bin)")
        return 77
    os.environ["PATH"] += ":/usr/sbin"
    for test in TESTS:
        print(test.__name__.replace("_", " "), flush=True)
        test()
    return 0


if __name__ == "__main__":
    sys.exit(main())
