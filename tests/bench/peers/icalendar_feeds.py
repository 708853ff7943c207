#!/usr/bin/python3 -B
"""The agency feeds, written with python3-icalendar as pretalx and Indico write theirs."""

import datetime
import importlib.metadata

import icalendar

import forum


def transition(component, start, before, after, name):
    made = component()
    made.add("dtstart", start)
    made.add("tzoffsetfrom", datetime.timedelta(hours=before))
    made.add("tzoffsetto", datetime.timedelta(hours=after))
    made.add("tzname", name)
    return made


def timezone(tzid):
    """Brussels in the weeks of the agenda, which the clock change falls in."""
    made = icalendar.Timezone()
    made.add("tzid", tzid)
    made.add_component(transition(
        icalendar.TimezoneStandard, datetime.datetime(2025, 10, 26, 3), 2, 1, "CET"))
    made.add_component(transition(
        icalendar.TimezoneDaylight, datetime.datetime(2026, 3, 29, 2), 1, 2, "CEST"))
    return made


def calendar(feed, agenda):
    made = icalendar.Calendar()
    made.add("prodid", forum.PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", feed.name)
    made.add("x-wr-calname", feed.name)
    made.add("description", feed.description)
    made.add("x-wr-caldesc", feed.description)
    made.add("x-wr-timezone", agenda.zone.zone)
    made.add("color", forum.COLOR)
    made.add("x-apple-calendar-color", forum.COLOR_HEX)
    refresh = icalendar.vDuration(datetime.timedelta(hours=1))
    refresh.params["value"] = "DURATION"
    made.add("refresh-interval", refresh)
    made.add("x-published-ttl", "PT1H")
    made.add("source", icalendar.vUri(feed.url))
    made.add("url", icalendar.vUri(feed.url))
    made.add("uid", feed.uid)
    made.add("last-modified", agenda.stamp)
    made.add_component(timezone(agenda.zone.zone))
    return made


def event(session, own, stamp):
    made = icalendar.Event()
    made.add("uid", session.uid)
    made.add("dtstamp", stamp)
    made.add("created", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", 0)
    made.add("dtstart", session.start)
    made.add("dtend", session.end)
    made.add("summary", forum.summary(session, own))
    made.add("description", forum.description(session, own))
    made.add("location", session.location)
    made.add("categories", forum.categories(session, own))
    made.add("status", session.status.upper())
    made.add("transp", "OPAQUE")
    if session.url:
        made.add("url", session.url)
    return made


def render(agenda):
    for feed in agenda.feeds:
        made = calendar(feed, agenda)
        for session, own in feed.entries:
            made.add_component(event(session, own, agenda.stamp))
        yield feed.id, len(feed.entries), made.to_ical()


if __name__ == "__main__":
    forum.main("python3-icalendar", importlib.metadata.version("icalendar"), render)
