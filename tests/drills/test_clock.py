#!/usr/bin/python3
"""A clock that is set back, and forward beyond what 32 bits hold: no stamp in any feed falls, and
whatever changes is stamped anew."""

import datetime
import os
import pathlib
import re

import drill

HOUR = 3600
NOW = 1_184_000_000  # 2007-07-09
BEYOND_32_BITS = (1 << 31) + HOUR  # 2038-01-19
CLOCKS = [NOW, NOW - HOUR, NOW + 5, BEYOND_32_BITS, NOW + 10, 0, 1 << 32, BEYOND_32_BITS - HOUR]

ASAN_OPTIONS = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"


def seconds_of(text):
    moment = datetime.datetime.strptime(text, "%Y%m%dT%H%M%SZ")
    return int(moment.replace(tzinfo=datetime.timezone.utc).timestamp())


class Event:
    def __init__(self, text):
        def get(name):
            return re.search(rf"^{name}:(.*)$", text, re.M)[1]

        self.uid = get("UID")
        self.stamp = seconds_of(get("DTSTAMP"))
        self.created = seconds_of(get("CREATED"))
        self.modified = seconds_of(get("LAST-MODIFIED"))
        self.sequence = int(get("SEQUENCE"))
        self.says = re.sub(r"^(DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\n", "", text, flags=re.M)
        assert self.stamp == self.modified, text


class Calendar:
    def __init__(self, octets):
        self.octets = octets
        text = octets.decode().replace("\r\n ", "").replace("\r\n", "\n")
        head = text.split("BEGIN:VEVENT\n")[0]
        self.modified = seconds_of(re.search(r"^LAST-MODIFIED:(.*)$", head, re.M)[1])
        parts = re.findall(r"^BEGIN:VEVENT\n(.*?)^END:VEVENT$", text, re.M | re.S)
        self.events = {event.uid: event for event in map(Event, parts)}


def compare_events(before, after, counts):
    counts["events"] += 1
    assert after.created == before.created, (before.says, after.says)
    if after.says == before.says:
        assert (after.modified, after.sequence) == (before.modified, before.sequence), after.says
    else:
        counts["changed"] += 1
        assert after.modified > before.modified, (before.modified, after.modified, after.says)
        assert after.sequence > before.sequence, (before.sequence, after.sequence, after.says)


def compare(before, after, counts):
    """Two states of all calendars, by path: that the second one follows the first. The first is
    then brought up to date; what is over leaves calendars, and stays in it, should it come back."""
    for path, calendar in after.items():
        counts["calendars"] += 1
        old = before.setdefault(path, calendar)
        if old.octets != calendar.octets:
            assert calendar.modified > old.modified, (path, old.modified, calendar.modified)
        for uid, event in calendar.events.items():
            if uid in old.events:
                compare_events(old.events[uid], event, counts)
        calendar.events = {**old.events, **calendar.events}
        before[path] = calendar


def calendars(folder):
    paths = sorted(pathlib.Path(folder).rglob("*.ics"))
    return {str(path.relative_to(folder)): Calendar(path.read_bytes()) for path in paths}


def new_counts():
    return {"calendars": 0, "events": 0, "changed": 0}


def publish_by_clocks(environment_at):
    """Publishes a version at each of these clocks, and compares all feeds with those before."""
    counts = new_counts()
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        built = pathlib.Path(folder, "built")
        before, last_stamp = {}, -1
        for version, clock in enumerate(CLOCKS, 1):
            drill.save(file, drill.agenda(version))
            env = environment_at(clock)
            told = drill.must("publish", "--history", history, file, env=env)
            stamp = re.match(rf"meeting: revision {version}, (\S+): ", told)[1]
            stamp = seconds_of(stamp.replace("-", "").replace(":", ""))
            # The clock's time, where it is later than all before.
            assert stamp == max(clock, last_stamp + 1), (clock, stamp, last_stamp)
            last_stamp = stamp
            drill.must("build", "--history", history, "-o", built, env=env)
            compare(before, calendars(built), counts)
        drill.verify(history)
    assert counts["changed"] > len(CLOCKS), counts
    print(f"clocks {CLOCKS}: compared {counts}; fallen: 0")


def test_time_from_the_environment():
    publish_by_clocks(drill.environment)


def faketime_library():
    found = sorted(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        raise drill.Skipped("there is no faketime")
    if drill.BUILD_DIR.name == "tsan":
        raise drill.Skipped("faketime does not go together with the sanitizer of this build")
    return found[0]


def environment_of_clock(library, clock_file):
    """For a program whose clock shows what a file says, from each moment on."""
    return drill.environment(
        LD_PRELOAD=library,
        FAKETIME_TIMESTAMP_FILE=clock_file,
        FAKETIME_NO_CACHE=1,
        FAKETIME_DONT_FAKE_MONOTONIC=1,
        ASAN_OPTIONS=ASAN_OPTIONS,
        TZ="UTC",
    )


def set_clock(clock_file, clock):
    """A clock that stands still."""
    moment = datetime.datetime.fromtimestamp(clock, datetime.timezone.utc)
    new = clock_file.with_suffix(".new")
    new.write_text(f"{moment:%Y-%m-%d %H:%M:%S}\n")
    new.rename(clock_file)


def test_the_clock_of_the_machine():
    library = faketime_library()
    with drill.scratch() as folder:
        clock_file = pathlib.Path(folder, "clock")

        def environment_at(clock):
            set_clock(clock_file, clock)
            return environment_of_clock(library, clock_file)

        publish_by_clocks(environment_at)


def test_the_clock_of_a_machine_that_serves():
    library = faketime_library()
    counts = new_counts()
    paths = ["agenda", "agencies/ilo", "agencies/unhcr", "rooms/gold", "days/2007-07-10"]
    with drill.scratch() as folder:
        clock_file = pathlib.Path(folder, "clock")
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        drill.save(file, drill.agenda(1))
        set_clock(clock_file, CLOCKS[0])
        env = environment_of_clock(library, clock_file)
        with drill.service(folder, "--history", history, file, env=env) as service:
            before = {path: Calendar(service.body(f"/meeting/{path}.ics")) for path in paths}
            for version, clock in enumerate(CLOCKS[1:], 2):
                set_clock(clock_file, clock)
                drill.save(file, drill.agenda(version))
                service.wait_for_message(f"meeting: revision {version}, ")
                drill.wait_for(lambda v=version: service.number() == v, "it being served")
                after = {path: Calendar(service.body(f"/meeting/{path}.ics")) for path in paths}
                compare(before, after, counts)
            service.stop()
        drill.verify(history)
    print(f"clocks {CLOCKS}: compared {counts}; fallen: 0")


if __name__ == "__main__":
    drill.run_tests(__name__)
