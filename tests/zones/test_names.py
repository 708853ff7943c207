#!/usr/bin/python3
"""The old names of zones (src/model/time/zone_alias.c) are the links of the installed tzdata that
zone.tab does not have, and lead to the same clocks since 1970."""

import datetime
import os
import pathlib
import re
import sys
import zoneinfo

FOLDER = pathlib.Path(os.environ.get("TZDIR", "/usr/share/zoneinfo"))
TABLE = pathlib.Path(os.environ["TOP"], "src/model/time/zone_alias.c")

# Of no place.
ABBREVIATIONS = set("CET CST6CDT EET EST EST5EDT HST MET MST MST7MDT PST8PDT WET".split())


def clocks(name):
    """What they show on every fifth day of 1970 to 2040; None without such a file."""
    try:
        zone = zoneinfo.ZoneInfo.no_cache(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return None
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    days = (epoch + datetime.timedelta(days=n) for n in range(0, 71 * 365, 5))
    return [day.astimezone(zone).utcoffset() for day in days]


def main():
    zoneinfo.reset_tzpath(to=[str(FOLDER)])
    text = FOLDER / "tzdata.zi"
    if not text.exists():
        print(f"there is no {text}")
        return 77
    aliases = dict(re.findall(r'\{ "([^"]+)", "([^"]+)" \}', TABLE.read_text()))
    assert list(aliases) == sorted(aliases), "they are not in order"
    links = {}
    for line in text.read_text().splitlines():
        if line.startswith("L "):
            _, target, name = line.split()
            links[name] = target
    rows = (FOLDER / "zone.tab").read_text().splitlines()
    places = {row.split("\t")[2] for row in rows if not row.startswith("#")}
    renamed = {
        name
        for name, target in links.items()
        if name not in places | ABBREVIATIONS and not target.startswith("Etc/")
    }
    faults = [f"{name} is missing" for name in renamed - aliases.keys()]
    for name, target in aliases.items():
        # A later tzdata may have renamed more.
        before = clocks(name) if name in links else None
        if before is not None and not (target in places and clocks(target) == before):
            faults.append(f"{name} is no old name of {target}")
        if name in places:
            faults.append(f"{name} is no old name")
    print("\n".join(faults) or f"{len(renamed)} old names")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
