#!/usr/bin/python3
"""Whatever text an agenda holds, every line is clean and every reader reads that text.

CONFEED_TEST_SEED picks the random texts; the seed of a run is printed.
"""

import os
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import comparison
import content_lines
import expected
import icaljs_reader
import random_text
import strict_reader
import test_icalendar

AGENDAS = 40
# Characters of one to four octets, for texts of every length.
UNITS = {"x": "x", "e-acute": "é", "euro": "€", "face": "😀", "comma": ",", "word": "x "}
LENGTHS = range(1, 161)

# The texts of which python3-icalendar 4.0.3 makes something else (see misread).
MISREAD = ("\\", "%2C", "%3A", "%3B", "%5C")


def random_agendas(rng):
    return [random_text.agenda(rng, f"random-{index}") for index in range(AGENDAS)]


def agenda_of_titles(name, titles):
    sessions = [{"id": f"s{index}", "title": title} for index, title in enumerate(titles)]
    return {
        "agenda": {
            "id": name,
            "title": "Lengths",
            "timezone": "UTC",
            "published": "2007-07-12T00:00:00Z",
        },
        "days": [
            {
                "date": "2007-07-10",
                "slots": [{"start": "09:00", "end": "10:00", "sessions": sessions}],
            }
        ],
    }


def agendas_of_lengths():
    """A title of every length, so that every line is folded at every place; and long words."""
    for name, unit in UNITS.items():
        titles = [random_text.fill("x" * (n % len(unit.encode())) + unit * n, n) for n in LENGTHS]
        titles += [random_text.fill(unit * 2000, 2000 + n) for n in range(4)]
        yield agenda_of_titles(f"length-{name}", titles)


def replaced(text, *pairs):
    """Each pair replaced in its turn."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def agenda_of_labels():
    """Labels that are equal, and one of which nothing is left in a category."""
    data = agenda_of_titles("labels", ["Labels"])
    labels = {"one": "Same", "two": "Same", "three": ",;\\", "four": "Last"}
    data["roles"] = [{"id": r, "label": label, "present": False} for r, label in labels.items()]
    data["agencies"] = [{"id": "ilo", "short": "ILO"}]
    session = data["days"][0]["slots"][0]["sessions"][0]
    session["contributions"] = [{"agency": "ilo", "role": role} for role in labels]
    return data


def hidden_and_brought_back(value):
    """What Contentline.parts of python3-icalendar 4.0.3 makes of any value: it hides escaped
    characters as %2C, %3A, %3B and %5C, and then brings back also those that were there before,
    all without their backslash."""
    value = replaced(value, ("\\,", "%2C"), ("\\:", "%3A"), ("\\;", "%3B"), ("\\\\", "%5C"))
    return replaced(value, ("%2C", ","), ("%3A", ":"), ("%3B", ";"), ("%5C", "\\"))


def unescaped_once_more(value):
    """What vText and vCategory then make of what is left, which they take for an escaped text."""
    return replaced(
        value, ("\\N", "\\n"), ("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")
    )


def misread(name, value):
    """What python3-icalendar 4.0.3 gives back for a property that should read as value."""
    if name in ("URL", "SOURCE"):
        return hidden_and_brought_back(value)
    if name == "CATEGORIES":
        # Nothing in a category is escaped; the list is split last.
        return unescaped_once_more(hidden_and_brought_back(",".join(value))).split(",")
    escaped = replaced(value, ("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
    return unescaped_once_more(hidden_and_brought_back(escaped))


def as_misread(properties):
    """Properties with what python3-icalendar makes of just those texts that it misreads."""
    changed = dict(properties)
    for name, value in properties.items():
        text = ",".join(value) if name == "CATEGORIES" else value or ""
        if any(part in text for part in MISREAD):
            changed[name] = misread(name, value)
    return changed


def compare(readers, feeds, files):
    icaljs = {}
    if "ical.js" in readers:
        found = icaljs_reader.read_files(files[feed.path] for feed in feeds)
        icaljs = {feed.path: values for feed, values in zip(feeds, found)}
    for feed in feeds:
        data = files[feed.path].read_bytes()
        try:
            readers["RFC 5545"].feed(feed, *strict_reader.read(data))
        except ValueError as error:
            readers["RFC 5545"].fault(feed.path, str(error))
        seen = expected.Feed(
            feed.path, as_misread(feed.calendar), [as_misread(event) for event in feed.events]
        )
        calendar, events = test_icalendar.read_octets(data)
        readers["python3-icalendar"].feed(seen, None, events)
        readers["python3-icalendar"].equal(
            feed.path, seen.calendar, {name: calendar[name] for name in seen.calendar}
        )
        if feed.path in icaljs:
            readers["ical.js"].feed(feed, *icaljs[feed.path])


def main():
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"CONFEED_TEST_SEED={seed}")
    rng = random.Random(seed)
    names = ["RFC 5545", "python3-icalendar"] + (["ical.js"] if icaljs_reader.is_there() else [])
    readers = {name: comparison.Comparison(name) for name in names}
    with comparison.temporary_folder() as folder:
        sources, tree = pathlib.Path(folder, "agendas"), pathlib.Path(folder, "feeds")
        sources.mkdir()
        agendas = [*random_agendas(rng), agenda_of_labels()]
        feeds = [feed for agenda in agendas for feed in expected.feeds(agenda)]
        lengths = list(agendas_of_lengths())
        # Each title stands in the feed of the agenda; the feeds of single sessions add nothing.
        feeds += [next(expected.feeds(agenda)) for agenda in lengths]
        written = [random_text.write(rng, agenda, sources) for agenda in agendas + lengths]
        comparison.build(written, tree)
        files = comparison.files_of(tree)
        calendars = [path for path in files if path.endswith(".ics")]
        for path in calendars:
            for fault in content_lines.faults(files[path].read_bytes()):
                readers["RFC 5545"].fault(path, fault)
        print(f"{len(calendars)} files with clean lines")
        compare(readers, feeds, files)
    for name, result in readers.items():
        print(name, "–", result.summary())
    if "ical.js" not in readers:
        print("ical.js is not installed and was not asked")
    sys.exit(any(result.failed() for result in readers.values()))


if __name__ == "__main__":
    main()
