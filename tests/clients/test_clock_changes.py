#!/usr/bin/python3
"""What ends at the moment at which clocks are put forward ends then for every reader."""

import datetime
import io
import json
import os
import pathlib
import zoneinfo

import comparison
import icaljs_reader
import test_khal

UTC = datetime.timezone.utc
# The day and the end, in zones whose clocks skip from half an hour to a whole day.
ENDS = {
    "Africa/Cairo": ("2027-04-29", 24),
    "Asia/Beirut": ("2027-03-27", 24),
    "America/Santiago": ("2027-09-04", 24),
    "America/Havana": ("2027-03-13", 24),
    "America/Sao_Paulo": ("2017-10-14", 24),
    "Asia/Tehran": ("2021-03-21", 24),
    "Atlantic/Azores": ("2027-03-27", 24),
    "Europe/Brussels": ("2027-03-27", 26),
    "America/New_York": ("2027-03-13", 26),
    "Australia/Lord_Howe": ("2027-10-02", 26),
    "Pacific/Apia": ("2011-12-29", 24),
}


def agenda(identity, zone, day, hour):
    session = {"id": "late", "title": "Late"}
    return {
        "agenda": {
            "id": identity,
            "title": zone,
            "timezone": zone,
            "published": "2007-07-12T00:00:00Z",
        },
        "days": [
            {"date": day, "slots": [{"start": "20:00", "end": f"{hour}:00", "sessions": [session]}]}
        ],
    }


def instant(zone, day, hour):
    """The end: a second after the last second that clocks show."""
    last = datetime.datetime.fromisoformat(day) + datetime.timedelta(hours=hour, seconds=-1)
    seconds = last.replace(tzinfo=zoneinfo.ZoneInfo(zone)).timestamp() + 1
    return datetime.datetime.fromtimestamp(seconds, UTC)


def ends_by_icalendar(file):
    """By the name of the zone, and by its VTIMEZONE."""
    import dateutil.tz
    import icalendar

    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    wall = event["DTEND"].dt.replace(tzinfo=None)
    zone = event["DTEND"].params["TZID"]
    rules = dateutil.tz.tzical(io.StringIO(file.read_text())).get(zone)
    yield "icalendar", event["DTEND"].dt.astimezone(UTC)
    yield "zoneinfo", wall.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(UTC)
    yield "dateutil", wall.replace(tzinfo=rules).astimezone(UTC)


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def end_by_khal(khal, name, file, end):
    khal.run("import", "--batch", "-a", name, str(file))
    days = ((end + datetime.timedelta(days=days)).date().isoformat() for days in (-2, 2))
    (event,) = test_khal.listed(khal, name, *days)
    return moment(event["DTEND"])


def main():
    checks = comparison.Comparison("every reader")
    with comparison.temporary_folder() as name:
        folder = pathlib.Path(name)
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = name
        os.environ["XDG_CONFIG_DIRS"] = name
        ids = {zone: zone.lower().replace("/", "-").replace("_", "-") for zone in ENDS}
        for zone, end in ENDS.items():
            (folder / f"{ids[zone]}.json").write_text(json.dumps(agenda(ids[zone], zone, *end)))
        comparison.build(sorted(folder.glob("*.json")), folder / "tree")
        khal = test_khal.Khal(name, ids.values())
        for zone, end in ENDS.items():
            wanted = instant(zone, *end)
            file = folder / "tree" / ids[zone] / "agenda.ics"
            found = dict(ends_by_icalendar(file))
            found["khal"] = end_by_khal(khal, ids[zone], file, wanted)
            if icaljs_reader.is_there():
                (_, (event,)), = icaljs_reader.read_files([file])
                found["ical.js"] = moment(event["DTEND"])
            for reader, read in found.items():
                checks.equal(f"{zone} by {reader}", str(wanted), str(read))
            checks.counts["feeds"] += 1
            checks.counts["events"] += len(found)
    checks.end()


if __name__ == "__main__":
    main()
