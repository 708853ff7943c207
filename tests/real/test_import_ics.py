#!/usr/bin/python3
"""What 33C3 published as schedule.ics and as schedule.xml becomes the same agenda, in each state."""

import sys
import tarfile

import imported
import originals

# A state in which schedule.ics was not made anew, and that of which it still is.
STALE = {"04-2016-12-27T1345.schedule.ics": "03-2016-12-27T0925.schedule.ics"}

# UIDs are the events' GUIDs and a host.
HOST = "@frab.cccv.de"


def states(path):
    """The states as (name, schedule.ics, schedule.xml)."""
    with tarfile.open(path) as archive:
        files = {
            member.name.removeprefix("./"): archive.extractfile(member).read()
            for member in archive
            if member.isfile()
        }
    for name in sorted(name for name in files if name.endswith(".ics")):
        made = STALE.get(name, name)
        assert files[name] == files[made]
        yield name, files[name], files[made.removesuffix(".ics") + ".xml"]


def facts(sessions):
    """When and where each event is; and its title."""
    places = {s.source.removesuffix(HOST): (s.start, s.end, s.all_day, s.room) for s in sessions}
    titles = {s.source.removesuffix(HOST): s.title for s in sessions}
    assert len(places) == len(sessions), "two events of one id"
    return places, titles


def compare(name, calendar, schedule):
    """How many events agree; None if they do not."""
    found, remarks = imported.run("ics", calendar, "Europe/Berlin")
    wanted, _ = imported.run("frab", schedule, "Europe/Berlin")
    places, titles = facts(found)
    wanted_places, wanted_titles = facts(wanted)
    for key in sorted(places.keys() | wanted_places.keys()):
        if places.get(key) != wanted_places.get(key):
            print(f"{name}: {key}: {places.get(key)}, but schedule.xml: {wanted_places.get(key)}")
            print(remarks)
            return None
    for key, title in titles.items():
        if not title.startswith(wanted_titles[key]):
            print(f"{name}: {key}: {title!r}, but schedule.xml: {wanted_titles[key]!r}")
            return None
    return len(places)


def main():
    counts = [compare(*state) for state in states(originals.find("33c3-history.tar.xz"))]
    if None in counts or len(counts) != 14:
        return 1
    print(f"{len(counts)} states, {sum(counts)} events")
    return 0


if __name__ == "__main__":
    sys.exit(main())
