"""What real schedules say, read from them without confeed."""

import collections
import csv
import datetime
import html
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
import zoneinfo

SKIPPED = 77
TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
FOLDER = TOP.parent / "shared/real"

# start and end: instants; owners: the names of organisations, the lead first, or (id, name) of
# persons; source: the row or element.
Event = collections.namedtuple("Event", "key start end owners source")


def find(name):
    """A file of a real schedule; ends the test as skipped if it is not there."""
    path = FOLDER / name
    if not path.is_file():
        print(f"there is no {name} in the folder shared/real beside the project")
        sys.exit(SKIPPED)
    return path


def cop30(path):
    """Events by their titles."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    events = []
    for row in rows:
        zone = zoneinfo.ZoneInfo(row["tz"])
        start, end = (
            datetime.datetime.fromisoformat(f"{row['date']}T{row[name]}").replace(tzinfo=zone)
            for name in ("start", "end")
        )
        names = ";".join(row[name] for name in ("lead_organisation", "co_organisations"))
        names = re.sub(r"&#\d+;", lambda found: html.unescape(found[0]), names)
        owners = [" ".join(name.split()) for name in names.split(";") if name.strip()]
        events.append(Event(" ".join(row["title"].split()), start, end, owners, row))
    return events


def fosdem(path):
    """Events by their ids, and the root."""
    root = ET.parse(path).getroot()
    events = []
    for element in root.iter("event"):
        start = datetime.datetime.fromisoformat(element.findtext("date"))
        hours, minutes = map(int, element.findtext("duration").split(":"))
        end = start + datetime.timedelta(hours=hours, minutes=minutes)
        owners = [(person.get("id"), person.text) for person in element.iter("person")]
        events.append(Event(element.get("id"), start, end, owners, element))
    return events, root


def by_owner(events):
    """The events of each owner, as {owner: {key: (start, end)}}."""
    found = collections.defaultdict(dict)
    for event in events:
        for owner in event.owners:
            found[owner][event.key] = (event.start, event.end)
    return found
