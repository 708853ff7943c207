"""Random conferences, as what imports must find in any export of them."""

import dataclasses
import datetime
import zoneinfo

ZONES = ("Europe/Brussels", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC")
WORDS = "Dust Rain Ore Kelp Salt Loam Reed Silt Fen Moor Dune Brook Ärger Öl <b> & (new) “so”".split()
TYPES = ("Talk", "Workshop", "Poster")
STATUSES = ("confirmed",) * 8 + ("tentative", "cancelled")


@dataclasses.dataclass
class Person:
    code: str
    first: str
    last: str
    affiliation: str = ""

    @property
    def name(self):
        return f"{self.first} {self.last}"


@dataclasses.dataclass
class Slot:
    start: datetime.datetime  # with its offset
    minutes: int
    room: str

    @property
    def end(self):
        return (self.start.astimezone(datetime.UTC) + datetime.timedelta(minutes=self.minutes)).astimezone(
            self.start.tzinfo
        )


@dataclasses.dataclass
class Session:
    """Something with a title: `kind` is session, plenary or break."""

    number: int
    code: str
    kind: str
    title: str
    slots: list
    track: str = ""
    type: str = ""
    status: str = "confirmed"
    speakers: list = dataclasses.field(default_factory=list)
    chairs: list = dataclasses.field(default_factory=list)
    tags: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Conference:
    zone: zoneinfo.ZoneInfo
    rooms: list
    tracks: list
    people: list
    sessions: list


def title(rng):
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 4)))


def is_shown_once(moment):
    """Whether clocks show a time, and only once."""
    there_and_back = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    return (
        there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None)
        and moment.replace(fold=1).utcoffset() == moment.replace(fold=0).utcoffset()
    )


def slot(rng, zone, rooms, first):
    """A slot in the days after `first`, also after midnight, also beside a change of clocks."""
    while True:
        start = datetime.datetime.combine(first, datetime.time(), zone) + datetime.timedelta(
            days=rng.randrange(3), minutes=5 * rng.randrange(12 * 26)
        )
        found = Slot(start, 5 * rng.randint(1, 40), rng.choice(rooms))
        if is_shown_once(found.start) and is_shown_once(found.end):
            return found


def people(rng):
    names = {(rng.choice(("Ada", "Bo", "Cy", "Zoë")), rng.choice(WORDS[:14])) for _ in range(rng.randint(1, 9))}
    return [
        Person(f"P{index:03}", *name, rng.choice(("", "ILO", "Fen Trust", "École du Sel")))
        for index, name in enumerate(sorted(names))
    ]


def conference(rng):
    zone = zoneinfo.ZoneInfo(rng.choice(ZONES))
    first = datetime.date(rng.randint(2001, 2036), rng.randint(1, 12), rng.randint(1, 28))
    rooms = [f"{word} hall" for word in rng.sample(WORDS[:14], rng.randint(1, 4))]
    result = Conference(zone, rooms, rng.sample(WORDS[:14], rng.randint(1, 4)), people(rng), [])
    for number in range(1, rng.randint(2, 14)):
        kind = rng.choice(("session",) * 4 + ("break",))
        session = Session(number, f"C{number:03}", kind, title(rng), [slot(rng, zone, rooms, first)])
        if kind == "session":
            session.type = rng.choice(TYPES)
            session.track = rng.choice(["", *result.tracks])
            session.speakers = rng.sample(result.people, rng.randint(0, min(3, len(result.people))))
            session.tags = rng.sample(WORDS[:10], rng.randint(0, 2))
        result.sessions.append(session)
    return result
