#!/usr/bin/python3
"""Makes an agenda of the side events of COP30, as a table has them."""

import collections
import csv
import re

import agenda_file
import html_to_markdown

# "World Bank (WB)", also where the end of the name is lost.
NAME_AND_SHORT = re.compile(r"(?P<name>.*\S) *\((?P<short>[^()]+)\)")


def decoded(text):
    """A text whose character references are whole; what is left of one that was cut stays."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)


def organisations_of(row):
    """The names of those who hold an event, the lead first."""
    names = [decoded(row["lead_organisation"]), *decoded(row["co_organisations"]).split(";")]
    return [agenda_file.one_line(name) for name in names if name.strip()]


def agency_of(name):
    found = NAME_AND_SHORT.fullmatch(name)
    return {"short": found["short"], "name": found["name"]} if found else {"short": name}


def agencies_of(names):
    """Agencies by the organisations' names. Where an acronym has two owners, or no letter that ids
    have, the name is the id."""
    agencies = {name: agency_of(name) for name in dict.fromkeys(names)}
    wanted = {name: agenda_file.slug(agency["short"]) for name, agency in agencies.items()}
    taken = collections.Counter(wanted.values())
    for name, agency in agencies.items():
        own = wanted[name]
        agency["id"] = own if taken[own] == 1 and not own.isdigit() else agenda_file.slug(name)
    agenda_file.unique([agency["id"] for agency in agencies.values()], "organisations")
    return agencies


def session_of(row, agencies, rooms):
    names = organisations_of(row)
    roles = ["organiser", *["co-organiser"] * (len(names) - 1)]
    return {
        "id": agenda_file.slug(row["title"]),
        "title": agenda_file.one_line(row["title"]),
        "room": rooms[row["room"]]["id"],
        "abstract": html_to_markdown.from_plain(row["description"]),
        "contributions": [
            {"agency": agencies[name]["id"], "role": role} for name, role in zip(names, roles)
        ],
    }


def convert(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (zone,) = {row["tz"] for row in rows}
    agencies = agencies_of(name for row in rows for name in organisations_of(row))
    rooms = {
        name: {"id": agenda_file.slug(name), "name": name}
        for name in sorted({row["room"] for row in rows})
    }
    sessions = [
        (row["date"], row["start"], row["end"], session_of(row, agencies, rooms)) for row in rows
    ]
    agenda_file.unique([session["id"] for *_, session in sessions], "events")
    return {
        "agenda": {
            "id": "cop30-side-events",
            "title": "COP30 side events",
            "timezone": zone,
            "location": "Belém, Brazil",
            "words": {"agency": {"one": "Organisation", "many": "Organisations"}},
        },
        "agencies": list(agencies.values()),
        "rooms": list(rooms.values()),
        "days": agenda_file.days_of(sessions),
    }


if __name__ == "__main__":
    agenda_file.main(convert, __doc__)
