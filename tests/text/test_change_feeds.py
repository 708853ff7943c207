#!/usr/bin/python3
"""Whatever texts a calendar's changes hold, each of their formats is valid and reads as that text.

CONFEED_TEST_SEED picks the random texts; the seed of a run is printed.
"""

import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import unicodedata
import uuid
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import feedparser

import atom_checker
import expected
import random_text

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
TOOL = pathlib.Path(os.environ.get("BUILD_DIR", TOP / "build/release")) / "tests/text"
FEEDS = 60
NOTES_MAX = 50
STEP_SECONDS = 86399
URL = "https://example.org/cal"
WIDTH = 72
# Vowels and finals, which take no room of their own.
HANGUL_JOINED = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")

HOSTILE = [
    "</title><script>alert(1)</script>",
    "</li></ul><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;amp; &#x1; &#0; &nosuch; ]]><![CDATA[ <!-- <?xml?>",
    "\"'`\\\\ \\n \\u0000 {} []",
    "\u202eABC\u202c \u2067\u05e9\u2069 \u200f",
    "x" * 5000,
    "a\u0301" * 500,
    *random_text.NO_CHARACTERS,
    *(c for c in random_text.CONTROLS if c not in "\0\n"),
]


def urn(name):
    return f"urn:uuid:{uuid.uuid5(expected.NAMESPACE, name)}"


def line(rng):
    """A line of any text, sometimes with what no agenda can hold."""
    if rng.random() < 0.3:
        return random_text.line(rng, 20) + rng.choice(HOSTILE) + random_text.line(rng, 20)
    text = random_text.line(rng)
    # The line of a change has words of its own, whatever the title.
    return text if blankless(text) else text + "x"


class Case:
    """A feed: what the program is given, and what it must make of that."""

    def __init__(self, rng, index):
        self.title, self.name = line(rng), line(rng)
        count = rng.choice([0, 1, 2, 5, NOTES_MAX + 1]) if index else 0
        self.notes = [[line(rng) for _ in range(rng.randrange(1, 4))] for _ in range(count)]
        self.has_url = rng.random() < 0.5

    def run(self, form):
        words = ["".join(f"{text}\n" for text in lines) for lines in self.notes]
        texts = "".join(f"{text}\0" for text in [self.title, self.name, *words])
        command = [TOOL / "tool_change_feed", form, *([URL] if self.has_url else [])]
        return subprocess.run(command, input=texts.encode(), stdout=-1, check=True).stdout

    def revisions(self):
        """(number, stamp, lines), the latest first."""
        for number in range(len(self.notes), max(len(self.notes) - NOTES_MAX, 0), -1):
            moment = datetime.datetime.fromtimestamp(number * STEP_SECONDS, datetime.timezone.utc)
            yield number, moment, self.notes[number - 1]

    def atom(self):
        entries = [
            atom_checker.Entry(
                id=urn(f"changes:random/agenda#{number}"),
                title=None,
                published=rfc_3339(moment),
                updated=rfc_3339(moment),
                lines=[clean(text) for text in lines],
            )
            for number, moment, lines in self.revisions()
        ]
        return atom_checker.Feed(
            id=urn("changes:random/agenda"),
            title=clean(f"{self.name}: changes"),
            updated=entries[0].updated if entries else "1970-01-01T00:00:00Z",
            author=clean(self.title),
            links={
                "self": f"{URL}/random/agenda.atom",
                "alternate": f"{URL}/random/agenda.ics",
            }
            if self.has_url
            else {},
            entries=entries,
        )

    def json(self):
        return {
            "agenda": "random",
            "calendar": "random/agenda",
            "name": self.name,
            "revisions": [
                {
                    "revision": number,
                    "published": rfc_3339(moment),
                    "id": urn(f"changes:random/agenda#{number}"),
                    "words": lines,
                    "changes": [number],
                }
                for number, moment, lines in self.revisions()
            ],
        }

    def text(self):
        """Its paragraphs, each without any blanks."""
        zone = zoneinfo.ZoneInfo("Europe/Brussels")
        yield f"{self.name}: changes"
        for number, moment, lines in self.revisions():
            local = moment.astimezone(zone)
            day = f"{expected.WEEKDAYS[local.weekday()]} {local.day} "
            day += f"{expected.MONTHS[local.month - 1]} {local.year}"
            yield f"Revision {number}, {day} {local:%H:%M} (Europe/Brussels)"
            for text in lines:
                yield f"- {text}"
        if not self.notes:
            yield "No changes since it was first published on "
            yield "Thursday 1 January 1970 01:00 (Europe/Brussels)."


