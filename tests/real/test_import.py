#!/usr/bin/python3
"""What real schedules say is in the agendas imported of them, but for what is listed here."""

import collections
import datetime
import sys
import xml.etree.ElementTree as ET
import zoneinfo

import imported
import originals
import shown

SKIPPED = 77

# What of schedule.xml is in the agenda, by its path; what has no text of its own is left out.
EVENT = "schedule/day/room/event"
KEPT = {
    *(
        f"schedule/conference/{name}"
        for name in "acronym title venue city base_url time_zone_name".split()
    ),
    "schedule/tracks/track",
    "schedule/day/room/@name",
    "schedule/day/room/@slug",
    f"{EVENT}/@id",
    f"{EVENT}/@guid",
    *(
        f"{EVENT}/{name}"
        for name in "date duration url title track type language abstract feedback_url".split()
    ),
    f"{EVENT}/persons/person",
    f"{EVENT}/persons/person/@id",
    *(f"{EVENT}/attachments/attachment{part}" for part in ("", "/@href", "/@type")),
    *(f"{EVENT}/links/link{part}" for part in ("", "/@href")),
}
LEFT_OUT = {
    "schedule/version": "of the file, not of the conference",
    "schedule/conference/start": "the first of the days",
    "schedule/conference/end": "the last of the days",
    "schedule/conference/days": "how many days there are",
    "schedule/conference/day_change": "an agenda goes by the date; needed where an event has none",
    "schedule/conference/timeslot_duration": "how a grid is drawn",
    "schedule/tracks/track/@online_qa": "how questions are asked; no track has them online",
    "schedule/day/@date": "in the date of each event",
    "schedule/day/@index": "the order of the days",
    "schedule/day/@start": "the day change again",
    "schedule/day/@end": "the day change again",
    f"{EVENT}/start": "in the date of the event",
    f"{EVENT}/room": "the name of the room in which it stands",
    f"{EVENT}/slug": "the end of its url",
}

# What of this is told: the rest says what is in the agenda anyway.
TOLD = {"schedule/version", "event/slug"}


class Comparison:
    """Counts what was compared, and prints what differs."""

    def __init__(self):
        self.counts = collections.Counter()
        self.failed = False
        self.render = shown.find_renderer()

    def equal(self, what, name, wanted, found):
        self.counts[what] += 1
        if wanted != found:
            self.failed = True
            print(f"{what} of {name}:\n  the source has  {wanted!r}\n  the agenda has  {found!r}")

    def same_words(self, what, name, wanted, markdown):
        """Compares words with those that Markdown shows."""
        if self.render:
            self.equal(what, name, wanted, shown.Shown(self.render(markdown)).words)


def sessions_of(agenda):
    """Sessions with the date, start and end of their slots."""
    for day in agenda["days"]:
        for slot in day["slots"]:
            for session in slot["sessions"]:
                yield (day["date"], slot["start"], slot["end"]), session


def instants_of(times, zone):
    date, *clocks = times
    midnight = datetime.datetime.fromisoformat(date).replace(tzinfo=zoneinfo.ZoneInfo(zone))
    for clock in clocks:
        hours, minutes = map(int, clock.split(":"))
        yield midnight + datetime.timedelta(hours=hours, minutes=minutes)


def names_of(things, key):
    return {thing["id"]: thing.get(key) for thing in things}


def one_line(text):
    return " ".join((text or "").split())


# --- COP30 ---------------------------------------------------------------------------------------


def full_name(agency):
    return f"{agency['name']} ({agency['short']})" if "name" in agency else agency["short"]


def check_cop30(comparison):
    path = originals.find("cop30-side-events.csv")
    _, agenda, told = imported.read(path, *imported.COP30)
    events = originals.cop30(path)
    comparison.equal("what is told", path.name, 1, len(told))
    sessions = {session["title"]: (times, session) for times, session in sessions_of(agenda)}
    rooms = names_of(agenda["rooms"], "name")
    agencies = {agency["id"]: full_name(agency) for agency in agenda["agencies"]}
    comparison.equal("titles", path.name, {event.key for event in events}, set(sessions))
    owners = {one_line(owner) for event in events for owner in event.owners}
    comparison.equal("organisations", path.name, owners, {one_line(n) for n in agencies.values()})
    comparison.equal("organisations", path.name, len(owners), len(agenda["agencies"]))
    for event in events:
        times, session = sessions[event.key]
        row = event.source
        comparison.equal("zone", event.key, row["tz"], agenda["agenda"]["timezone"])
        start_and_end = (row["date"], row["start"], row["end"])
        comparison.equal("times", event.key, start_and_end, times)
        comparison.equal("room", event.key, row["room"], rooms[session["room"]])
        roles = ["organiser", *["co-organiser"] * (len(event.owners) - 1)]
        wanted = sorted(zip(event.owners, roles))
        found = [(agencies[each["agency"]], each["role"]) for each in session["contributions"]]
        comparison.equal("contributions", event.key, wanted, sorted(found))
        words = row["description"].split()
        comparison.same_words("description", event.key, words, session["abstract"])


# --- FOSDEM --------------------------------------------------------------------------------------


def paths_of(element, before=""):
    """The paths of what an element and those in it say."""
    path = f"{before}{element.tag}"
    if (element.text or "").strip():
        yield path
    for name in element.attrib:
        yield f"{path}/@{name}"
    for child in element:
        yield from paths_of(child, path + "/")


