#!/usr/bin/python3
"""Compares what the program says of time zones with what Python's zoneinfo reads from the same files.

Usage: tests/zones/check_zones.py [ZONE…]       all zones, or those named

For every zone and window of time, the VTIMEZONE that the program writes is read by dateutil, and
its offset compared with zoneinfo's at the window's start and end and at every hour of it and of the
day before and after, in both passes of a repeated hour. Windows lie around every transition from
1972 to 2050: with it inside, at either edge, a second outside, and a second outside of the margin.
A zone that is another under a second name must have the other's text. Then wall times in and around
every gap and overlap from 1972 to 2199 are resolved, and offsets told at random instants.

From the environment: BUILD_DIR (build/release), TZDIR (/usr/share/zoneinfo), JOBS (2), SEED.
"""

import collections
import datetime
import io
import multiprocessing
import os
import pathlib
import random
import re
import subprocess
import sys
import time
import zoneinfo

import dateutil.tz

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = pathlib.Path(os.environ.get("BUILD_DIR", TOP / "build/release")) / "tests/zones/tool_vtimezone"
FOLDER = pathlib.Path(os.environ.get("TZDIR", "/usr/share/zoneinfo"))

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
SECOND = datetime.timedelta(seconds=1)
HOUR = 3600
DAY = 24 * HOUR

LENGTHS = (HOUR, DAY, 3 * DAY)
LINE = re.compile(
    r"BEGIN:VTIMEZONE|TZID:[A-Za-z0-9_+/-]+|BEGIN:(STANDARD|DAYLIGHT)|DTSTART:\d{8}T\d{6}"
    r"|TZOFFSETFROM:[+-]\d{4}|TZOFFSETTO:[+-]\d{4}|TZNAME:[A-Za-z0-9+-]{3,}"
    r"|RRULE:FREQ=YEARLY;BYDAY=(?:[1-4]|-1)(?:SU|MO|TU|WE|TH|FR|SA);BYMONTH=\d{1,2}"
    r"|END:(STANDARD|DAYLIGHT)|END:VTIMEZONE"
)
YEARLY = (["BEGIN:STANDARD", "BEGIN:DAYLIGHT"], ["BEGIN:DAYLIGHT", "BEGIN:STANDARD"])


def stamp(year, month=1, day=1):
    return int(datetime.datetime(year, month, day, tzinfo=UTC).timestamp())


def ask(question, lines):
    """The answers of the program's tool, as one text."""
    result = subprocess.run(
        [TOOL, question], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True
    )
    return result.stdout.decode()


def all_zones():
    return ask("list", []).split()


def group_zones(names):
    """Zones with the same rules together, as lists of names."""
    groups = collections.defaultdict(list)
    for name in names:
        groups[(FOLDER / name).read_bytes()].append(name)
    return sorted(groups.values())


class Oracle:
    """A zone as Python knows it."""

    def __init__(self, name):
        zoneinfo.reset_tzpath(to=[str(FOLDER)])
        self.zone = zoneinfo.ZoneInfo.no_cache(name)

    def wall(self, utc):
        """What the clock on the wall shows, without a zone but with its fold."""
        return (EPOCH + utc * SECOND).astimezone(self.zone)

    def state(self, utc):
        wall = self.wall(utc)
        return wall.utcoffset(), wall.tzname(), wall.dst()

    def offset(self, utc):
        return self.wall(utc).utcoffset() // SECOND

    def transitions(self, first, last):
        """The first second of each change. Two within a day that undo each other are not seen."""
        found = []
        state = self.state(first)
        for day in range(first + DAY, last, DAY):
            after = self.state(day)
            if after != state:
                low, high = day - DAY, day
                while high - low > 1:
                    middle = (low + high) // 2
                    if self.state(middle) == state:
                        low = middle
                    else:
                        high = middle
                found.append(high)
            state = after
        return found