def rfc_3339(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def clean(text):
    """A text without what XML cannot hold or HTML does not read as it is."""
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)
    return "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE else c for c in text)


def blankless(text):
    """A text without blanks and control characters, where lines may be wrapped."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cc")


def title_faults(title, number, lines):
    """An entry's title is the first line, cut, and how many there are besides."""
    others = len(lines) - 1
    end = f" (and {others} more change{'s' if others > 1 else ''})" if others else ""
    start = f"Revision {number}: "
    if not title.startswith(start) or not title.endswith(end):
        yield f"the title is {title!r}"
        return
    words = title[len(start) : len(title) - len(end)]
    # Control characters become blanks here, not U+FFFD.
    whole = blankless("".join(c if c >= " " else " " for c in lines[0]))
    shown, whole = blankless(clean(words)), clean(whole)
    if shown != whole and not (shown.endswith("…") and whole.startswith(shown[:-1])):
        yield f"the title is {words!r} for {lines[0]!r}"
    if sum(1 for c in words if not unicodedata.combining(c)) > 200:
        yield f"the title has {len(words)} characters"


def atom_faults(case):
    data = case.run("atom")
    yield from atom_checker.check(data)
    found, wanted = atom_checker.read(data), case.atom()
    for entry, (number, _, lines) in zip(found.entries, case.revisions()):
        yield from title_faults(entry.title, number, lines)
    found = found._replace(entries=[entry._replace(title=None) for entry in found.entries])
    if found != wanted:
        yield f"reads\n  {found}\nnot\n  {wanted}"
    yield from feedparser_faults(data, wanted)


def feedparser_faults(data, wanted):
    """What another reader sees, but for texts, of which it is not careful."""
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if parsed.bozo:
        yield f"feedparser: {parsed.bozo_exception}"
    found = [parsed.version, parsed.feed.id, parsed.feed.updated]
    found += [(entry.id, entry.published, entry.updated) for entry in parsed.entries]
    found += [{link.rel: link.href for link in parsed.feed.get("links", [])}]
    found += [atom_checker.Html(entry.content[0].value).items for entry in parsed.entries]
    told = ["atom10", wanted.id, wanted.updated]
    told += [(entry.id, entry.published, entry.updated) for entry in wanted.entries]
    told += [wanted.links]
    told += [entry.lines for entry in wanted.entries]
    if found != told:
        yield f"feedparser reads\n  {found}\nnot\n  {told}"


def json_faults(case):
    data = case.run("json")
    if not data.endswith(b"}\n"):
        yield "JSON: no line break at its end"
    if json.loads(data) != case.json():
        yield f"JSON: reads\n  {data.decode()}\nnot\n  {case.json()}"


def cells(text):
    """No more than a terminal needs for it. What Python does not know yet may be invisible."""
    invisible = ("Mn", "Me", "Cf", "Cc", "Cn")
    return sum(
        unicodedata.category(c) not in invisible and not HANGUL_JOINED.match(c) for c in text
    )


def text_faults(case):
    text = case.run("text").decode()
    if blankless(text) != blankless("".join(case.text())):
        yield f"text: reads\n{text}"
    for row in text.splitlines():
        if cells(row) > WIDTH:
            yield f"text: {cells(row)} columns: {row!r}"
        if row != row.rstrip(" "):
            yield f"text: blanks at the end of {row!r}"


def main():
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"CONFEED_TEST_SEED={seed}")
    rng = random.Random(seed)
    faults = []
    for index in range(FEEDS):
        case = Case(rng, index)
        for find in (atom_faults, json_faults, text_faults):
            faults += [f"feed {index}: {fault}" for fault in find(case)]
    print("\n".join([*faults, f"{FEEDS} feeds read, {len(faults)} faults"]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
