#!/usr/bin/python3
"""The VTIMEZONE of every feed, as python3-dateutil reads it, gives the instants of the agenda.

Also at every half hour from a day before the feed's first event to a day after its last one.
"""

import datetime
import io
import sys
import zoneinfo

import dateutil.tz

import comparison
import content_lines

ZERO = datetime.timedelta(0)
DAY = datetime.timedelta(days=1)
STEP = datetime.timedelta(minutes=30)
UTC = datetime.timezone.utc


def zone_of(data, tzid):
    """The zone that a calendar itself defines. dateutil reads nothing but the VTIMEZONE."""
    text = data.decode("utf-8").replace("\r\n ", "")
    start, end = text.index("BEGIN:VTIMEZONE"), text.rindex("END:VTIMEZONE\r\n")
    return dateutil.tz.tzical(io.StringIO(text[start:end] + "END:VTIMEZONE\r\n")).get(tzid)


def to_utc(prop, zone):
    """A date-time of the feed as an instant, or a date as it is."""
    if prop.params.get("VALUE") == "DATE":
        return datetime.datetime.strptime(prop.value, "%Y%m%d").date().isoformat()
    local = datetime.datetime.strptime(prop.value, "%Y%m%dT%H%M%S")
    return local.replace(tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_octets(data):
    """A calendar as (calendar, events), with the zones it defines."""
    calendar = content_lines.parse(data)
    zones = {}
    events = []
    for component in calendar.components:
        if component.name != "VEVENT":
            continue
        values = {"UID": content_lines.get(component, "UID").value}
        for name in ("DTSTART", "DTEND"):
            prop = content_lines.get(component, name)
            tzid = prop.params.get("TZID")
            if tzid and tzid not in zones:
                zones[tzid] = zone_of(data, tzid)
            values[name] = to_utc(prop, zones.get(tzid))
        events.append(values)
    return None, events, zones


def wrong_times(zone, tzid, events):
    """Where the zone differs from zoneinfo: the wall clock, for the instants around the events."""
    truth = zoneinfo.ZoneInfo(tzid)
    times = [
        datetime.datetime.fromisoformat(event[name])
        for event in events
        for name in ("DTSTART", "DTEND")
        if "T" in event[name]
    ]
    moment, last = min(times) - DAY, max(times) + DAY
    while moment <= last:
        wanted = moment.astimezone(truth)
        # Where a wall clock shows this time twice, its fold says which of the two is meant.
        local = wanted.replace(tzinfo=zone)
        if (local.utcoffset(), local.dst() != ZERO) != (wanted.utcoffset(), wanted.dst() != ZERO):
            yield f"{tzid}: {moment} is {wanted}, not {local}"
        moment += STEP


def read_one(path, file):
    calendar, events, zones = read_octets(file.read_bytes())
    for tzid, zone in zones.items():
        for text in wrong_times(zone, tzid, events):
            sys.exit(f"{path}: {text}")
    return calendar, events


def read(files):
    return comparison.read_each(files, read_one)


if __name__ == "__main__":
    comparison.compare_agendas("python3-dateutil", read, ["UID", "DTSTART", "DTEND"])
