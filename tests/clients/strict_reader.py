"""A calendar as content_lines.py reads it, in the shape that comparison.py compares."""

import datetime
import zoneinfo

import content_lines

TEXTS = "SUMMARY DESCRIPTION LOCATION CONTACT NAME PRODID X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE".split()
TIMES = "DTSTART DTEND DTSTAMP CREATED LAST-MODIFIED".split()


def value_of(prop):
    """The value of a property: texts unescaped, times as UTC."""
    if prop.name in TEXTS:
        return content_lines.text(prop.value)
    if prop.name == "CATEGORIES":
        return content_lines.texts(prop.value)
    if prop.name in TIMES:
        return time_of(prop)
    return prop.value


def time_of(prop):
    if prop.params.get("VALUE") == "DATE":
        return datetime.datetime.strptime(prop.value, "%Y%m%d").date().isoformat()
    if "TZID" not in prop.params:
        moment = datetime.datetime.strptime(prop.value, "%Y%m%dT%H%M%SZ")
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    zone = zoneinfo.ZoneInfo(prop.params["TZID"])
    local = datetime.datetime.strptime(prop.value, "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return local.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def values(component):
    """All properties of a component; raises ValueError if one is there twice. Of ATTACH there may
    be several."""
    found = {
        prop.name: value_of(content_lines.get(component, prop.name))
        for prop in component.properties
        if prop.name != "ATTACH"
    }
    attached = [prop.value for prop in component.properties if prop.name == "ATTACH"]
    return {**found, "ATTACH": attached} if attached else found


def read(data):
    """The octets of a calendar as (calendar, events)."""
    calendar = content_lines.parse(data)
    events = [part for part in calendar.components if part.name == "VEVENT"]
    return values(calendar), [values(event) for event in events]
