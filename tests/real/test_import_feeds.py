#!/usr/bin/python3
"""The feeds of real schedules say when everybody is needed, and the clashes are all told.

What must be said is worked out from the schedules, not from the agendas that are imported.
"""

import collections
import csv
import datetime
import json
import pathlib
import re
import sys
import uuid

import icalendar

import imported
import originals

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import comparison
import expected

UTC = datetime.timezone.utc
PUBLISHED = {"SOURCE_DATE_EPOCH": "1735689600"}

CLASH = re.compile(
    r"(?P<who>.*) is needed in (?P<count>\d+) sessions at once on "
    r"(?P<when>[^,]*, [^:]*:[^:]*:\d\d): (?P<sessions>.*); its delegation is 1"
)

# A schedule and what is made of it. folder: where the owners' feeds are; ids: {owner: id of its
# feed}; sessions: {key of an event: id of its session}; events: as originals has them.
Schedule = collections.namedtuple("Schedule", "file agenda folder ids sessions events")


def fail(text):
    print(text)
    sys.exit(1)


def sessions_of(agenda):
    slots = (slot for day in agenda["days"] for slot in day["slots"])
    return [session for slot in slots for session in slot["sessions"]]


def crowd(path, crowded):
    """Writes a table in which organisations whose names begin with one word are one: hardly any of
    those that there are is in two places at once."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(crowded, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            names = f"{row['lead_organisation']};{row['co_organisations']}".split(";")
            words = [re.split(r"\W", name.strip().lower())[0] for name in names]
            lead, *others = dict.fromkeys(word for word in words if word)
            row.update(lead_organisation=lead, co_organisations=";".join(others))
            writer.writerow(row)
    return crowded


def cop30(path, file):
    text, agenda, _ = imported.read(path, *imported.COP30)
    ids = {
        f"{each['name']} ({each['short']})" if "name" in each else each["short"]: each["id"]
        for each in agenda["agencies"]
    }
    sessions = {session["title"]: session["id"] for session in sessions_of(agenda)}
    return Schedule(write(file, text), agenda, "agencies", ids, sessions, originals.cop30(path))


def fosdem(folder):
    path = originals.find("fosdem-2025.schedule.xml")
    text, agenda, _ = imported.read(path, *imported.FOSDEM)
    events, _ = originals.fosdem(path)
    numbers = {person["source"]: person["id"] for person in agenda["people"]}
    ids = {owner: numbers[owner[0]] for event in events for owner in event.owners}
    file = write(folder / "fosdem.yaml", text)
    return Schedule(file, agenda, "people", ids, {event.key: event.key for event in events}, events)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


# --- check ---------------------------------------------------------------------------------------


def findings_of(path):
    """What check finds in a file; ends the test if there are errors."""
    done = comparison.run(["check", "--format", "json", path])
    try:
        (report,) = json.loads(done.stdout)
    except ValueError:
        fail(f"check of {path.name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    errors = [found for found in report["findings"] if found["severity"] == "error"]
    if errors or report["errors"] or done.returncode != 0:
        texts = "\n".join(f"  {found['line']}: {found['text']}" for found in errors[:20])
        fail(f"check of {path.name} ended with {done.returncode}; errors:\n{texts}")
    return report["findings"]


def clashes_told(findings):
    """Agencies' clashes as (name, time, how many, sessions), each as often as it is told."""
    told = collections.Counter()
    for found in findings:
        if found["rule"] != "agency-clash":
            continue
        parts = CLASH.fullmatch(found["text"])
        if parts is None:
            fail(f"not understood: {found['text']}")
        sessions = frozenset(re.findall(r"([A-Za-z0-9._-]+) \(([^()]*)\)", parts["sessions"]))
        told[parts["who"], parts["when"], int(parts["count"]), sessions] += 1
    return told


def when_of(start, end):
    weekday, month = expected.WEEKDAYS[start.weekday()], expected.MONTHS[start.month - 1]
    return f"{weekday} {start.day} {month} {start.year}, {start:%H:%M}–{end:%H:%M}"


def clashes_of(schedule):
    """The clashes that there are. The events of this schedule are at the same time or apart."""
    shorts = {agency["id"]: agency["short"] for agency in schedule.agenda["agencies"]}
    at_once = collections.defaultdict(list)
    for event in schedule.events:
        for place, owner in enumerate(event.owners):
            role = "co-organiser" if place else "organiser"
            at_once[owner, event.start, event.end].append((schedule.sessions[event.key], role))
    found = collections.Counter()
    for (owner, start, end), sessions in at_once.items():
        if len(sessions) > 1:
            who = shorts[schedule.ids[owner]]
            found[who, when_of(start, end), len(sessions), frozenset(sessions)] += 1
    return found


def rooms_at_once(schedule):
    """How many rooms are used twice at once."""
    uses = collections.Counter(
        (event.source["room"], event.start, event.end) for event in schedule.events
    )
    return sum(count > 1 for count in uses.values())


def check_clashes(schedule, findings):
    wanted, told = clashes_of(schedule), clashes_told(findings)
    for text, clashes in (("not told", wanted - told), ("told wrongly", told - wanted)):
        for clash in clashes:
            print(f"{text}: {clash}")
    rooms = sum(found["rule"] == "room-clash" for found in findings)
    if wanted != told or rooms != rooms_at_once(schedule):
        fail(f"{len(wanted)} clashes, {len(told)} told; clashes of rooms: {rooms}")
    print(f"{schedule.file.name}: {sum(told.values())} clashes told, as there are")


# --- feeds ---------------------------------------------------------------------------------------


def events_in(path):
    """The events of a feed as {(UID, start, end)}."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = [
        (str(event["UID"]), event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in calendar.walk("VEVENT")
    ]
    if len(events) != len(set(events)):
        fail(f"{path}: an event is there twice")
    return set(events)


def check_feeds(schedule, feeds):
    """Compares the owners' feeds with the schedule."""
    agenda = schedule.agenda["agenda"]["id"]
    folder = feeds / agenda / schedule.folder
    owners = originals.by_owner(schedule.events)
    wanted = {schedule.ids[owner]: times for owner, times in owners.items()}
    files = {path.stem: path for path in folder.glob("*.ics")}
    if set(files) != set(wanted):
        fail(f"{folder}: feeds missing or too many: {sorted(set(files) ^ set(wanted))[:20]}")
    count = 0
    for name, times in wanted.items():
        events = {
            (
                str(uuid.uuid5(expected.NAMESPACE, f"{agenda}/{schedule.sessions[key]}")),
                start.astimezone(UTC),
                end.astimezone(UTC),
            )
            for key, (start, end) in times.items()
        }
        count += len(events)
        found = events_in(files[name])
        if found != events:
            fail(f"{files[name]}:\n  missing {events - found}\n  too many {found - events}")
    print(f"{schedule.file.name}: {len(wanted)} feeds with {count} events are as the schedule says")


def main():
    with comparison.temporary_folder() as name:
        folder = pathlib.Path(name)
        table = originals.find("cop30-side-events.csv")
        schedules = [cop30(table, folder / "cop30.yaml"), fosdem(folder)]
        crowded = cop30(crowd(table, folder / "crowded.csv"), folder / "crowded.yaml")
        for schedule in (schedules[0], crowded):
            check_clashes(schedule, findings_of(schedule.file))
        findings_of(schedules[1].file)
        files = [schedule.file for schedule in schedules]
        comparison.build(files, folder / "feeds", environment=PUBLISHED)
        for schedule in schedules:
            check_feeds(schedule, folder / "feeds")


if __name__ == "__main__":
    main()