def check_left_out(comparison, root, events):
    """Whether the reasons for leaving something out hold."""
    base = root.findtext("conference/base_url")
    comparison.equal("paths", "fosdem", set(paths_of(root)), KEPT | set(LEFT_OUT))
    about = root.find("conference")
    days = [day.get("date") for day in root.iterfind("day")]
    ends = [about.findtext("start"), about.findtext("end"), int(about.findtext("days"))]
    comparison.equal("days", "fosdem", ends, [days[0], days[-1], len(days)])
    online = {track.get("online_qa") for track in root.iterfind("tracks/track")}
    comparison.equal("online questions", "fosdem", {"false"}, online)
    for event in events:
        source = event.source
        address = f"{base}event/{source.findtext('slug')}/"
        comparison.equal("slug", event.key, address, source.findtext("url"))
        comparison.equal("start", event.key, source.findtext("start"), f"{event.start:%H:%M}")


def links_of(source):
    """The links that a session must have, by titles and addresses: in the order of the source, with
    where to say what one thinks of it at the end."""
    links = []
    for each in source.iter():
        if each.tag == "link":
            links.append((one_line(each.text), each.get("href")))
        elif each.tag == "attachment":
            links.append((f"{one_line(each.text)} ({each.get('type')})", each.get("href")))
    return [*links, ("Feedback", source.findtext("feedback_url"))]


def check_event(comparison, event, room, session, names):
    """Compares an event with its session. names: those of rooms, tracks and people by their ids."""
    source = event.source
    for key in ("title", "subtitle", "type", "url"):
        comparison.equal(key, event.key, one_line(source.findtext(key)), session.get(key, ""))
    languages = source.findtext("language").split()
    comparison.equal("languages", event.key, languages, session.get("languages", []))
    comparison.equal("room", event.key, room, names["rooms"][session["room"]])
    comparison.equal("room", event.key, room, source.findtext("room"))
    track = names["round-tables"][session["round-table"]]
    comparison.equal("track", event.key, one_line(source.findtext("track")), track)
    found = [
        (names["sources"][each["person"]], names["people"][each["person"]], each["role"])
        for each in session.get("contributions", [])
    ]
    wanted = [(number, one_line(name), "speaker") for number, name in event.owners]
    comparison.equal("persons", event.key, sorted(wanted), sorted(found))
    comparison.equal("identity", event.key, source.get("guid"), session["source"])
    found = [(link.get("title"), link["url"]) for link in session.get("links", [])]
    comparison.equal("links", event.key, links_of(source), found)
    written = "".join(source.findtext(name) or "" for name in ("abstract", "description"))
    wanted = shown.Shown(written)
    comparison.same_words("abstract", event.key, wanted.words, session.get("abstract", ""))
    if comparison.render:
        found = shown.Shown(comparison.render(session.get("abstract", "")))
        # "hedy.org" and "hhttps://doi.org/" are none: such links lead nowhere.
        known = ("http:", "https:", "mailto:")
        addresses = [each for each in wanted.addresses if each.startswith(known)]
        comparison.equal("addresses in the abstract", event.key, addresses, found.addresses)


def check_fosdem(comparison):
    path = originals.find("fosdem-2025.schedule.xml")
    _, agenda, told = imported.read(path, *imported.FOSDEM)
    events, root = originals.fosdem(path)
    left_out = {line.split(": ")[2].split()[0] for line in told if "left out" in line}
    comparison.equal("what is told", path.name, TOLD, left_out)
    check_left_out(comparison, root, events)
    about = agenda["agenda"]
    said = {each.tag: each.text for each in root.find("conference")}
    wanted = [said[name] for name in "acronym title time_zone_name base_url".split()]
    wanted.append(f"{said['venue']}, {said['city']}")
    found = [about[key] for key in "id title timezone url location".split()]
    comparison.equal("conference", path.name, wanted, found)
    names = {
        "rooms": names_of(agenda["rooms"], "name"),
        "round-tables": names_of(agenda["round-tables"], "title"),
        "people": names_of(agenda["people"], "name"),
        "sources": names_of(agenda["people"], "source"),
    }
    tracks = [one_line(track.text) for track in root.iterfind("tracks/track")]
    comparison.equal("tracks", path.name, sorted(tracks), sorted(names["round-tables"].values()))
    rooms = {room.get("slug"): room.get("name") for room in root.iter("room") if room.get("name")}
    comparison.equal("rooms", path.name, rooms, names["rooms"])
    people = {owner for event in events for owner in event.owners}
    comparison.equal("persons", path.name, len(people), len(agenda["people"]))
    sessions = {session["id"]: (times, session) for times, session in sessions_of(agenda)}
    comparison.equal("ids", path.name, {event.key for event in events}, set(sessions))
    room_of = {event: room.get("name") for room in root.iter("room") for event in room}
    for event in events:
        times, session = sessions[event.key]
        found = list(instants_of(times, about["timezone"]))
        comparison.equal("times", event.key, [event.start, event.end], found)
        check_event(comparison, event, room_of[event.source], session, names)


def main():
    comparison = Comparison()
    check_cop30(comparison)
    check_fosdem(comparison)
    print(", ".join(f"{what}: {count}" for what, count in sorted(comparison.counts.items())))
    if comparison.failed:
        sys.exit(1)
    if not comparison.render:
        print("no libcmark: abstracts were not compared")
        sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
