#!/usr/bin/python3 -B
"""The agency feeds, written with python3-vobject in its ordinary way.

It makes the VTIMEZONE by itself, anew for each calendar: about a third of its time.
"""

import importlib.metadata

import vobject
from vobject.icalendar import dateTimeToString, utc

import forum


def calendar(feed, agenda, stamp):
    made = vobject.iCalendar()
    made.add("prodid").value = forum.PRODID
    made.add("calscale").value = "GREGORIAN"
    made.add("name").value = feed.name
    made.add("x-wr-calname").value = feed.name
    made.add("description").value = feed.description
    made.add("x-wr-caldesc").value = feed.description
    made.add("x-wr-timezone").value = agenda.zone.zone
    made.add("color").value = forum.COLOR
    made.add("x-apple-calendar-color").value = forum.COLOR_HEX
    refresh = made.add("refresh-interval")
    refresh.value_param = "DURATION"
    refresh.value = "PT1H"
    made.add("x-published-ttl").value = "PT1H"
    made.add("source").value = feed.url
    made.add("url").value = feed.url
    made.add("uid").value = feed.uid
    made.add("last-modified").value = dateTimeToString(stamp, convertToUTC=True)
    return made


def add_event(made, session, own, stamp):
    event = made.add("vevent")
    event.add("uid").value = session.uid
    event.add("dtstamp").value = stamp
    event.add("created").value = stamp
    event.add("last-modified").value = stamp
    event.add("sequence").value = "0"
    event.add("dtstart").value = session.start
    event.add("dtend").value = session.end
    event.add("summary").value = forum.summary(session, own)
    event.add("description").value = forum.description(session, own)
    event.add("location").value = session.location
    event.add("categories").value = forum.categories(session, own)
    event.add("status").value = session.status.upper()
    event.add("transp").value = "OPAQUE"
    if session.url:
        event.add("url").value = session.url


def render(agenda):
    stamp = agenda.stamp.astimezone(utc)  # any other UTC is compared year by year, at each use
    for feed in agenda.feeds:
        made = calendar(feed, agenda, stamp)
        for session, own in feed.entries:
            add_event(made, session, own, stamp)
        yield feed.id, len(feed.entries), made.serialize().encode()


if __name__ == "__main__":
    forum.main("python3-vobject", importlib.metadata.version("vobject"), render)