def windows_around(transition, length):
    for first in (
        transition - length // 2,
        transition - length,
        transition - length - 1,
        transition - length - DAY - 1,
        transition,
        transition + 1,
        transition + DAY + 1,
    ):
        yield first, first + length


class Tally:
    """What was compared and what was wrong."""

    COUNTED = "zones windows instants seconds resolved offsets".split()

    def __init__(self):
        self.counts = collections.Counter()
        self.wrong = []

    def add(self, other):
        self.counts += other.counts
        self.wrong += other.wrong

    def report(self):
        counts = self.counts
        print(
            f"{counts['zones']} zones, {counts['windows']} windows, {counts['instants']} instants "
            f"read from VTIMEZONEs; {counts['seconds']} windows left out because an offset in them "
            f"has seconds; {counts['resolved']} wall times resolved, {counts['offsets']} offsets "
            f"told; {len(self.wrong)} wrong"
        )
        for text in self.wrong[:40]:
            print(text)
        enough = all(counts[name] for name in ("zones", "windows", "instants", "resolved"))
        return 0 if enough and not self.wrong else 1


def form_fault(text):
    """What is wrong with the form of a VTIMEZONE, or None."""
    lines = text.split("\r\n")
    if lines.pop() != "" or not all(LINE.fullmatch(line) for line in lines):
        return "has a line that does not belong"
    if "BEGIN:STANDARD" not in lines:
        return "has no STANDARD"
    starts = [line for line in lines if line.startswith("DTSTART:")]
    if starts != sorted(set(starts)) or starts[0] < "DTSTART:19700101T000000":
        return "has onsets out of order"
    rules = [line for line in lines if line.startswith("RRULE:")]
    if rules and [line for line in lines if line.startswith("BEGIN:")][1:] not in YEARLY:
        return "has a rule beside something else than one other rule"
    if len(rules) not in (0, 2):
        return "has only one rule"
    offsets = [line[-5:] for line in lines if line.startswith("TZOFFSET")]
    if len(starts) == 1 and len(set(offsets)) != 1:
        return "tells a change of offset where there is none"
    return None


def check_window(oracle, text, window, tally):
    """Whether a VTIMEZONE agrees with the oracle all through a window and its margins."""
    first, last = window
    reader = dateutil.tz.tzical(io.StringIO(text, newline="")).get()
    hours = range(first - DAY, last + DAY + 1, HOUR)
    for utc in (first, last, last + DAY, *hours):
        wall = oracle.wall(utc)
        offset = wall.utcoffset()
        if offset.seconds % 60:
            continue
        tally.counts["instants"] += 1
        if reader.utcoffset(wall.replace(tzinfo=None)) != offset:
            return f"differs at {wall.isoformat()}, fold {wall.fold}"
    return None


def check_windows(names, oracle, windows, tally):
    exact = []
    for first, last in windows:
        seconds = any(oracle.offset(t) % 60 for t in (first, last, *range(first, last, DAY)))
        tally.counts["seconds"] += seconds
        if not seconds:
            exact.append((first, last))
    texts = {}
    for name in names:
        answer = ask("vtimezone", (f"{name} {first} {last}\n" for first, last in exact))
        texts[name] = answer.split("=====\n")[:-1]
        assert len(texts[name]) == len(exact)
    for i, window in enumerate(exact):
        text = texts[names[0]][i]
        tally.counts["windows"] += len(names)
        fault = form_fault(text) or check_window(oracle, text, window, tally)
        if fault:
            tally.wrong.append(f"{names[0]} {window}: {fault}\n{text}")
        for other in names[1:]:
            expected = text.replace(f"TZID:{names[0]}\r\n", f"TZID:{other}\r\n")
            if texts[other][i] != expected:
                tally.wrong.append(f"{other} {window}: is not like {names[0]}")


