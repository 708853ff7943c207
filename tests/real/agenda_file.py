"""What converters of real schedules share: ids, texts of one line, slots, the file."""

import argparse
import collections
import json
import pathlib
import re
import unicodedata

ID_LENGTH = 64


def slug(text):
    """A text as an id: [a-z0-9-], cut between words. Empty if it has no such letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(plain) > ID_LENGTH:
        plain = plain[: ID_LENGTH + 1].rpartition("-")[0] or plain[:ID_LENGTH]
    return plain


def one_line(text):
    return " ".join(text.split())


def unique(ids, what):
    """Ends the conversion if an id is there twice: one of the two would be lost."""
    twice = [name for name, count in collections.Counter(ids).items() if count > 1]
    if twice:
        raise SystemExit(f"{what} with one id: {', '.join(sorted(twice))}")


def days_of(sessions):
    """Days with slots. sessions: (date, start, end, session) each; those of one time are in one
    slot. An end after midnight goes on counting hours."""
    days = collections.defaultdict(lambda: collections.defaultdict(list))
    for date, start, end, session in sessions:
        days[date][start, end].append(session)
    return [
        {
            "date": date,
            "slots": [
                {"start": start, "end": end, "sessions": slots[start, end]}
                for start, end in sorted(slots)
            ],
        }
        for date, slots in sorted(days.items())
    ]


def main(convert, description):
    """The command of a converter. convert: from the path of a source to an agenda."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("agenda", type=pathlib.Path, help="the JSON file to write")
    arguments = parser.parse_args()
    text = json.dumps(convert(arguments.source), ensure_ascii=False, indent=1)
    arguments.agenda.write_text(text + "\n", encoding="utf-8")
