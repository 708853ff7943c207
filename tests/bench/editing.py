"""Editions of a generated agenda: the same, but for the titles of its first sessions."""

import re


def edition(agenda, number, sessions):
    """The text of an agenda (YAML) with so many titles changed, differently for each number."""
    lines = agenda.split("\n")
    places = (index for index, line in enumerate(lines)
              if line.lstrip().startswith("title: ")
              and lines[index - 1].lstrip().startswith("round-table: "))
    for _ in range(sessions):
        place = next(places)
        lines[place] = re.sub(r'title: ("?)', rf"title: \1{mark(number)} ", lines[place])
    return "\n".join(lines)


def mark(number):
    """What the changed titles of an edition begin with."""
    return f"Edition {number} of"


def first_session(agenda):
    """The id of the session whose title changes first."""
    return re.search(r'- id: "?([^"\n]+)"?\n +round-table: ', agenda).group(1)
