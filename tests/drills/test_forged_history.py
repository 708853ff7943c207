#!/usr/bin/python3
"""Histories in which values of one agenda were forged: no command crashes or hangs, what is served is
whole, the other agenda is served as it was, and what nobody complains of is right."""

import contextlib
import json
import pathlib
import re
import shutil
import sqlite3

import drill

REVISIONS = 3
FORGED = "meeting"
OTHER = "other"

# What stands in a row that nobody can mean, beside what stands in another row.
NUMBERS = [
    *(-(2**63), -1, 0, 1, 2, 3, 4, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1),
    *(10**9, 253_402_300_799, 253_402_300_800, 2**63 - 2, 2**63 - 1),
]
TEXTS = [
    *("", " ", "x", "0", "\n", "\x1b[2J", "\u202e", "../../etc/passwd", "meeting", "meeting@", "other"),
    *("other@ilo", "[]", "{}", "[" * 5000, '{"id":', "%s%n", "é" * 3, "a" * 100_000, "a\n", "null"),
]
OCTETS = [b"\xff", b"a\x00b", b"\xed\xa0\x80", b"", b"\xc3"]


def private_agenda(version):
    contents = drill.agenda(version)
    session = dict(contents["days"][0]["slots"][0]["sessions"][0])
    session |= {"id": "p", "title": f"Private {version}", "visibility": "agency"}
    session["contributions"] = [{"agency": "ilo", "role": "chair"}]
    contents["days"][0]["slots"][0]["sessions"].append(session)
    return contents


