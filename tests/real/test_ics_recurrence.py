#!/usr/bin/python3
"""Random events that recur, in random zones: an import has the times that python-dateutil finds.

From the environment: TEST_SEED; TEST_SEQUENCES, how many events (400).
"""

import datetime
import os
import random
import sys
import zoneinfo

import dateutil.rrule
import icalendar
import imported

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
BATCH = 40
OCCURRENCES_MAX = 1000
# Clocks of the conference never change: an agenda has no time that they skip or repeat.
CONFERENCES = ["Asia/Tokyo", "Africa/Lagos", "Asia/Kathmandu", "Pacific/Honolulu", "UTC"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# A zone by a VTIMEZONE of the file alone, and its real name.
OWN = "Customised 1"
OWN_ZONE = "Europe/Berlin"
VTIMEZONE = f"""BEGIN:VTIMEZONE
TZID:{OWN}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


# --- what is drawn ---------------------------------------------------------------------------


def numbers(draw, low, high, most=3, negative=False):
    count = draw.randint(1, most)
    drawn = {draw.randint(low, high) * (draw.choice((1, -1)) if negative else 1) for _ in range(count)}
    return ",".join(map(str, sorted(drawn)))


def weekdays(draw, ordinal=0):
    days = draw.sample(WEEKDAYS, draw.randint(1, 3))
    if not ordinal:
        return ",".join(days)
    return ",".join(f"{draw.choice((1, -1)) * draw.randint(1, ordinal)}{day}" for day in days)


def weeks(draw):
    """Weeks of a year; dateutil overlooks that its first may begin in the year before, as the -52nd or -53rd."""
    return numbers(draw, 1, 53, 5) if draw.random() < 0.5 else numbers(draw, 1, 51, 5, negative=True)


def maybe(draw, chance, text):
    return [text] if draw.random() < chance else []


def monthly(draw):
    parts = maybe(draw, 0.3, f"BYMONTH={numbers(draw, 1, 12)}")
    kind = draw.randrange(5)
    if kind == 0:
        return parts + [f"BYMONTHDAY={numbers(draw, 1, 31, negative=True)}"]
    if kind == 1:
        return parts + [f"BYDAY={weekdays(draw, 5)}"]
    if kind == 2:
        return parts + [f"BYDAY={weekdays(draw)}", f"BYSETPOS={numbers(draw, 1, 5, negative=True)}"]
    if kind == 3:
        return parts + [f"BYDAY={weekdays(draw)}", f"BYMONTHDAY={numbers(draw, 1, 31, 6)}"]
    return parts


def yearly(draw):
    kind = draw.randrange(6)
    if kind == 0:
        return [f"BYYEARDAY={numbers(draw, 1, 366, 5, negative=True)}"]
    if kind == 1:
        return [f"BYWEEKNO={weeks(draw)}", f"BYDAY={weekdays(draw)}"]
    if kind == 2:
        return [f"BYDAY={weekdays(draw, 53)}"]
    return monthly(draw)


PARTS = {
    "DAILY": lambda draw: maybe(draw, 0.3, f"BYDAY={weekdays(draw)}")
    + maybe(draw, 0.2, f"BYMONTH={numbers(draw, 1, 12, 4)}"),
    "WEEKLY": lambda draw: maybe(draw, 0.7, f"BYDAY={weekdays(draw)}"),
    "MONTHLY": monthly,
    "YEARLY": yearly,
}


class Event:
    """A random event, as text and as its occurrences."""

    def __init__(self, draw, number):
        self.uid = f"event-{number}"
        self.zone = draw.choice([None, "UTC", OWN, *draw.sample(ZONES, 4)])
        self.all_day = draw.random() < 0.15
        self.start = datetime.datetime(draw.randint(2000, 2035), 1, 1) + DAY * draw.randrange(365)
        if self.all_day:
            self.zone = None
            self.length = DAY * draw.randint(1, 3)
        else:
            self.start += datetime.timedelta(minutes=5 * draw.randrange(288))
            self.length = datetime.timedelta(minutes=5 * draw.randint(1, 100))
        frequency = draw.choice(sorted(PARTS))
        self.parts = [f"FREQ={frequency}", *PARTS[frequency](draw)]
        self.parts += maybe(draw, 0.4, f"INTERVAL={draw.randint(2, 5)}")
        self.parts += maybe(draw, 0.3, f"WKST={draw.choice(WEEKDAYS)}")
        draw.shuffle(self.parts)
        self.count = draw.randint(1, 30) if draw.random() < 0.4 else None
        self.until = None
        if self.count is None and draw.random() < 0.6:
            self.until = self.start + DAY * draw.randint(0, 450)
        self.extra = [self.start + DAY * draw.randrange(390) for _ in range(draw.choice((0, 0, 2)))]
        regular = self.regular()
        self.excluded = draw.sample(regular, min(len(regular), draw.choice((0, 0, 1, 3))))
        self.moved = {}
        for time in draw.sample(regular, min(len(regular), draw.choice((0, 0, 1, 2)))):
            self.moved[time] = time + datetime.timedelta(minutes=30 * draw.randint(-90, 90))
            if self.all_day:
                self.moved[time] = time + DAY * draw.randint(-9, 9)

    def regular(self):
        """What clocks show at the occurrences of the rule; the start is always the first."""
        last = self.start + 400 * DAY
        rule = dateutil.rrule.rrulestr(";".join(self.parts), dtstart=self.start)
        found = [self.start]
        for time in rule:
            if time > min(last, self.until or last) or len(found) == (self.count or 10**6):
                break
            if time != self.start:
                found.append(time)
        return found[:OCCURRENCES_MAX]

    def real_zone(self, conference):
        name = OWN_ZONE if self.zone == OWN else self.zone
        return zoneinfo.ZoneInfo(name or conference)

    def instant(self, time, conference):
        return time.replace(tzinfo=self.real_zone(conference)).astimezone(UTC)

    def stamp(self, time):
        if self.all_day:
            return f"{time:%Y%m%d}"
        if self.zone is None:
            return f"{time:%Y%m%dT%H%M%S}"
        return f"{self.instant(time, 'UTC'):%Y%m%dT%H%M%SZ}"

    def expected(self, conference):
        """The sessions as {source: (start, end, whether of whole days)}."""
        times = {time: time for time in [*self.regular(), *self.extra]}
        times = dict(sorted(times.items())[:OCCURRENCES_MAX])
        for time in self.excluded:
            times.pop(time, None)
        times.update(self.moved)
        zone = zoneinfo.ZoneInfo(conference)
        found = {}
        for original, time in times.items():
            start = self.instant(time, conference).astimezone(zone).replace(tzinfo=None)
            found[f"{self.uid}/{self.stamp(original)}"] = (start, start + self.length, self.all_day)
        return found

    # --- as text ---

    def property(self, name, times):
        """A property of one or more times, in one of the forms that say the same."""
        if self.all_day:
            return f"{name};VALUE=DATE:" + ",".join(f"{time:%Y%m%d}" for time in times)
        if self.zone == "UTC":
            return f"{name}:" + ",".join(f"{time:%Y%m%dT%H%M%SZ}" for time in times)
        zone = f";TZID={self.zone}" if self.zone else ""
        return f"{name}{zone}:" + ",".join(f"{time:%Y%m%dT%H%M%S}" for time in times)

    def rule(self):
        parts = list(self.parts)
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.stamp(self.until)}")
        return ";".join(parts)

    def component(self, start, more):
        head = ["BEGIN:VEVENT", f"UID:{self.uid}", "DTSTAMP:20200101T000000Z", "SUMMARY:Random"]
        seconds = int(self.length.total_seconds())
        length = f"DURATION:P{self.length.days}D" if self.all_day else f"DURATION:PT{seconds}S"
        return [*head, self.property("DTSTART", [start]), length, *more, "END:VEVENT"]

    def lines(self):
        more = [f"RRULE:{self.rule()}"]
        if self.extra:
            more.append(self.property("RDATE", self.extra))
        more += [self.property("EXDATE", [time]) for time in self.excluded]
        lines = self.component(self.start, more)
        for original, time in self.moved.items():
            lines += self.component(time, [self.property("RECURRENCE-ID", [original])])
        return lines


# --- the comparison --------------------------------------------------------------------------


def calendar_of(events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *VTIMEZONE.split("\n")]
    for event in events:
        lines += event.lines()
    text = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
    # Another reader must find it sound, or the comparison would mean nothing; that one refuses "16SU".
    for part in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        assert all(name == "RRULE" for name, _ in part.errors), part.errors
    return text


def find_difference(events, conference):
    """What differs, in words; None if nothing does."""
    sessions, remarks = imported.run("ics", calendar_of(events), conference)
    found = {s.source: (s.start, s.end, s.all_day) for s in sessions}
    for event in events:
        wanted = event.expected(conference)
        own = {source: at for source, at in found.items() if source.startswith(event.uid + "/")}
        for source in sorted(wanted.keys() | own.keys()):
            if wanted.get(source) != own.get(source):
                text = "\n".join(event.lines())
                return f"{source}: {own.get(source)}, expected {wanted.get(source)}\n{text}\n{remarks}"
    return None if len(sessions) == len(found) else "two sessions of one source"


ZONES = sorted(name for name in zoneinfo.available_timezones() if "/" in name and name[0] != "S")


def main():
    seed = os.environ.get("TEST_SEED") or str(random.SystemRandom().randrange(2**32))
    wanted = int(os.environ.get("TEST_SEQUENCES", "400"))
    print(f"TEST_SEED={seed}", flush=True)
    draw = random.Random(seed)
    n_sessions = 0
    for first in range(0, wanted, BATCH):
        conference = draw.choice(CONFERENCES)
        events = [Event(draw, first + i) for i in range(min(BATCH, wanted - first))]
        difference = find_difference(events, conference)
        if difference:
            print(f"in {conference}: {difference}")
            return 1
        n_sessions += sum(len(event.expected(conference)) for event in events)
    print(f"{wanted} events, {n_sessions} sessions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
