#!/usr/bin/python3
"""Random conferences, exported as pretalx and Indico do, are imported as what they are: the same
sessions at the same times, in the same rooms, with the same people.

From the environment: CONFEED_TEST_SEED, which is printed; TEST_SEQUENCES, how many conferences of
each there are.
"""

import collections
import datetime
import os
import random
import subprocess
import sys

import conference
import indico_export
import pretalx_export
import yaml

CONFEED = os.environ["CONFEED"]
EXPORTS = {"pretalx": pretalx_export.Export, "indico": indico_export.Export}


def imported(name, export, source):
    """The agenda that is made of a source."""
    command = [CONFEED, "import", "--from", name, "-"]
    if name == "indico" and export.form == "timetable":
        command[2:2] = ["--timezone", export.made.zone.key]
    done = subprocess.run(command, input=source.encode(), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return yaml.safe_load(done.stdout)


def at(day, clock):
    """A clock after midnight of a day, as a time; hours go on after the day."""
    hours, minutes = clock.split(":")
    midnight = datetime.datetime.fromisoformat(day["date"])
    return str(midnight + datetime.timedelta(hours=int(hours), minutes=int(minutes)))


def sessions_of(agenda):
    """Each session as (kind, title, start, end, room, track, type, status, tags, people)."""
    names = {
        key: {record["id"]: record.get(member, "") for record in agenda.get(key, [])}
        for key, member in (("rooms", "name"), ("round-tables", "title"), ("people", "name"), ("agencies", "short"))
    }
    for day in agenda.get("days", []):
        for slot in day["slots"]:
            records = [("session", session) for session in slot.get("sessions", [])]
            records += [(kind, slot[kind]) for kind in ("plenary", "break") if kind in slot]
            for kind, record in records:
                people = [
                    (one["role"], names["people"][one["person"]], names["agencies"].get(one.get("agency"), ""))
                    for one in record.get("contributions", [])
                ]
                yield (
                    kind,
                    record["title"],
                    at(day, slot["start"]),
                    at(day, slot["end"]),
                    names["rooms"].get(record.get("room"), ""),
                    names["round-tables"].get(record.get("round-table"), ""),
                    record.get("type", ""),
                    record.get("status", "confirmed"),
                    tuple(sorted(record.get("tags", []))),
                    tuple(sorted(people)),
                )


def local(moment, zone):
    return str(moment.astimezone(zone).replace(tzinfo=None))


def expected(made):
    for session in made.sessions:
        people = {("speaker", person.name, person.affiliation) for person in session.speakers}
        people |= {("chair", person.name, person.affiliation) for person in session.chairs}
        for slot in session.slots:
            yield (
                session.kind,
                session.title,
                local(slot.start, made.zone),
                local(slot.end, made.zone),
                slot.room,
                session.track,
                session.type,
                session.status,
                tuple(sorted(session.tags)),
                tuple(sorted(people)),
            )


def codes(agenda):
    """How many sessions each record of the source has become."""
    found = collections.Counter()
    for day in agenda.get("days", []):
        for slot in day["slots"]:
            for session in slot.get("sessions", []):
                found[str(session.get("source", session["id"]))] += 1
    return found


def faults(name, rng):
    """What is wrong with one import."""
    export = EXPORTS[name](rng, conference.conference(rng))
    source = export.source()
    try:
        agenda = imported(name, export, source)
    except RuntimeError as error:
        return [f"{export.form}: {error}", source]
    wanted = collections.Counter(expected(export.made))
    found = collections.Counter(sessions_of(agenda))
    told = [f"{export.form}: missing {one}" for one in (wanted - found).elements()]
    told += [f"{export.form}: too much {one}" for one in (found - wanted).elements()]
    if name == "pretalx":
        slots = {s.code: len(s.slots) for s in export.made.sessions if s.kind == "session"}
        told += [] if codes(agenda) == slots else [f"{export.form}: {codes(agenda)} for {slots}"]
    return [*told, source] if told else []


def main():
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    count = int(os.environ.get("TEST_SEQUENCES", "60"))
    print(f"CONFEED_TEST_SEED={seed}")
    for name in EXPORTS:
        for index in range(count):
            told = faults(name, random.Random(f"{seed} {name} {index}"))
            if told:
                print("\n".join([f"{name} {index}:", *told]))
                sys.exit(1)
    print(f"{count} conferences of each of {len(EXPORTS)} formats")


if __name__ == "__main__":
    main()
