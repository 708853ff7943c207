#!/usr/bin/python3
"""The octets of every feed keep to RFC 5545, and its components to what a feed promises."""

import itertools
import pathlib
import re
import uuid

import comparison
import content_lines
import expected
import strict_reader

VEVENT_ONCE = set(
    "UID DTSTAMP DTSTART DTEND SUMMARY STATUS TRANSP CREATED LAST-MODIFIED SEQUENCE "
    "CATEGORIES".split()
)
SAME_EVERYWHERE = ["DTSTART", "DTEND", "LOCATION", "STATUS", "TRANSP", "URL", "LAST-MODIFIED"]
OBSERVANCE = ["DTSTART", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"]
YEARLY = re.compile(r"FREQ=YEARLY;BYDAY=([1-4]|-1)(SU|MO|TU|WE|TH|FR|SA);BYMONTH=([1-9]|1[0-2])")


def calendar_faults(calendar):
    """What is wrong with the components of a calendar."""
    names = [part.name for part in calendar.components]
    if names != sorted(names, key=["VTIMEZONE", "VEVENT"].index):
        yield "VTIMEZONE does not come first"
    parts = list(everything(calendar))
    for unwanted in comparison.UNWANTED_PROPERTIES & {
        prop.name
        for part in parts
        for prop in part.properties
        # In a VTIMEZONE, whose rules vtimezone_faults judges.
        if part.name not in ("STANDARD", "DAYLIGHT") or prop.name != "RRULE"
    }:
        yield f"{unwanted} has no place in a feed"
    if any(part.name == "VALARM" for part in parts):
        yield "VALARM has no place in a feed"
    for prop in (prop for part in parts for prop in part.properties):
        # Programs look for "X-WR-CALNAME:", and for nothing between.
        if prop.name.startswith("X-WR-") and prop.params:
            yield f"{prop.name} has parameters"
    yield from zone_faults(calendar)
    for event in calendar.components:
        if event.name == "VEVENT":
            yield from event_faults(event)


def everything(component):
    yield component
    for part in component.components:
        yield from everything(part)


def event_faults(event):
    uid = content_lines.get(event, "UID")
    names = {prop.name for prop in event.properties}
    if not VEVENT_ONCE <= names:
        yield f"event {uid.value} lacks {', '.join(sorted(VEVENT_ONCE - names))}"
        return
    for prop in event.properties:
        if prop.name != "ATTACH":
            content_lines.get(event, prop.name)
    values = [content_lines.get(event, name) for name in ("DTSTART", "DTEND")]
    params = [{"VALUE": "DATE"}, {"VALUE": "DATE"}]
    if not re.fullmatch(r"\d{8}", values[0].value):
        params = [{"TZID": value.params.get("TZID")} for value in values]
    if [value.params for value in values] != params or None in params[0].values():
        yield f"event {uid.value} has a floating time, or a start unlike its end"


def zone_faults(calendar):
    """The zone of the agenda is there once, and events name no other; each by the letter."""
    named = {
        prop.params["TZID"]
        for part in everything(calendar)
        for prop in part.properties
        if "TZID" in prop.params
    }
    zones = [part for part in calendar.components if part.name == "VTIMEZONE"]
    defined = [content_lines.get(zone, "TZID").value for zone in zones]
    own = content_lines.get(calendar, "X-WR-TIMEZONE").value
    if defined != [own] or not named <= {own}:
        yield f"VTIMEZONE of {defined} in {own}, and the events name {sorted(named)}"
    for zone in zones:
        yield from vtimezone_faults(zone)


def vtimezone_faults(zone):
    if [prop.name for prop in zone.properties] != ["TZID"]:
        yield f"VTIMEZONE holds {[prop.name for prop in zone.properties]}, not TZID alone"
    kinds = [part.name for part in zone.components]
    if not set(kinds) <= {"STANDARD", "DAYLIGHT"} or "STANDARD" not in kinds:
        yield f"VTIMEZONE has {kinds}"
    onsets = []
    rules = [prop.value for part in zone.components for prop in part.properties if prop.name == "RRULE"]
    if rules and (len(rules) != 2 or sorted(kinds) != ["DAYLIGHT", "STANDARD"]):
        yield f"VTIMEZONE has {kinds} with {len(rules)} rules"
    if not all(map(YEARLY.fullmatch, rules)):
        yield f"VTIMEZONE has the rules {rules}"
    for part in zone.components:
        names = [prop.name for prop in part.properties if prop.name != "RRULE"]
        if sorted(names) != OBSERVANCE:
            yield f"{part.name} holds {sorted(names)}"
            continue
        values = {prop.name: prop.value for prop in part.properties}
        onsets.append(values["DTSTART"])
        if not re.fullmatch(r"\d{8}T\d{6}", values["DTSTART"]):
            yield f"{part.name} begins at {values['DTSTART']}, which is not local time"
        for name in ("TZOFFSETFROM", "TZOFFSETTO"):
            if not re.fullmatch(r"[+-](0\d|1\d|2[0-3])[0-5]\d", values[name]):
                yield f"{name} {values[name]} of {part.name}"
    if len(set(onsets)) != len(onsets):
        yield f"two onsets of VTIMEZONE at the same time: {onsets}"


def uid_faults(events):
    uids = [event["UID"] for event in events]
    for uid, group in itertools.groupby(sorted(uids)):
        if len(list(group)) > 1:
            yield f"UID {uid} is there more than once"
        if str(uuid.UUID(uid)) != uid or uuid.UUID(uid).version != 5:
            yield f"UID {uid} is no version 5 UUID"


PUBLIC_URL = "https://feeds.example.org/forum"
EPOCH = 1_234_567_890


def bare_tutorial(folder):
    """The tutorial without what stands for the address and the time of a feed."""
    lines = comparison.AGENDAS[1].read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not re.match("  (url|published):", line)]
    path = pathlib.Path(folder, "bare.yaml")
    path.write_text("".join(kept), encoding="utf-8")
    return path