def expected_answer(oracle, local):
    """How a wall time is to be resolved, from the offsets that Python gives for its two folds."""
    wall = (EPOCH + local * SECOND).replace(tzinfo=oracle.zone)
    early = wall.utcoffset()
    late = wall.replace(fold=1).utcoffset()
    if early == late:
        return str(local - early // SECOND)
    return "repeated" if early > late else "skipped"


def check_resolving(name, oracle, transitions, chance, tally):
    locals_ = set()
    for t in transitions:
        for edge in (t + oracle.offset(t - 1), t + oracle.offset(t)):
            locals_.update((edge - 1, edge, edge + 1, edge + chance.randrange(-2 * HOUR, 2 * HOUR)))
    locals_.update(chance.randrange(stamp(1972), stamp(2200)) for _ in range(50))
    ordered = sorted(locals_)
    answers = ask("resolve", (f"{name} {local}\n" for local in ordered)).split()
    assert len(answers) == len(ordered)
    tally.counts["resolved"] += len(ordered)
    for local, answer in zip(ordered, answers):
        expected = expected_answer(oracle, local)
        if answer != expected:
            tally.wrong.append(f"{name}: local {local} is {answer}, not {expected}")


def check_offsets(name, oracle, transitions, chance, tally):
    instants = [chance.randrange(stamp(1901), stamp(2400)) for _ in range(200)]
    instants += [t + d for t in transitions for d in (-1, 0)]
    lines = ask("observance", (f"{name} {utc}\n" for utc in instants)).splitlines()
    assert len(lines) == len(instants)
    tally.counts["offsets"] += len(lines)
    for utc, line in zip(instants, lines):
        _, _, offset, _, abbreviation = line.split()
        wall = oracle.wall(utc)
        if (int(offset), abbreviation) != (wall.utcoffset() // SECOND, wall.tzname()):
            tally.wrong.append(f"{name}: at {utc} is {line}, not {wall.isoformat()} {wall.tzname()}")


def check_group(task):
    """Everything about one zone and its other names. `most` bounds the transitions looked at."""
    names, seed, most, n_years = task
    chance = random.Random(f"{seed} {names[0]}")
    oracle = Oracle(names[0])
    tally = Tally()
    tally.counts["zones"] = len(names)
    transitions = oracle.transitions(stamp(1971, 12), stamp(2200))
    near = [t for t in transitions if t < stamp(2051)]
    if most is not None:
        near = chance.sample(near, min(most, len(near)))
        transitions = chance.sample(transitions, min(most * 4, len(transitions)))
    windows = [w for i, t in enumerate(near) for w in windows_around(t, LENGTHS[i % len(LENGTHS)])]
    for _ in range(n_years):
        first = chance.randrange(stamp(1972), stamp(2050))
        windows.append((first, first + 365 * DAY))
    windows.append((stamp(1972), stamp(1972, 1, 10)))
    windows.append((stamp(2050, 12, 1), stamp(2050, 12, 4)))
    check_windows(names, oracle, windows, tally)
    check_resolving(names[0], oracle, transitions, chance, tally)
    check_offsets(names[0], oracle, transitions, chance, tally)
    return tally


def check(groups, seed, most=None, n_years=2):
    """Checks groups of zones in parallel; gives an exit status."""
    total = Tally()
    tasks = [(names, seed, most, n_years) for names in groups]
    shown = time.monotonic()
    with multiprocessing.Pool(int(os.environ.get("JOBS", "2"))) as pool:
        for done, tally in enumerate(pool.imap_unordered(check_group, tasks), 1):
            total.add(tally)
            if time.monotonic() - shown > 30:
                shown = time.monotonic()
                print(f"… {done} of {len(tasks)} sets of rules", flush=True)
    return total.report()


def main():
    seed = os.environ.get("SEED") or str(random.randrange(10**9))
    print(f"SEED={seed}", flush=True)
    return check(group_zones(sys.argv[1:] or all_zones()), seed)


if __name__ == "__main__":
    sys.exit(main())
