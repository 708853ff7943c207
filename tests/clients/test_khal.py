#!/usr/bin/python3
"""khal imports every feed and lists in it what the agenda says."""

import contextlib
import datetime
import io
import os
import pathlib

import comparison
import expected

# What khal can list, with its word for it.
FIELDS = {
    "UID": "uid",
    "DTSTART": "start-long",
    "DTEND": "end-long",
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "LOCATION": "location",
    "CATEGORIES": "categories",
    "STATUS": "status",
    "URL": "url",
}
# No text of an agenda can hold these.
FIELD_END = "\x1f"
EVENT_END = "\x1e"

CONFIG = """\
[calendars]
{calendars}
[sqlite]
path = :memory:
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[default]
timedelta = 1d
"""


class Khal:
    """khal with a home of its own and one calendar for each feed.

    It is run within this process: starting it for each feed would take a second each time.
    """

    def __init__(self, home, names):
        calendars = []
        for name in names:
            folder = pathlib.Path(home, "calendars", name)
            folder.mkdir(parents=True)
            calendars += [f"[[{name}]]", f"path = {folder}"]
        self.config = pathlib.Path(home, "config")
        self.config.write_text(CONFIG.format(calendars="\n".join(calendars)))

    def run(self, *arguments):
        from khal.cli import main_khal  # reads HOME when it is imported

        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            main_khal(["--config", str(self.config), *arguments], standalone_mode=False)
        return output.getvalue()


def value_of(name, value, all_day):
    if name in ("DTSTART", "DTEND") and all_day:
        day = datetime.date.fromisoformat(value)
        # khal names the last day, where DTEND is the day after.
        return (day + datetime.timedelta(days=name == "DTEND")).isoformat()
    if name == "CATEGORIES":
        return value.split(",")
    if name == "STATUS":
        return value.strip()
    return value or None


def listed(khal, name, first, last):
    """The events of one of khal's calendars, by property."""
    form = FIELD_END.join(["{all-day}", *(f"{{{word}}}" for word in FIELDS.values())]) + EVENT_END
    output = khal.run(
        "list", "--once", "-a", name, "--format", form, "--day-format", "", first, last
    )
    events = []
    for text in output.split(EVENT_END)[:-1]:
        # What is left before the first field is the line break after the last event, and the
        # escape sequence that ends khal's colours.
        all_day, *values = text.split(FIELD_END)
        is_all_day = all_day.endswith("True")
        events.append(
            {field: value_of(field, value, is_all_day) for field, value in zip(FIELDS, values)}
        )
    return events


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
