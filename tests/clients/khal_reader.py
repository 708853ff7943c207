"""khal, and what it lists in its calendars."""

import contextlib
import datetime
import io
import pathlib

# What khal can list, with its word for it.
FIELDS = {
    "UID": "uid",
    "DTSTART": "start-long",
    "DTEND": "end-long",
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "LOCATION": "location",
    "CATEGORIES": "categories",
    "STATUS": "status",
    "URL": "url",
}
# No text of an agenda can hold these.
FIELD_END = "\x1f"
EVENT_END = "\x1e"

CONFIG = """\
[calendars]
{calendars}
[sqlite]
path = {database}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[default]
timedelta = 1d
"""


class Khal:
    """khal with a home of its own and one calendar for each feed.

    It is run within this process: starting it for each feed would take a second each time.
    """

    def __init__(self, home, names, database=":memory:"):
        calendars = []
        for name in names:
            folder = pathlib.Path(home, "calendars", name)
            folder.mkdir(parents=True)
            calendars += [f"[[{name}]]", f"path = {folder}"]
        self.config = pathlib.Path(home, "config")
        text = CONFIG.format(calendars="\n".join(calendars), database=database)
        self.config.write_text(text)

    def run(self, *arguments):
        from khal.cli import main_khal  # reads HOME when it is imported

        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            main_khal(["--config", str(self.config), *arguments], standalone_mode=False)
        return output.getvalue()


def value_of(name, value, all_day):
    if name in ("DTSTART", "DTEND") and all_day:
        day = datetime.date.fromisoformat(value)
        # khal names the last day, where DTEND is the day after.
        return (day + datetime.timedelta(days=name == "DTEND")).isoformat()
    if name == "CATEGORIES":
        return value.split(",")
    if name == "STATUS":
        return value.strip()
    return value or None


def listed(khal, name, first, last):
    """The events of one of khal's calendars, by property."""
    form = FIELD_END.join(["{all-day}", *(f"{{{word}}}" for word in FIELDS.values())]) + EVENT_END
    output = khal.run(
        "list", "--once", "-a", name, "--format", form, "--day-format", "", first, last
    )
    events = []
    for text in output.split(EVENT_END)[:-1]:
        # What is left before the first field is the line break after the last event, and the
        # escape sequence that ends khal's colours.
        all_day, *values = text.split(FIELD_END)
        is_all_day = all_day.endswith("True")
        events.append(
            {field: value_of(field, value, is_all_day) for field, value in zip(FIELDS, values)}
        )
    return events
