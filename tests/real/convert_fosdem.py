#!/usr/bin/python3
"""Makes an agenda of a conference's schedule.xml, as FOSDEM publishes it."""

import datetime
import xml.etree.ElementTree as ET

import agenda_file
import html_to_markdown


def text_of(element, name):
    return agenda_file.one_line(element.findtext(name) or "")


def minutes_of(clock):
    hours, minutes = map(int, clock.split(":")[:2])
    return hours * 60 + minutes


def clock_of(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def when(event, day, day_change):
    """The date, start and end of an event; after midnight, the end goes on counting hours. Without
    a date of its own it is on that of its day, or, before the day begins, on the next."""
    start = text_of(event, "start")
    if text_of(event, "date"):
        moment = datetime.datetime.fromisoformat(text_of(event, "date"))
        date, start = moment.date(), moment.strftime("%H:%M")
    else:
        date = datetime.date.fromisoformat(day.get("date"))
        date += datetime.timedelta(days=minutes_of(start) < day_change)
    end = minutes_of(start) + minutes_of(text_of(event, "duration"))
    return date.isoformat(), clock_of(minutes_of(start)), clock_of(end)


def links_of(event):
    """Links, then attachments with what they are, then where to say what one thinks of it."""
    links = [
        {"url": link.get("href"), "title": agenda_file.one_line(link.text or "")}
        for link in event.iterfind("links/link")
    ]
    for attachment in event.iterfind("attachments/attachment"):
        title, kind = agenda_file.one_line(attachment.text or ""), attachment.get("type")
        title = f"{title} ({kind})" if title and kind else title or kind
        links.append({"url": attachment.get("href"), "title": title})
    if text_of(event, "feedback_url"):
        links.append({"url": text_of(event, "feedback_url"), "title": "Feedback"})
    return [link if link["title"] else {"url": link["url"]} for link in links]


def person_of(person):
    name = agenda_file.one_line(person.text)
    own = f"-{person.get('id')}"
    return {"id": (agenda_file.slug(name)[: 64 - len(own)] + own).lstrip("-"), "name": name}


def session_of(event, room, tracks):
    session = {
        "id": event.get("id"),
        "title": text_of(event, "title"),
        "subtitle": text_of(event, "subtitle"),
        "round-table": tracks.get(text_of(event, "track"), {}).get("id"),
        "room": room.get("slug") or agenda_file.slug(room.get("name")),
        "type": text_of(event, "type"),
        "languages": [text_of(event, "language")] if text_of(event, "language") else [],
        "url": text_of(event, "url"),
        "links": links_of(event),
        "abstract": "\n\n".join(
            text
            for text in (
                html_to_markdown.convert(event.findtext(name) or "")
                for name in ("abstract", "description")
            )
            if text
        ),
        "contributions": [
            {"person": person_of(person)["id"], "role": "speaker"}
            for person in event.iterfind("persons/person")
        ],
    }
    return {key: value for key, value in session.items() if value}


def tracks_of(root):
    """Tracks by their names: those that are listed, and those that only events name."""
    names = [agenda_file.one_line(track.text) for track in root.iterfind("tracks/track")]
    names += [text_of(event, "track") for event in root.iter("event")]
    tracks = {
        name: {"id": agenda_file.slug(name), "title": name} for name in dict.fromkeys(names) if name
    }
    agenda_file.unique([track["id"] for track in tracks.values()], "tracks")
    return tracks


def rooms_of(root):
    names = {room.get("name"): room.get("slug") for room in root.iterfind("day/room")}
    rooms = [{"id": own or agenda_file.slug(name), "name": name} for name, own in names.items()]
    agenda_file.unique([room["id"] for room in rooms], "rooms")
    return rooms


def convert(path):
    root = ET.parse(path).getroot()
    about = root.find("conference")
    tracks = tracks_of(root)
    day_change = minutes_of(text_of(about, "day_change") or "00:00")
    sessions = [
        (*when(event, day, day_change), session_of(event, room, tracks))
        for day in root.iterfind("day")
        for room in day.iterfind("room")
        for event in room.iterfind("event")
    ]
    agenda_file.unique([session["id"] for *_, session in sessions], "events")
    people = {person["id"]: person for person in map(person_of, root.iter("person"))}
    return {
        "agenda": {
            "id": text_of(about, "acronym"),
            "title": text_of(about, "title"),
            "timezone": text_of(about, "time_zone_name"),
            "location": f"{text_of(about, 'venue')}, {text_of(about, 'city')}",
            "url": text_of(about, "base_url"),
            "words": {"round-table": {"one": "Track", "many": "Tracks"}},
        },
        "people": list(people.values()),
        "rooms": rooms_of(root),
        "round-tables": list(tracks.values()),
        "days": agenda_file.days_of(sessions),
    }


if __name__ == "__main__":
    agenda_file.main(convert, __doc__)