class Good:
    """A history of two agendas with private calendars, and all that is served of it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.history = self.folder / "good.db"
        self.addresses = {}
        for agenda in (FORGED, OTHER):
            file = self.folder / f"{agenda}.yaml"
            for version in range(1, REVISIONS + 1):
                contents = private_agenda(version)
                contents["agenda"]["id"] = agenda
                drill.publish(self.history, drill.save(file, contents), version)
            ending = drill.run("token", "new", agenda, "ilo", "--history", self.history)
            assert ending.status == 0, ending
            self.addresses[agenda] = ending.output.strip()
        # Not from the one that is forged: what a withdrawal has rewritten cannot be verified in full.
        env = drill.environment(drill.time_of(REVISIONS + 1))
        drill.must("withdraw", OTHER, "--session", "1.4", "--history", self.history, env=env)
        drill.verify(self.history)
        with served(self.folder, self.history) as service:
            self.bodies = {path: service.body(path) for path in self.paths()}

    def paths(self):
        calendars = ("agenda.ics", "agencies/ilo.ics", "agencies/unhcr.ics", "sessions/1.2.ics")
        others = ("agenda.changes.json", "agenda.changes.txt", "agenda.atom", "")
        paths = []
        for agenda in (FORGED, OTHER):
            paths += [f"/{agenda}/{name}" for name in (*calendars, *others)]
            paths += [f"/{agenda}/agenda.ics?rev={n}" for n in range(1, REVISIONS)]
            paths += [f"/{agenda}/agenda.ics?at=2007-06-01T02:30:00Z", self.addresses[agenda]]
        return paths

    def is_of(self, path, agenda):
        return path.startswith(f"/{agenda}/") or path == self.addresses[agenda]


def served(folder, history):
    return drill.service(folder, "--history", history, "--manual")


# --- forging ----------------------------------------------------------------------------------


def columns(database, table):
    return [(row[1], row[2]) for row in database.execute(f"PRAGMA table_info({table})")]


def forge_value(database, table, column, kind):
    """A value that stands elsewhere in the column, or one that nobody can mean."""
    if CHANCE.random() < 0.2:
        row = database.execute(f"SELECT {column} FROM {table} ORDER BY random() LIMIT 1").fetchone()
        return row[0]
    if CHANCE.random() < 0.1:
        return None
    return CHANCE.choice(NUMBERS if kind == "INTEGER" else TEXTS)


def forge(path):
    """Changes or deletes a few rows of one agenda; gives what it did."""
    done = []
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        # What was forged into octets that are no text is read again.
        database.text_factory = lambda octets: octets.decode("utf-8", "replace")
        database.execute("PRAGMA ignore_check_constraints = ON")
        while not done or CHANCE.random() < 0.3:
            table = CHANCE.choice(
                ["revision", "record", "event", "departure", "feed", "change", "token"]
            )
            keys = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[5]]
            of_it = f"SELECT {', '.join(keys)} FROM {table} WHERE agenda GLOB '{FORGED}*'"
            rows = database.execute(of_it).fetchall()
            if not rows:
                continue
            row = CHANCE.choice(rows)
            which = " AND ".join(f"{key} IS ?" for key in keys)
            if CHANCE.random() < 0.1:
                database.execute(f"DELETE FROM {table} WHERE {which}", row)
                done.append(("delete", table, row))
                continue
            column, kind = CHANCE.choice(columns(database, table))
            value = forge_value(database, table, column, kind)
            setting = f"{column} = ?"
            if kind == "TEXT" and CHANCE.random() < 0.15:
                value, setting = CHANCE.choice(OCTETS), f"{column} = CAST(? AS TEXT)"
            with contextlib.suppress(sqlite3.IntegrityError, sqlite3.OperationalError):
                database.execute(f"UPDATE {table} SET {setting} WHERE {which}", (value, *row))
                done.append((table, row, column, value if len(str(value)) < 99 else "long"))
    return done


# --- what must hold all the same --------------------------------------------------------------

CRASH = re.compile(r"CRITICAL|assertion|Sanitizer|runtime error|GLib|core dumped")


def commands(history, folder):
    at = ("--history", history)
    yield "history", *at
    for number in (1, REVISIONS, ""):
        yield "history", "show", f"{FORGED}@{number}", *at
        yield "history", "show", f"{FORGED}@{number}", "--file", *at
    yield "diff", f"{FORGED}@1", f"{FORGED}@{REVISIONS}", *at
    yield "diff", f"{FORGED}@2", folder / f"{FORGED}.yaml", *at
    yield "build", "--manual", *at, "-o", folder / "built"
    yield "token", "list", *at
    yield "subscribers", *at
    yield "publish", folder / f"{FORGED}.yaml", *at
    yield "withdraw", FORGED, "--text", "Session", *at
    yield "retire", FORGED, *at


def check_commands(history, folder):
    """Runs all; whether --verify finds anything."""
    verified = drill.run("history", "--verify", "--history", history)
    assert verified.status in (0, 3) and not CRASH.search(verified.errors), verified
    for command in commands(history, folder):
        shutil.rmtree(folder / "built", ignore_errors=True)
        ending = drill.run(*command)
        assert ending.status in (0, 1, 2, 3), (command, ending)
        assert not CRASH.search(ending.errors), (command, ending)
        assert ending.status == 0 or ending.errors or command[0] == "diff", (command, ending)
    return verified.status == 3


def check_whole(path, body):
    if ".ics" in path:
        assert body.startswith(b"BEGIN:VCALENDAR\r\n"), (path, body)
        assert body.endswith(b"END:VCALENDAR\r\n") and body.count(b"BEGIN:VTIMEZONE") == 1, path
        assert b"\x00" not in body and b"\x1b" not in body, path
        body.decode()
    elif path.endswith("json"):
        json.loads(body)


def is_moved(what):
    """Whether a row of the one agenda was made one of the other, which then is forged, too."""
    return len(what) == 4 and what[2] == "agenda" and str(what[3]).startswith(OTHER)


def check_service(good, history, is_seen, done):
    """A token that was forged into another one is not told from it, but for its address."""
    is_token = any("token" in what[:2] for what in done)
    are_both_forged = any(is_moved(what) for what in done)
    counts = {"as before": 0, "another": 0, "refused": 0}
    with served(good.folder, history) as service:
        for path in good.paths():
            answer = drill.server.ask(service, path)
            if good.is_of(path, OTHER) and not are_both_forged:
                assert answer.status == 200 and answer.body == good.bodies[path], (path, answer)
                continue
            assert answer.status in (200, 404, 503, 400), (path, answer)
            if path.startswith("/private/") and is_token:
                check_whole(path, answer.body if answer.status == 200 else good.bodies[path])
            elif answer.status != 200:
                told = [m for m in service.messages() if "damaged" in m or "no longer" in m]
                assert told or answer.status in (400, 404) and is_seen, (path, answer)
                counts["refused"] += 1
            elif answer.body == good.bodies[path]:
                counts["as before"] += 1
            else:
                check_whole(path, answer.body)
                assert is_seen, f"{path} is another, and --verify does not see it"
                counts["another"] += 1
        messages = service.stop()
        assert not CRASH.search("\n".join(messages)), messages
        # Once by what is served, and once by what was asked for.
        assert all(messages.count(message) <= 2 for message in messages), messages
    return counts


def test_values_that_nobody_can_mean():
    totals = {}
    with drill.scratch() as folder:
        good = Good(folder)
        forged = pathlib.Path(folder, "forged.db")
        count = drill.rounds(drill.extent(400, 5, "forged histories"), 5)
        for _ in range(count):
            for ending in ("", "-journal", ".subscribers"):
                pathlib.Path(f"{forged}{ending}").unlink(missing_ok=True)
            shutil.copy(good.history, forged)
            done = forge(forged)
            try:
                copy = pathlib.Path(folder, "copy.db")
                shutil.copy(forged, copy)
                is_seen = check_commands(copy, good.folder)
                for what, n in check_service(good, forged, is_seen, done).items():
                    totals[what] = totals.get(what, 0) + n
            except BaseException:
                print(f"forged: {done}", flush=True)
                raise
    print(f"{count} forged histories; answers of the forged agenda: {totals}")


CHANCE = drill.chance()

if __name__ == "__main__":
    drill.run_tests(__name__)
