#!/usr/bin/python3
"""A reader that takes the first UID it meets for that of an entry, as vdirsyncer does, sees each.

It makes an item of each entry, which has the properties of the whole calendar before the entry's
own, and names the item by the first line in it that is a UID.
"""

import comparison
import content_lines

NAMES = ["UID", "SUMMARY"]


def items_of(calendar):
    """The items that a calendar falls into, each as its properties in order, by their names."""
    items = {}
    for component in calendar.components:
        if component.name == "VEVENT":
            item = [*calendar.properties, *component.properties]
            uid = next(prop.value for prop in item if prop.name == "UID")
            items[uid] = item
    return items


def read_one(_, file):
    items = items_of(content_lines.parse(file.read_bytes()))
    events = []
    for uid, item in items.items():
        summary = next(prop.value for prop in item if prop.name == "SUMMARY")
        events.append({"UID": uid, "SUMMARY": content_lines.text(summary)})
    return None, events


def read(files):
    return comparison.read_each(files, read_one)


if __name__ == "__main__":
    comparison.compare_agendas("a reader of first UIDs", read, NAMES)
