"""Reads the program's calendars: as much as is needed to compare them with what they must say.

Events are kept as the text that they are, and taken apart once for each text.
"""

import calendar
import datetime
import functools
import re
import time
import zoneinfo

CHANGED = re.compile(r"^LAST-MODIFIED:(\w+)\r\n", re.MULTILINE)
EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
ESCAPED = re.compile(r"\\(.)")

# A content line; in a parameter in quotes, a colon ends nothing.
LINE = re.compile(r'([A-Z-]+)((?:;[^=]+=(?:"[^"]*"|[^";:]*))*):(.*)')

TEXTS = (
    "UID SUMMARY DESCRIPTION LOCATION STATUS TRANSP URL SEQUENCE GEO CONTACT CONFERENCE IMAGE ATTACH"
).split()
MOMENTS = ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED")


class Unreadable(Exception):
    """Not the calendar of the program."""


class FeedText:
    """A calendar. changed: its LAST-MODIFIED in Unix seconds; rest: all the octets but that line;
    events: UID → the text of the event."""

    def __init__(self, body):
        text = body.decode("utf-8")
        found = CHANGED.search(text)
        self.changed = calendar.timegm(time.strptime(found.group(1), "%Y%m%dT%H%M%SZ"))
        self.rest = text[: found.start()] + text[found.end() :]
        texts = EVENT.findall(text)
        self.events = {event_of(event)["UID"]: event for event in texts}
        if len(self.events) != len(texts):
            raise Unreadable("a UID is there twice")


@functools.lru_cache(maxsize=4096)
def event_of(text):
    """The properties of an event, in the form of expected.py."""
    event = dict.fromkeys((*TEXTS, *MOMENTS, "CATEGORIES"))
    for line in text.replace("\r\n ", "").split("\r\n")[1:-2]:
        name, parameters, value = LINE.fullmatch(line).groups()
        if name in MOMENTS:
            value = moment(value, parameters.removeprefix(";"))
        elif name == "ATTACH":
            value = [*(event[name] or []), value]
        elif name == "CATEGORIES":
            value = value.split(",")
        else:
            value = ESCAPED.sub(lambda found: found.group(1).replace("n", "\n"), value)
        event[name] = value
    return event


def moment(value, parameters):
    if parameters == "VALUE=DATE":
        return datetime.datetime.strptime(value, "%Y%m%d").date().isoformat()
    when = datetime.datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
    if parameters:
        zone = zoneinfo.ZoneInfo(parameters.removeprefix("TZID="))
        when = when.replace(tzinfo=zone).astimezone(datetime.timezone.utc)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
