#!/usr/bin/python3
"""khal imports every feed and lists in it what the agenda says."""

import datetime
import os

import comparison
import expected
from khal_reader import FIELDS, Khal, listed


def days_around(feed):
    """The days before the first and after the last event of a feed."""
    days = [
        datetime.date.fromisoformat(event[name][:10])
        for event in feed.events
        for name in ("DTSTART", "DTEND")
    ]
    if not days:
        return "2000-01-01", "2000-01-02"
    day = datetime.timedelta(days=1)
    return (min(days) - day).isoformat(), (max(days) + day).isoformat()


def read_with(home):
    feeds = {feed.path: feed for path in comparison.AGENDAS for feed in expected.feeds(path)}

    def read(files):
        files = {path: file for path, file in files.items() if path in feeds}
        names = {path: f"feed{index}" for index, path in enumerate(files)}
        khal = Khal(home, names.values())

        def read_one(path, file):
            khal.run("import", "--batch", "-a", names[path], str(file))
            events = listed(khal, names[path], *days_around(feeds[path]))
            return None, in_order(events, feeds[path])

        return comparison.read_each(files, read_one)

    return read


def in_order(events, feed):
    """khal sorts events in its own way; the order of a feed is for other readers to judge."""
    places = {event["UID"]: index for index, event in enumerate(feed.events)}
    return sorted(events, key=lambda event: places.get(event["UID"], len(places)))


if __name__ == "__main__":
    with comparison.temporary_folder() as folder:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_DIRS"):
            os.environ[variable] = folder
        os.environ["HOME"] = folder
        comparison.compare_agendas("khal", read_with(folder), list(FIELDS))
