#!/usr/bin/python3
"""What contrib/confeed-agenda.schema.json takes: every agenda of the project, and none of some that
confeed refuses, too."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)
import yaml

TOP = pathlib.Path(os.environ["TOP"])
SCHEMA = json.loads((TOP / "contrib/confeed-agenda.schema.json").read_text(encoding="utf-8"))
FOLDERS = ("data", "src/assets", "tests/golden/feeds", "tests/golden/pages", "tests/golden/diff")


class CoreLoader(yaml.SafeLoader):
    """Reads YAML as its version 1.2 does, and so editors: dates and clocks are texts."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)

# Each is the start below with one thing replaced.
START = """
agenda: {id: forum, title: Forum, timezone: Europe/Brussels, url: https://example.org/,
  geo: [50.8503, 4.3517], words: {agency: {one: Body, many: Bodies}}}
roles: [{id: own, label: {en: Own, fr: Propre}, present: true}, {id: chair, label: Presiding}]
agencies: [{id: ilo, short: ILO, kind: agency, delegation: 2, contact: {email: a@example.org}}]
rooms: [{id: gold, name: Gold Room, capacity: 120}]
round-tables: [{id: 1, title: Work}]
days:
  - date: 2007-07-10
    slots:
      - {start: "09:00", end: "10:00", plenary: {id: opening, title: Opening, room: gold, type: talk,
          tags: [one, 2], languages: [en], links: [{url: "https://example.org/a"}]}}
      - {start: "10:00", duration: 30m, break: {id: tea, title: Tea}}
      - {all-day: true, sessions: [{id: 1.1, title: One, contributions: [{agency: ilo, role: own}]}]}
preparations: [{agency: ilo, role: input, due: 2007-06-01}]
"""
WRONG = (
    ("an unknown key", "title: Forum", "titel: Forum"),
    ("an unknown key of a session", "title: One", "title: One, titel: Two"),
    ("a key of another kind of session", "title: Tea", "title: Tea, contributions: []"),
    ("an unknown list", "rooms:", "halls:"),
    ("a missing key", "id: forum, ", ""),
    ("a missing key of an agency", "short: ILO, ", ""),
    ("no days", "days:", "x-days:"),
    ("a contribution of nobody", "{agency: ilo, role: own}", "{role: own}"),
    ("a bad id", "id: gold, name", "id: Gold, name"),
    ("a bad reference", "room: gold", "room: Gold Room"),
    ("an id that begins with a dot", "id: opening", "id: .opening"),
    ("an id that is too long", "id: opening", "id: " + "a" * 65),
    ("a list in place of a text", "{en: Own, fr: Propre}", "[Own]"),
    ("a record in place of a list", "[{id: gold, name: Gold Room, capacity: 120}]", "{id: gold, name: A}"),
    ("an empty text", "title: Opening", 'title: " "'),
    ("a bad language", "fr: Propre", "fr_FR: Propre"),
    ("a bad date", "date: 2007-07-10", "date: 2007-13-10"),
    ("a bad clock", '"09:00"', '"9:00"'),
    ("a bad duration", "30m", "soon"),
    ("a bad number", "capacity: 120", "capacity: none"),
    ("a number that is too small", "delegation: 2", "delegation: 0"),
    ("an unknown word", "kind: agency", "kind: company"),
    ("a bad truth", "present: true", "present: maybe"),
    ("a bad URL", "https://example.org/", "ftp://example.org/"),
    ("a slot of two things", "plenary: {", "break: {id: b, title: B}, plenary: {"),
    ("a slot of nothing", ", break: {id: tea, title: Tea}", ""),
    ("a slot without an end", ', end: "10:00"', ""),
    ("two ends", 'end: "10:00"', 'end: "10:00", duration: 1h'),
    ("a time in what takes all day", "all-day: true", 'all-day: true, start: "09:00"'),
    ("a new role without a label", "id: own, label: {en: Own, fr: Propre},", "id: own,"),
    ("a type with a comma", "type: talk", 'type: "talk, long"'),
    ("a tag in place of a list", "tags: [one, 2]", "tags: one"),
    ("a language that is none", "languages: [en]", "languages: [e_n]"),
    ("a link without an address", 'url: "https://example.org/a"', "title: A"),
    ("a position of one number", "[50.8503, 4.3517]", "[50.8503]"),
    ("a word without its plural", "one: Body, many: Bodies", "one: Body"),
    ("a bad e-mail address", "a@example.org", "example.org"),
    ("a preparation with two days", "due: 2007-06-01", "due: 2007-06-01, date: 2007-06-01"),
)


def check(failures, what, is_good):
    if not is_good:
        failures.append(what)


def main():
    failures = []
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft7Validator(SCHEMA)

    def mistakes(text):
        return [error.message for error in validator.iter_errors(yaml.load(text, CoreLoader))]

    agendas = [path for folder in FOLDERS for path in sorted((TOP / folder).glob("*.yaml"))]
    check(failures, f"there are only {len(agendas)} agendas", len(agendas) > 20)
    for path in agendas:
        found = mistakes(path.read_text(encoding="utf-8"))
        check(failures, f"{path}: {found}", not found)

    found = mistakes(START)
    check(failures, f"the start is refused: {found}", not found)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "agenda.yaml"
        for what, right, wrong in (("nothing", "", ""), *WRONG):
            text = START.replace(right, wrong, 1) if right else START
            file.write_text(text, encoding="utf-8")
            run = subprocess.run(
                [os.environ["CONFEED"], "check", file], capture_output=True, check=False, text=True
            )
            expected = 1 if right else 0
            check(failures, f"confeed check ends with {run.returncode} for {what}: {run.stdout}",
                  run.returncode == expected)
            check(failures, f"the schema takes {what}", bool(mistakes(text)) == bool(right))

    for failure in failures:
        print(f"failed: {failure}")
    sys.exit(1 if failures else 0)


main()