def check_tree(result, agendas, folder, public_url=None):
    options = ["--public-url", public_url] if public_url else []
    comparison.build(agendas, folder, options, {"SOURCE_DATE_EPOCH": str(EPOCH)})
    wanted = {
        feed.path: feed for path in agendas for feed in expected.feeds(path, EPOCH, public_url)
    }
    same_everywhere = {}
    for path, file in sorted(comparison.files_of(folder).items()):
        if path.endswith(".ics"):
            check(result, path, file.read_bytes(), wanted, same_everywhere)


def main():
    result = comparison.Comparison("RFC 5545")
    with comparison.temporary_folder() as folder:
        check_tree(result, comparison.AGENDAS, f"{folder}/feeds")
        check_tree(result, [bare_tutorial(folder)], f"{folder}/public", PUBLIC_URL)
    result.end()


def check(result, path, data, wanted, same_everywhere):
    """same_everywhere: by agenda and UID, what an event says in whatever feed it is."""
    faults = content_lines.faults(data)
    for fault in faults:
        result.fault(path, fault)
    if faults:
        return
    try:
        for fault in calendar_faults(content_lines.parse(data)):
            result.fault(path, fault)
        calendar, events = strict_reader.read(data)
    except (ValueError, KeyError) as error:
        result.fault(path, str(error))
        return
    for fault in uid_faults(events):
        result.fault(path, fault)
    for event in events:
        # Only title, description and categories are in the words of the feed.
        shared = {name: event.get(name) for name in SAME_EVERYWHERE}
        result.equal(path, same_everywhere.setdefault(event["UID"], shared), shared)
    if path in wanted:
        result.feed(wanted[path], calendar, events)
    else:
        result.fault(path, "is no address of these agendas")


if __name__ == "__main__":
    main()
