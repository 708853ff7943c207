#!/usr/bin/python3
"""python3-icalendar reads in every feed what the agenda says."""

import datetime

import icalendar

import comparison

TIMES = "DTSTART DTEND DTSTAMP CREATED LAST-MODIFIED".split()


def value_of(name, value):
    if value is None:
        return None
    if name in TIMES:
        if not isinstance(value.dt, datetime.datetime):
            return value.dt.isoformat()
        moment = value.dt.astimezone(datetime.timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    if name == "ATTACH":
        return [str(link) for link in (value if isinstance(value, list) else [value])]
    if name == "CATEGORIES":
        return [str(category) for category in value.cats]
    if name == "REFRESH-INTERVAL":
        return value.to_ical().decode()
    return str(value)


def values(component, names):
    return {name: value_of(name, component.get(name)) for name in names}


def read_octets(data):
    """A calendar as (calendar, events)."""
    calendar = icalendar.Calendar.from_ical(data)
    names = comparison.CALENDAR_PROPERTIES + comparison.OTHER_CALENDAR_PROPERTIES
    events = [values(event, comparison.EVENT_PROPERTIES) for event in calendar.walk("VEVENT")]
    return values(calendar, names), events


def read(files):
    return comparison.read_each(files, lambda _, file: read_octets(file.read_bytes()))


if __name__ == "__main__":
    comparison.compare_agendas("python3-icalendar", read)
